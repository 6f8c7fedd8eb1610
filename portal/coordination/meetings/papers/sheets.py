"""Everything that the printed papers of a meeting say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from .... import clock, numerals
from ....contracts import Text
from ....partnerships.cases import party_names
from ....partnerships.models import Partnership, Party
from ....partnerships.paper_parts import DOTS
from ....web.i18n import format_day, format_moment
from ...governance.decisions import METHODS
from ...governance.rules import ELEMENTS, GENDERS, WOMAN
from .. import queries
from .. import rules as meetings
from ..models import AgendaItem, Attendance, Confirmation, Invitation, Meeting
from . import rules


@dataclass(frozen=True)
class AgendaLine:
    """An item with the hour at which it is due; no hour once an item before it has no length."""

    item: AgendaItem
    at: str


@dataclass(frozen=True)
class Village:
    """A party with a voice, who is expected of it, and who was there."""

    party: Party
    name: str
    expected: Invitation | None
    people: tuple[Attendance, ...]


def context_of(partnership: Partnership, meeting: Meeting) -> dict[str, Any]:
    """The values of every sheet, in few statements however many villages meet."""
    area = next(iter(partnership.village_codes), None)
    zone = clock.zone_of(area)
    items, people = queries.items_of(meeting), queries.there(meeting.id)
    names = party_names(partnership.parties)
    invitations = sorted(queries.invitations_of(meeting.id), key=lambda one: one.party_id is None)  # villages first
    voices = queries.voices_of(meeting, partnership)
    objections = _objections(meeting, voices)
    decided = [item for item in items if item.outcome == meetings.DECIDED]
    day = meeting.starts_at.astimezone(zone).date()
    hours, day_in_words = hours_of(meeting, area), numerals.day_in_words(day)
    present = len({one.party_id for one in people} & {party.id for party in voices})
    women, poor = sum(one.gender == WOMAN for one in people), sum(one.is_poor_household for one in people)
    kind = str(meetings.KINDS[meeting.kind]).lower()
    return {
        "partnership": partnership,
        "meeting": meeting,
        "agenda": agenda_of(items, meeting.starts_at, zone),
        "villages": [_village(party, names[party.id], invitations, people) for party in voices],
        "guests": [one for one in people if one.party_id not in {party.id for party in voices}],
        "invitations": invitations or _expected(voices, names),
        "papers": [paper for paper in queries.papers_of(meeting.id) if paper.kind == meetings.CALL_PAPER],
        "decided": decided,
        "objections": [(names[one.party_id], one.reason) for one in objections],
        "people": len(people),
        "opening": rules.opening(
            day_in_words, format_day(day), hours, meeting.place or DOTS, kind, meeting.title, partnership.title
        ),
        "led_by": rules.led_by(meeting.chair_name or DOTS, meeting.secretary_name or DOTS),
        "were_there": rules.were_there(len(people), present, women, poor),
        "not_settled": _not_settled(meeting, objections),
        "left_open": [item for item in items if item.outcome == meetings.OPEN],
        "agreed_sentence": rules.agreed_sentence(item.method for item in decided),
        "host": names.get(meeting.host_party_id or 0, ""),
        "hours": hours,
        "day_in_words": day_in_words,
        "day": day,
        "blank_rows": rules.rows_for(len(voices)),
        "is_past": meeting.state in meetings.PAST,
        "kinds": meetings.KINDS,
        "methods": METHODS,
        "elements": ELEMENTS,
        "genders": GENDERS,
        "sheets": rules.SHEETS,
    }


def agenda_of(items: list[AgendaItem], starts_at: datetime, zone: ZoneInfo) -> list[AgendaLine]:
    """The items with the hours that their lengths come to."""
    at: datetime | None = starts_at.astimezone(zone)
    lines = []
    for item in items:
        lines.append(AgendaLine(item, f"{at:%H.%M}" if at else ""))
        at = at + timedelta(minutes=item.planned_minutes) if at and item.planned_minutes else None
    return lines


def hours_of(meeting: Meeting, area: str | None) -> str:
    """09.30–12.00 WIB, or the beginning alone where no end is known."""
    zone = clock.zone_of(area)
    first = meeting.starts_at.astimezone(zone)
    name = format_moment(meeting.starts_at, area).rsplit(" ", 1)[1]
    last = f"–{meeting.ends_at.astimezone(zone):%H.%M}" if meeting.ends_at else ""
    return f"{first:%H.%M}{last} {name}"


def _village(party: Party, name: str, invitations: list[Invitation], people: list[Attendance]) -> Village:
    expected = next((one for one in invitations if one.party_id == party.id), None)
    return Village(party, name, expected, tuple(one for one in people if one.party_id == party.id))


def _objections(meeting: Meeting, voices: Sequence[Party]) -> list[Confirmation]:
    """What parties with a voice object to in the minutes as they were sent last."""
    said = queries.said_of(meeting.id, meeting.round) if meeting.round else []
    asked = {party.id for party in voices}
    return [one for one in said if one.state == meetings.OBJECTED and one.party_id in asked]


def _not_settled(meeting: Meeting, objections: Sequence[Confirmation]) -> Text | None:
    """Why the minutes do not stand yet; None once they do."""
    if objections and meeting.state == meetings.CONFIRMING:
        return rules.OBJECTED_TO
    return rules.NOT_SETTLED.get(meeting.state)


def _expected(voices: list[Party], names: dict[int, str]) -> list[dict[str, Any]]:
    """Whom the letters will go to, before the call is sent: the head of each village, as papers address them."""
    return [
        {
            "addressee": _("Kepala Desa %(name)s", name=names[party.id]) if party.is_village else names[party.id],
            "party_id": party.id,
        }
        for party in voices
    ]
