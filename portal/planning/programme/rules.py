"""The rules of a plan: periods, days, prerequisites without circles, states and what is late."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ...contracts import Text, say

PLANNED, RUNNING, DONE, DELAYED, CANCELLED = "planned", "running", "done", "delayed", "cancelled"
STATUSES: Mapping[str, Text] = {
    PLANNED: say("direncanakan"),
    RUNNING: say("berjalan"),
    DONE: say("selesai"),
    DELAYED: say("tertunda"),
    CANCELLED: say("dibatalkan"),
}
TONES = {PLANNED: "neutral", RUNNING: "info", DONE: "ok", DELAYED: "warn", CANCELLED: "neutral"}
OPEN = (PLANNED, RUNNING, DELAYED)
NEEDS_REASON = (DELAYED, CANCELLED)

OUTCOME, OUTPUT = "outcome", "output"
RESULT_KINDS: Mapping[str, Text] = {
    OUTCOME: say("Manfaat: yang berubah bagi warga"),
    OUTPUT: say("Keluaran: yang dihasilkan kegiatan"),
}
DOCUMENTS: Mapping[str, Text] = {
    "rpjm": say("RPJM Desa"),
    "rkp": say("RKP Desa"),
    "apb": say("APB Desa"),
}
LEVELS: Mapping[str, Text] = {"low": say("kecil"), "medium": say("sedang"), "high": say("besar")}
RISK_STATES: Mapping[str, Text] = {
    "open": say("masih mungkin"),
    "happened": say("terjadi"),
    "over": say("sudah lewat"),
}
# Who in a village usually carries something out; any other words may be written.
OFFICES: tuple[Text, ...] = (
    say("Kepala Desa"),
    say("Sekretaris Desa"),
    say("Kaur Perencanaan"),
    say("Kaur Keuangan"),
    say("Kasi Pemerintahan"),
    say("Kasi Kesejahteraan"),
    say("Kasi Pelayanan"),
    say("Kepala Dusun"),
    say("Ketua BKAD"),
    say("Tim Pelaksana Kegiatan"),
    say("Pengurus BUM Desa"),
    say("Kader"),
)
LONGEST_YEARS = 20  # of a programme: three terms of an RPJM Desa are less


@dataclass(frozen=True)
class Period:
    """The days of one programme, both included."""

    id: int
    starts_on: date
    ends_on: date

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.starts_on <= day <= self.ends_on


def day_faults(starts_on: date | None, due_on: date) -> dict[str, Text]:
    """What is wrong with the days of an activity, by field name."""
    if starts_on is not None and due_on < starts_on:
        return {"due_on": say("Tanggal selesai tidak boleh sebelum tanggal mulai.")}
    return {}


def doubted_day(
    due_on: date, begins: date | None, term: tuple[date | None, date | None], written: Callable[[date], str]
) -> Text | None:
    """What is odd about the day something is due: before the first programme begins, or outside the partnership's
    term; None when nothing is. It may be meant all the same. `written` writes a day for people.
    """
    starts_on, ends_on = term
    if ends_on is not None and due_on > ends_on:
        return say("Kerja sama ini berakhir %(day)s, sebelum tanggal itu. Betul?", day=written(ends_on))
    earliest = max((day for day in (begins, starts_on) if day is not None), default=None)
    if earliest is not None and due_on < earliest:
        return say("Program baru mulai %(day)s, sesudah tanggal itu. Betul?", day=written(earliest))
    return None


def target_faults(target: Decimal | None, unit: str) -> dict[str, Text]:
    """What is wrong with a target, by field name: a number says of what, and a unit is a word."""
    if target is not None and not unit.strip():
        return {"unit": say("Tulis satuan targetnya, misalnya meter, orang, atau kali.")}
    if unit.strip() and not any(letter.isalpha() for letter in unit):
        return {"unit": say("“%(unit)s” bukan satuan. Contoh: meter, orang, kali.", unit=unit.strip())}
    return {}


def period_faults(period: Period, others: Iterable[Period]) -> dict[str, Text]:
    """What is wrong with the days of a programme, by field name: order, length, and others in the same time."""
    if period.ends_on < period.starts_on:
        return {"ends_on": say("Akhir masa program tidak boleh sebelum mulainya.")}
    if period.ends_on.year - period.starts_on.year > LONGEST_YEARS:
        return {"ends_on": say("Masa program paling lama %(years)s tahun.", years=LONGEST_YEARS)}
    if any(other.id != period.id and _overlap(period, other) for other in others):
        return {"starts_on": say("Masa ini bertumpuk dengan program lain. Ubah tanggalnya.")}
    return {}


def period_for(periods: Collection[Period], day: date) -> Period | None:
    """The period a day belongs to: the one that holds it, else the one nearest to it."""
    return min(periods, key=lambda period: (_distance(period, day), period.id), default=None)


def first_period(day: date, due_on: date, begins: date | None, ends: date | None) -> tuple[date, date]:
    """The days of a partnership's first programme: its agreement's own, widened to whole years around what is due."""
    starts_on = min(begins or date(day.year, 1, 1), date(due_on.year, 1, 1) if due_on < day else day)
    ends_on = ends if ends and ends >= due_on else date(due_on.year, 12, 31)
    latest = starts_on.year + LONGEST_YEARS
    return starts_on, ends_on if ends_on.year <= latest else max(due_on, date(latest, 12, 31))


def circle(needs: Mapping[int, Collection[int]], activity: int, wanted: int) -> list[int]:
    """The circle that would arise if `activity` waited for `wanted`, as a way back to itself; empty when none would.

    `needs` says for each activity which others it waits for.
    """
    way: dict[int, int | None] = {wanted: None}
    front = [wanted]
    while front:
        here = front.pop()
        if here == activity:
            return _walked(way, here)
        for following in needs.get(here, ()):
            if following not in way:
                way[following] = here
                front.append(following)
    return []


def status_faults(now: str, wanted: str, reason: str, done_on: date | None, today: date) -> dict[str, Text]:
    """What is wrong with a change of state, by field name; a state that was final is left with a reason only."""
    if wanted == now:
        return {"status": say("Keadaannya sudah begitu.")}
    if not reason and (wanted in NEEDS_REASON or now in (DONE, CANCELLED)):
        return {"status_reason": say("Tulis alasannya.")}
    if wanted == DONE and done_on is None:
        return {"done_on": say("Tulis tanggal selesainya.")}
    if wanted == DONE and done_on is not None and done_on > today:
        return {"done_on": say("Tanggal ini belum terjadi.")}
    return {}


def is_late(status: str, due_on: date, today: date) -> bool:
    """Whether it should have been done by now."""
    return status in OPEN and due_on < today


def month_of(text: str, today: date) -> date:
    """The first day of a month written as 2026-11; this month for anything that is none."""
    year, _dash, month = text.partition("-")
    if len(year) == 4 and year.isascii() and year.isdigit() and month.isascii() and month.isdigit() and len(month) <= 2:
        number = int(month)
        if 2000 <= int(year) <= 2100 and 1 <= number <= 12:
            return date(int(year), number, 1)
    return today.replace(day=1)


def month_after(first: date, months: int) -> date:
    """The first day of the month so many months after (or before) another."""
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def last_of_month(first: date) -> date:
    """The last day of a month."""
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _overlap(one: Period, other: Period) -> bool:
    return one.starts_on <= other.ends_on and other.starts_on <= one.ends_on


def _distance(period: Period, day: date) -> int:
    if period.holds(day):
        return 0
    return min(abs((period.starts_on - day).days), abs((period.ends_on - day).days))


def _walked(way: Mapping[int, int | None], end: int) -> list[int]:
    found: list[int] = []
    here: int | None = end
    while here is not None:
        found.append(here)
        here = way[here]
    return [end, *reversed(found)]
