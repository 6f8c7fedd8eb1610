"""What the two panels show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from .forms import RELATIONS
from .indicators import INDICATORS


def exchange(partnership: Any, actor: Any) -> Mapping[str, Any]:
    """Who gives what to whom."""
    values = partnership.type_values
    return {
        "values": values,
        "relation": dict(RELATIONS).get(values.get("relation") or "", ""),
        "indicators": INDICATORS,
    }


def coordination(partnership: Any, actor: Any) -> Mapping[str, Any]:
    """Joint activities, the visits on record, and when the next word is due."""
    visits = sorted(
        (record.values for record in partnership.records if record.gate == "joint_visit"),
        key=lambda values: str(values.get("held_on")),
        reverse=True,
    )
    activities = (partnership.type_values.get("activities") or "").splitlines()
    return {
        "visits": visits,
        "activities": [line.strip() for line in activities if line.strip()],
        "next_contact": next_contact(visits, partnership.type_values.get("contact_every_days")),
    }


def next_contact(visits: list[Mapping[str, Any]], every_days: int | None) -> date | None:
    """The day by which the parties promised to hear from each other again; None when nothing was promised."""
    if not visits or not every_days:
        return None
    return date.fromisoformat(str(visits[0]["held_on"])) + timedelta(days=every_days)
