"""What this room brings through the plugins' own door: its words, and one panel for all its subjects."""

from __future__ import annotations

from typing import Any

from ..contracts import Happened, Notifier, Panel, Text
from ..hookspecs import hookimpl
from ..paperwork import DocumentKind
from . import ballots, calendar, discussion, governance, interests, ladder, meetings, notices, panels, proposals
from .meetings import dates, papers, series
from .meetings.papers import documents

# Modules with init_app(app) and WORDS; a subject joins when it has pages.
SUBJECTS: tuple[Any, ...] = (
    governance,
    meetings,
    dates,
    series,
    papers,
    proposals,
    ballots,
    interests,
    ladder,
    discussion,
    notices,
    calendar,
)


@hookimpl
def portal_panels(partnership: Any, actor: Any) -> list[Panel]:
    """The one panel that all subjects share: see `panels`."""
    return panels.panels(partnership, actor)


@hookimpl
def portal_words() -> list[tuple[str, Text]]:
    """The words of every subject's events and fields."""
    return [word for subject in SUBJECTS for word in subject.WORDS]


@hookimpl
def portal_documents() -> list[DocumentKind]:
    """The papers of meetings."""
    return documents.KINDS


@hookimpl
def portal_demo(partnership: Any, actors: Any) -> None:
    """Sample data of every subject that has some, in the order of `SUBJECTS`."""
    for subject in SUBJECTS:
        if hasattr(subject, "fill_sample"):
            subject.fill_sample(partnership, actors)


@hookimpl
def portal_notifiers() -> list[Notifier]:
    """Telegram, where the operator set it up."""
    return [notices.TELEGRAM]


@hookimpl
def portal_event(event: Happened) -> None:
    """Whoever tells and sends need not wait for the next tick."""
    notices.wake()
