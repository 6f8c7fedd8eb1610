"""The indicators that a partnership can pick from: those of its type and of its sector, as plugins bring them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...contracts import Indicator as Known
from ...partnerships.cases import registry, type_of
from ...partnerships.models import Partnership
from . import rules

# A season is reported by the half-year: seasons differ from place to place, and months do not.
FREQUENCY_OF = {"season": rules.SEMESTER}


@dataclass(frozen=True)
class Choice:
    """An indicator of a library. `key` names it for good: what brought it, and its own key there."""

    key: str
    known: Known

    @property
    def frequency(self) -> str:
        """How often it is reported when it is picked."""
        return FREQUENCY_OF.get(self.known.period, self.known.period)

    @property
    def is_percentage(self) -> bool:
        """Whether it is counted as a part of a whole."""
        return str(self.known.unit).strip() == "%"


def choices_of(partnership: Partnership) -> dict[str, Choice]:
    """What this partnership can pick, by key; those of its type first. Nothing of a plugin that is gone."""
    kind, sector = type_of(partnership), registry().sectors.get(partnership.sector)
    groups: list[tuple[str, tuple[Known, ...]]] = []
    if kind is not None:
        groups.append((f"type:{kind.code}", kind.indicators))
    if sector is not None:
        groups.append((f"sector:{sector.code}", sector.indicators))
    found = [Choice(f"{source}/{known.key}", known) for source, indicators in groups for known in indicators]
    return {choice.key: choice for choice in found}


def values_of(choice: Choice) -> Mapping[str, Any]:
    """The values that an indicator begins with when it is picked; all of them can be adapted."""
    known = choice.known
    return {
        "library": choice.key,
        "name": str(known.label),
        "definition": str(known.definition),
        "unit": str(known.unit),
        "kind": rules.PERCENTAGE if choice.is_percentage else rules.NUMBER,
        "direction": known.direction,
        "is_cumulative": known.adds == "always",
        "frequency": choice.frequency,
        "goals": known.sdgs,
    }
