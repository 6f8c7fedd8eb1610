"""What the two panels show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .forms import CHECKS, RHYTHMS, WAYS
from .indicators import INDICATORS

SHOWN = 8  # parties' lines on the page of a partnership; the rest are counted


def expertise(partnership: Any, actor: Any) -> Mapping[str, Any]:
    """Who brings which expertise, and the standard that all agreed on."""
    values = partnership.type_values
    lines = lines_of(values.get("expertise"))
    return {
        "lines": lines[:SHOWN],
        "more": max(0, len(lines) - SHOWN),
        "standard": values.get("standard"),
        "check": dict(CHECKS).get(values.get("standard_check") or "", ""),
    }


def learning(partnership: Any, actor: Any) -> Mapping[str, Any]:
    """How the parties learn from each other, what the expert found, and what all of them count."""
    values = partnership.type_values
    reviews = [record.values for record in partnership.records if record.gate == "sector_review"]
    return {
        "gaps": lines_of(values.get("gaps")),
        "way": dict(WAYS).get(values.get("learning_way") or "", ""),
        "rhythm": dict(RHYTHMS).get(values.get("learning_rhythm") or "", ""),
        "coordinator": values.get("coordinator"),
        "review": reviews[-1] if reviews else None,
        "indicators": INDICATORS,
    }


def lines_of(text: str | None) -> list[str]:
    """The lines of a text that hold something."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
