"""How the days in cells are read: forgiving about form, exact about what is wrong."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta
from typing import Any

from ..contracts import say
from .sheets import Unreadable

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
_EXCEL_EPOCH = date(1899, 12, 30)
MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
    "desember",
)  # fmt: skip
_SHORT = {name[:3]: number for number, name in enumerate(MONTHS, 1)} | {"agt": 8, "ags": 8, "nop": 11, "peb": 2}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_DAY_IN_WORDS = re.compile(r"(\d{1,2})[-/ ]([a-z]{3,9})[-/ ](\d{4})")
_MIDNIGHT = re.compile(r"[ t]00[:.]00([:.]00)?$")  # behind a day, as some programs write it into a CSV
_MONTH = re.compile(r"(\d{1,2})[-/.](\d{4})")
_MONTH_IN_WORDS = re.compile(r"([a-z]{3,9})[-/ ](\d{4})")


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


def _day(value: Any, end: bool) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        # A day whose cell lost its format: the spreadsheet's own count of days.
        return _EXCEL_EPOCH + timedelta(days=int(value)) if 20_000 <= value < 100_000 else None
    text = _MIDNIGHT.sub("", " ".join(str(value).lower().replace(",", " ").split()))
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
