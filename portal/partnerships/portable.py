"""What of a partnership goes into its file for another installation, and what stays behind.

Each room says of each of its tables that hang from a partnership whether its rows are carried, or why not; a test
names a table or a JSON column that nobody spoke of. Rows are numbered anew in the file and again where they
are taken in, so whoever owns a column says which numbers stand in it. References that the database
itself knows, columns that end in `_party_id` (a party) and columns that name a person (nobody:
no account is carried) need no word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import JSON, ColumnElement, Table

from ..contracts import Text, say
from ..db import db

# Answers the new number of a row for its table and its number before; None for a row that is not carried.
NewNumber = Callable[[str, int], int | None]
# Puts new numbers into the value of a JSON column, or into the values of a frozen text.
Renumber = Callable[[Any, NewNumber], Any]

# The pages of a file that people read, in their order; each shows some tables.
PAGES: Mapping[str, Text] = {
    "para-pihak": say("Para pihak dan badan kerja sama"),
    "langkah": say("Langkah menurut aturan"),
    "rencana": say("Rencana dan kegiatan"),
    "janji": say("Janji"),
    "uang": say("Uang, barang dan tenaga"),
    "hasil": say("Hasil yang diukur"),
    "evaluasi": say("Evaluasi dan suara warga"),
    "rapat": say("Rapat dan berita acara"),
    "keputusan": say("Usulan, suara dan pemilihan"),
    "percakapan": say("Percakapan"),
}


@dataclass(frozen=True)
class Shown:
    """How people read a table in the file: on which page, under which title, which columns by which names."""

    page: str
    title: Text
    columns: Mapping[str, Text]


@dataclass(frozen=True)
class Carried:
    """A table whose rows are carried.

    `numbers`: columns that hold the number of a row of another table without a reference; `pointers`: pairs of
    columns with a kind of thing and its number; `inside`: columns with numbers in their values; `plain`: JSON
    columns without. `frozen`: the tables whose numbers stand in a frozen text; its column `origin_numbers` says
    which they were. `made`: columns that are made anew of the row's others, never taken from a stranger; `emptied`:
    columns left at their default, with the reason; `links`: columns with an address. `only`: a condition on the
    rows, and `without` what it leaves out. `sealed`: the values of a row of a frozen thing while its parts are
    still put in. `words`: the codes that a column may hold, with their words. `reads`: reads a row from a file as
    pages will; what it raises says that the row is not to be had.
    """

    table: Table
    numbers: Mapping[str, str] = field(default_factory=dict)
    pointers: Sequence[tuple[str, str]] = ()
    inside: Mapping[str, Renumber] = field(default_factory=dict)
    plain: Sequence[str] = ()
    frozen: Sequence[str] = ()
    made: Mapping[str, Callable[[Mapping[str, Any]], Any]] = field(default_factory=dict)
    emptied: Mapping[str, Text] = field(default_factory=dict)
    links: Sequence[str] = ()
    only: ColumnElement[bool] | None = None
    without: Text | None = None
    sealed: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, Mapping[Any, Text]] = field(default_factory=dict)
    reads: Callable[[Mapping[str, Any]], object] | None = None
    shown: Shown | None = None

    @property
    def undeclared(self) -> list[str]:
        """The JSON columns of which nobody said whether numbers stand in them."""
        known = {*self.inside, *self.plain, *self.emptied, "origin_numbers"}
        return [
            column.name for column in self.table.columns if isinstance(column.type, JSON) and column.name not in known
        ]


@dataclass(frozen=True)
class LeftOut:
    """A table that is not carried, and why. Files that stand at its rows are, when `keeps_files`."""

    table: Table
    why: Text
    keeps_files: bool = False


_declared: dict[str, Carried | LeftOut] = {}
_kinds: dict[str, tuple[str, int]] = {"partnership": ("partnership", 1)}


def carry(model: Any, **said: Any) -> None:
    """Say that the rows of a table are carried; `said` are fields of `Carried`."""
    table = _table(model)
    _declared[table.name] = Carried(table, **said)


def leave_out(model: Any, why: Text, keeps_files: bool = False) -> None:
    """Say that the rows of a table stay behind, and why."""
    table = _table(model)
    _declared[table.name] = LeftOut(table, why, keeps_files)


def name_kind(kind: str, model: Any, times: int = 1) -> None:
    """Say which table the things of a kind (see `things`) are rows of.

    With `times` a thing is a part of a row: its number is the row's, times so many, and its own place.
    """
    _kinds[kind] = (_table(model).name, times)


def said_of(table: Table) -> Carried | LeftOut:
    """What was said of a table; one of a plugin that said nothing stays behind."""
    return _declared.get(table.name) or LeftOut(
        table, say("Bagian %(name)s: pluginnya belum menyebut cara membawanya.", name=table.name)
    )


def carried() -> list[Carried]:
    """The tables whose rows are carried, each after those it refers to."""
    return [item for table in reachable() if isinstance(item := said_of(table), Carried)]


def renumbered_thing(kind: str, number: int, new_number: NewNumber) -> int | None:
    """The new number of a thing; None when it is not carried, or nobody knows its kind."""
    table, times = _kinds.get(kind, ("", 1))
    row, place = divmod(number, times)
    found = new_number(table, row) if table else None
    return None if found is None else found * times + place


def reachable() -> list[Table]:
    """The tables with rows that belong to a partnership by reference, each after those it refers to."""
    found: list[Table] = []
    names = {"partnership"}
    for table in db.metadata.sorted_tables:
        if table.name in names or any(key.column.table.name in names for key in table.foreign_keys):
            names.add(table.name)
            found.append(table)
    return found


def unspoken() -> list[str]:
    """The tables and JSON columns of which no room said whether and how they are carried."""
    missing = [table.name for table in reachable() if table.name not in _declared]
    spoken = [item for item in _declared.values() if isinstance(item, Carried)]
    return missing + [f"{item.table.name}.{column}" for item in spoken for column in item.undeclared]


def list_of(table: str) -> Renumber:
    """For a JSON list of numbers of rows of one table."""
    return lambda value, new: [number for old in value if (number := new(table, old)) is not None]


def keys_of(table: str) -> Renumber:
    """For a JSON object whose keys are numbers of rows of one table, as text."""

    def renumber(value: Mapping[str, Any], new: NewNumber) -> dict[str, Any]:
        pairs = [(new(table, int(key)) if key.isdecimal() else None, item) for key, item in value.items()]
        return {str(key): item for key, item in pairs if key is not None}

    return renumber


def there_and_here(numbers: Mapping[str, Mapping[str, int]] | None) -> NewNumber:
    """Reads `origin_numbers`: from the number that a frozen text has to the number here; without any, itself."""

    def here(table: str, number: int) -> int | None:
        return number if numbers is None else numbers.get(table, {}).get(str(number))

    return here


def _table(model: Any) -> Table:
    table: Table = model if isinstance(model, Table) else model.__table__
    return table
