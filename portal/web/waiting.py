"""What waits for a person: every room that knows of something says so, and the home page lists it all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from flask import Flask, current_app

from ..contracts import Text
from ..permissions import Actor


class Urgency(IntEnum):
    """What comes first: what is late, then what others wait for, then what falls due soon."""

    LATE = 0
    ASKED = 1
    SOON = 2


@dataclass(frozen=True)
class Waiting:
    """Something that waits for the actor's office: where it is done, what it is about, what is to be done.

    `answers` are the ways to answer it at once, each a word with its address.
    """

    url: str
    title: str
    sentence: Text
    since: datetime
    answers: tuple[tuple[Text, str], ...] = ()
    urgency: Urgency = Urgency.ASKED


Source = Callable[[Actor], list[Waiting]]


def add_waiting_source(app: Flask, source: Source) -> None:
    """Let a room say what waits for a person; a source asks few statements, and none for who has no office."""
    app.extensions.setdefault("portal.waiting", []).append(source)


def waiting_for(actor: Actor) -> list[Waiting]:
    """What waits for a signed-in person's office, most urgent and then longest waiting first; nothing for a visitor."""
    if not actor.signed_in:
        return []
    sources: list[Source] = current_app.extensions.get("portal.waiting", [])
    found = (item for source in sources for item in source(actor))
    return sorted(found, key=lambda item: (item.urgency, item.since))
