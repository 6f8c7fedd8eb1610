"""The rules of a plan, without a database."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.planning.programme import rules
from portal.planning.programme.drawing import weeks_of
from portal.planning.programme.rules import Period

TODAY = date(2026, 11, 24)
DAYS = some.dates(date(2000, 1, 1), date(2100, 12, 31))


def test_an_activity_is_not_due_before_it_begins_and_need_not_say_when_it_begins() -> None:
    assert rules.day_faults(None, TODAY) == {}
    assert rules.day_faults(TODAY, TODAY) == {}
    assert list(rules.day_faults(TODAY, TODAY - timedelta(days=1))) == ["due_on"]


def test_a_target_says_of_what_and_a_unit_is_a_word() -> None:
    assert rules.target_faults(None, "") == rules.target_faults(Decimal(350), "m²") == {}
    assert list(rules.target_faults(Decimal(350), " ")) == list(rules.target_faults(None, "350")) == ["unit"]


def test_two_programmes_of_a_partnership_do_not_share_a_day() -> None:
    first = Period(1, date(2026, 1, 1), date(2026, 12, 31))
    assert rules.period_faults(Period(0, date(2027, 1, 1), date(2027, 12, 31)), [first]) == {}
    assert list(rules.period_faults(Period(0, date(2026, 12, 31), date(2027, 12, 31)), [first])) == ["starts_on"]
    assert rules.period_faults(first, [first]) == {}
    assert list(rules.period_faults(Period(0, TODAY, date(2025, 1, 1)), [])) == ["ends_on"]
    assert list(rules.period_faults(Period(0, TODAY, date(2099, 1, 1)), [])) == ["ends_on"]


def test_a_day_belongs_to_the_programme_that_holds_it_or_is_nearest() -> None:
    early = Period(1, date(2026, 1, 1), date(2026, 12, 31))
    later = Period(2, date(2028, 1, 1), date(2028, 12, 31))
    assert rules.period_for([early, later], date(2028, 5, 1)) == later
    assert rules.period_for([early, later], date(2027, 2, 1)) == early
    assert rules.period_for([early, later], date(2030, 2, 1)) == later
    assert rules.period_for([], TODAY) is None


@given(DAYS, DAYS, some.none() | DAYS, some.none() | DAYS)
def test_a_first_programme_holds_what_is_due_unless_that_is_decades_away(
    day: date, due: date, begins: date | None, ends: date | None
) -> None:
    starts_on, ends_on = rules.first_period(day, due, begins, ends)
    assert starts_on <= ends_on
    assert due <= ends_on


def test_prerequisites_make_no_circle_however_long_the_way_round() -> None:
    needs = {number: [number + 1] for number in range(1, 5000)}
    assert rules.circle(needs, 1, 2) == []
    assert rules.circle(needs, 3, 3) == [3, 3]
    found = rules.circle(needs, 5000, 1)
    assert found[0] == found[-1] == 5000
    assert len(found) == 5001


@given(some.dictionaries(some.integers(1, 8), some.sets(some.integers(1, 8))), some.integers(1, 8), some.integers(1, 8))
def test_a_circle_is_found_exactly_when_the_wanted_one_waits_for_the_activity(
    needs: dict[int, set[int]], activity: int, wanted: int
) -> None:
    reached, front = {wanted}, [wanted]
    while front:
        for following in needs.get(front.pop(), ()):
            if following not in reached:
                reached.add(following)
                front.append(following)
    found = rules.circle(needs, activity, wanted)
    assert bool(found) == (activity in reached)
    if found:
        assert (found[0], found[1], found[-1]) == (activity, wanted, activity)
        assert all(step in needs[here] for here, step in zip(found[1:], found[2:], strict=False))


@pytest.mark.parametrize(
    ("now", "wanted", "reason", "done_on", "wrong"),
    [
        ("planned", "running", "", None, []),
        ("planned", "planned", "", None, ["status"]),
        ("running", "done", "", TODAY, []),
        ("running", "done", "", None, ["done_on"]),
        ("running", "done", "", TODAY + timedelta(days=1), ["done_on"]),
        ("running", "delayed", "", None, ["status_reason"]),
        ("running", "cancelled", "dana dialihkan", None, []),
        ("done", "running", "", None, ["status_reason"]),
        ("cancelled", "planned", "disepakati lagi", None, []),
    ],
)
def test_a_state_is_changed_with_what_it_needs(
    now: str, wanted: str, reason: str, done_on: date | None, wrong: list[str]
) -> None:
    assert list(rules.status_faults(now, wanted, reason, done_on, TODAY)) == wrong


def test_only_what_is_still_open_can_be_late() -> None:
    yesterday = TODAY - timedelta(days=1)
    assert rules.is_late("planned", yesterday, TODAY)
    assert not rules.is_late("planned", TODAY, TODAY)
    assert not rules.is_late("done", yesterday, TODAY)
    assert not rules.is_late("cancelled", yesterday, TODAY)


def test_a_month_in_an_address_is_read_or_this_month_is_meant() -> None:
    assert rules.month_of("2027-02", TODAY) == date(2027, 2, 1)
    for odd in ("", "2027", "2027-13", "0001-01", "٢٠٢٧-٠١", "x" * 50):
        assert rules.month_of(odd, TODAY) == date(2026, 11, 1)
    assert rules.month_after(date(2026, 11, 1), 2) == date(2027, 1, 1)
    assert rules.month_after(date(2026, 1, 1), -1) == date(2025, 12, 1)
    assert rules.last_of_month(date(2028, 2, 1)) == date(2028, 2, 29)


def test_a_month_counts_every_day_and_knows_on_which_page_each_begins() -> None:
    counts = {date(2026, 11, 3): 10, date(2026, 11, 1): 150, date(2026, 11, 30): 41}
    squares = [square for week in weeks_of(date(2026, 11, 1), counts, 100) for square in week]
    found = {square.day.day: (square.count, square.page) for square in squares if square.day and square.count}
    assert found == {1: (150, 1), 3: (10, 2), 30: (41, 2)}
    assert len([square for square in squares if square.day]) == 30 and len(squares) % 7 == 0
