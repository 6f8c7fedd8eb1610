"""What waits for a person: every room that knows of something says so, and the home page lists it all.

A room gives the parts of one statement that all rooms share, so that the page costs the
same however many rooms there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import IntEnum
from typing import Any

from flask import Flask, current_app
from sqlalchemy import Date, Integer, Select, String, cast, literal, null, select, union_all

from ..contracts import Text
from ..db import UtcDateTime, db
from ..permissions import Actor

# Every part selects these, in this order, through `columns`.
COLUMNS: dict[str, Any] = {
    "id": Integer(),  # of the partnership
    "title": String(),  # of the partnership
    "thing": Integer(),
    "name": String(),
    "how": String(),
    "much": Integer(),
    "party_id": Integer(),
    "day": Date(),
    "first_day": Date(),  # of a period that ends on `day`
    "moment": UtcDateTime(),
}


class Urgency(IntEnum):
    """What comes first: what is late, then what others wait for, then what falls due soon."""

    LATE = 0
    ASKED = 1
    SOON = 2


@dataclass(frozen=True)
class Waiting:
    """Something that waits for the actor's office: where it is done, what it is about, what is to be done.

    `due` is the day by which it is to be done, where there is one; in a list the soonest stands first.
    `answers` are the ways to answer it at once, each a word with its address. `partnership_id` is put in by the
    statement that found it; None where it is about several partnerships.
    """

    url: str
    title: str
    sentence: Text
    since: datetime
    answers: tuple[tuple[Text, str], ...] = ()
    urgency: Urgency = Urgency.ASKED
    partnership_id: int | None = None
    due: date | None = None


@dataclass(frozen=True)
class Part:
    """What waits of one sort: a query whose columns come from `columns`, limited, and what a row of it says.

    It says None of a row that asks nothing on a closer look.
    """

    query: Select[Any]
    says: Callable[[Any], Waiting | None]


Source = Callable[[Actor], list[Waiting]]
PartSource = Callable[[Actor], list[Part]]


def columns(**given: Any) -> list[Any]:
    """The columns of a part: what is given, and nothing for the others."""
    return [
        (given[name] if name in given else cast(null(), kind)).label(name)  # PostgreSQL wants to know the type
        for name, kind in COLUMNS.items()
    ]


def add_waiting_source(app: Flask, source: Source) -> None:
    """Let a room say what waits by statements of its own, where the rules of a path have the word, not the database.

    Everything else belongs into `add_waiting_parts`, which costs the page nothing.
    """
    app.extensions.setdefault("portal.waiting", []).append(source)


def add_waiting_parts(app: Flask, source: PartSource) -> None:
    """Let a room say what waits for a person, as parts of the one statement; none for who has no office."""
    app.extensions.setdefault("portal.waiting_parts", []).append(source)


def waiting_for(actor: Actor) -> list[Waiting]:
    """What waits for a signed-in person's office, most urgent, then soonest due, then longest waiting first."""
    if not actor.signed_in:
        return []
    sources: list[Source] = current_app.extensions.get("portal.waiting", [])
    found = [item for source in sources for item in source(actor)]
    part_sources: list[PartSource] = current_app.extensions.get("portal.waiting_parts", [])
    found += told(part for source in part_sources for part in source(actor))
    return sorted(found, key=lambda item: (item.urgency, item.due or date.max, item.since))


def told(parts: Iterable[Part]) -> list[Waiting]:
    """What some parts say, in one statement; none when there are none."""
    asked = list(parts)
    if not asked:
        return []
    queries = [select(literal(place).label("part"), part.query.subquery()) for place, part in enumerate(asked)]
    rows = db.session.execute(union_all(*queries)).all()
    said = [(row.id, asked[row.part].says(row)) for row in rows]
    return [replace(item, partnership_id=number) for number, item in said if item is not None]
