"""What of a partnership can be talked about: every room names its own things, so that others can point at them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, url_for
from sqlalchemy import select

from ..contracts import Text
from ..db import db
from .models import Partnership

PARTNERSHIP = "partnership"


@dataclass(frozen=True)
class Thing:
    """Something of a partnership with a page of its own: what it is, its number, its name and its address."""

    kind: str
    id: int
    title: Text
    url: str


# Takes a partnership and numbers; answers those that are there, by number, in one statement.
Finder = Callable[[Partnership, Sequence[int]], Mapping[int, Thing]]


@dataclass(frozen=True)
class ThingKind:
    """A kind of thing: its word, and how its things are found.

    Of a `confidential` kind only some who read the partnership may know; nothing that all of them read points at it.
    """

    label: Text
    find: Finder
    confidential: bool = False


def add_thing_kind(app: Flask, kind: str, label: Text, find: Finder, confidential: bool = False) -> None:
    """Let a room name a kind of its things; `kind` is a short code such as `activity`."""
    app.extensions.setdefault("portal.thing_kinds", {})[kind] = ThingKind(label, find, confidential)


def titled(kind: str, title: Any, endpoint: str) -> Finder:
    """Finds the rows of a table that has `id` and `partnership_id` by the column of their title; one statement.

    Each is read at the page `endpoint`, whose address takes its number as `<kind>_id`.
    """
    model = title.class_

    def find(partnership: Partnership, numbers: Sequence[int]) -> Mapping[int, Thing]:
        query = select(model.id, title).where(model.partnership_id == partnership.id, model.id.in_(numbers))
        return {
            number: Thing(
                kind, number, name, url_for(endpoint, partnership_id=partnership.id, **{f"{kind}_id": number})
            )
            for number, name in db.session.execute(query)
        }

    return find


def thing_kinds() -> Mapping[str, ThingKind]:
    """Every kind of thing that rooms named."""
    kinds: Mapping[str, ThingKind] = current_app.extensions.get("portal.thing_kinds", {})
    return kinds


def things_of(partnership: Partnership, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Thing]:
    """The things of a partnership by kind and number; one statement a kind, whatever is not there is left out."""
    numbers: dict[str, list[int]] = {}
    for kind, number in wanted:
        numbers.setdefault(kind, []).append(number)
    kinds = thing_kinds()
    return {
        (kind, number): thing
        for kind, ids in numbers.items()
        if kind in kinds
        for number, thing in kinds[kind].find(partnership, ids).items()
    }


def thing_of(partnership: Partnership, kind: str, number: int) -> Thing | None:
    """One thing of a partnership to point at; None when there is none, or when not all who read it may know of it."""
    if kind in thing_kinds() and thing_kinds()[kind].confidential:
        return None
    return things_of(partnership, [(kind, number)]).get((kind, number))
