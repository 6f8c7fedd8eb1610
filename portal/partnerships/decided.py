"""What was decided in a partnership: offered by the room that keeps decisions to those that carry them out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from flask import Flask, current_app

from ..contracts import Text
from .things import Thing


@dataclass(frozen=True)
class Decided:
    """One decision: its words, which paper it stands in, where it is read, and who has to do it, where that is said."""

    text: str
    reference: Text
    url: str
    decided_on: date
    party_id: int | None = None


Source = Callable[[int], list[Decided]]
# Takes a partnership and addresses; answers what was promised of them, by address, in one statement.
Follower = Callable[[int, Collection[str]], Mapping[str, list[Thing]]]


def add_decision_source(app: Flask, source: Source) -> None:
    """Let a room offer its decisions: `source(partnership_id)`, a few, the newest first, in few statements."""
    app.extensions.setdefault("portal.decisions", []).append(source)


def decided_in(partnership_id: int) -> list[Decided]:
    """What was decided in a partnership, the newest first."""
    sources: list[Source] = current_app.extensions.get("portal.decisions", [])
    found = [item for source in sources for item in source(partnership_id)]
    return sorted(found, key=lambda item: item.decided_on, reverse=True)


def add_promise_source(app: Flask, source: Follower) -> None:
    """Let the room that keeps promises say which were made of what is read at an address."""
    app.extensions.setdefault("portal.promises", []).append(source)


def promised_of(partnership_id: int, urls: Collection[str]) -> dict[str, list[Thing]]:
    """The promises that point at some addresses of a partnership, by address; nothing is asked for no address."""
    sources: list[Follower] = current_app.extensions.get("portal.promises", []) if urls else []
    found: dict[str, list[Thing]] = {}
    for source in sources:
        for url, things in source(partnership_id, urls).items():
            found.setdefault(url, []).extend(things)
    return found
