"""What programs may read of a partnership: rooms offer lists of their things; the open interface serves them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app

from .models import Partnership

Values = Mapping[str, Any]
# Takes a partnership, whether the reader reads more of it than the public does, the number after which to begin
# and how many to read at most; answers things in the order of their `id`, in few statements.
Reader = Callable[[Partnership, bool, int, int], Sequence[Values]]


@dataclass(frozen=True)
class OpenList:
    """A list of a partnership's things at `/api/v1/kemitraan/<number>/<path>`.

    `summary` says in Indonesian what is in it, and what the public sees of it. `fields` are the JSON Schemas
    of the values of a thing by their names; every value is there, `id` among them.
    """

    path: str
    summary: str
    fields: Values
    read: Reader


def add_open_list(app: Flask, offered: OpenList) -> None:
    """Let programs read a list of this room's things."""
    app.extensions.setdefault("portal.open_lists", {})[offered.path] = offered


def open_lists() -> Mapping[str, OpenList]:
    """The lists that rooms offer, by their paths."""
    found: Mapping[str, OpenList] = current_app.extensions.get("portal.open_lists", {})
    return found


def text(about: str = "", *choices: str) -> dict[str, Any]:
    """The schema of a text; of one of some codes."""
    return _told({"type": "string"} | ({"enum": list(choices)} if choices else {}), about)


def number(about: str = "") -> dict[str, Any]:
    """The schema of a number that is not always given."""
    return _told({"type": ["number", "null"]}, about)


def whole(about: str = "", least: int = 0) -> dict[str, Any]:
    """The schema of a whole number."""
    return _told({"type": "integer", "minimum": least}, about)


def day(about: str = "") -> dict[str, Any]:
    """The schema of a date that is not always given."""
    return _told({"type": ["string", "null"], "format": "date"}, about)


def each(of: Values, about: str = "") -> dict[str, Any]:
    """The schema of a list."""
    return _told({"type": "array", "items": of}, about)


def _told(schema: dict[str, Any], about: str) -> dict[str, Any]:
    return schema | ({"description": about} if about else {})
