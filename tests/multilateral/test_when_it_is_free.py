"""When a shared thing is free: never promised twice, and the next free day is known."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from plugins.multilateral.pool import rules
from plugins.multilateral.pool.rules import Use

pytestmark = pytest.mark.sqlite
WIB, WIT = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Jayapura")
ONE = Decimal(1)


def days(first: int, last: int, quantity: int = 1, booking: int = 0, party: int = 0) -> Use:
    """Whole days of December 2026 in WIB."""
    start = datetime(2026, 12, first, tzinfo=WIB)
    return Use(start, datetime(2026, 12, last, tzinfo=WIB) + timedelta(days=1), Decimal(quantity), booking, party)


def test_one_day_after_the_other_is_no_collision() -> None:
    assert rules.fits([days(3, 5)], ONE, days(6, 6))
    assert rules.fits([days(3, 5)], ONE, days(1, 2))
    for wanted in (days(3, 3), days(5, 9), days(1, 3), days(1, 9), days(4, 4)):
        assert not rules.fits([days(3, 5)], ONE, wanted)


def test_several_may_be_used_at_once_as_far_as_there_are_several() -> None:
    used = [days(1, 4, 2), days(4, 8, 1)]
    assert rules.fits(used, Decimal(4), days(1, 8, 1))
    assert not rules.fits(used, Decimal(4), days(1, 8, 2))
    assert rules.fits(used, Decimal(4), days(5, 8, 3))


def test_uses_that_do_not_meet_each_other_are_not_added_up() -> None:
    assert rules.peak([days(1, 2, 2), days(5, 6, 2)], days(1, 9).start, days(1, 9).end) == 2


def test_the_next_free_day_is_the_first_on_which_all_of_it_fits() -> None:
    used = [days(3, 5), days(8, 10)]
    whole = partial(rules.next_midnight, zone=WIB)
    assert rules.next_free(used, ONE, days(4, 4), whole) == days(6, 6).start
    assert rules.next_free(used, ONE, days(4, 6), whole) == days(11, 11).start
    assert rules.next_free([], ONE, days(4, 6), whole) == days(4, 4).start
    assert rules.next_free(used, ONE, days(4, 6, 2), whole) is None


def test_after_some_hours_whole_days_are_free_from_the_next_midnight() -> None:
    hours = Use(datetime(2026, 12, 3, 8, tzinfo=WIB), datetime(2026, 12, 3, 12, tzinfo=WIB), ONE)
    whole = partial(rules.next_midnight, zone=WIB)
    assert rules.next_free([hours], ONE, days(3, 3), whole) == days(4, 4).start


def test_whatever_is_booked_in_turn_never_adds_up_to_more_than_there_is() -> None:
    chance = random.Random(11)
    for capacity in (1, 3, 7):
        booked: list[Use] = []
        for number in range(120):
            first = chance.randrange(1, 28)
            wanted = days(first, min(31, first + chance.randrange(5)), chance.randrange(1, capacity + 1), number)
            if rules.fits(booked, Decimal(capacity), wanted):
                booked.append(wanted)
            else:
                free = rules.next_free(booked, Decimal(capacity), wanted)
                assert free is not None
                moved = Use(free, free + (wanted.end - wanted.start), wanted.quantity)
                assert rules.fits(booked, Decimal(capacity), moved)
                assert free > wanted.start
        for day in range(1, 32):
            assert rules.peak(booked, days(day, day).start, days(day, day).end) <= capacity


def test_a_resting_booking_yields_only_where_it_must() -> None:
    standing = [days(1, 2, 1, 1)]
    resting = [days(4, 5, 1, 2, 9), days(8, 9, 1, 3, 9)]
    yielding = rules.resting_to_yield(standing, resting, ONE, days(5, 6))
    assert [use.booking for use in yielding] == [2]
    assert rules.resting_to_yield(standing, resting, Decimal(2), days(5, 6)) == []


def test_the_calendar_puts_days_with_the_same_uses_together() -> None:
    found = list(rules.by_days([days(3, 5, 1, 1)], Decimal(2), date(2026, 12, 1), date(2026, 12, 31), WIB))
    assert [(group.first.day, group.last.day, group.free) for group in found] == [(1, 2, 2), (3, 5, 1), (6, 31, 2)]


def test_a_day_begins_at_midnight_where_the_village_is() -> None:
    first = date(2026, 12, 3)
    start, end, whole = rules.period(first, None, None, None, WIT)
    assert (start.isoformat(), end.isoformat(), whole) == (
        "2026-12-03T00:00:00+09:00",
        "2026-12-04T00:00:00+09:00",
        True,
    )
    start, end, whole = rules.period(first, None, time(8), None, WIB)
    assert (start.hour, end - start, whole) == (8, timedelta(hours=16), False)


@pytest.mark.parametrize(
    ("first", "last", "begins", "ends", "field"),
    [
        ("2026-11-23", None, None, None, "first_day"),
        ("2029-11-23", None, None, None, "first_day"),
        ("2026-12-03", "2026-12-02", None, None, "last_day"),
        ("2026-12-03", "2027-12-05", None, None, "last_day"),
        ("2026-12-03", "2026-12-04", time(8), None, "last_day"),
        ("2026-12-03", None, time(8), time(8), "ends"),
        ("2026-12-03", None, None, time(0), "ends"),
    ],
)
def test_a_time_that_cannot_be_is_named(
    first: str, last: str | None, begins: time | None, ends: time | None, field: str
) -> None:
    faults = rules.period_faults(
        date.fromisoformat(first), date.fromisoformat(last) if last else None, begins, ends, date(2026, 11, 24)
    )
    assert list(faults) == [field]


def test_maintenance_is_due_so_many_days_after_the_last() -> None:
    assert rules.maintenance_due(date(2026, 1, 1), None, 90) == date(2026, 4, 1)
    assert rules.maintenance_due(date(2026, 1, 1), date(2026, 3, 1), 90) == date(2026, 5, 30)
    assert rules.maintenance_due(date(2026, 1, 1), None, None) is None
