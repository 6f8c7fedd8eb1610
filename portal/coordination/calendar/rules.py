"""Months, weeks and days of a calendar, and the words of what stands in it."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ...contracts import Text, say

LABEL, KIND_CODE = 80, 30
MOST_LINKS = 20  # of one person
A_DAY = 5  # entries of a day in a month; the day itself shows all
FIRST_YEAR, LAST_YEAR = 2000, 2100
BEFORE, AFTER = 90, 730  # days that a feed looks back (cancelled things stay so long) and ahead
IN_A_FEED = 2000  # entries
MEETING = "meeting"

KINDS: Mapping[str, Text] = {
    MEETING: say("Rapat dan musyawarah"),
    "minutes": say("Berita acara"),
    "date_poll": say("Mencari tanggal"),
    "activity": say("Kegiatan"),
    "commitment": say("Janji"),
    "report": say("Laporan hasil"),
    "evaluation": say("Evaluasi"),
    "proposal": say("Usulan"),
    "election": say("Pemilihan pengurus"),
    "rung": say("Penyelesaian perbedaan"),
    "agreement": say("Masa perjanjian"),
    "seat": say("Masa jabatan pengurus"),
}
OTHER = say("Lainnya")


@dataclass(frozen=True)
class Square:
    """One day of a month's table, and how much happens on it; no day before the first and after the last."""

    day: date | None
    count: int = 0


def kind_label(kind: str) -> Text:
    """What a kind of entry is called."""
    return KINDS.get(kind, OTHER)


def month_of(text: str, today: date) -> date:
    """The first day of a month written 2026-12; this month for anything else."""
    return day_of(f"{text}-01") or today.replace(day=1)


def day_of(text: str) -> date | None:
    """A day written 2026-12-03; None for anything else."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def last_of(first: date) -> date:
    """The last day of a month."""
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def month_before(first: date) -> date:
    """The first day of the month before."""
    return (first - timedelta(days=1)).replace(day=1)


def month_after(first: date) -> date:
    """The first day of the month after."""
    return last_of(first) + timedelta(days=1)


def weeks_of(first: date, counts: Mapping[date, int]) -> list[list[Square]]:
    """A month as weeks from Monday to Sunday."""
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return [
        [Square(day, counts.get(day, 0)) if day.month == first.month else Square(None) for day in week]
        for week in weeks
    ]


def feed_days(today: date) -> tuple[date, date]:
    """The first and the last day that a feed tells of."""
    return today - timedelta(days=BEFORE), today + timedelta(days=AFTER)
