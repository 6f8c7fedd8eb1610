"""Rows of a partnership as plain values with numbers of the file's own, and the other way round.

The numbers of a file count from 1 in each table, in the order of the rows: a copy has the same ones as its original.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Column, Table, Uuid, null

from ...partnerships.portable import Carried, NewNumber, renumbered_thing
from . import addresses

ORIGIN = "origin_numbers"
PERSONS = ("_by_id",)  # columns with the number of somebody: no account is carried
OWN = ("version",)  # columns that mean something in one database alone


def target_of(column: Column[Any]) -> str:
    """The table whose number stands in a column by a reference of the database; "" for none."""
    return next((key.column.table.name for key in column.foreign_keys), "")


def is_key(column: Column[Any]) -> bool:
    """Whether a column is the number of its row, made by the database or at random."""
    return column.primary_key and not column.foreign_keys and column.name == "id"


def left_behind(carried: Carried, column: Column[Any], carried_tables: frozenset[str]) -> bool:
    """Whether a column's value stays behind."""
    name, target = column.name, target_of(column)
    if name in carried.emptied or name in carried.made or name in OWN or name.endswith(PERSONS):
        return True
    if is_key(column) and isinstance(column.type, Uuid):
        return True
    return bool(target) and target not in (*carried_tables, "area", "organisation")


class Renumbering:
    """Puts one set of numbers in the place of another, for the rows of every table."""

    def __init__(self, new_number: NewNumber, carried_tables: frozenset[str]) -> None:
        self.new_number = new_number
        self._tables = carried_tables

    def columns(self, carried: Carried) -> list[Column[Any]]:
        """The columns that go into the file."""
        return [column for column in carried.table.columns if not left_behind(carried, column, self._tables)]

    def row(self, carried: Carried, row: Mapping[str, Any]) -> dict[str, Any] | None:
        """A row's values with new numbers; None when it cannot do without something that is not carried."""
        found: dict[str, Any] = {}
        for column in self.columns(carried):
            found[column.name] = self._value(carried, column, row[column.name])
        for kind, number in carried.pointers:
            if row[number] is None:
                continue
            thing = renumbered_thing(row[kind], row[number], self.new_number)
            if thing is None and not carried.table.c[number].nullable:
                return None
            found[kind], found[number] = (row[kind], thing) if thing is not None else ("", None)
        missing = [
            column.name for column in self.columns(carried) if found[column.name] is None and not column.nullable
        ]
        return None if missing else found

    def _value(self, carried: Carried, column: Column[Any], value: Any) -> Any:
        name = column.name
        if value is None or name == ORIGIN:
            return value
        if name in carried.inside:
            return carried.inside[name](value, self.new_number)
        if name in carried.links:
            return addresses.renumbered(value, self.new_number)
        table = carried.table.name if is_key(column) else table_in(carried, column)
        return self.new_number(table, value) if table else value


def table_in(carried: Carried, column: Column[Any]) -> str:
    """The table whose numbers stand in a column; "" for a column without."""
    target = target_of(column)
    if target:
        return "" if target == "area" else target
    if column.name.endswith("_party_id"):
        return "party"
    return carried.numbers.get(column.name, "")


def plain(value: Any) -> Any:
    """A value of a column as JSON has it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return value


def stored(column: Column[Any], value: Any) -> Any:
    """A value as the database takes it: an empty JSON column is NULL, not the word null."""
    return null() if value is None and isinstance(column.type, JSON) and column.nullable else value


def parents_first(table: Table, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a table that refers to itself, each after the one it refers to."""
    own = [column.name for column in table.columns if target_of(column) == table.name]
    if not own:
        return rows
    waiting, placed, found = rows, set(), []
    while waiting:
        ready = [row for row in waiting if all(row[name] is None or row[name] in placed for name in own)]
        if not ready:
            raise ValueError(f"{table.name}: rows refer to each other in a circle")
        placed |= {row["id"] for row in ready}
        found += ready
        waiting = [row for row in waiting if row["id"] not in placed]
    return found


def refers_to_itself(table: Table) -> bool:
    """Whether a row may refer to another row of the same table."""
    return any(target_of(column) == table.name for column in table.columns)
