"""The records of many villages from one list: in the columns of the list that is taken along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from ...contracts import say
from ...db import db
from ...events import Event
from ...permissions import Action, Actor, OfficeKind, may
from ...villages import labels
from ...villages.forms import VillageForm
from ...villages.models import Area, Village
from ...villages.rules import PARTY_KINDS, fold, is_party_village, kind_of, parse_code
from ...villages.service import VILLAGE_FIELDS, prepare_village
from ...villages.takeout import PLACE, RECORD, record_values, villages_of
from ...web import workbooks
from ...web.listings import Coded
from ...web.sheets import Column, Fault, Shape, Unreadable, text_of
from ...web.workbooks import RawRow, Sheet
from .rules import Entry, cell_text, small

MOST_ROWS = 1000
_WIDTHS = {"about": 40, "head_name": 28, "website": 28, "public_email": 28}
_OF_RECORD = tuple(
    Column(name, heading.label, _WIDTHS.get(name, 16)) for name, heading in zip(VILLAGE_FIELDS, RECORD, strict=True)
)
COLUMNS = (Column("code", PLACE[0].label, 16, required=True), Column("name", PLACE[1].label, 24), *_OF_RECORD)
SHAPE = Shape(
    "Desa", COLUMNS, MOST_ROWS, say("Paling banyak %(most)s desa sekali kirim. Bagi lembarnya.", most=MOST_ROWS)
)
_BY_NAME = SHAPE.by_name


def understood(person: Actor, sheet: Sheet) -> tuple[list[Entry], list[Fault]]:
    """What the rows would write, and everything that is wrong in them, row by row. An empty cell changes nothing."""
    codes = {row.number: parse_code(text_of(row.cells.get("code"), 0)) for row in sheet.rows}
    known = _known({code for code in codes.values() if code})
    entries: list[Entry] = []
    faults: list[Fault] = []
    seen: set[str] = set()
    for row in sheet.rows:
        code = codes[row.number]
        cells, wrong = _cells(row)
        if not wrong and code and kind_of(code) not in PARTY_KINDS and not cells:
            continue  # a kelurahan of the exported list, of which nothing is said
        wrong = wrong or _code_faults(person, row, code, known, seen)
        if wrong or code is None:
            faults += wrong
            continue
        seen.add(code)
        values, refused = values_of(cells)
        faults += [Fault(small(what), row.number, _BY_NAME[name].label) for name, what in refused.items()]
        entry = _entry(row.number, known[code], cells, values)
        if entry.changes or entry.kept:
            entries.append(entry)
    return entries, faults


def write(person: Actor, row: Mapping[str, Any], overwrite: bool) -> bool:
    """Write one waiting row inside the caller's transaction; what the village wrote itself only with `overwrite`."""
    values, wrong = values_of(row["cells"])
    if wrong:
        raise Unreadable(small(" ".join(wrong.values())))
    names = [*row["fields"], *(row["kept_fields"] if overwrite else ())]
    if names:
        prepare_village(person, row["cells"]["code"], {name: values[name] for name in names}, row["version"])
    return bool(names)


def sheet_of(person: Actor, area: str) -> bytes:
    """The sheet to fill: the villages of an area of the person's own with what is known of them. In Indonesian."""
    scopes = person.office.scope_codes if person.office else ()
    everywhere = person.kind is OfficeKind.ADMINISTRATOR
    code = parse_code(area) if area else ""
    inside = code and (everywhere or any(code == scope or code.startswith(f"{scope}.") for scope in scopes))
    wanted = code if code and inside else (scopes[0] if scopes else "")
    with force_locale("id"):
        query = villages_of(wanted, [str(kind) for kind in PARTY_KINDS]).limit(MOST_ROWS)
        found = db.session.execute(query).all() if wanted else []
        rows = [[row[0].code, row[0].name, *_shown(row[4])] for row in found]
        choices = {name: [str(word) for word in labels.CODED[name].values()] for name in ("index_class", "index_kind")}
        guide = [
            _("Daftar desa. Kode desa wajib; nama desa hanya untuk diperiksa."),
            _("Sel yang kosong tidak mengubah apa pun."),
            _("Angka: 2.710 atau 6,9. Lintang dan bujur dalam derajat desimal: -7,8421."),
            _("Yang sudah ditulis desa sendiri hanya diganti bila Anda memintanya sesudah melihatnya."),
            _("Paling banyak %(most)s desa sekali kirim. Rumus tidak dihitung: tempel sebagai nilai.", most=MOST_ROWS),
        ]
        return workbooks.write(SHAPE, rows, choices, guide)


def values_of(cells: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """Cells as the values of a village's record, checked as the village's own form is; and what is wrong, by column."""
    given = {name: text for name, text in cells.items() if name in VILLAGE_FIELDS}
    wrong: dict[str, str] = {}
    for name in ("index_class", "index_kind"):
        if name in given:
            found = _code_of(name, given[name])
            if found is None:
                wrong[name] = _("Pilih salah satu: %(words)s.", words=", ".join(map(str, labels.CODED[name].values())))
            given[name] = found or ""
    form = VillageForm(formdata=MultiDict(given))
    if not form.validate():
        wrong |= {name: str(errors[0]) for name, errors in form.errors.items() if name and name in given and errors}
    return {name: value for name, value in form.kept().items() if name in given}, wrong


def _code_of(name: str, text: str) -> str | None:
    wanted = text.casefold()
    for code, word in labels.CODED[name].items():
        if wanted in (code, str(word).casefold(), str(word).split(" (")[0].casefold()):
            return code
    return None


def _cells(row: RawRow) -> tuple[dict[str, str], list[Fault]]:
    """The filled cells of a row as text, and what cannot be read of them."""
    found: dict[str, str] = {}
    faults = []
    for column in _OF_RECORD:
        try:
            text = cell_text(row.cells.get(column.name))
        except Unreadable as wrong:
            faults.append(Fault(wrong.sentence, row.number, column.label))
            continue
        if text:
            found[column.name] = text
    return found, faults


class _Known:
    """A village as it stands: its area, its record, and whether it wrote some of that itself."""

    def __init__(self, area: Area, village: Village, is_own: bool) -> None:
        self.area, self.village, self.is_own = area, village, is_own


def _known(codes: Iterable[str]) -> dict[str, _Known]:
    """The villages of some codes; three statements."""
    wanted = list(codes)
    areas = db.session.scalars(select(Area).where(Area.code.in_(wanted))).all()
    records = {item.code: item for item in db.session.scalars(select(Village).where(Village.code.in_(wanted)))}
    own = select(Event.subject_id).where(  # nobody but a village's own offices edits its record
        Event.kind == "village.edited", Event.subject_kind == "village", Event.subject_id.in_(wanted)
    )
    themselves = set(db.session.scalars(own.distinct()))
    return {
        area.code: _Known(area, records.get(area.code) or Village.blank(area.code), area.code in themselves)
        for area in areas
    }


def _code_faults(
    person: Actor, row: RawRow, code: str | None, known: Mapping[str, _Known], seen: set[str]
) -> list[Fault]:
    label = _BY_NAME["code"].label
    found = known.get(code or "")
    if code is None or found is None or not found.area.is_village or not found.area.valid:
        return [Fault(say("tidak ada desa yang berlaku dengan kode ini."), row.number, label)]
    if not is_party_village(code):
        return [Fault(say("ini kelurahan; profilnya tidak diisi di sini."), row.number, label)]
    if code in seen:
        return [Fault(say("desa ini sudah ada di baris lain."), row.number, label)]
    if not may(person, Action.VILLAGE_PREPARE, found.village):
        return [Fault(say("desa ini di luar wilayah Anda."), row.number, label)]
    name = text_of(row.cells.get("name"), 0)
    if name and fold(name) != fold(found.area.name):
        sentence = say("kode ini milik %(name)s.", name=found.area.name)
        return [Fault(sentence, row.number, _BY_NAME["name"].label)]
    return []


def _entry(number: int, known: _Known, cells: Mapping[str, str], values: Mapping[str, Any]) -> Entry:
    was = {name: getattr(known.village, name) for name in values}
    differing = [name for name in values if (was[name] or None) != (values[name] or None)]
    kept = [name for name in differing if known.is_own and was[name] not in (None, "")]
    changed = [name for name in differing if name not in kept]

    def told(names: list[str]) -> list[tuple[str, str, str]]:
        return [
            (str(labels.FIELDS[name]), str(labels.shown(name, was[name])), str(labels.shown(name, values[name])))
            for name in names
        ]

    area = known.area
    texts = {**cells, "code": area.code}
    return Entry(number, area.name, texts, told(changed), told(kept), known.village.version, changed, kept)


def _shown(village: Village | None) -> list[Any]:
    values = record_values(village) if village else [None] * len(RECORD)
    plain = [str(value.words) if isinstance(value, Coded) else value for value in values]
    return [value if isinstance(value, (str, int)) or value is None else float(value) for value in plain]
