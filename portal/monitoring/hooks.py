"""What this room brings to a partnership through the plugins' own door: each subject its panels and words."""

from __future__ import annotations

from typing import Any

from ..contracts import Happened, Panel, Text
from ..hookspecs import hookimpl
from . import district, evaluation, feedback, goals, health, indicators, looking_back, measurements, reports, rollups

# Modules with init_app(app), WORDS and, if they have any, panels(partnership, actor) and fill_sample(…).
SUBJECTS: tuple[Any, ...] = (
    goals,
    indicators,
    measurements,
    evaluation,
    district,
    health,
    feedback,
    looking_back,
    rollups,
    reports,
)


@hookimpl
def portal_panels(partnership: Any, actor: Any) -> list[Panel]:
    """The panels of every subject."""
    return [panel for subject in SUBJECTS if hasattr(subject, "panels") for panel in subject.panels(partnership, actor)]


@hookimpl
def portal_words() -> list[tuple[str, Text]]:
    """The words of every subject's events and fields."""
    return [word for subject in SUBJECTS for word in subject.WORDS]


@hookimpl
def portal_demo(partnership: Any, actors: Any) -> None:
    """Sample data of every subject that has some, in the order of `SUBJECTS`."""
    for subject in SUBJECTS:
        if hasattr(subject, "fill_sample"):
            subject.fill_sample(partnership, actors)


@hookimpl
def portal_event(event: Happened) -> None:
    """Figures of areas follow when a partnership gains or loses a party, or is shown to the public."""
    rollups.follow(event)
