"""The pictures of one partnership's results, where there is a number to draw."""

from __future__ import annotations

from typing import Any

from ..charts import bullet
from ..indicators.rules import NUMBER, PERCENTAGE
from .queries import Line

MOST_ON_SUMMARY = 6  # figures on the page for everyone


def against_target(line: Line) -> Any:
    """What was reached beside the target and where it began; nothing without a number."""
    item, result = line.indicator, line.result
    if item.kind not in (NUMBER, PERCENTAGE) or result.compared is None:
        return ""
    digits = 1 if item.kind == PERCENTAGE else 4
    reached, target, begun = (
        None if one is None else round(one, digits) for one in (result.compared, result.target, item.baseline)
    )
    return bullet(item.name, reached, target, begun, item.unit)
