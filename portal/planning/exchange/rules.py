"""The columns of the sheet, and how their cells are read: forgiving about form, exact about what is wrong."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from ...contracts import say
from ...web.sheets import Column, Unreadable, text_of

MOST_ROWS = 1000  # of one sheet
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
LARGEST = Decimal(10) ** 12
_EXCEL_EPOCH = date(1899, 12, 30)
MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
    "desember",
)  # fmt: skip
_SHORT = {name[:3]: number for number, name in enumerate(MONTHS, 1)} | {"agt": 8, "ags": 8, "nop": 11, "peb": 2}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_DAY_IN_WORDS = re.compile(r"(\d{1,2})[-/ ]([a-z]{3,9})[-/ ](\d{4})")
_MONTH = re.compile(r"(\d{1,2})[-/.](\d{4})")
_MONTH_IN_WORDS = re.compile(r"([a-z]{3,9})[-/ ](\d{4})")
_CODE = re.compile(r"K(\d{1,9})-(\d{1,9})")
_GROUPED = re.compile(r"-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?|-?\d+(,\d+)?")
_PLAIN = re.compile(r"-?\d+(\.\d+)?")


COLUMNS = (
    Column("code", say("Nomor"), 12),
    Column("title", say("Kegiatan"), 44, 200, required=True),
    Column("due_on", say("Selesai"), 14, required=True),
    Column("party", say("Penanggung jawab"), 24, required=True),
    Column("office", say("Jabatan"), 22, 120),
    Column("starts_on", say("Mulai"), 14),
    Column("description", say("Uraian"), 40, 4000),
    Column("helpers", say("Pembantu"), 24),
    Column("villages", say("Desa"), 24),
    Column("place", say("Tempat"), 28, 160),
    Column("target", say("Target"), 12),
    Column("unit", say("Satuan"), 14, 40),
    Column("output", say("Keluaran"), 36, 200),
    Column("sdgs", say("Tujuan SDGs Desa"), 18),
)
BY_NAME: Mapping[str, Column] = {column.name: column for column in COLUMNS}


def day_of(value: Any, end: bool) -> date | None:
    """A cell as a day; a month alone is its last day (`end`) or its first. None for an empty cell."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    found = _day(value, end)
    if found is None:
        raise Unreadable(
            say("“%(typed)s” bukan tanggal. Contoh: 31-12-2026, atau Desember 2026.", typed=str(value)[:40])
        )
    if not EARLIEST <= found <= LATEST:
        raise Unreadable(say("tahunnya harus antara 2000 dan 2100."))
    return found


def amount_of(value: Any) -> Decimal | None:
    """A cell as a quantity of at most three decimals, not below zero. None for an empty cell."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, bool):
        found = None
    elif isinstance(value, (int, float)):
        found = Decimal(str(value)) if abs(value) < 1e15 else None
    else:
        found = _number(str(value))
    if found is None or not found.is_finite() or not 0 <= found <= LARGEST:
        raise Unreadable(say("“%(typed)s” bukan jumlah. Contoh: 1.250 atau 12,5.", typed=str(value)[:40]))
    return found.quantize(Decimal("0.001"))


def names_in(value: Any) -> list[str]:
    """The names that a cell lists, parted by semicolons or lines."""
    parts = re.split(r"[;\n]", text_of(value, 0))
    return [part.strip() for part in parts if part.strip()]


def goals_in(value: Any) -> list[int]:
    """The goals of SDGs Desa that a cell lists by their numbers: 6 or 6; 13."""
    if isinstance(value, float) and value.is_integer():  # one goal, as a spreadsheet keeps a number
        value = int(value)
    parts = [part.strip() for part in re.split(r"[;,\n]", text_of(value, 0)) if part.strip()]
    for part in parts:
        if not (part.isascii() and part.isdigit() and len(part) <= 2 and 1 <= int(part) <= 18):
            typed = part[:40]
            raise Unreadable(say("“%(typed)s” bukan nomor tujuan. Tulis 1 sampai 18, misalnya 6; 13.", typed=typed))
    return sorted({int(part) for part in parts})


def code_of(value: Any) -> tuple[int, int] | None:
    """The number and version of the activity that a row changes; None for a new one."""
    text = text_of(value, 0)
    if not text:
        return None
    found = _CODE.fullmatch(text)
    if found is None:
        raise Unreadable(say("nomor ini tidak dikenal. Kosongkan untuk kegiatan baru."))
    return int(found[1]), int(found[2])


def code_for(activity_id: int, version: int) -> str:
    """What stands in the first column for an activity: its number, and the version the sheet was made of."""
    return f"K{activity_id}-{version}"


def labels_of(names: Mapping[int, str], codes: Mapping[int, str]) -> dict[int, str]:
    """What things are called in the sheet: by their name, with their code where two have one name."""
    all_names = [name.casefold() for name in names.values()]
    return {
        number: f"{name} ({codes.get(number) or number})" if all_names.count(name.casefold()) > 1 else name
        for number, name in names.items()
    }


def called(labels: Mapping[Any, str], name: str) -> Any:
    """The thing of a name, as the sheet calls it; raises `Unreadable` when there is none."""
    wanted = " ".join(name.split()).casefold()
    for number, label in labels.items():
        if label.casefold() == wanted:
            return number
    known = ", ".join(list(labels.values())[:6])
    raise Unreadable(say("“%(name)s” tidak dikenal. Pilih dari: %(known)s.", name=name[:60], known=known or "–"))


def _day(value: Any, end: bool) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        # A day whose cell lost its format: the spreadsheet's own count of days.
        return _EXCEL_EPOCH + timedelta(days=int(value)) if 20_000 <= value < 100_000 else None
    text = " ".join(str(value).lower().replace(",", " ").split())
    if found := _ISO.fullmatch(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY.fullmatch(text):
        return _date(int(found[3]), int(found[2]), int(found[1]))
    if found := _DAY_IN_WORDS.fullmatch(text):
        return _date(int(found[3]), _month(found[2]), int(found[1]))
    if found := _MONTH.fullmatch(text):
        return _edge(int(found[2]), int(found[1]), end)
    if found := _MONTH_IN_WORDS.fullmatch(text):
        return _edge(int(found[2]), _month(found[1]), end)
    return None


def _month(word: str) -> int:
    return MONTHS.index(word) + 1 if word in MONTHS else _SHORT.get(word, 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _edge(year: int, month: int, end: bool) -> date | None:
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        return None
    return date(year, month, calendar.monthrange(year, month)[1] if end else 1)


def _number(text: str) -> Decimal | None:
    text = text.strip().replace("\u00a0", "").replace(" ", "")
    if not text.isascii() or len(text) > 30:
        return None
    if _GROUPED.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    return Decimal(text) if _PLAIN.fullmatch(text) else None
