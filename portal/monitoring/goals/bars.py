"""The profile of goals as numbers for an SVG: a bar for every goal, in proportion to the largest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...partnerships.sdgs import GOALS

WIDTH, ROW = 200, 20  # units of the drawing


@dataclass(frozen=True)
class Bar:
    """One goal's bar: its length and its place from the top."""

    goal: int
    count: int
    length: int
    top: int


def profile_bars(counts: Mapping[int, int]) -> list[Bar]:
    """A bar for each of the eighteen goals; none has a length where nothing serves it."""
    largest = max(counts.values(), default=0)
    return [
        Bar(goal, counts.get(goal, 0), round(WIDTH * counts.get(goal, 0) / largest) if largest else 0, place * ROW)
        for place, goal in enumerate(GOALS)
    ]
