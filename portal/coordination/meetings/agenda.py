"""The agenda: its items, and those that an earlier meeting left open, which come over by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select

from ... import clock
from ...db import db, transactional
from ...errors import Invalid
from ...partnerships import things
from ...permissions import Actor
from . import queries, rules
from .models import AgendaItem, Meeting
from .recording import expect_state, item_of, meeting_to_change, note, set_values, touch

FIELDS = ("title", "planned_minutes", "presenter")
MOST_ITEMS = 60
EDITABLE = (*rules.COMING, rules.HELD)


@transactional
def add_item(person: Actor, partnership_id: int, meeting_id: int, values: Mapping[str, Any]) -> AgendaItem:
    """Put an item on the agenda, free or about a thing of the partnership (`thing_kind`, `thing_id`)."""
    partnership, meeting = meeting_to_change(person, partnership_id, meeting_id)
    expect_state(meeting, *EDITABLE)
    kind, number = values.get("thing_kind") or "", values.get("thing_id")
    if kind and (number is None or things.thing_of(partnership, kind, number) is None):
        raise Invalid({"title": _("Yang ditunjuk acara ini tidak ada di kerja sama ini.")})
    item = _added(meeting, values["title"].strip(), thing_kind=kind, thing_id=number if kind else None)
    set_values(item, FIELDS, values)
    db.session.flush()
    note(person, meeting, "agenda_added", after={"agenda_item": item.title, "agenda_item_id": item.id})
    return item


@transactional
def edit_item(
    person: Actor, partnership_id: int, meeting_id: int, item_id: int, version: int | None, values: Mapping[str, Any]
) -> AgendaItem:
    """Correct an item: its words, its minutes, who presents it."""
    _partnership, meeting = meeting_to_change(person, partnership_id, meeting_id)
    expect_state(meeting, *EDITABLE)
    item = item_of(meeting, item_id)
    item.expect(version)
    was, now = set_values(item, FIELDS, values)
    if now:
        note(person, meeting, "agenda_edited", before=was, after={"agenda_item_id": item.id, **now})
    return item


@transactional
def move_up(person: Actor, partnership_id: int, meeting_id: int, item_id: int) -> None:
    """Put an item one place earlier."""
    _partnership, meeting = meeting_to_change(person, partnership_id, meeting_id)
    expect_state(meeting, *EDITABLE)
    item = item_of(meeting, item_id)
    standing = [one for one in meeting.items if one.archived_at is None]
    place = standing.index(item)
    if place:
        standing[place - 1], standing[place] = item, standing[place - 1]
        for number, one in enumerate(standing, 1):
            one.position = number
        note(person, meeting, "agenda_moved", after={"agenda_item": item.title, "agenda_item_id": item.id})


@transactional
def take_off(person: Actor, partnership_id: int, meeting_id: int, item_id: int, reason: str) -> None:
    """Take an item off the agenda before anything was said on it; one left open earlier waits for the next meeting."""
    _partnership, meeting = meeting_to_change(person, partnership_id, meeting_id)
    expect_state(meeting, *EDITABLE)
    item = item_of(meeting, item_id)
    if item.notes or item.outcome:
        raise Invalid({"reason": _("Acara ini sudah ada catatannya; pilih hasil “Ditarik”.")})
    _put_away(person, item, reason)
    note(person, meeting, "agenda_removed", before={"agenda_item": item.title}, reason=item.archive_reason)


def carry_over(person: Actor, meeting: Meeting) -> list[AgendaItem]:
    """Bring what its line left open onto a meeting's agenda; within a verb. Each comes once, with where it is from."""
    brought = []
    for older in queries.left_open(meeting):
        same = {"thing_kind": older.thing_kind, "thing_id": older.thing_id, "presenter": older.presenter}
        brought.append(
            _added(meeting, older.title, carried_from_id=older.id, planned_minutes=older.planned_minutes, **same)
        )
    if brought:
        db.session.flush()
        titles = "; ".join(item.title for item in brought)
        note(person, meeting, "agenda_carried", after={"agenda_items": titles[:500]})
    return brought


def follow(person: Actor, item: AgendaItem) -> None:
    """Let the next meeting know what became of an item: left open it is taken over, settled it is taken off again."""
    if item.outcome == rules.OPEN:
        following = queries.next_of(item.meeting)
        if following is not None and not _taken_back(person, item, following):
            carry_over(person, following)
        return
    for later in queries.carrying(item):
        if later.archived_at is None and not later.notes and not later.outcome:
            _put_away(person, later, _("Sudah selesai di rapat sebelumnya."))


def _taken_back(person: Actor, item: AgendaItem, following: Meeting) -> bool:
    """An item that is open anew stands again on the agenda it was taken off, where it has its one place."""
    before = next((one for one in queries.carrying(item) if one.meeting_id == following.id and one.archived_at), None)
    if before is None:
        return False
    before.archived_at, before.archived_by_id, before.archive_reason = None, None, ""
    touch(following)
    note(person, following, "agenda_carried", after={"agenda_items": before.title})
    return True


def _put_away(person: Actor, item: AgendaItem, reason: str) -> None:
    if not (reason or "").strip():
        raise Invalid({"reason": _("Tulis alasannya.")})
    item.archived_at, item.archived_by_id, item.archive_reason = clock.now(), person.person_id, reason.strip()


def _added(meeting: Meeting, title: str, **values: Any) -> AgendaItem:
    query = select(func.count(AgendaItem.id), func.max(AgendaItem.position)).where(AgendaItem.meeting_id == meeting.id)
    many, last = db.session.execute(query).one()
    if many >= MOST_ITEMS:
        raise Invalid({"title": _("Paling banyak %(most)s acara dalam satu rapat.", most=MOST_ITEMS)})
    item = AgendaItem(meeting_id=meeting.id, title=title, position=(last or 0) + 1, **values)
    db.session.add(item)
    touch(meeting)
    return item
