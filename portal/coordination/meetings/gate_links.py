"""From a meeting to the lawful path: the gates it puts on record, with what it says already filled in."""

from __future__ import annotations

from typing import Any

from ...partnerships.cases import gates_of
from ...partnerships.models import Partnership
from ...partnerships.recording import gate_url
from ..governance.rules import WOMAN
from . import queries, rules
from .access import zone_of
from .models import Meeting

VILLAGE_GATE, MAD_GATE, MAD_ATTENDANCE_GATE = "village_deliberation", "mad", "mad_attendance"
GATES = {rules.VILLAGE: (VILLAGE_GATE,), rules.INTER_VILLAGE: (MAD_GATE, MAD_ATTENDANCE_GATE)}
MOST = 900  # letters of one text in an address


def offered(partnership: Partnership, meeting: Meeting, own: int | None) -> list[tuple[str, Any]]:
    """The gates this meeting can put on record, as (code, label), once it took place."""
    if meeting.state not in rules.PAST:
        return []
    known = gates_of(partnership)
    codes = [code for code in GATES.get(meeting.kind, ()) if code in known]
    return [(code, known[code].label) for code in codes if code == MAD_GATE or own is not None]


def address(gate: str, partnership: Partnership, meeting: Meeting, own: int | None) -> str | None:
    """Where that gate's form is, filled from the meeting; None when the meeting is nothing for it."""
    if gate not in dict(offered(partnership, meeting, own)):
        return None
    party_id = None if gate == MAD_GATE else own
    found = {name: value for name, value in _values(gate, partnership, meeting, party_id).items() if value}
    return gate_url(partnership.id, gate, party_id, **found)


def _values(gate: str, partnership: Partnership, meeting: Meeting, party_id: int | None) -> dict[str, Any]:
    if gate == MAD_ATTENDANCE_GATE:
        own = [one for one in queries.there(meeting.id) if one.party_id == party_id]
        leading = next((one for one in own if one.is_representative), own[0] if own else None)
        mandate = leading.mandate_number if leading else ""
        return {"representative": leading.person_name if leading else "", "mandate": mandate, **_counts(own)}
    zone = zone_of(partnership)
    starts = meeting.starts_at.astimezone(zone)
    known: dict[str, Any] = {
        "held_on": starts.date().isoformat(),
        "number": meeting.number,
        "place": meeting.place,
        "chair": meeting.chair_name,
        "invited_on": meeting.called_at.astimezone(zone).date().isoformat() if meeting.called_at else "",
    }
    decided = [item.decision for item in queries.items_of(meeting) if item.outcome == rules.DECIDED]
    if gate == VILLAGE_GATE:
        everyone = queries.there(meeting.id)
        vulnerable = sum(one.is_poor_household for one in everyone)
        return known | _counts(everyone) | {"vulnerable": vulnerable, "notes": "\n".join(decided)[:MOST]}
    until = f"–{meeting.ends_at.astimezone(zone):%H.%M}" if meeting.ends_at else ""
    time = f"{starts:%H.%M}{until}"
    return known | {"time": time, "secretary": meeting.secretary_name, "decisions": "\n".join(decided)[:MOST]}


def _counts(people: Any) -> dict[str, int]:
    return {"attended": len(people), "women": sum(one.gender == WOMAN for one in people)}
