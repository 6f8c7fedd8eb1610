"""Numbers as people write them, periods, targets and shares: plain rules without a database."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.monitoring.indicators.rules import (
    BEHIND,
    FREQUENCIES,
    MONTHLY,
    NEAR,
    NO_TARGET,
    NUMBER,
    PERCENTAGE,
    QUARTERLY,
    REACHED,
    SCALE,
    SEMESTER,
    UNREPORTED,
    WORDS,
    YEARLY,
    YES_NO,
    Period,
    achievement,
    ended_periods,
    level_fault,
    period_code,
    period_from,
    period_of,
    share_from,
    share_written,
    shares_fault,
    way_gone,
)
from portal.monitoring.measurements.rules import (
    SUBMITTED,
    VERIFIED,
    Report,
    Values,
    combined,
    may_verify,
    parts_differ,
    parts_fault,
    period_fault,
    values_fault,
    whole,
)
from portal.monitoring.reading import Unreadable, read_number, written

days = st.dates(date(2000, 1, 1), date(2100, 12, 31))
frequencies = st.sampled_from(sorted(FREQUENCIES))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1.250,5", "1250.5"), ("1,250.5", "1250.5"), ("1250", "1250"), ("12,5", "12.5"), ("12.5", "12.5"),
        ("0,250", "0.25"), ("0.250", "0.25"), ("1.250.000", "1250000"), ("1,250,000", "1250000"), ("-3,5", "-3.5"),
        ("1250.500", "1250.5"), (" 1 250 ", "1250"), ("12 kg", "12"), ("1.250,5 KG", "1250.5"),
        ("1 250,5", "1250.5"), ("1 250 000 kg", "1250000"), ("- 5", "-5"),
    ],
)  # fmt: skip
def test_numbers_are_read_in_indonesian_and_english(typed: str, meant: str) -> None:
    assert read_number(typed, "kg") == Decimal(meant)


@pytest.mark.parametrize("typed", ["1.250", "1,250", "-12.500", "999,999"])
def test_what_means_two_things_is_asked_and_both_meanings_are_shown(typed: str) -> None:
    with pytest.raises(Unreadable) as asked:
        read_number(typed)
    said = str(asked.value.sentence)
    assert typed in said
    for meant in (typed.replace(".", "").replace(",", ""), written(Decimal(typed.replace(",", ".")))):
        assert meant in said and read_number(meant) is not None  # what is proposed is itself clear


@pytest.mark.parametrize(
    "typed", ["dua belas", "12 5", "1 25 000", "12³", "1.2.3", "1,25,5", "--3", "1e9", "", "٣", "9" * 50]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        read_number(typed)


def test_another_unit_is_told_instead_of_being_ignored() -> None:
    with pytest.raises(Unreadable) as told:
        read_number("3 ton", "kg")
    assert "kg" in str(told.value.sentence) and "ton" in str(told.value.sentence)


@pytest.mark.parametrize("typed", ["12 m3", "12 m³", "12M3", "12"])
def test_a_unit_may_have_a_digit(typed: str) -> None:
    assert read_number(typed, "m3") == read_number(typed, "m³") == 12
    with pytest.raises(Unreadable):
        read_number("12 m2", "m3")


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_what_a_form_shows_again_is_read_as_the_same_number(number: Decimal) -> None:
    assert read_number(written(number)) == number


@given(frequencies, days)
def test_every_day_lies_in_one_period_whose_code_leads_back_to_it(frequency: str, day: date) -> None:
    period = period_of(frequency, day)
    assert period.starts_on <= day <= period.ends_on
    assert period_of(frequency, period.ends_on + timedelta(days=1)).starts_on == period.ends_on + timedelta(days=1)
    assert period_from(frequency, period_code(period)) == period


def test_codes_of_other_frequencies_and_of_no_period_are_refused() -> None:
    assert period_code(period_of(QUARTERLY, date(2026, 5, 2))) == "2026-T2"
    assert period_from(MONTHLY, "2026-T2") is None and period_from(QUARTERLY, "2026-T5") is None
    assert period_from(YEARLY, "2026-01") is None and period_from(SEMESTER, "26-S1") is None
    assert period_from(MONTHLY, "1999-01") is None and period_from(YEARLY, "") is None


def test_only_periods_that_lie_behind_can_be_reported() -> None:
    today = date(2026, 11, 24)
    assert [period_code(p) for p in ended_periods(QUARTERLY, date(2026, 1, 1), today)] == [
        "2026-T3",
        "2026-T2",
        "2026-T1",
    ]
    assert ended_periods(YEARLY, date(2026, 1, 1), today) == []
    running = period_of(QUARTERLY, today)
    assert period_fault(running, date(2026, 1, 1), today) is not None
    assert period_fault(Period(date(2025, 10, 1), date(2025, 12, 31)), date(2026, 1, 1), today) is not None
    assert period_fault(Period(date(2026, 7, 1), date(2026, 9, 30)), date(2026, 1, 1), today) is None


def test_percentages_that_cannot_be_are_refused_and_the_value_follows_from_the_two_numbers() -> None:
    over = Values(None, Decimal(120), Decimal(100))
    assert set(values_fault(PERCENTAGE, over)) == {"numerator"}
    assert set(values_fault(PERCENTAGE, Values(None, Decimal(1), Decimal(0)))) == {"denominator"}
    assert set(values_fault(PERCENTAGE, Values(None, None, Decimal(5)))) == {"numerator"}
    assert whole(PERCENTAGE, Values(None, Decimal(1), Decimal(3))).value == Decimal("33.3333")


def test_steps_answers_words_and_numbers_outside_their_bounds_are_refused() -> None:
    assert values_fault(SCALE, Values(Decimal(4)), steps=3) and not values_fault(SCALE, Values(Decimal(3)), steps=3)
    assert values_fault(YES_NO, Values(Decimal(2))) and not values_fault(YES_NO, Values(Decimal(0)))
    assert values_fault(WORDS, Values(words="  ")) and not values_fault(WORDS, Values(words="baik"))
    assert values_fault(NUMBER, Values(Decimal(10) ** 12)) and values_fault(NUMBER, Values(Decimal("1.00001")))
    assert "bukan nol" in str(values_fault(NUMBER, Values())["value"])


@pytest.mark.parametrize(
    ("kind", "value", "can_be"),
    [
        (PERCENTAGE, 100, True), (PERCENTAGE, 101, False), (PERCENTAGE, -1, False),
        (NUMBER, -5, True), (NUMBER, 10**12, False), (NUMBER, Decimal("1.00001"), False),
        (SCALE, 3, True), (SCALE, 4, False), (YES_NO, 1, True), (YES_NO, 2, False), (NUMBER, None, True),
    ],
)  # fmt: skip
def test_targets_and_baselines_lie_within_what_their_kind_measures(
    kind: str, value: Decimal | int | None, can_be: bool
) -> None:
    assert (level_fault(kind, None if value is None else Decimal(value), steps=3) is None) == can_be


def test_parts_must_add_up_only_where_adding_means_something() -> None:
    assert parts_differ(NUMBER, Decimal(10), [Decimal(4), Decimal(5)])
    assert not parts_differ(NUMBER, Decimal(10), [Decimal(4), Decimal(6)])
    assert not parts_differ(PERCENTAGE, Decimal(10), [Decimal(4), Decimal(5)])
    assert not parts_differ(NUMBER, Decimal(10), [])


def test_no_part_is_below_nothing_or_more_than_the_whole() -> None:
    assert parts_fault(NUMBER, Decimal(10), [Decimal(-1), Decimal(11)]) is not None
    assert parts_fault(NUMBER, Decimal(10), [Decimal(11)]) is not None
    assert parts_fault(NUMBER, Decimal(10), [Decimal(10), Decimal(0)]) is None
    assert parts_fault(NUMBER, Decimal(-3), [Decimal(-2), Decimal(-1)]) is None  # a change for the worse has parts too
    assert parts_fault(PERCENTAGE, Decimal(40), [Decimal(60)]) is None
    assert parts_fault(PERCENTAGE, Decimal(40), [Decimal(101)]) is not None
    assert parts_fault(NUMBER, None, [Decimal(10) ** 16]) is not None


def test_no_report_is_verified_by_its_party_or_by_who_wrote_it() -> None:
    report = Report(SUBMITTED, party_id=1, writer_id=10)
    assert may_verify(report, party_id=2, person_id=20, oversees=False)
    assert may_verify(report, party_id=None, person_id=30, oversees=True)
    assert not may_verify(report, party_id=1, person_id=20, oversees=False)
    assert not may_verify(report, party_id=2, person_id=10, oversees=False)  # one person, two offices
    assert not may_verify(report, party_id=None, person_id=30, oversees=False)
    assert not may_verify(Report(VERIFIED, 1, 10), party_id=2, person_id=20, oversees=True)
    named = Report(SUBMITTED, 1, 10, verifier_party_id=3)
    assert may_verify(named, 3, 20, False) and not may_verify(named, 2, 20, False)


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)), min_size=2, max_size=6))
def test_percentages_of_several_parties_are_made_of_their_numbers_never_averaged(pairs: list[tuple[int, int]]) -> None:
    reports = [Values(None, Decimal(min(a, b)), Decimal(b)) for a, b in pairs]
    found = combined(PERCENTAGE, reports)
    assert found is not None and found.value is not None
    above, below = sum(min(a, b) for a, b in pairs), sum(b for _a, b in pairs)
    assert abs(Fraction(found.value) - Fraction(100 * above, below)) <= Fraction(1, 10_000)
    assert 0 <= found.value <= 100


def test_numbers_add_up_and_steps_of_several_parties_stand_for_themselves() -> None:
    assert combined(NUMBER, [Values(Decimal(2)), Values(Decimal(3))]) == Values(Decimal(5))
    assert combined(SCALE, [Values(Decimal(2)), Values(Decimal(3))]) is None
    assert combined(NUMBER, []) is None


@pytest.mark.parametrize(
    ("value", "target", "baseline", "direction", "said"),
    [
        (None, "5", None, 1, UNREPORTED), ("0", None, None, 1, NO_TARGET),
        ("5", "5", None, 1, REACHED), ("4", "5", None, 1, NEAR), ("3", "5", None, 1, BEHIND),
        ("18", "20", "10", 1, NEAR), ("17", "20", "10", 1, BEHIND),
        ("0", "0", None, -1, REACHED), ("12", "10", None, -1, NEAR), ("13", "10", None, -1, BEHIND),
        ("12", "10", "30", -1, NEAR), ("29", "10", "30", -1, BEHIND), ("9", "10", "12", 1, BEHIND),
    ],
)  # fmt: skip
def test_what_a_value_says_against_its_target(
    value: str | None, target: str | None, baseline: str | None, direction: int, said: str
) -> None:
    number = [Decimal(text) if text is not None else None for text in (value, target, baseline)]
    assert achievement(number[0], number[1], number[2], direction) == said


def test_why_it_is_far_from_its_target_is_told_by_the_way_it_has_gone() -> None:
    assert way_gone(Decimal("25.5"), Decimal("35.5"), Decimal("20.5"), 1) == Fraction(1, 3)
    assert way_gone(Decimal(12), Decimal(10), Decimal(30), -1) == Fraction(9, 10)
    assert way_gone(Decimal(13), Decimal(10), None, -1) is None and way_gone(Decimal(3), Decimal(4), None, 1) == 3 / 4


@given(st.fractions(min_value=0, max_value=1, max_denominator=10**5))
def test_a_share_that_was_kept_is_read_again_exactly(share: Fraction) -> None:
    assert share_from(share_written(share)) == share


def test_shares_add_up_to_the_whole_at_most() -> None:
    third = share_from("1/3")
    assert third == Fraction(1, 3) and shares_fault([third, third, third, None]) is None
    assert shares_fault([share_from("60"), share_from("40,1 %")]) is not None
    for nothing in ("101", "-1", "1/0", "setengah", "3/2", "", "1/2/3"):
        assert share_from(nothing) is None
