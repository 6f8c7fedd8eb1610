"""Long lists, a page at a time: one statement a page, and no counting of what nobody reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request
from sqlalchemy import Select

from ..db import db
from .page_context import page_url

LARGEST = 10_000
PARAMETER = "halaman"


@dataclass(frozen=True)
class Page:
    """The items of one page of a list. `total` is the number of all items, where it is known."""

    items: Sequence[Any]
    number: int = 1
    has_next: bool = False
    size: int = 20
    total: int | None = None

    @property
    def next_url(self) -> str:
        """The address of the next page; empty on the last."""
        return page_url(**{PARAMETER: self.number + 1}) if self.has_next else ""

    @property
    def prev_url(self) -> str:
        """The address of the page before; empty on the first."""
        if self.number <= 1:
            return ""
        return page_url(**{PARAMETER: self.number - 1 if self.number > 2 else None})

    @property
    def pages(self) -> int | None:
        """The number of pages, where the total is known."""
        return None if self.total is None else max(1, -(-self.total // self.size))


def page_number() -> int:
    """The page that this request asks for, from `?halaman=`; 1 for anything that is no page."""
    value = request.args.get(PARAMETER, "")
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 7 else 1
    return min(max(number, 1), LARGEST)


def paged(query: Select[Any], number: int | None = None, size: int = 20, total: int | None = None) -> Page:
    """One page of a query, in one statement; rows of one column come as that column's values.

    The query must be ordered to the last tie, or rows are shown twice or never.
    """
    number = page_number() if number is None else min(max(number, 1), LARGEST)
    rows = db.session.execute(query.limit(size + 1).offset((number - 1) * size)).all()
    items = [row[0] if len(row) == 1 else row for row in rows[:size]]
    return Page(items, number, len(rows) > size, size, total)
