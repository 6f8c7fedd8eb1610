"""What a decision became: plans and promises, offered by the rooms that keep them to the rooms that ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import Flask, current_app

from ..contracts import Text

PLAN, COMMITMENT = "plan", "commitment"


@dataclass(frozen=True)
class FollowUp:
    """A version of the plan or a promise, with the address where it is read."""

    kind: str
    title: Text
    url: str
    at: datetime


Source = Callable[[int, datetime], list[FollowUp]]


def add_follow_up_source(app: Flask, source: Source) -> None:
    """Let a room offer what it keeps: `source(partnership_id, since)`, a few, the newest first, in few statements."""
    app.extensions.setdefault("portal.follow_ups", []).append(source)


def follow_ups(partnership_id: int, since: datetime) -> list[FollowUp]:
    """What was planned and promised in a partnership since a moment, the newest first."""
    sources: list[Source] = current_app.extensions.get("portal.follow_ups", [])
    found = [item for source in sources for item in source(partnership_id, since)]
    return sorted(found, key=lambda item: item.at, reverse=True)
