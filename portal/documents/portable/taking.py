"""Writes what a partnership's file holds: all of it or nothing, with new numbers, in one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Uuid, func, select

from ...db import db
from ...partnerships.models import Attachment
from ...partnerships.portable import Carried, NewNumber
from ...storage import StoredFile
from ...villages.models import Organisation
from .checking import ORGANISATION, PARTNERSHIP, Rows, has_numbers, organisations
from .numbering import parents_first, refers_to_itself, stored

A_TIME = 200  # rows


class Taking:
    """One file that is being written. `files` are the attached files, safe on the disk, by their member."""

    def __init__(self, rows: Rows, files: Mapping[str, StoredFile]) -> None:
        self._rows = rows
        self._files = files
        self._numbers: dict[str, Sequence[int]] = {}
        self.frozen: dict[str, dict[str, str]] = {}

    def write(self) -> int:
        """Write everything; the number of the partnership."""
        self._numbers[ORGANISATION] = [_organisation(row) for row in organisations(self._rows.opened)]
        for item in self._rows.tables:
            if has_numbers(item):
                self._numbers[item.table.name] = _next_numbers(item, self._rows.counts.get(item.table.name, 0))
        for item in self._rows.tables:
            self._write_table(item)
        for item in self._rows.tables:
            if item.sealed:
                self._seal(item)
        return self._numbers[PARTNERSHIP][0]

    @property
    def new_number(self) -> NewNumber:
        """From a row's number in the file to its number here."""

        def find(table: str, number: int) -> int | None:
            numbers = self._numbers.get(table, ())
            return numbers[number - 1] if 1 <= number <= len(numbers) else None

        return find

    def _write_table(self, item: Carried) -> None:
        waiting: list[dict[str, Any]] = []
        rows = self._rows.of(item, self.new_number)
        for row in parents_first(item.table, list(rows)) if refers_to_itself(item.table) else rows:
            self._note_frozen(item, row)
            waiting.append(self._as_stored(item, row))
            if len(waiting) == A_TIME:
                db.session.execute(item.table.insert(), waiting)
                waiting = []
        if waiting:
            db.session.execute(item.table.insert(), waiting)

    def _as_stored(self, item: Carried, row: dict[str, Any]) -> dict[str, Any]:
        found = {name: stored(item.table.c[name], value) for name, value in row.items() if name in item.table.c}
        if item.table.name == Attachment.__tablename__:
            found["stored_name"] = self._stored_name(row)
        if (key := item.table.c.get("id")) is not None and isinstance(key.type, Uuid):
            found["id"] = uuid.uuid4()
        if item.sealed and row["sha256"] is not None:
            found |= item.sealed
        return found

    def _stored_name(self, row: Mapping[str, Any]) -> str:
        """Where a file lies; one that was missing at its origin is missing here too."""
        file = self._files.get(row["member"])
        return file.name if file else f"{uuid.uuid4().hex}.pdf"

    def _seal(self, item: Carried) -> None:
        """Close what was frozen: its parts are all there now."""
        for row in self._rows.of(item, self.new_number):
            if row["sha256"] is not None:
                closed = {name: row[name] for name in item.sealed}
                db.session.execute(item.table.update().where(item.table.c.id == row["id"]).values(closed))

    def _note_frozen(self, item: Carried, row: Mapping[str, Any]) -> None:
        if item.table.name != Attachment.__tablename__ and row.get("sha256") is not None:
            self.frozen.setdefault(item.table.name, {})[str(row["id"])] = row["sha256"]


def _organisation(row: Mapping[str, Any]) -> int:
    """An organisation that is known here by its registration or its name, or a new one."""
    named = (Organisation.kind == row["kind"], func.lower(Organisation.name) == row["name"].lower())
    same = (Organisation.legal_number == row["legal_number"],) if row["legal_number"] else named
    query = select(Organisation.id).where(*same, Organisation.archived_at.is_(None)).order_by(Organisation.id)
    found = db.session.scalar(query.limit(1))
    if found is not None:
        return found
    made = Organisation(**row)
    db.session.add(made)
    db.session.flush()
    return made.id


def _next_numbers(item: Carried, count: int) -> Sequence[int]:
    """The numbers that new rows of a table get; on SQLite nobody else writes meanwhile."""
    table = item.table
    if db.engine.dialect.name == "postgresql":
        sequence = func.pg_get_serial_sequence(table.name, "id")
        each = func.generate_series(1, count).table_valued("place")
        return sorted(db.session.scalars(select(func.nextval(sequence)).select_from(each))) if count else ()
    newest = db.session.scalar(select(func.max(table.c.id))) or 0
    return range(newest + 1, newest + 1 + count)
