"""Partnerships on paper from a register, in the columns of a DPMD; what comes in waits for the yes of a party."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import func, or_, select
from sqlalchemy.orm import selectinload

from ... import clock
from ...contracts import say
from ...db import db
from ...errors import Invalid
from ...partnerships.agreement_rules import EXECUTORS, FIELDS
from ...partnerships.cases import registry
from ...partnerships.models import Partnership, Party
from ...partnerships.preparing import VillagesTogether, prepare_running
from ...partnerships.queries import visible_to
from ...partnerships.register import KINDS
from ...partnerships.service import PartyChoice, RunningPartnership
from ...permissions import Action, Actor, may
from ...web import workbooks
from ...web.sheets import Fault, Unreadable
from ...web.workbooks import RawRow, Sheet
from .register_reading import COLUMNS, EXAMPLE, SHAPE, Known, WrongCell, cell_of, running_of
from .rules import Entry, small


def understood(person: Actor, sheet: Sheet) -> tuple[list[Entry], list[Fault]]:
    """The partnerships that rows would put on record; those that are on record already change nothing."""
    entries: list[Entry] = []
    faults: list[Fault] = []
    rows = [row for row in sheet.rows if row.cells.get("judul") != EXAMPLE]
    known = Known.of(rows)
    seen: set[Any] = set()
    for row in rows:
        try:
            cells = {column.name: cell_of(row, column) for column in COLUMNS}
            if _is_on_record(person, cells["nomor_portal"]):
                continue
            running = running_of(cells, known)
            _check_area(person, running)
        except WrongCell as wrong:
            faults.append(Fault(small(wrong.sentence), row.number, wrong.column))
            continue
        mark = (running.parties, running.start_date, running.title)
        if mark in seen:
            faults.append(Fault(say("kerja sama ini sudah ada di baris lain."), row.number))
        elif not _is_known(running):
            entries.append(Entry(row.number, running.title, cells, _told(running, known)))
        seen.add(mark)
    return entries, faults


def write(person: Actor, row: Mapping[str, Any], overwrite: bool) -> bool:
    """Put one waiting row on record inside the caller's transaction; False for one that is there by now."""
    cells = row["cells"]
    try:
        running = running_of(cells, Known.of([RawRow(row["row"], cells)]))
    except WrongCell as wrong:
        raise Unreadable(wrong.sentence) from wrong
    if _is_known(running):
        return False
    try:
        prepare_running(person, running)
    except Invalid as wrong_values:
        raise Unreadable(" ".join(wrong_values.errors.values())) from wrong_values
    return True


def sheet_of(person: Actor, area: str) -> bytes:
    """The sheet to fill, with one example. In Indonesian."""
    with force_locale("id"):
        example: dict[str, Any] = {
            "tahun": clock.today().year,
            "jenis": "KAD",
            "bidang": str(FIELDS["development"]),
            "judul": EXAMPLE,
            "ruang_lingkup": _("Pembangunan dan perawatan saluran irigasi"),
            "kode_desa": "35.02.19.2007; 35.02.19.2008",
            "tanggal_mulai": date(clock.today().year, 1, 1),
            "nomor": "35.02.19.2007 = 3/2026",
        }
        choices = {
            "jenis": [str(word) for word in KINDS.values()],
            "bidang": [str(word) for word in FIELDS.values()],
            "sub_bidang": [str(sector.label) for sector in registry().sectors.values()],
            "pelaksanaan": [str(word) for word in EXECUTORS.values()],
            "jenis_kemitraan": [str(kind.label) for kind in registry().usable_types],
        }
        guide = [
            _("Register kerja sama yang sudah berjalan, satu baris satu kerja sama."),
            _("Semua desanya ditulis kodenya, dipisah titik koma. Lembaga mitra ditulis namanya, seperti terdaftar."),
            _("KAD: hanya desa. KDPK: dengan lembaga mitra. Kosong berarti mengikuti para pihaknya."),
            _("Tanggal: 31-12-2026. Tanpa tanggal selesai berarti tanpa batas waktu."),
            _("Nomor naskah boleh satu untuk semua, atau menurut desa, misalnya 35.02.19.2007 = 3/2026."),
            _("Kolom Nomor di portal diisi portal. Kosong berarti belum tercatat."),
            _("Yang dicatat dari sini tampil untuk umum setelah salah satu pihaknya membenarkan."),
        ]
        return workbooks.write(SHAPE, [[example.get(column.name) for column in COLUMNS]], choices, guide, example=True)


def _check_area(person: Actor, running: RunningPartnership) -> None:
    codes = tuple(party.village_code for party in running.parties if party.village_code)
    if not may(person, Action.PARTNERSHIP_PREPARE, VillagesTogether(codes)):
        raise WrongCell("kode_desa", say("ada desa di luar wilayah Anda."))


def _is_on_record(person: Actor, text: str) -> bool:
    """Whether a row is of a partnership that the portal gave out; what this person may not know of is not."""
    if not text:
        return False
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    if db.session.scalar(select(Partnership.id).where(Partnership.id == number, visible_to(person))) is None:
        raise WrongCell("nomor_portal", say("nomor ini tidak dikenal. Kosongkan untuk kerja sama baru."))
    return True


def _is_known(running: RunningPartnership) -> bool:
    """Whether the very same parties are on record with a partnership of that beginning and title."""
    first = running.parties[0]
    query = select(Partnership).join(Party).where(
        Partnership.start_date == running.start_date,
        or_(func.lower(Partnership.title) == running.title.lower(), Partnership.title == running.title),
        or_(Party.village_code == first.village_code, Party.organisation_id == first.organisation_id),
    )  # fmt: skip
    wanted = set(running.parties)
    found = db.session.scalars(query.options(selectinload(Partnership.parties))).unique()
    return any({PartyChoice(p.village_code, p.organisation_id) for p in item.parties} == wanted for item in found)


def _told(running: RunningPartnership, known: Known) -> list[tuple[str, str, str]]:
    """What would be put on record, for the look before it."""
    names = {number: name for name, numbers in known.organisations.items() for number in numbers}
    parties = [known.villages.get(party.village_code or "") or names[party.organisation_id or 0]
               for party in running.parties]  # fmt: skip
    until = running.end_date.isoformat() if running.end_date else _("tanpa batas waktu")
    return [
        (_("Para pihak"), "", ", ".join(parties)),
        (_("Berlaku"), "", f"{running.start_date.isoformat()} – {until}"),
        (_("Nomor naskah"), "", "; ".join(f"{code} = {number}" for code, (number, _y) in running.numbers.items())),
    ]
