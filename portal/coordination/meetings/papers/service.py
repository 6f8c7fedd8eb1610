"""Take over what was typed in a hall without signal: all of it or nothing, against the version it was made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from .... import clock
from ....db import db, transactional
from ....errors import Conflict, Invalid
from ....partnerships.models import Partnership
from ....permissions import Actor
from ....web.i18n import format_day
from .. import inviting, minutes, queries
from .. import rules as meetings
from .. import service as meeting_verbs
from ..access import zone_of
from ..models import AgendaItem, Attendance, Meeting
from ..recording import meeting_to_change, note
from .sheet_file import HallSheet, ItemWritten, PersonThere

FIELD = "sheet"  # the field of the form that its faults stand beside


@dataclass(frozen=True)
class Difference:
    """An item that somebody changed in the portal after the file was made: its words there, and in the file."""

    title: str
    here: str
    in_file: str


@dataclass(frozen=True)
class Preview:
    """What would be recorded: people that are not on the list yet, items by their title; and what stands against it."""

    people: tuple[PersonThere, ...]
    known_people: int
    items: tuple[tuple[AgendaItem, ItemWritten], ...]
    differences: tuple[Difference, ...]


def preview(partnership: Partnership, meeting: Meeting, sheet: HallSheet) -> Preview:
    """What taking over would do; `Invalid` when the file does not belong to this meeting."""
    if sheet.meeting_id != meeting.id:
        raise Invalid({FIELD: _("Berkas ini dari rapat yang lain.")})
    if meeting.state not in (*meetings.COMING, meetings.HELD):
        state = str(meetings.STATES[meeting.state])
        raise Invalid({FIELD: _("Rapat ini tidak dapat diisi lagi; keadaannya: %(state)s.", state=state)})
    if not_begun(meeting):
        raise Invalid(
            {FIELD: _("Rapat ini baru %(day)s; ubah waktunya bila sudah berlangsung.", day=_day(partnership, meeting))}
        )
    parties = {party.id for party in partnership.parties}
    if any(one.party_id is not None and one.party_id not in parties for one in sheet.people):
        raise Invalid({FIELD: _("Daftar hadir menyebut desa yang bukan pihak kerja sama ini.")})
    items = {item.id: item for item in queries.items_of(meeting)}
    gone = [one for one in sheet.written if one.id not in items]
    pairs = tuple((items[one.id], one) for one in sheet.written if one.id in items)
    differences = [_difference(item, one) for item, one in pairs if item.version != one.version]
    differences += [Difference(_("Acara yang sudah tidak ada"), "", _words(one)) for one in gone]
    new = _new_people(meeting, sheet.people)
    return Preview(new, len(sheet.people) - len(new), pairs, tuple(differences))


def not_begun(meeting: Meeting) -> bool:
    """Whether its day is still to come: nothing that was said on it can be taken over."""
    return meeting.state in meetings.COMING and meeting.starts_at > clock.now()


@transactional
def take_over(person: Actor, partnership_id: int, meeting_id: int, sheet: HallSheet) -> Preview:
    """Record everything in the file at once; `Conflict` when what it was made from has changed meanwhile."""
    partnership, meeting = meeting_to_change(person, partnership_id, meeting_id)
    found = preview(partnership, meeting, sheet)
    if found.differences:
        raise Conflict()
    leaders = {"chair_name": sheet.chair_name, "secretary_name": sheet.secretary_name}
    if meeting.state != meetings.HELD:
        meeting_verbs.hold(
            person, partnership_id, meeting_id, None, {key: kept for key, kept in leaders.items() if kept}
        )
    if len(queries.there(meeting.id)) + len(found.people) > inviting.MOST_PRESENT:
        raise Invalid({FIELD: _("Daftar hadir sudah penuh. Lampirkan fotonya.")})
    db.session.add_all(_attendance(meeting, one) for one in found.people)
    for item, one in found.items:
        minutes.write_item(person, partnership_id, meeting_id, item.id, one.version, _values(one))
    note(person, meeting, "hall_sheet_taken", after={"people": len(found.people), "items": len(found.items)})
    return found


def _day(partnership: Partnership, meeting: Meeting) -> str:
    return format_day(meeting.starts_at.astimezone(zone_of(partnership)).date())


def _new_people(meeting: Meeting, people: Sequence[PersonThere]) -> tuple[PersonThere, ...]:
    """Those who are not on the list yet, each once."""
    seen = {(one.party_id, one.person_name.casefold()) for one in queries.there(meeting.id)}
    new = []
    for one in people:
        key = (one.party_id, one.person_name.casefold())
        if key not in seen:
            seen.add(key)
            new.append(one)
    return tuple(new)


def _attendance(meeting: Meeting, one: PersonThere) -> Attendance:
    return Attendance(
        meeting_id=meeting.id, party_id=one.party_id, person_name=one.person_name, element=one.element,
        gender=one.gender, is_poor_household=one.is_poor_household, mandate_number=one.mandate_number,
        is_representative=bool(one.mandate_number),
    )  # fmt: skip


def _values(one: ItemWritten) -> dict[str, object]:
    return {
        "notes": one.notes, "outcome": one.outcome, "decision": one.decision, "method": one.method,
        "in_favour": one.in_favour, "against": one.against, "abstain": one.abstain,
    }  # fmt: skip


def _difference(item: AgendaItem, one: ItemWritten) -> Difference:
    return Difference(item.title, "\n".join(filter(None, (item.title, item.notes, item.decision))), _words(one))


def _words(one: ItemWritten) -> str:
    return "\n".join(filter(None, (one.notes, one.decision)))
