"""Which rows belong to a partnership, in which order, and their numbers in its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, Uuid, and_, exists, false, not_, or_, select

from ...db import db
from ...partnerships.models import Attachment, Party, PartyChange
from ...partnerships.portable import Carried, LeftOut, carried, reachable, said_of
from ...villages.models import Organisation
from .numbering import ORIGIN, Renumbering, plain, target_of

A_TIME = 500  # rows


class Collection:
    """Everything of one partnership that is carried. Memory holds numbers alone; rows are read as they are asked."""

    def __init__(self, partnership_id: int) -> None:
        self._partnership_id = partnership_id
        self.tables = carried()
        self._names = frozenset(item.table.name for item in self.tables)
        self._numbers: dict[str, dict[Any, int]] = {"organisation": self._organisations()}
        for item in self.tables:
            self._number(item)
        self._renumbering = Renumbering(self.number_of, self._names)

    def number_of(self, table: str, number: int) -> int | None:
        """The number in the file of a row."""
        return self._numbers.get(table, {}).get(number)

    def count(self, table: str) -> int:
        """How many rows of a table with numbers there are."""
        return len(self._numbers.get(table, {}))

    def rows(self, item: Carried) -> Iterator[dict[str, Any]]:
        """The rows of a table as plain values, in the order of their numbers, or of their values without any."""
        found = (made for row in self._read(item) if (made := self._row(item, row)) is not None)
        if "id" in item.table.c and not _is_random(item.table):
            yield from found
        else:
            yield from sorted(found, key=lambda row: [(value is not None, value) for value in row.values()])

    def organisations(self) -> Iterator[dict[str, Any]]:
        """The organisations that take part, without the telephone and address of anybody."""
        query = select(Organisation).where(Organisation.id.in_(self._numbers["organisation"]))
        for one in db.session.scalars(query.order_by(Organisation.id)):
            names = ("kind", "name", "legal_number", "village_code", "about")
            yield {"id": self.number_of("organisation", one.id), **{name: getattr(one, name) for name in names}}

    def _row(self, item: Carried, row: Mapping[str, Any]) -> dict[str, Any] | None:
        if "id" in row and not _is_random(item.table) and row["id"] not in self._numbers[item.table.name]:
            return None
        made = self._renumbering.row(item, row)
        if made is None:
            return None
        if ORIGIN in made:
            made[ORIGIN] = self._frozen_numbers(item, row)
        return {name: plain(value) for name, value in made.items()}

    def _frozen_numbers(self, item: Carried, row: Mapping[str, Any]) -> dict[str, dict[str, int]] | None:
        """Whose the numbers in a frozen text are: those of its origin, or, frozen here, our own."""
        if not row["sha256"]:
            return None
        kept = row[ORIGIN]
        pairs = {
            table: kept.get(table, {}) if kept is not None else {str(number): number for number in self._numbers[table]}
            for table in item.frozen
        }
        return {
            table: {
                there: found for there, here in numbers.items() if (found := self.number_of(table, here)) is not None
            }
            for table, numbers in pairs.items()
        }

    def _number(self, item: Carried) -> None:
        table = item.table
        self._numbers[table.name] = {}
        if "id" not in table.c or _is_random(table):
            return
        needed = [column for column in self._references(table) if not column.nullable]
        query = select(table.c.id, *needed).where(self._condition(table)).order_by(table.c.id)
        for number, *others in db.session.execute(query).yield_per(A_TIME):
            known = zip(needed, others, strict=True)
            if all(self._is_known(table, column, value) for column, value in known):
                self._numbers[table.name][number] = len(self._numbers[table.name]) + 1

    def _is_known(self, table: Table, column: Column[Any], value: int) -> bool:
        target = target_of(column)
        return target == table.name or value in self._numbers[target]

    def _references(self, table: Table) -> list[Column[Any]]:
        return [column for column in table.columns if target_of(column) in self._names]

    def _read(self, item: Carried) -> Iterator[Mapping[str, Any]]:
        table = item.table
        query = select(*table.columns).where(self._condition(table)).order_by(*table.primary_key.columns)
        for row in db.session.execute(query).yield_per(A_TIME):
            yield dict(row._mapping)

    def _condition(self, table: Table) -> ColumnElement[bool]:
        """What rows of this partnership are, by the reference that leads to it."""
        item = said_of(table)
        only = item.only if isinstance(item, Carried) else None
        own = self._belongs(table)
        if table.name == Attachment.__tablename__:
            own = and_(own, self._stands_somewhere())
        return own if only is None else and_(own, only)

    def _belongs(self, table: Table) -> ColumnElement[bool]:
        if table.name == "partnership":
            return table.c.id == self._partnership_id
        if "partnership_id" in table.c:
            return table.c.partnership_id == self._partnership_id
        way = next(
            column
            for column in table.columns
            if not column.nullable and target_of(column) in self._names - {table.name, Attachment.__tablename__}
        )
        (parent,) = (key.column.table for key in way.foreign_keys)
        return way.in_(select(parent.c.id).where(self._condition(parent)))

    def _stands_somewhere(self) -> ColumnElement[bool]:
        """A file that stands at something carried, or at nothing: not one that stands only at what is left out."""
        file = Attachment.__table__.c.id
        named, carried = [], []
        for table in reachable():
            for column in table.columns:
                if target_of(column) != Attachment.__tablename__:
                    continue
                item = said_of(table)
                here = column == file
                named.append(exists().where(here))
                if isinstance(item, LeftOut):
                    carried += [exists().where(here)] if item.keeps_files else []
                else:
                    carried.append(exists().where(here, self._condition(table)))
        return or_(not_(or_(*named)), or_(false(), *carried))

    def _organisations(self) -> dict[Any, int]:
        found: set[int] = set()
        for model in (Party, PartyChange):
            query = select(model.organisation_id).where(model.partnership_id == self._partnership_id)
            found |= {number for number in db.session.scalars(query) if number is not None}
        return {number: place for place, number in enumerate(sorted(found), 1)}


def _is_random(table: Table) -> bool:
    """Whether the numbers of the rows are made at random, so that they say nothing."""
    key = table.c.get("id")
    return key is not None and isinstance(key.type, Uuid)
