"""From the rows of a sheet to what they would write: everything is looked at before anything is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from ...contracts import Text, say
from ...db import db
from ...events import canonical
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership
from ...web.i18n import format_iso_day
from ...web.sheet_cells import day_of
from ...web.sheets import Fault, Unreadable, text_of
from ..programme.models import Activity, Programme, Result, activity_village
from ..programme.rules import OUTPUT, day_faults, target_faults
from . import rules
from .rules import BY_NAME, COLUMNS
from .workbook import Formula, RawRow, Sheet

EXAMPLE = "Contoh: membersihkan saluran induk (hapus atau timpa baris ini)"
MOST_FAULTS = 100  # told at once
Cells = dict[str, Any]


@dataclass(frozen=True)
class Known:
    """What the names in a sheet may mean in one partnership: parties, villages and outputs by what they are called."""

    parties: Mapping[int, str]
    villages: Mapping[str, str]
    outputs: Mapping[int, str]


@dataclass(frozen=True)
class Entry:
    """One row as it would be written: a new activity, or what changes in one that is there."""

    row: int
    cells: Cells
    activity_id: int | None = None
    version: int | None = None
    changes: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        """Whether the row is a new activity."""
        return self.activity_id is None

    def kept(self) -> dict[str, Any]:
        """The entry as it waits in the database: days and numbers as text."""
        return asdict(self) | {"cells": {name: _as_text(value) for name, value in self.cells.items()}}


def known_of(partnership: Partnership) -> Known:
    """The names of a partnership's things."""
    names = party_names(partnership.bound)
    codes = {party.id: party.village_code for party in partnership.bound if party.village_code}
    labels = rules.labels_of(names, codes)
    query = select(Result.id, Result.title).join(Programme, Programme.id == Result.programme_id)
    query = query.where(Programme.partnership_id == partnership.id, Result.archived_at.is_(None), Result.kind == OUTPUT)
    outputs = {number: title for number, title in db.session.execute(query.order_by(Result.id))}
    return Known(labels, {code: labels[number] for number, code in codes.items()}, rules.labels_of(outputs, {}))


def understood(partnership: Partnership, sheet: Sheet) -> tuple[list[Entry], list[Fault]]:
    """What the rows would write, and everything that is wrong in them, row by row."""
    known = known_of(partnership)
    entries: list[Entry] = []
    faults: list[Fault] = []
    read = [(row, *_cells(row, known)) for row in sheet.rows if row.cells.get("title") != EXAMPLE]
    present = _present(partnership.id, [found["code"][0] for _row, found, _wrong in read if found.get("code")])
    seen: set[int] = set()
    for row, found, wrong in read:
        faults += wrong or _row_faults(row, found, sheet.columns)
        code = found.pop("code", None)
        if code is None:
            entries.append(Entry(row.number, found))
            continue
        activity_id, version = code
        faults += _code_faults(row, code, present, seen)
        seen.add(activity_id)
        if activity_id in present:
            entries.append(_changed(row, found, present[activity_id], version, sheet.columns, known))
    return entries, faults[:MOST_FAULTS]


def cells_of(activity: Activity, villages: list[str], known: Known) -> Cells:
    """An activity as the sheet shows it."""
    return {
        "title": activity.title,
        "due_on": activity.due_on,
        "party": known.parties.get(activity.party_id, ""),
        "office": activity.office,
        "starts_on": activity.starts_on,
        "description": activity.description,
        "helpers": "; ".join(known.parties[party.id] for party in activity.helpers if party.id in known.parties),
        "villages": "; ".join(known.villages[code] for code in villages if code in known.villages),
        "place": activity.place,
        "target": activity.target,
        "unit": activity.unit,
        "output": known.outputs.get(activity.result_id or 0, ""),
        "sdgs": _goals(activity.sdgs),
    }


def values_of(cells: Mapping[str, Any], known: Known) -> dict[str, Any]:
    """Cells, as they waited in the database, as the values that an activity is written with."""
    plain = {name: cells.get(name) or "" for name in ("title", "office", "description", "place", "unit")}
    return plain | {
        "due_on": date.fromisoformat(cells["due_on"]),
        "starts_on": date.fromisoformat(cells["starts_on"]) if cells.get("starts_on") else None,
        "target": Decimal(cells["target"]) if cells.get("target") else None,
        "party_id": rules.called(known.parties, cells["party"]),
        "helpers": [rules.called(known.parties, name) for name in rules.names_in(cells.get("helpers"))],
        "villages": [rules.called(known.villages, name) for name in rules.names_in(cells.get("villages"))],
        "result_id": rules.called(known.outputs, cells["output"]) if cells.get("output") else None,
        "sdgs": rules.goals_in(cells.get("sdgs")),
    }


def villages_by_activity(activity_ids: list[int]) -> dict[int, list[str]]:
    """The codes of the villages of some activities, in one statement."""
    found: dict[int, list[str]] = {}
    table = activity_village
    query = select(table.c.activity_id, table.c.village_code).where(table.c.activity_id.in_(activity_ids))
    for number, code in db.session.execute(query.order_by(table.c.village_code)):
        found.setdefault(number, []).append(code)
    return found


def _cells(row: RawRow, known: Known) -> tuple[Cells, list[Fault]]:
    """The cells of a row as values of the sheet, and what is wrong with them."""
    found: Cells = {}
    faults = []
    for column in COLUMNS:
        value = row.cells.get(column.name)
        try:
            if isinstance(value, Formula):
                raise Unreadable(say("berisi rumus. Salin selnya, lalu tempel sebagai nilai."))
            found[column.name] = _READERS[column.name](value, known)
            if column.required and not found[column.name]:
                raise Unreadable(say("belum diisi."))
        except Unreadable as wrong:
            faults.append(Fault(wrong.sentence, row.number, column.label))
    return found, faults


def _text(name: str) -> Callable[[Any, Known], Any]:
    return lambda value, known: text_of(value, BY_NAME[name].most)


def _party(value: Any, known: Known) -> str:
    text = text_of(value, 0)
    return known.parties[rules.called(known.parties, text)] if text else ""


def _output(value: Any, known: Known) -> str:
    text = text_of(value, 0)
    return known.outputs[rules.called(known.outputs, text)] if text else ""


_READERS: Mapping[str, Callable[[Any, Known], Any]] = {
    **{name: _text(name) for name in ("title", "office", "description", "place", "unit")},
    "code": lambda value, known: rules.code_of(value),
    "due_on": lambda value, known: day_of(value, end=True),
    "starts_on": lambda value, known: day_of(value, end=False),
    "party": _party,
    "helpers": lambda value, known: _listed(value, known.parties),
    "villages": lambda value, known: _listed(value, known.villages),
    "target": lambda value, known: rules.amount_of(value),
    "output": _output,
    "sdgs": lambda value, known: _goals(rules.goals_in(value)),
}


def _goals(numbers: Iterable[int]) -> str:
    return "; ".join(str(number) for number in numbers)


def _listed(value: Any, labels: Mapping[Any, str]) -> str:
    found = [labels[rules.called(labels, name)] for name in rules.names_in(value)]
    return "; ".join(dict.fromkeys(found))


def _row_faults(row: RawRow, found: Cells, columns: frozenset[str]) -> list[Fault]:
    wrong = day_faults(found.get("starts_on"), found["due_on"])
    if "unit" in columns or not found.get("code"):  # without the column, what stands there stays
        wrong |= target_faults(found.get("target"), found.get("unit") or "")
    return [Fault(_small(sentence), row.number, BY_NAME[name].label) for name, sentence in wrong.items()]


def _small(sentence: Text) -> str:
    """A sentence that goes on after a colon."""
    text = str(sentence)
    return text[:1].lower() + text[1:]


def _code_faults(row: RawRow, code: tuple[int, int], present: Mapping[int, Any], seen: set[int]) -> list[Fault]:
    label = BY_NAME["code"].label
    if code[0] in seen:
        return [Fault(say("nomor ini sudah ada di baris lain."), row.number, label)]
    if code[0] not in present:
        return [Fault(say("kegiatan ini tidak ada lagi. Kosongkan nomornya untuk menulisnya lagi."), row.number, label)]
    if present[code[0]][0].version != code[1]:
        sentence = say("kegiatan ini sudah diubah orang lain sesudah lembar diunduh. Unduh lembar yang baru.")
        return [Fault(sentence, row.number, label)]
    return []


def _present(partnership_id: int, activity_ids: list[int]) -> dict[int, tuple[Activity, list[str]]]:
    """The activities that rows change, each with the codes of its villages; three statements."""
    query = select(Activity).where(
        Activity.partnership_id == partnership_id, Activity.archived_at.is_(None), Activity.id.in_(activity_ids)
    )
    found = db.session.scalars(query.options(selectinload(Activity.helpers))).all() if activity_ids else []
    villages = villages_by_activity([item.id for item in found])
    return {item.id: (item, villages.get(item.id, [])) for item in found}


def _changed(
    row: RawRow, found: Cells, present: tuple[Activity, list[str]], version: int, columns: frozenset[str], known: Known
) -> Entry:
    """What a row changes: columns that the sheet does not have stay as they are."""
    activity, villages = present
    old = cells_of(activity, villages, known)
    new = {name: found.get(name) if name in columns else value for name, value in old.items()}
    changes = [
        (str(BY_NAME[name].label), _as_read(name, old[name]), _as_read(name, new[name]))
        for name in old
        if _as_text(old[name]) != _as_text(new[name])
    ]
    return Entry(row.number, new, activity.id, version, changes)


def _as_read(name: str, value: Any) -> str:
    """A cell as a person reads it: days in words."""
    return format_iso_day(value) if name in ("starts_on", "due_on") and value else _as_text(value)


def _as_text(value: Any) -> str:
    """A cell as text, one thing in one spelling: 12.500 and 12.5 are the same."""
    if value is None:
        return ""
    return value if isinstance(value, str) else canonical(value).strip('"')
