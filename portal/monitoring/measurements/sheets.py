"""Reports as a sheet: what one's party owes goes out, filled in it comes back as drafts that are looked at and sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from ...contracts import say
from ...db import db
from ...partnerships.models import Partnership, Party
from ...web import workbooks
from ...web.sheets import Column, Fault, Shape, Unreadable, text_of
from ...web.workbooks import Formula, RawRow, Sheet
from ..indicators import queries as indicators
from ..indicators import rules as kinds
from ..indicators.models import Indicator
from ..indicators.rules import Period, ended_periods, period_code, period_from
from ..indicators.words import period_words
from ..reading import Unreadable as NoNumber
from ..reading import read_number
from . import rules
from .asking import asked_in
from .models import NOTE, Measurement
from .rules import Values

MOST_ROWS = 400
MOST_INDICATORS = 60  # as many as a partnership has
PERIODS = 8  # of one indicator, the newest ones
YES, NO = "ya", "tidak"
SHAPE = Shape(
    "Laporan",
    (
        Column("code", say("Nomor"), 8, required=True),
        Column("name", say("Indikator"), 44),
        Column("period", say("Masa"), 12, required=True),
        Column("period_words", say("Masa itu"), 20),
        Column("value", say("Hasil"), 16),
        Column("unit", say("Satuan"), 14),
        Column("numerator", say("Sebagian"), 14),
        Column("denominator", say("Seluruhnya"), 14),
        Column("words", say("Uraian"), 40, 2000),
        Column("note", say("Catatan"), 40, NOTE),
    ),
    MOST_ROWS,
    say("Paling banyak %(most)s laporan sekali kirim.", most=MOST_ROWS),
)


@dataclass(frozen=True)
class Entry:
    """A row that was understood: what it reports."""

    row: int
    indicator_id: int
    period: Period
    values: Values
    note: str


@dataclass(frozen=True)
class Owed:
    """A report that a party has not made yet."""

    indicator: Indicator
    period: Period


def owed(partnership: Partnership, party: Party, today: date) -> list[Owed]:
    """What a party has not reported of the periods that lie behind, oldest first; two statements."""
    found = list(db.session.scalars(indicators.listed(partnership.id, True).limit(MOST_INDICATORS)))
    mine = [item for item in found if item.reporter_party_id in (None, party.id)]
    query = select(Measurement.indicator_id, Measurement.starts_on).where(Measurement.party_id == party.id)
    done = {(row[0], row[1]) for row in db.session.execute(query)}
    due = [
        Owed(item, period)
        for item in mine
        for period in reversed(ended_periods(item.frequency, item.starts_on, today, PERIODS))
        if (item.id, period.starts_on) not in done and party in asked_in(partnership, item, period)
    ]
    return due[:MOST_ROWS]


def given_back(party: Party) -> list[int]:
    """The reports of a party that were given back and have not been sent again, oldest first; one statement."""
    query = select(Measurement.id).join(Measurement.indicator).where(
        Measurement.party_id == party.id, Measurement.state == rules.RETURNED, Indicator.archived_at.is_(None)
    )  # fmt: skip
    return list(db.session.scalars(query.order_by(Measurement.ends_on, Measurement.id)))


def written(due: Sequence[Owed]) -> bytes:
    """The sheet with a row for each report that is owed. Sheets are Indonesian."""
    with force_locale("id"):
        rows = [
            [
                item.indicator.code,
                item.indicator.name,
                period_code(item.period),
                period_words(item.period),
                None,
                item.indicator.unit,
                *[None] * 4,
            ]
            for item in due
        ]
        guide = (
            _("Isi kolom Hasil; untuk persen isi Sebagian dan Seluruhnya; untuk uraian isi Uraian."),
            _("Hasil ya atau tidak ditulis: ya, tidak. Hasil bertingkat ditulis nama tingkatnya."),
            _("Baris yang dibiarkan kosong tidak dilaporkan: belum dilaporkan bukan nol."),
            _("Sesudah dikirim, laporan tersimpan sebagai konsep. Periksa, lalu kirim satu per satu."),
        )
        return workbooks.write(SHAPE, rows, {}, guide)


def understood(due: Sequence[Owed], sheet: Sheet) -> tuple[list[Entry], list[Fault]]:
    """What the rows report, and what is wrong with them; a row without any result is left out."""
    known = {(item.indicator.code, item.period): item.indicator for item in due}
    codes = {item.indicator.code: item.indicator for item in due}
    entries: list[Entry] = []
    faults: list[Fault] = []
    for row in sheet.rows:
        if not any(row.cells.get(name) is not None for name in ("value", "numerator", "denominator", "words")):
            continue
        try:
            entries.append(_entry(row, known, codes))
        except _Wrong as wrong:
            faults.append(Fault(wrong.sentence, row.number, SHAPE.by_name[wrong.column].label))
    return entries, faults + _doubles(entries)


class _Wrong(Unreadable):
    def __init__(self, column: str, sentence: Any) -> None:
        super().__init__(sentence)
        self.column = column


def _entry(row: RawRow, known: Mapping[tuple[str, Period], Indicator], codes: Mapping[str, Indicator]) -> Entry:
    indicator = codes.get(_text(row, "code").zfill(2))
    if indicator is None:
        raise _Wrong("code", say("tidak ada indikator bernomor ini yang masih perlu Anda laporkan."))
    period = period_from(indicator.frequency, _text(row, "period").upper())
    if period is None or (indicator.code, period) not in known:
        raise _Wrong("period", say("masa ini tidak dikenal, belum berakhir, atau sudah dilaporkan."))
    values = rules.whole(indicator.kind, _values(row, indicator))
    for column, sentence in rules.values_fault(indicator.kind, values, len(indicator.scale)).items():
        raise _Wrong(column, sentence)
    return Entry(row.number, indicator.id, period, values, _text(row, "note"))


def _values(row: RawRow, indicator: Indicator) -> Values:
    if indicator.kind == kinds.WORDS:
        return Values(words=_text(row, "words"))
    if indicator.kind == kinds.PERCENTAGE:
        return Values(None, _number(row, "numerator", ""), _number(row, "denominator", ""))
    if indicator.kind == kinds.YES_NO:
        said = _text(row, "value").casefold()
        return Values({YES: Decimal(1), NO: Decimal(0)}.get(said))
    if indicator.kind == kinds.SCALE:
        steps = [step.casefold() for step in indicator.scale]
        said = _text(row, "value").casefold()
        return Values(Decimal(steps.index(said) + 1) if said in steps else None)
    return Values(_number(row, "value", indicator.unit))


def _number(row: RawRow, column: str, unit: str) -> Decimal | None:
    """A cell as a number: one that the spreadsheet holds as a number is clear, a text is read like a typed one."""
    value = row.cells.get(column)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e15:
        return Decimal(str(value))
    text = _text(row, column)
    if not text:
        return None
    try:
        return read_number(text, unit)
    except NoNumber as wrong:
        raise _Wrong(column, wrong.sentence) from wrong


def _text(row: RawRow, column: str) -> str:
    value = row.cells.get(column)
    if isinstance(value, Formula):
        raise _Wrong(column, say("berisi rumus. Tulis hasilnya saja."))
    try:
        return text_of(value, SHAPE.by_name[column].most or 200)
    except Unreadable as wrong:
        raise _Wrong(column, wrong.sentence) from wrong


def _doubles(entries: Sequence[Entry]) -> list[Fault]:
    seen: set[tuple[int, Period]] = set()
    faults = []
    for entry in entries:
        key = (entry.indicator_id, entry.period)
        if key in seen:
            faults.append(Fault(say("masa yang sama dilaporkan dua kali dalam lembar ini."), entry.row))
        seen.add(key)
    return faults
