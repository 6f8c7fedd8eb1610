"""The official indicators of SDGs Desa, as far as they are known here: reference data with its version."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ...contracts import LegalBasis, Text, say

VERSION = "2025"
# One transcription of the annexes, shortened; not compared with the regulation's own text.
BASIS = LegalBasis("Permendesa 13/2025", "Lampiran", confirmed=False)
DATA = Path(__file__).parent / "data" / f"sdgs-desa-{VERSION}.csv"
UNITS: Mapping[str, Text] = {
    "percent_more": say("persen, makin besar makin baik"),
    "percent_less": say("persen, makin kecil makin baik"),
    "yes_no": say("ada atau tidak"),
    "count": say("jumlah atau nilai"),
}


@dataclass(frozen=True)
class OfficialIndicator:
    """An indicator of a goal. Codes begin anew in goal 18, so that goal and code together name it."""

    goal: int
    code: str
    name: str
    unit: str
    threshold: str


@cache
def official_indicators() -> tuple[OfficialIndicator, ...]:
    """All that are known, by goal and code."""
    with DATA.open(encoding="utf-8", newline="") as file:
        return tuple(OfficialIndicator(int(goal), *rest) for goal, *rest in list(csv.reader(file))[1:])


def of_goal(goal: int) -> list[OfficialIndicator]:
    """Those of one goal."""
    return [item for item in official_indicators() if item.goal == goal]
