"""What a sheet of ours looks like, and what can be wrong with one: plain values, without any file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..contracts import Text, say


@dataclass(frozen=True)
class Column:
    """One column: its name in the rows, its heading, its width in letters, the most letters of a cell."""

    name: str
    label: Text
    width: int
    most: int = 0
    required: bool = False


@dataclass(frozen=True)
class Shape:
    """What a sheet of ours looks like: its name, its columns, and how many rows at most with what to say of more."""

    name: str
    columns: tuple[Column, ...]
    most_rows: int
    too_many: Text

    @property
    def by_name(self) -> Mapping[str, Column]:
        """The columns by their name in the rows."""
        return {column.name: column for column in self.columns}


class Unreadable(Exception):
    """What is wrong with one cell, as a sentence."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell, or with a row or the whole sheet; `row` as the spreadsheet counts."""

    sentence: Text
    row: int | None = None
    column: Text | None = None

    def __str__(self) -> str:
        if self.row is None:
            return str(self.sentence)
        if self.column is None:
            return str(say("Baris %(row)s: %(what)s", row=self.row, what=self.sentence))
        return str(
            say("Baris %(row)s, kolom %(column)s: %(what)s", row=self.row, column=self.column, what=self.sentence)
        )


class NoSheet(Exception):
    """The file is no spreadsheet that can be read; the faults say why."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults = faults


def text_of(value: Any, most: int) -> str:
    """A cell as one or several lines of text; numbers and days as people write them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, datetime):
        value = value.date()
    lines = str(value).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    text = "\n".join("".join(char for char in line if char.isprintable()).strip() for line in lines).strip()
    if most and len(text) > most:
        raise Unreadable(say("paling banyak %(most)s huruf; ini %(count)s.", most=most, count=len(text)))
    return text
