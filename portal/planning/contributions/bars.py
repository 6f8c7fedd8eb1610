"""Small bars as numbers for an SVG: what is not known has no bar, which is not a bar of nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, ROW, BAR = 300, 40, 14  # units of the drawing


@dataclass(frozen=True)
class Bar:
    """One bar: its label, its value (None when unknown), its length and its place from the top."""

    label: str
    value: int | None
    length: int
    top: int


def of(values: Sequence[tuple[str, int | None]]) -> list[Bar]:
    """Bars in proportion to the largest value."""
    largest = max((value for _label, value in values if value), default=0)
    return [
        Bar(label, value, round(WIDTH * max(value or 0, 0) / largest) if largest else 0, place * ROW)
        for place, (label, value) in enumerate(values)
    ]
