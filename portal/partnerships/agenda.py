"""From what was found to where it is talked about: any room brings its things to the next meeting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Flask, current_app

from ..contracts import Text
from ..permissions import Actor
from .models import Partnership
from .things import Thing

TAKER = "portal.agenda_taker"


@dataclass(frozen=True)
class Place:
    """Where a thing stands on an agenda (`on`), else the next meeting that would take it, else where one is planned."""

    on: Thing | None
    next: Thing | None
    plan_url: str


@dataclass(frozen=True)
class AgendaTaker:
    """How the room of meetings takes what others bring.

    `place(person, partnership, kind, id)` is read by pages, in a statement or two. `take(person, partnership_id,
    kind, id, titles)` is a verb: it puts an item for each title on the next meeting's agenda, all about the
    thing of that kind and number, and does nothing when that thing stands on an agenda already; the meeting.
    Raises `NotAllowed` where no meeting is to come.
    """

    place: Callable[[Actor, Partnership, str, int], Place]
    take: Callable[[Actor, int, str, int, Sequence[Text]], Thing]


def set_agenda_taker(app: Flask, taker: AgendaTaker) -> None:
    """Name the room that keeps meetings; there is one."""
    app.extensions[TAKER] = taker


def agenda_place(person: Actor, partnership: Partnership, kind: str, number: int) -> Place | None:
    """Where a thing stands on an agenda, or could; None where no room keeps meetings."""
    taker: AgendaTaker | None = current_app.extensions.get(TAKER)
    return taker.place(person, partnership, kind, number) if taker else None


def bring_to_meeting(person: Actor, partnership_id: int, kind: str, number: int, titles: Sequence[Text]) -> Thing:
    """Put what a thing asks to talk about on the next meeting's agenda, once; the meeting."""
    taker: AgendaTaker = current_app.extensions[TAKER]
    return taker.take(person, partnership_id, kind, number, titles)
