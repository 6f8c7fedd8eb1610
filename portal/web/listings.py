"""The lists of the portal as files: each room declares its lists beside their queries, and one place writes them.

A list shows this person exactly what its page shows: its rows come from the same filters in SQL.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from flask import current_app, request, url_for
from flask.sansio.app import App
from sqlalchemy import Select

from ..contracts import Text
from ..db import db
from ..permissions import VISITOR, Action, Actor

FORMS = ("xlsx", "csv", "json")
PART = 500  # rows that are in memory at once
MOST_FILTERS, LONGEST_FILTER = 20, 100
_FILTER = re.compile(r"[a-z]{1,20}")
_NO_FILTERS = frozenset({"halaman", "code", "form", "endpoint"})  # a page's number, and names of parts of an address


class Coded(NamedTuple):
    """A value with a stable code for programs and words for people."""

    code: str
    words: Text


@dataclass(frozen=True)
class Heading:
    """A column: its stable name for programs, and what people read above it."""

    name: str
    label: Text


@dataclass(frozen=True)
class Asked:
    """Who asks for a list, of which partnership if it is a list of one, narrowed like the page it stands on."""

    actor: Actor = VISITOR
    filters: Mapping[str, str] = field(default_factory=dict)
    partnership_id: int | None = None

    def filter(self, name: str) -> str:
        """A filter of the address; empty where it has none."""
        return self.filters.get(name, "")


Row = Sequence[Any]
Rows = Callable[[Asked], Iterable[Row]]


@dataclass(frozen=True)
class Listing:
    """A list that can be taken along as a file.

    `rows` gives a value for each column: text, number, day, moment (aware), yes or no, `Coded`, or None for what is
    not known. `opened` loads the partnership that the list is of, as its page does, or raises `NotFound`; a list
    of the whole portal has none, and then `action` says who may take it. `yearly` lists also understand the filters
    `wilayah` and `tahun`, and are part of an area's export of a year. `is_open` says that everyone sees all of it.
    """

    code: str
    label: Text
    columns: tuple[Heading, ...]
    rows: Rows
    action: Action = Action.PAGE_VIEW
    opened: Callable[[int], Any] | None = None
    yearly: bool = False
    is_open: bool = False


def add_listings(app: App, *listings: Listing) -> None:
    """Let a room's lists be taken along; a code names one list of the portal and one of a partnership."""
    for listing in listings:
        place = (listing.opened is not None, listing.code)
        if place in _all(app):
            raise ValueError(f"two lists are called {listing.code}")
        _all(app)[place] = listing


def listing_of(code: str, of_partnership: bool) -> Listing | None:
    """The list of a code, of the whole portal or of one partnership."""
    return _all(current_app).get((of_partnership, code))


def yearly_listings() -> list[Listing]:
    """The lists that make up an area's export of a year."""
    return [listing for listing in _all(current_app).values() if listing.yearly and listing.opened is None]


def headings(*columns: tuple[str, Text]) -> tuple[Heading, ...]:
    """Columns from their names and words."""
    return tuple(Heading(name, label) for name, label in columns)


def in_parts(query: Select[*tuple[Any, ...]], size: int = PART) -> Iterator[list[Any]]:
    """The rows of a query, some at a time, from a cursor that stays open; rows of one column as its values."""
    found = db.session.execute(query.execution_options(yield_per=size))
    for part in found.partitions():
        yield [row[0] if len(row) == 1 else row for row in part]


def whole_number(text: str) -> int | None:
    """The number that a filter names; None for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def filters_asked() -> dict[str, str]:
    """The filters in this request's address, as the page of the list has them."""
    asked = [(name, value) for name, value in request.args.items() if value and _FILTER.fullmatch(name)]
    return {name: value[:LONGEST_FILTER] for name, value in asked[:MOST_FILTERS] if name not in _NO_FILTERS}


def file_links(code: str, partnership_id: int | None = None, **more: Any) -> list[tuple[str, str]]:
    """The addresses of a list as files, with the filters of this page; `more` adds to them."""
    kept = {**filters_asked(), **{name: value for name, value in more.items() if value not in (None, "")}}
    if partnership_id is None:
        return [(form.upper(), url_for("exports.of_portal", code=code, form=form, **kept)) for form in FORMS]
    place: dict[str, Any] = {"partnership_id": partnership_id, "code": code}
    return [(form.upper(), url_for("exports.of_partnership", form=form, **place, **kept)) for form in FORMS]


def _all(app: App) -> dict[tuple[bool, str], Listing]:
    found: dict[tuple[bool, str], Listing] = app.extensions.setdefault("portal.listings", {})
    return found
