"""Looks at everything in a partnership's file before anything is written: rows, numbers, villages, frozen texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from sqlalchemy import Column, Uuid, select

from ...contracts import say
from ...db import db
from ...partnerships.agreement_rules import fingerprint
from ...partnerships.models import Attachment
from ...partnerships.portable import Carried, NewNumber, carried
from ...villages.models import Area, Organisation
from .numbering import ORIGIN, Renumbering, is_key, table_in
from .opening import Opened, WrongFile
from .package import MEMBER
from .values import Wrong, understood

ORGANISATION, PARTNERSHIP = "organisation", "partnership"
TEXTS = ("frozen_text", "text")  # columns with what `sha256` is taken of
MOST_ROWS = 2_000_000


@dataclass(frozen=True)
class Contents:
    """What is in a file that could be taken over."""

    title: str
    villages: Mapping[str, str]
    organisations: tuple[str, ...]
    counts: Mapping[str, int]
    unknown: tuple[str, ...] = ()


@dataclass
class Rows:
    """The rows of a file as this installation's tables take them. `counts` are those of tables with numbers."""

    opened: Opened
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def tables(self) -> list[Carried]:
        """The tables that this installation has and takes, each after those it refers to."""
        return carried()

    def of(self, item: Carried, new_number: NewNumber) -> Iterator[dict[str, Any]]:
        """The rows of one table with new numbers; `WrongFile` for one that does not fit."""
        renumbering = Renumbering(new_number, frozenset(table.table.name for table in self.tables))
        columns = renumbering.columns(item)
        for place, row in enumerate(self.opened.rows(item.table.name), 1):
            values = {column.name: _value(item, column, row) for column in columns}
            if has_numbers(item) and values["id"] != place:
                _refuse(item, "id")
            _hold_together(item, columns, values, new_number)
            made = renumbering.row(item, {**values, **{column.name: None for column in item.table.columns
                                                       if column.name not in values}})  # fmt: skip
            if made is None:
                _refuse(item, "")
            if ORIGIN in made:
                made[ORIGIN] = _here(made[ORIGIN], new_number)
            made |= {name: make(values) for name, make in item.made.items()}
            _read(item, made)
            yield {**made, "member": row.get("member")} if item.table.name == Attachment.__tablename__ else made


def has_numbers(item: Carried) -> bool:
    """Whether the rows of a table have numbers in the file."""
    key = item.table.c.get("id")
    return key is not None and not isinstance(key.type, Uuid)


def checked(opened: Opened) -> tuple[Contents, Rows]:
    """Look at every row; `WrongFile` says what does not fit."""
    rows = Rows(opened, _counts(opened))
    if rows.counts.get(PARTNERSHIP) != 1:
        raise WrongFile(say("Di dalam berkas ini tidak ada satu kemitraan yang utuh."))
    title, codes = "", []
    local: NewNumber = lambda table, number: number if 1 <= number <= rows.counts.get(table, 0) else None  # noqa: E731
    for item in rows.tables:
        for row in rows.of(item, local):
            _check_frozen(item, row)
            _check_file(opened, item, row)
            if item.table.name == PARTNERSHIP:
                title = row["title"]
            if item.table.name == "party" and row["village_code"]:
                codes.append(row["village_code"])
    names = tuple(str(row.get("name", "")) for row in organisations(opened))
    known = {item.table.name for item in rows.tables} | {ORGANISATION}
    unknown = tuple(table for table in opened.tables if table not in known)
    return Contents(title, _villages(codes), names, rows.counts, unknown), rows


def organisations(opened: Opened) -> Iterator[dict[str, Any]]:
    """The organisations in a file, each looked at."""
    names = ("kind", "name", "legal_number", "village_code", "about")
    columns: dict[str, Any] = {name: Organisation.__table__.c[name] for name in names}
    for place, row in enumerate(opened.rows(ORGANISATION), 1):
        try:
            if row.get("id") != place:
                raise Wrong
            yield {name: understood(column, row.get(name), None) for name, column in columns.items()}
        except Wrong:
            raise WrongFile(say("Satu lembaga di dalam berkas ini tidak dapat dibaca.")) from None


def _counts(opened: Opened) -> dict[str, int]:
    counts = {table: sum(1 for _row in opened.rows(table)) for table in opened.tables}
    if sum(counts.values()) > MOST_ROWS:
        raise WrongFile(say("Isi berkas ini terlalu banyak."))
    return counts


def _value(item: Carried, column: Column[Any], row: Mapping[str, Any]) -> Any:
    if column.name not in row and (column.nullable or column.default is not None):
        return None if column.nullable or column.default is None else column.default.arg  # type: ignore[attr-defined]
    try:
        return understood(column, row.get(column.name), item.words.get(column.name))
    except Wrong:
        _refuse(item, column.name)


def _hold_together(item: Carried, columns: list[Column[Any]], values: Mapping[str, Any], new_number: NewNumber) -> None:
    """Refuse a row that points at one that is not in the file."""
    for column in columns:
        table = table_in(item, column)
        value = values[column.name]
        if table and value is not None and not is_key(column) and new_number(table, value) is None:
            _refuse(item, column.name)


def _read(item: Carried, row: Mapping[str, Any]) -> None:
    """Refuse a row that no page could show: its JSON is made otherwise than ours."""
    try:
        if item.reads is not None:
            item.reads(row)
    except Exception:  # whatever a made-up row brings about
        _refuse(item, "")


def _here(numbers: Mapping[str, Mapping[str, int]] | None, new_number: NewNumber) -> dict[str, dict[str, int]] | None:
    """Whose the numbers in a frozen text are, by the numbers here."""
    if numbers is None:
        return None
    return {
        table: {there: here for there, number in known.items() if (here := new_number(table, number)) is not None}
        for table, known in numbers.items()
    }


def _check_frozen(item: Carried, row: Mapping[str, Any]) -> None:
    """Refuse a frozen text that is not what its fingerprint was taken of."""
    name = next((name for name in TEXTS if name in item.table.c and "sha256" in item.table.c), None)
    if name is not None and row["sha256"] is not None and fingerprint(row[name] or "") != row["sha256"]:
        raise WrongFile(say("Satu naskah yang dibekukan di dalam berkas ini tidak sama dengan sidiknya."))


def _check_file(opened: Opened, item: Carried, row: Mapping[str, Any]) -> None:
    """Refuse the record of a file that is not the one that stands in the ZIP."""
    if item.table.name != Attachment.__tablename__:
        return
    name = row["member"]
    if not isinstance(name, str) or not MEMBER.fullmatch(name):
        _refuse(item, "member")
    if name in opened.manifest.get("missing_files", []):
        return
    said = opened.manifest["members"].get(name)
    if said is None or (said["sha256"], said["size"]) != (row["sha256"], row["size"]):
        _refuse(item, "sha256")


def _villages(codes: list[str]) -> dict[str, str]:
    """The villages by their names; `WrongFile` names a code that is none in Indonesia's official areas."""
    query = select(Area.code, Area.name).where(Area.code.in_(codes))
    known = {code: name for code, name in db.session.execute(query)}
    for code in codes:
        if code not in known:
            raise WrongFile(say("Kode desa %(code)s tidak dikenal di sini.", code=code))
    return {code: known[code] for code in codes}


def _refuse(item: Carried, column: str) -> NoReturn:
    raise WrongFile(
        say("Isi berkas ini tidak sesuai: %(table)s, kolom %(column)s.", table=item.table.name, column=column or "–")
    )
