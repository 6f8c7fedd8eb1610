"""On which days a series falls."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from ....contracts import Text, say

MONTHLY, QUARTERLY, YEARLY = "monthly", "quarterly", "yearly"
EVERY: Mapping[str, Text] = {
    MONTHLY: say("Tiap bulan"),
    QUARTERLY: say("Tiap tiga bulan"),
    YEARLY: say("Tiap tahun"),
}
MONTHS = {MONTHLY: 1, QUARTERLY: 3, YEARLY: 12}
LAST = 5  # the week that means the last of the month
WEEKS: Mapping[int, Text] = {
    1: say("pertama"),
    2: say("kedua"),
    3: say("ketiga"),
    4: say("keempat"),
    LAST: say("terakhir"),
}
WEEKDAYS: Mapping[int, Text] = {
    0: say("Senin"), 1: say("Selasa"), 2: say("Rabu"), 3: say("Kamis"), 4: say("Jumat"), 5: say("Sabtu"),
    6: say("Minggu"),
}  # fmt: skip
AHEAD = 2  # meetings that stand ready


@dataclass(frozen=True)
class Rhythm:
    """The rule of a series: the `week`th `weekday` of the month, or its `day_of_month`."""

    every: str
    starts_on: date
    week: int | None = None
    weekday: int | None = None
    day_of_month: int | None = None


def days(rhythm: Rhythm) -> Iterator[date]:
    """The days of a series from its first on, without end. The 31st of a shorter month is its last day."""
    month = rhythm.starts_on.year * 12 + rhythm.starts_on.month - 1
    while month < 9999 * 12:
        year, number = divmod(month, 12)
        day = _day_in(rhythm, year, number + 1)
        if day >= rhythm.starts_on:
            yield day
        month += MONTHS[rhythm.every]


def next_days(rhythm: Rhythm, after: date, many: int = AHEAD) -> list[date]:
    """The next days of a series after a day."""
    return list(islice((day for day in days(rhythm) if day > after), many))


def moment_of(day: date, at_minute: int, zone: ZoneInfo) -> datetime:
    """The moment of a meeting: a day, a minute of it, in a zone."""
    return datetime.combine(day, time(at_minute // 60, at_minute % 60), tzinfo=zone)


def sentence(rhythm: Rhythm) -> Text:
    """The rule in words."""
    if rhythm.weekday is None or rhythm.week is None:
        return say("%(every)s, tanggal %(day)s", every=EVERY[rhythm.every], day=rhythm.day_of_month or 0)
    return say(
        "%(every)s, %(weekday)s %(week)s",
        every=EVERY[rhythm.every], weekday=WEEKDAYS[rhythm.weekday], week=WEEKS[rhythm.week],
    )  # fmt: skip


def _day_in(rhythm: Rhythm, year: int, month: int) -> date:
    length = monthrange(year, month)[1]
    if rhythm.weekday is None or rhythm.week is None:
        return date(year, month, min(rhythm.day_of_month or 1, length))
    if rhythm.week == LAST:
        last = date(year, month, length)
        return last - timedelta(days=(last.weekday() - rhythm.weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(rhythm.weekday - first.weekday()) % 7 + 7 * (rhythm.week - 1))
