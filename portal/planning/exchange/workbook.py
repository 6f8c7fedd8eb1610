"""The sheet of activities as a file: our columns, on the reading and writing that all sheets share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ...contracts import say
from ...web import workbooks
from ...web.sheets import Shape
from ...web.workbooks import Formula, NoSheet, RawRow, Sheet
from .rules import COLUMNS, MOST_ROWS

__all__ = ["Formula", "NoSheet", "RawRow", "Sheet", "read", "write"]

SHAPE = Shape(
    "Kegiatan",
    COLUMNS,
    MOST_ROWS,
    say("Paling banyak %(most)s kegiatan sekali kirim. Bagi menjadi beberapa lembar.", most=MOST_ROWS),
)


def read(content: bytes) -> Sheet:
    """The rows of an uploaded sheet of activities; raises `NoSheet`."""
    return workbooks.read(content, SHAPE)


def write(
    rows: Iterable[Sequence[Any]], choices: Mapping[str, Sequence[str]], guide: Sequence[str], example: bool
) -> bytes:
    """A sheet of activities; see `workbooks.write`."""
    return workbooks.write(SHAPE, rows, choices, guide, example)
