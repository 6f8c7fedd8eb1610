"""When a shared thing is free: plain moments and quantities, no clock and no database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from typing import Any

from portal.sdk import say

KINDS: Mapping[str, Any] = {
    "equipment": say("Alat atau mesin"),
    "land": say("Lahan"),
    "spring": say("Sumber air"),
    "building": say("Bangunan atau pasar"),
    "staff": say("Tenaga"),
    "service": say("Jasa"),
    "other": say("Lainnya"),
}
GOOD, WORN, BROKEN = "good", "worn", "broken"
CONDITIONS: Mapping[str, Any] = {GOOD: say("Baik"), WORN: say("Rusak ringan"), BROKEN: say("Rusak berat")}
FEE_PER: Mapping[str, Any] = {"use": say("per pemakaian"), "hour": say("per jam"), "day": say("per hari")}

STANDING, ASKED, REFUSED, CANCELLED, YIELDED = "standing", "asked", "refused", "cancelled", "yielded"
STATES: Mapping[str, Any] = {
    STANDING: say("Dipesan"),
    ASKED: say("Menunggu jawaban"),
    REFUSED: say("Ditolak"),
    CANCELLED: say("Dibatalkan"),
    YIELDED: say("Gugur: dipakai pihak lain selama pihak ini tidak ikut"),
}
HOLDING = (STANDING, ASKED)  # one that waits for its answer holds the place, or two would be promised it
LONGEST = timedelta(days=366)
AHEAD = timedelta(days=731)


@dataclass(frozen=True)
class Use:
    """Some of a resource in use, from a moment up to (not including) another."""

    start: datetime
    end: datetime
    quantity: Decimal
    booking: int = 0
    party: int = 0

    def meets(self, start: datetime, end: datetime) -> bool:
        """Whether this overlaps with a time; what ends when the other begins does not."""
        return self.start < end and start < self.end


@dataclass(frozen=True)
class Days:
    """Days in a row on which the same uses stand. `free` is what is left at the fullest moment."""

    first: date
    last: date
    uses: tuple[Use, ...]
    free: Decimal


def peak(uses: Iterable[Use], start: datetime, end: datetime) -> Decimal:
    """The most that is in use at one moment between two moments."""
    inside = [use for use in uses if use.meets(start, end)]
    moments = {start, *(use.start for use in inside if use.start > start)}
    return max(
        (sum((use.quantity for use in inside if use.start <= at < use.end), Decimal(0)) for at in moments),
        default=Decimal(0),
    )


def fits(uses: Iterable[Use], capacity: Decimal, wanted: Use) -> bool:
    """Whether there is enough left for `wanted` during all of its time."""
    return peak(uses, wanted.start, wanted.end) + wanted.quantity <= capacity


def in_the_way(uses: Iterable[Use], wanted: Use) -> list[Use]:
    """The uses that overlap with `wanted`, by time."""
    there = (use for use in uses if use.meets(wanted.start, wanted.end))
    return sorted(there, key=lambda use: (use.start, use.booking))


def next_free(
    uses: Sequence[Use], capacity: Decimal, wanted: Use, whole: Callable[[datetime], datetime] = lambda at: at
) -> datetime | None:
    """The first moment, from where `wanted` begins, at which it would fit; None when there never is enough.

    Only the end of a use makes room. `whole` moves a moment to the next one at which a use may begin.
    """
    if wanted.quantity > capacity:
        return None
    length = wanted.end - wanted.start
    moments = sorted({wanted.start, *(whole(use.end) for use in uses if use.end > wanted.start)})
    at = (Use(moment, moment + length, wanted.quantity) for moment in moments)
    return next((use.start for use in at if fits(uses, capacity, use)), None)


def resting_to_yield(standing: Sequence[Use], resting: Sequence[Use], capacity: Decimal, wanted: Use) -> list[Use]:
    """The bookings of parties that are suspended which must go so that `wanted` fits beside all that stand.

    While a party is suspended its bookings rest: others may use the time. Those that can stay do,
    so that nothing is booked twice when the party comes back.
    """
    kept, yielding = [*standing], []
    for use in sorted(resting, key=lambda use: (use.start, use.booking)):
        if fits([*kept, use], capacity, wanted):
            kept.append(use)
        else:
            yielding.append(use)
    return yielding


def by_days(uses: Sequence[Use], capacity: Decimal, first: date, last: date, zone: tzinfo) -> Iterator[Days]:
    """The days from first to last, those in a row with the same uses put together."""
    group: Days | None = None
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        start, end = midnight(day, zone), midnight(day + timedelta(days=1), zone)
        there = tuple(in_the_way(uses, Use(start, end, Decimal(0))))
        free = max(capacity - peak(there, start, end), Decimal(0))
        if group is not None and (group.uses, group.free) == (there, free):
            group = Days(group.first, day, there, free)
            continue
        if group is not None:
            yield group
        group = Days(day, day, there, free)
    if group is not None:
        yield group


def midnight(day: date, zone: tzinfo) -> datetime:
    """The moment at which a day begins in a zone."""
    return datetime.combine(day, time(0), zone)


def next_midnight(at: datetime, zone: tzinfo) -> datetime:
    """The first midnight at or after a moment."""
    local = at.astimezone(zone)
    begun = midnight(local.date(), zone)
    return begun if begun == local else begun + timedelta(days=1)


def period(
    first: date, last: date | None, begins: time | None, ends: time | None, zone: tzinfo
) -> tuple[datetime, datetime, bool]:
    """What a person asked for, as (start, end, whole days): days from first to last, or hours of the first day."""
    if begins is None and ends is None:
        return midnight(first, zone), midnight((last or first) + timedelta(days=1), zone), True
    start = datetime.combine(first, begins or time(0), zone)
    end = datetime.combine(first, ends, zone) if ends else midnight(first + timedelta(days=1), zone)
    return start, end, False


def period_faults(
    first: date, last: date | None, begins: time | None, ends: time | None, today: date
) -> dict[str, Any]:
    """What is wrong with a time that is asked for, by field."""
    if first < today:
        return {"first_day": say("Hari ini sudah lewat.")}
    if first > today + AHEAD:
        return {"first_day": say("Pesan paling jauh dua tahun ke depan.")}
    if last is not None and last < first:
        return {"last_day": say("Hari terakhir tidak boleh sebelum hari pertama.")}
    if last is not None and last - first >= LONGEST:
        return {"last_day": say("Satu pesanan paling lama satu tahun.")}
    hours = begins is not None or ends is not None
    if hours and last is not None and last != first:
        return {"last_day": say("Pesanan per jam berlaku untuk satu hari; kosongkan hari terakhir.")}
    if hours and ends is not None and ends <= (begins or time(0)):
        return {"ends": say("Jam selesai harus sesudah jam mulai.")}
    return {}


def rests(party_state: str) -> bool:
    """Whether the bookings of a party in this state rest: it is suspended, or not in the partnership (any more)."""
    return party_state != "member"


def maintenance_due(added_on: date, last_done: date | None, every: int | None) -> date | None:
    """The day by which a resource wants its next maintenance; None when nobody said how often."""
    return None if every is None else (last_done or added_on) + timedelta(days=every)
