"""What this room brings to a partnership through the plugins' own door: each subject its panels and words."""

from __future__ import annotations

from typing import Any

from ..contracts import Panel, Text
from ..hookspecs import hookimpl
from . import calendar, discussion, governance, interests, ladder, meetings, notices, proposals
from .meetings import dates, series

# Modules with init_app(app), panels(partnership, actor) and WORDS; a subject joins when it has pages.
SUBJECTS: tuple[Any, ...] = (
    governance,
    meetings,
    dates,
    series,
    proposals,
    interests,
    ladder,
    discussion,
    notices,
    calendar,
)


@hookimpl
def portal_panels(partnership: Any, actor: Any) -> list[Panel]:
    """The panels of every subject."""
    return [panel for subject in SUBJECTS for panel in subject.panels(partnership, actor)]


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
