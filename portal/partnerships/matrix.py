"""The matrix party × gate: who has passed what, by which paper, and for many parties how many of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..contracts import Gate
from .rules import Case, Missing, PartyView, RecordView, recorded_for

FEW = 4  # up to so many parties each has a column of its own


@dataclass(frozen=True)
class Cell:
    """One cell of the matrix party × gate: `state` is done, no_scan, missing, or not_needed."""

    gate: str
    party_id: int | None
    state: str
    document: str = ""
    on: str = ""
    record: RecordView | None = None


@dataclass(frozen=True)
class GateLine:
    """One gate for all parties: `passed` of `asked`, and who has not."""

    gate: Gate
    passed: int
    asked: int
    waiting: tuple[PartyView, ...]


def matrix(gates: Iterable[Gate], case: Case) -> dict[tuple[str, int | None], Cell]:
    """Which gate each party has passed, by which document, on what date."""
    cells = {}
    for gate in gates:
        needed = {party.id if party else None for party in recorded_for(gate, case)}
        for party in (*case.parties, *case.candidates, None):
            party_id = party.id if party else None
            record = case.record(gate.code, party_id)
            if party_id not in needed and record is None:
                cells[gate.code, party_id] = Cell(gate.code, party_id, "not_needed")
                continue
            cells[gate.code, party_id] = _cell(gate, party_id, record)
    return cells


def _cell(gate: Gate, party_id: int | None, record: RecordView | None) -> Cell:
    if record is None:
        return Cell(gate.code, party_id, "missing")
    values = record.values
    return Cell(
        gate.code,
        party_id,
        "done" if record.has_scan or not gate.needs_scan else "no_scan",
        str(values.get("number") or ""),
        str(values.get("held_on") or ""),
        record,
    )


def holding_up(lacking: Iterable[Missing], case: Case) -> list[PartyView]:
    """The parties that hold the others up: those for whom something is missing."""
    ids = {item.party_id for item in lacking if item.party_id is not None}
    return [party for party in case.parties if party.id in ids]


def lines_of(
    gates: Iterable[Gate], parties: Sequence[PartyView], cells: Mapping[tuple[str, int | None], Cell]
) -> list[GateLine]:
    """Each gate in one line, for many parties."""
    lines = []
    for gate in gates:
        asked = [party for party in parties if cells[gate.code, party.id].state != "not_needed"]
        waiting = tuple(party for party in asked if cells[gate.code, party.id].state != "done")
        lines.append(GateLine(gate, len(asked) - len(waiting), len(asked), waiting))
    return lines
