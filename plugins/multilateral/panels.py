"""What the panels of the type show, from what the page has loaded already: no statement of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from . import rules
from .forms import CONTRIBUTIONS, DECISION_WAYS, NETWORKS
from .indicators import INDICATORS


def goal(partnership: Any, actor: Any) -> Mapping[str, Any]:
    """The common goal, what is pooled, and how the parties pay and decide."""
    values = partnership.type_values
    return {
        "values": values,
        "network": _label(NETWORKS, values.get("network_kind")),
        "pooled": rules.lines(values.get("pooled")),
        "results": rules.lines(values.get("first_results")),
        "facts": _facts(values),
        "indicators": INDICATORS,
    }


def participation(partnership: Any, actor: Any) -> Mapping[str, Any]:
    """Who came to the meetings, and who has not been heard of; a few lines however many parties there are.

    The page knows the names of `partnership.bound`, in its order: `named` shortens a list of parties with them.
    """
    bound = partnership.bound
    villages = [party.id for party in bound if party.is_village]
    first = _by_party(partnership, rules.FIRST_ATTENDANCE)
    meeting = _by_party(partnership, "mad_attendance", partnership.cycle)
    heard = {record.party_id for record in partnership.records}
    heard |= {record.recorded_by_party_id for record in partnership.records}
    silent = [party.id for party in bound if party.id not in heard]
    return {
        "first": rules.attendance(first, [party.id for party in bound]) if first else None,
        "meeting": rules.attendance(meeting, villages) if meeting else None,
        "silent": None if partnership.entered_retroactively else silent,  # its papers were not all entered
        "named": partial(_named, {party.id: number for number, party in enumerate(bound)}),
        "least_women": rules.LEAST_WOMEN_PERCENT,
    }


def _named(place: Mapping[int, int], parties: Sequence[int], names: Sequence[str]) -> object:
    return rules.names_in_short([names[place[party]] for party in parties])


def _by_party(partnership: Any, gate: str, cycle: int | None = None) -> dict[int, Mapping[str, Any]]:
    """The newest standing record of a gate for each party."""
    return {
        record.party_id: record.values
        for record in partnership.records
        if record.gate == gate and record.party_id and not record.closed and cycle in (None, record.cycle)
    }


def _facts(values: Mapping[str, Any]) -> list[tuple[str, Any, Any]]:
    """What the parties settled, as (name, choice, explanation); what is not settled is left out."""
    found = [
        ("contribution", _label(CONTRIBUTIONS, values.get("contribution_base")), values.get("contribution_note")),
        ("decision", _label(DECISION_WAYS, values.get("decision_way")), ""),
        ("newcomers", values.get("newcomers"), ""),
    ]
    return [fact for fact in found if fact[1] or fact[2]]


def _label(pairs: list[tuple[str, Any]], code: object) -> Any:
    return dict(pairs).get(str(code or ""), "")
