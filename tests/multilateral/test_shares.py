"""A sum is shared to the last rupiah, by figures that everybody sees."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.multilateral.sharing import rules
from plugins.multilateral.sharing.rules import AREA, BASES, BENEFITS, BOTH, COSTS, EQUAL, POPULATION, USE

pytestmark = pytest.mark.sqlite
SUMS = st.integers(min_value=0, max_value=10**13)
FIGURES = st.integers(min_value=0, max_value=10**9)


@st.composite
def weights(draw: st.DrawFn) -> dict[str, int]:
    """Whole percent of some bases, adding to 100."""
    bases = draw(st.lists(st.sampled_from(list(BASES)), min_size=1, max_size=5, unique=True))
    cuts = sorted(draw(st.lists(st.integers(1, 99), min_size=len(bases) - 1, max_size=len(bases) - 1, unique=True)))
    return {base: high - low for base, low, high in zip(bases, [0, *cuts], [*cuts, 100], strict=True)}


def figures_of(columns: dict[str, list[int]]) -> dict[str, dict[int, Decimal]]:
    """Columns of whole figures by base, for parties 0, 1, 2, …"""
    return {base: {party: Decimal(value) for party, value in enumerate(column)} for base, column in columns.items()}


@st.composite
def cases(draw: st.DrawFn) -> tuple[int, dict[str, int], dict[str, dict[int, Decimal]], int]:
    """A sum, weights, figures that are not all zero, and how many parties."""
    chosen = draw(weights())
    count = draw(st.sampled_from((3, 8, 40)))
    columns = {}
    for base in chosen:
        column = draw(st.lists(FIGURES, min_size=count, max_size=count))
        columns[base] = column if any(column) else [1, *column[1:]]
    return draw(SUMS), chosen, figures_of(columns), count


@settings(max_examples=60, deadline=None)
@given(cases())
def test_shares_are_never_negative_and_add_up_to_the_rupiah_and_to_a_hundred_percent(
    case: tuple[int, dict[str, int], dict[str, dict[int, Decimal]], int],
) -> None:
    total, chosen, figures, count = case
    lines = rules.shares_of(total, chosen, figures, range(count))
    assert sum(line.amount for line in lines) == total
    assert sum(line.percent for line in lines) == 10_000
    assert all(line.amount >= 0 and line.extra in (0, 1) for line in lines)
    assert sum((line.exact for line in lines), Fraction(0)) == total
    assert all(sum((part.exact for part in line.parts), Fraction(0)) == line.exact for line in lines)


@settings(max_examples=60, deadline=None)
@given(cases())
def test_who_has_more_of_everything_never_gets_less(
    case: tuple[int, dict[str, int], dict[str, dict[int, Decimal]], int],
) -> None:
    total, chosen, figures, count = case
    lines = sorted(rules.shares_of(total, chosen, figures, range(count)), key=lambda line: line.exact)
    for low, high in zip(lines, lines[1:], strict=False):
        if low.exact < high.exact:
            assert low.amount <= high.amount


@settings(max_examples=40, deadline=None)
@given(SUMS, st.sampled_from((3, 8, 40, 300)))
def test_equal_shares_differ_by_a_rupiah_at_most_and_the_first_parties_get_it(total: int, count: int) -> None:
    amounts = [line.amount for line in rules.shares_of(total, {EQUAL: 100}, {}, range(count))]
    assert max(amounts) - min(amounts) <= 1
    assert amounts == sorted(amounts, reverse=True)
    assert sum(amounts) == total


def test_three_hundred_parties_share_by_five_bases_at_once() -> None:
    chance = random.Random(7)
    columns = {base: [chance.randrange(10**6) for _ in range(300)] for base in BASES}
    lines = rules.shares_of(10**13, dict.fromkeys(BASES, 20), figures_of(columns), range(300))
    assert sum(line.amount for line in lines) == 10**13
    assert sum(line.percent for line in lines) == 10_000


def test_the_calculation_of_half_equal_and_half_by_population_can_be_followed() -> None:
    figures = figures_of({POPULATION: [1000, 2000, 4000]})
    lines = rules.shares_of(1000, {EQUAL: 50, POPULATION: 50}, figures, (0, 1, 2))
    assert [line.amount for line in lines] == [238, 310, 452]
    equal, population = lines[0].parts
    assert (equal.exact, population.exact) == (Fraction(500, 3), Fraction(500, 7))
    assert (population.figure, population.total, population.weight) == (1000, 7000, 50)
    assert [line.percent for line in lines] == [2381, 3095, 4524]


def test_decimal_figures_are_exact() -> None:
    figures = {AREA: {1: Decimal("0.1"), 2: Decimal("0.2"), 3: Decimal("0.7")}}
    assert [line.amount for line in rules.shares_of(10, {AREA: 100}, figures, (1, 2, 3))] == [1, 2, 7]


def test_what_is_not_filled_in_is_named_and_zero_is_a_figure() -> None:
    figures = {POPULATION: {1: Decimal(0), 2: Decimal(5)}, EQUAL: {}}
    assert rules.missing({EQUAL: 50, POPULATION: 50}, figures, (1, 2, 3)) == [(3, POPULATION)]
    assert rules.all_zero({USE: 100}, {USE: {1: Decimal(0), 2: Decimal(0)}}, (1, 2)) == [USE]


@pytest.mark.parametrize("wrong", [{}, {EQUAL: 99}, {EQUAL: 50, USE: 51}])
def test_weights_add_to_a_hundred(wrong: dict[str, int]) -> None:
    assert rules.weights_fault(wrong) is not None
    assert rules.weights_fault({EQUAL: 40, USE: 60}) is None


@dataclass
class Party:
    """A party as it is to the rules."""

    state: str = "member"
    role: str = "receiver"
    joined_on: date | None = None
    left_on: date | None = None
    suspended_on: date | None = None


DAY = date(2026, 11, 24)
EARLIER, LATER = date(2026, 11, 23), date(2026, 11, 25)


@pytest.mark.parametrize(
    ("party", "while_suspended", "shares"),
    [
        (Party(), False, True),
        (Party(role="observer"), True, False),
        (Party("candidate"), True, False),
        (Party("joining"), True, False),
        (Party("declined"), True, False),
        (Party(joined_on=DAY), False, True),
        (Party(joined_on=LATER), True, False),
        (Party("left", left_on=DAY), False, True),
        (Party("left", left_on=EARLIER), True, False),
        (Party("left"), True, False),
        (Party("suspended", suspended_on=EARLIER), False, False),
        (Party("suspended", suspended_on=EARLIER), True, True),
        (Party("suspended", suspended_on=LATER), False, True),
    ],
)
def test_who_shares_on_a_day(party: Party, while_suspended: bool, shares: bool) -> None:
    assert rules.shares_in(party, DAY, while_suspended) is shares


@dataclass
class Version:
    """A scheme as it is to the rules."""

    number: int
    covers: str
    state: str = "agreed"


def test_the_newest_agreed_version_that_covers_it_is_in_force() -> None:
    versions = [Version(1, BOTH), Version(2, COSTS), Version(3, BENEFITS, "proposed"), Version(4, BOTH, "draft")]
    assert rules.in_force(versions, COSTS).number == 2
    assert rules.in_force(versions, BENEFITS).number == 1
    assert rules.in_force([], COSTS) is None
    assert [version.number for version in rules.for_agreement(versions)] == [2, 3]
