"""What every verb of a meeting does first and last: find it, see that it may, put it on the history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from ... import clock, events
from ...db import db
from ...errors import NotAllowed, NotFound
from ...partnerships.models import Partnership
from ...partnerships.service import KIND
from ...partnerships.working import own_party_id, workable
from ...permissions import Action, Actor, OfficeKind
from . import queries, rules
from .models import AgendaItem, Meeting

PERSONAL = ("chair_name", "secretary_name", "presenter")  # kept on the row, never in the chained history


def meeting_to_change(
    person: Actor,
    partnership_id: int,
    meeting_id: int,
    version: int | None = None,
    action: Action = Action.PARTNERSHIP_WORK,
) -> tuple[Partnership, Meeting]:
    """The partnership and a meeting of it that the person may write about; within a verb."""
    partnership = workable(person, partnership_id, action)
    meeting = queries.meeting_of(partnership.id, meeting_id)
    if meeting is None:
        raise NotFound()
    if not runs(person, partnership, meeting):
        raise NotAllowed(_("Musyawarah desa dicatat oleh desanya sendiri."))
    meeting.expect(version)
    return partnership, meeting


def runs(person: Actor, partnership: Partnership, meeting: Meeting) -> bool:
    """Whether who writes in the partnership writes about this meeting: a village's own is the village's alone."""
    own = own_party_id(person, partnership)
    if meeting.kind == rules.VILLAGE:
        return own is not None and own == meeting.party_id
    return own is not None or person.kind == OfficeKind.BKAD_OFFICER


def expect_state(meeting: Meeting, *states: str) -> None:
    """`NotAllowed` when the meeting is not in one of these states (any more)."""
    if meeting.state not in states:
        state = str(rules.STATES[meeting.state])
        raise NotAllowed(_("Ini tidak dapat dilakukan sekarang; keadaan rapat: %(state)s.", state=state))


def item_of(meeting: Meeting, item_id: int) -> AgendaItem:
    """An item that stands on the agenda; `NotFound` otherwise."""
    item = db.session.get(AgendaItem, item_id)
    if item is None or item.meeting_id != meeting.id or item.archived_at is not None:
        raise NotFound()
    return item


def set_values(thing: Any, names: tuple[str, ...], values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Set the named values that were given; what differed, before and after. Texts lose the blanks around them."""
    wanted = {name: _kept(getattr(thing, name), values[name]) for name in names if name in values}
    was, now = events.differences({name: getattr(thing, name) for name in wanted}, wanted)
    for name, value in now.items():
        setattr(thing, name, value)
    return was, now


def _kept(present: Any, value: Any) -> Any:
    if isinstance(value, str):
        return value.strip()
    return "" if value is None and isinstance(present, str) else value


def touch(meeting: Meeting) -> None:
    """Something that a calendar shows has changed; its version rises with it."""
    meeting.changed_at = clock.now()


def note(person: Actor, meeting: Meeting, kind: str, **more: Any) -> None:
    """Put something on the partnership's history, with the meeting it is about.

    A village's own deliberation calls and tells that village alone. Of people's names the history says only
    that they changed.
    """
    given = {**more.get("before", {}), **more.get("after", {})}
    personal = [name for name in PERSONAL if name in given]
    for side in ("before", "after"):
        more[side] = {name: value for name, value in more.get(side, {}).items() if name not in PERSONAL}
    if personal:
        more["after"]["fields"] = ", ".join(personal)
    own = {"office_ids": queries.offices_of(meeting.party)} if meeting.party is not None else {}
    more["after"] = {"meeting": meeting.title, "meeting_id": meeting.id, **own, **more["after"]}
    events.record(person, f"coordination.{kind}", KIND, meeting.partnership_id, **more)


def office_label(person: Actor) -> str:
    """How the office that acts is named beside what it wrote."""
    return person.office.label if person.office else ""
