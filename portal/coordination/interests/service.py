"""The verbs of a matter: open it, correct it, say what a party needs, mark what others need. Options: `choosing`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select, union

from ... import clock, events
from ...db import db, transactional
from ...errors import Invalid, NotAllowed, NotFound
from ...partnerships.models import Partnership
from ...partnerships.things import thing_of
from ...partnerships.working import party_label, workable
from ...permissions import Action, Actor
from . import offices, rules
from .models import Interest, InterestMark, Matter, MatterOption, OptionAnswer
from .recording import matter_to_change, note, own_member

FIELDS = ("title", "about", "why_now")


@transactional
def open_matter(person: Actor, partnership_id: int, values: Mapping[str, Any]) -> Matter:
    """Put a difference on the table; a party does, for itself. The others learn of it, and nobody else."""
    partnership = workable(person, partnership_id, Action.PARTNERSHIP_WORK)
    own = own_member(person, partnership)
    made = Matter(
        partnership_id=partnership.id,
        opened_at=clock.now(),
        opened_by_party_id=own.id,
        **{name: (values.get(name) or "").strip() for name in FIELDS},
        **_thing(partnership, values),
    )
    _set_readers(made, partnership, values)
    db.session.add(made)
    db.session.flush()
    note(
        person,
        partnership,
        made,
        "matter_opened",
        after={"matter": made.title, "confidentiality": made.confidentiality},
    )
    return made


@transactional
def edit_matter(
    person: Actor, partnership_id: int, matter_id: int, version: int | None, values: Mapping[str, Any]
) -> Matter:
    """Correct the words of a matter, and who reads it: narrower at any time, wider while nobody else has spoken."""
    partnership, found = matter_to_change(person, partnership_id, matter_id)
    own = own_member(person, partnership)
    found.expect(version)
    if not rules.may_widen(found.confidentiality, values["confidentiality"], _spoken(found), own.id):
        raise Invalid({"confidentiality": _("Pihak lain sudah berbicara; yang boleh membaca tidak dapat ditambah.")})
    names = (*FIELDS, "confidentiality", "mediator")
    before = {name: getattr(found, name) for name in names}
    for name in FIELDS:
        setattr(found, name, (values.get(name) or "").strip())
    _set_readers(found, partnership, values)
    was, now = events.differences(before, {name: getattr(found, name) for name in names})
    if now:
        note(person, partnership, found, "matter_edited", before=was, after=now)
    return found


@transactional
def add_interest(person: Actor, partnership_id: int, matter_id: int, values: Mapping[str, Any]) -> Interest:
    """Say what the own party needs, and why; a few of them, so that they are read."""
    partnership, found = matter_to_change(person, partnership_id, matter_id)
    own = own_member(person, partnership)
    mine = select(func.count()).where(
        Interest.matter_id == found.id, Interest.party_id == own.id, Interest.archived_at.is_(None)
    )
    if db.session.scalars(mine).one() >= rules.MOST_INTERESTS:
        raise NotAllowed(_("Paling banyak lima dari tiap pihak, supaya semuanya dibaca. Tarik salah satu dulu."))
    made = Interest(
        matter_id=found.id,
        party_id=own.id,
        need=values["need"].strip(),
        because=(values.get("because") or "").strip(),
        priority=int(values["priority"]),
        said_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    note(person, partnership, found, "interest_added", after={"need": made.need, "party": party_label(own)})
    return made


@transactional
def withdraw_interest(
    person: Actor, partnership_id: int, matter_id: int, interest_id: int, version: int | None, reason: str
) -> Interest:
    """Take an own interest back; it stays in the history, and options that served it stay."""
    partnership, found = matter_to_change(person, partnership_id, matter_id)
    own = own_member(person, partnership)
    part = interest_of(found, interest_id)
    if part.party_id != own.id:
        raise NotAllowed(_("Yang menarik adalah pihak yang menyampaikannya."))
    part.expect(version)
    part.archived_at, part.archived_by_id, part.archive_reason = clock.now(), person.person_id, reason.strip()
    note(person, partnership, found, "interest_withdrawn", before={"need": part.need}, reason=part.archive_reason)
    return part


@transactional
def mark_interests(person: Actor, partnership_id: int, matter_id: int, marks: Mapping[int, str]) -> int:
    """Say how others' interests are for the own party; said again, the later mark counts. Answers how many changed."""
    partnership, found = matter_to_change(person, partnership_id, matter_id)
    own = own_member(person, partnership)
    wanted = select(Interest).where(Interest.matter_id == found.id, Interest.id.in_(list(marks)))
    parts = list(db.session.scalars(wanted.where(Interest.archived_at.is_(None), Interest.party_id != own.id)))
    query = select(InterestMark).where(InterestMark.party_id == own.id, InterestMark.interest_id.in_(list(marks)))
    said = {mark.interest_id: mark for mark in db.session.scalars(query)}
    changed = 0
    for part in parts:
        word = marks[part.id]
        mark = said.get(part.id)
        if word not in rules.MARKS or (mark is not None and mark.mark == word):
            continue
        if mark is None:
            mark = InterestMark(interest_id=part.id, party_id=own.id)
            db.session.add(mark)
        mark.mark, mark.said_at = word, clock.now()
        changed += 1
    if changed:
        note(person, partnership, found, "interests_marked", after={"party": party_label(own), "marked": changed})
    return changed


def interest_of(matter: Matter, interest_id: int) -> Interest:
    """An interest of a matter that stands."""
    found = db.session.get(Interest, interest_id)
    if found is None or found.matter_id != matter.id or found.archived_at is not None:
        raise NotFound()
    return found


def _spoken(found: Matter) -> set[int]:
    """The parties that said something: opened it, put an interest or an option forward, or answered one."""
    own = select(Interest.party_id).where(Interest.matter_id == found.id)
    put = select(MatterOption.party_id).where(MatterOption.matter_id == found.id)
    answered = select(OptionAnswer.party_id).join(MatterOption).where(MatterOption.matter_id == found.id)
    opened = {found.opened_by_party_id} if found.opened_by_party_id else set()
    return opened | set(db.session.scalars(union(own, put, answered)))


def _thing(partnership: Partnership, values: Mapping[str, Any]) -> dict[str, Any]:
    """What it is about, when that is a thing of this partnership with a page."""
    kind, number = values.get("thing_kind") or "", values.get("thing_id")
    if not kind or number is None:
        return {}
    if thing_of(partnership, kind, int(number)) is None:
        raise Invalid({"title": _("Hal yang ditunjuk tidak ditemukan lagi.")})
    return {"thing_kind": kind, "thing_id": int(number)}


def _set_readers(matter: Matter, partnership: Partnership, values: Mapping[str, Any]) -> None:
    matter.confidentiality = values["confidentiality"]
    matter.mediator_id, matter.mediator = None, ""
    wanted = values.get("mediator_id")
    if not wanted:
        return
    if matter.confidentiality == rules.PARTIES:
        raise Invalid({"mediator_id": _("Pendamping hanya membaca bila kerahasiaannya mengizinkan. Pilih yang lain.")})
    office = offices.invited(partnership, int(wanted))
    if office is None:
        raise Invalid({"mediator_id": _("Pilih pendamping atau camat di wilayah kerja sama ini.")})
    matter.mediator_id, matter.mediator = office.id, office.label
