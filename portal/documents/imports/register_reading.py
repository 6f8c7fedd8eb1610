"""One row of a register as a partnership: what its texts mean, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select

from ... import clock
from ...contracts import PartnershipType, Text, say
from ...db import db
from ...partnerships.agreement_rules import EXECUTORS, FIELDS, duration_faults
from ...partnerships.cases import registry
from ...partnerships.register import KINDS, REGISTER
from ...partnerships.rules import party_faults
from ...partnerships.service import PartyChoice, RunningPartnership
from ...villages.models import Area, Organisation
from ...villages.rules import is_party_village, parse_code
from ...web.sheet_cells import day_of
from ...web.sheets import Column, Shape, Unreadable, text_of
from ...web.workbooks import RawRow
from .rules import cell_text

MOST_ROWS = 300
TITLE, SCOPE, NUMBER = 160, 4000, 60  # letters
EXAMPLE = "Contoh: hapus atau timpa baris ini"
_REQUIRED = ("bidang", "ruang_lingkup", "tanggal_mulai", "kode_desa")
_WIDTHS = {"ruang_lingkup": 44, "judul": 36, "bidang": 28, "kode_desa": 30, "nomor": 24, "mitra": 24}
COLUMNS = tuple(
    Column(item.name, item.label, _WIDTHS.get(item.name, 16), required=item.name in _REQUIRED)
    for item in REGISTER
    if item.name != "keadaan"
)
_TOO_MANY = say("Paling banyak %(most)s kerja sama sekali kirim. Bagi lembarnya.", most=MOST_ROWS)
SHAPE = Shape("Register", COLUMNS, MOST_ROWS, _TOO_MANY)
_BY_NAME = SHAPE.by_name


class WrongCell(Exception):
    """What is wrong with one cell of a row."""

    def __init__(self, name: str, sentence: Text) -> None:
        super().__init__(sentence)
        self.sentence, self.column = sentence, _BY_NAME[name].label


class Known:
    """What the codes and names in some rows mean: villages that may be parties, and organisations by their name."""

    def __init__(self, villages: Mapping[str, str], organisations: Mapping[str, list[int]]) -> None:
        self.villages, self.organisations = villages, organisations

    @classmethod
    def of(cls, rows: Sequence[RawRow]) -> Known:
        """Those that the rows name; two statements."""
        codes = {code for row in rows for code in map(parse_code, _parts(row.cells.get("kode_desa"))) if code}
        names = {name.casefold() for row in rows for name in _parts(row.cells.get("mitra"))}
        areas = select(Area.code, Area.name).where(Area.code.in_(codes), Area.valid)
        villages = {code: name for code, name in db.session.execute(areas) if is_party_village(code)}
        typed = {name for row in rows for name in _parts(row.cells.get("mitra"))}
        same = or_(func.lower(Organisation.name).in_(names), Organisation.name.in_(typed))  # SQLite lowers ASCII alone
        query = select(Organisation.id, Organisation.name).where(same, Organisation.archived_at.is_(None))
        organisations: dict[str, list[int]] = {}
        for number, name in db.session.execute(query) if names else ():
            organisations.setdefault(name.casefold(), []).append(number)
        return cls(villages, organisations)


def running_of(cells: Mapping[str, str], known: Known) -> RunningPartnership:
    """The partnership that the texts of a row tell of; raises `WrongCell`."""
    for name in _REQUIRED:
        if not cells[name]:
            raise WrongCell(name, say("belum diisi."))
    codes, houses = _villages(cells["kode_desa"], known), _houses(cells["mitra"], known)
    parties = tuple(PartyChoice(code) for code in codes) + tuple(PartyChoice(None, number) for number in houses)
    kind = _type(cells["jenis_kemitraan"], len(parties))
    if faults := party_faults(list(codes), len(houses), kind.parties[1]):
        raise WrongCell("kode_desa", faults[0])
    _check_instrument(cells["jenis"], bool(houses))
    starts = _day(cells, "tanggal_mulai")
    assert starts is not None
    signed = _day(cells, "tanggal_tanda_tangan") or starts
    ends = _day(cells, "tanggal_selesai")
    _check_days(cells, starts, signed, ends)
    sector = _chosen(cells, "sub_bidang", {item.code: item.label for item in registry().sectors.values()}, str)
    executor = _chosen(cells, "pelaksanaan", EXECUTORS, str)
    fields = tuple(_chosen({"bidang": part}, "bidang", FIELDS, str) for part in _parts(cells["bidang"]))
    return RunningPartnership(
        title=(cells["judul"] or " ".join(cells["ruang_lingkup"].split()))[:TITLE],
        type_code=kind.code,
        parties=parties,
        sector=sector,
        scope=cells["ruang_lingkup"],
        fields=fields,
        signed_on=signed,
        start_date=starts,
        end_date=ends,
        executor=executor or ("village_government" if houses else "bkad"),
        numbers={code: (number, signed.year) for code, number in _numbers(cells["nomor"], codes).items()},
    )


def cell_of(row: RawRow, column: Column) -> str:
    value = row.cells.get(column.name)
    try:
        if isinstance(value, date):
            return value.isoformat()[:10]
        return cell_text(value, {"ruang_lingkup": SCOPE, "judul": TITLE}.get(column.name, 2000))
    except Unreadable as wrong:
        raise WrongCell(column.name, wrong.sentence) from wrong


def _parts(value: Any) -> list[str]:
    return [part.strip() for part in re.split(r"[;\n]", text_of(value, 0)) if part.strip()]


def _villages(text: str, known: Known) -> tuple[str, ...]:
    found = []
    for part in _parts(text):
        code = parse_code(part)
        if code is None or code not in known.villages:
            raise WrongCell("kode_desa", say("“%(code)s” bukan kode desa yang berlaku.", code=part[:40]))
        found.append(code)
    return tuple(found)


def _houses(text: str, known: Known) -> list[int]:
    found = []
    for name in _parts(text):
        numbers = known.organisations.get(name.casefold(), [])
        if not numbers:
            raise WrongCell("mitra", say("“%(name)s” belum terdaftar sebagai lembaga.", name=name[:60]))
        if len(numbers) > 1:
            raise WrongCell("mitra", say("ada beberapa lembaga bernama “%(name)s”.", name=name[:60]))
        found.append(numbers[0])
    return found


def _type(text: str, parties: int) -> PartnershipType:
    usable = registry().usable_types
    if text:
        wanted = text.casefold()
        for kind in usable:
            if wanted in (kind.code, str(kind.label).casefold()):
                return kind
        words = ", ".join(str(kind.label) for kind in usable)
        raise WrongCell("jenis_kemitraan", say("tidak dikenal. Pilih dari: %(words)s.", words=words))
    fitting = [kind for kind in usable if kind.parties[0] <= parties <= (kind.parties[1] or parties)]
    if not fitting:
        raise WrongCell("kode_desa", say("kerja sama perlu paling sedikit dua pihak."))
    return min(fitting, key=lambda kind: kind.parties[1] or 10_000)


def _check_instrument(text: str, with_house: bool) -> None:
    wanted = text.casefold()
    if not wanted:
        return
    instruments = [str(word).casefold() for word in KINDS.values()]
    if wanted not in instruments:
        raise WrongCell("jenis", say("tulis KAD atau KDPK."))
    if with_house != (wanted == instruments[1]):
        raise WrongCell("jenis", say("KAD hanya antara desa; KDPK dengan lembaga di kolom Mitra."))


def _day(cells: Mapping[str, str], name: str) -> date | None:
    try:
        return day_of(cells[name], end=name == "tanggal_selesai")
    except Unreadable as wrong:
        raise WrongCell(name, wrong.sentence) from wrong


def _check_days(cells: Mapping[str, str], starts: date, signed: date, ends: date | None) -> None:
    if starts > clock.today():
        raise WrongCell("tanggal_mulai", say("kerja sama ini belum mulai berlaku."))
    if signed > starts:
        raise WrongCell("tanggal_tanda_tangan", say("mulai berlaku tidak boleh sebelum ditandatangani."))
    if faults := duration_faults(starts, ends):
        raise WrongCell("tanggal_selesai", next(iter(faults.values())))
    if cells["tahun"] and cells["tahun"] not in (str(starts.year), str(signed.year)):
        raise WrongCell("tahun", say("tidak sama dengan tahun tanggalnya."))


def _chosen(cells: Mapping[str, str], name: str, words: Mapping[str, Text], plain: Callable[[Any], str]) -> str:
    """The code of a word, or of the beginning of one before its brackets; empty for an empty cell."""
    wanted = cells[name].casefold()
    if not wanted:
        return ""
    for code, word in words.items():
        label = plain(word).casefold()
        if wanted in (code, label, label.split(" (")[0]):
            return code
    known = ", ".join(plain(word) for word in words.values())
    raise WrongCell(name, say("“%(word)s” tidak dikenal. Pilih dari: %(known)s.", word=cells[name][:60], known=known))


def _numbers(text: str, codes: tuple[str, ...]) -> dict[str, str]:
    """The number of the text by village: one for all, or one after the code of each."""
    found: dict[str, str] = {}
    for part in _parts(text):
        code_text, sign, number = part.partition("=")
        code = parse_code(code_text.strip()) if sign else None
        if sign and code not in codes:
            raise WrongCell("nomor", say("“%(code)s” bukan desa dalam baris ini.", code=code_text.strip()[:40]))
        for each in (code,) if code else codes:
            found[each] = (number if sign else part).strip()
    if any(len(number) > NUMBER for number in found.values()):
        raise WrongCell("nomor", say("paling banyak %(most)s huruf.", most=NUMBER))
    return {code: number for code, number in found.items() if number}
