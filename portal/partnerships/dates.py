"""What happens on a day in somebody's partnerships: every room offers its own, the calendar shows them together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import Flask, current_app

from ..contracts import Text
from ..permissions import Actor


@dataclass(frozen=True)
class Dated:
    """Something of a partnership on a day. `uid` is its own for ever; `version` grows with every change.

    Without `starts_at` it takes the whole day. It rings while it `is_open`; a cancelled one is still
    told, so that calendars take it away.
    """

    uid: str
    kind: str
    partnership_id: int
    partnership: str
    day: date
    title: Text
    url: str
    version: int
    changed_at: datetime
    described: str = ""
    place: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    is_open: bool = True
    is_cancelled: bool = False


# Takes who asks, the first and the last day, and which partnership (None: all that are the person's own);
# answers at most a few hundred, only what that person may read, in few statements.
Source = Callable[[Actor, date, date, int | None], Sequence[Dated]]


def add_date_source(app: Flask, source: Source, kinds: Collection[str] = ()) -> None:
    """Let a room offer what happens on which day; `kinds` where others ask for some of it alone."""
    app.extensions.setdefault("portal.dates", []).append((source, kinds))


def dated_between(person: Actor, first: date, last: date, partnership_id: int | None = None) -> list[Dated]:
    """Everything between two days in a person's partnerships, or in one of them, by day and hour."""
    sources: list[tuple[Source, Collection[str]]] = current_app.extensions.get("portal.dates", [])
    found = [item for source, _kinds in sources for item in source(person, first, last, partnership_id)]
    return sorted(found, key=lambda item: (item.day, str(item.starts_at or ""), item.uid))


def dated_of_kind(kind: str, person: Actor, first: date, last: date, partnership_id: int) -> list[Dated]:
    """What is of one kind between two days in a partnership, by day; only the rooms that name the kind are asked."""
    sources: list[tuple[Source, Collection[str]]] = current_app.extensions.get("portal.dates", [])
    asked = [source for source, kinds in sources if kind in kinds]
    found = [item for source in asked for item in source(person, first, last, partnership_id) if item.kind == kind]
    return sorted(found, key=lambda item: (item.day, item.uid))
