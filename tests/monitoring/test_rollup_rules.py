"""Results of partnerships become figures of areas: nothing counts twice, nothing is lost, no report is not zero."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.monitoring.indicators.rules import NUMBER, PERCENTAGE, SCALE, WORDS, YES_NO
from portal.monitoring.measurements.rules import Values
from portal.monitoring.rollups import rules
from portal.monitoring.rollups.rules import NOTHING, Figure, Measure, Part

HECTARES = Measure("sector:water:area", "ha", NUMBER)
CODES = tuple(
    f"{area}.{number}" for area in ("33.02.01", "33.02.14", "33.03.01", "35.02.19") for number in (2001, 2002)
)
KABUPATEN = ("33.02", "33.03", "35.02")
amounts = st.decimals(min_value=0, max_value=10**12, places=4)


@st.composite
def parts(draw: st.DrawFn) -> Part:
    """The result of one partnership of some of the villages, with shares that hold at most the whole."""
    codes = draw(st.lists(st.sampled_from(CODES), min_size=1, max_size=5, unique=True))
    weights = draw(st.lists(st.integers(0, 9), min_size=len(codes) + 1, max_size=len(codes) + 1))
    whole = sum(weights) or 1
    silent = draw(st.booleans())
    shares = {code: None if silent and n == 0 else Fraction(weights[n], whole) for n, code in enumerate(codes)}
    total = draw(amounts)
    return Part(HECTARES, draw(st.integers(2024, 2026)), Figure(reported=1, total=total), rules.split(total, shares))


@settings(max_examples=60, deadline=None)
@given(st.lists(parts(), max_size=6))
def test_what_the_kabupaten_hold_adds_up_to_what_the_nation_holds(found: list[Part]) -> None:
    """A partnership across two kabupaten is in the nation once, and in each kabupaten by its share."""
    nation = rules.fold(found, rules.NATION)
    below = [rules.fold(found, area) for area in KABUPATEN]
    for key, figure in nation.items():
        assert figure.attributed == sum((area[key].attributed for area in below if key in area), Decimal(0))
        assert figure.total == sum((part.result.total for part in found if part.year == key[1]), Decimal(0))
        assert figure.undivided >= 0


@settings(max_examples=60, deadline=None)
@given(st.lists(parts(), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_results_does_not_matter_and_taking_one_away_leaves_the_others(
    found: list[Part], chance: object
) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    for area in (rules.NATION, *KABUPATEN):
        assert rules.fold(found, area) == rules.fold(shuffled, area)
    *others, last = found
    key = (last.measure, last.year)
    left = rules.fold(found, rules.NATION)[key] - last.at(rules.NATION)
    assert left == rules.fold(others, rules.NATION).get(key, NOTHING)


@settings(max_examples=60, deadline=None)
@given(parts(), st.sampled_from(CODES))
def test_one_more_party_never_changes_the_total(part: Part, code: str) -> None:
    """The result was there before; who joins takes part in it."""
    more = replace(part, shares={code: None, **part.shares})
    assert more.at(rules.NATION).total == part.at(rules.NATION).total
    for area in rules.areas_above(code):
        assert more.at(area).total == part.result.total
        assert more.at(area).attributed == part.at(area).attributed


@settings(max_examples=100, deadline=None)
@given(amounts, st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30)), min_size=1, max_size=7))
def test_a_split_is_exact_to_the_last_digit(total: Decimal, weights: list[tuple[int, int]]) -> None:
    whole = sum((Fraction(*weight) for weight in weights), Fraction(0)) or Fraction(1)
    shares = {str(n): Fraction(*weight) / whole for n, weight in enumerate(weights)}
    made = rules.split(total, {**shares, "takes part": None})
    assert made.pop("takes part") is None
    held = sum((value for value in made.values() if value is not None), Decimal(0))
    assert held == (total if any(shares.values()) else 0)
    for name, share in shares.items():
        assert abs(Fraction(made[name]) - Fraction(total) * share) < Fraction(1, 10_000)  # type: ignore[arg-type]


def test_a_year_adds_what_came_about_and_takes_the_newest_of_what_stands() -> None:
    """Hectares planted add up over the seasons; houses with water do not."""
    values = [Values(Decimal(30)), Values(None), Values(Decimal(12))]
    periods = [[value] for value in values]
    assert rules.of_year(replace(HECTARES, adds_up=True), periods).value(HECTARES) == 42
    assert rules.of_year(HECTARES, periods).value(HECTARES) == 12


def test_a_period_that_only_some_have_reported_does_not_push_a_whole_one_aside() -> None:
    both = [Values(Decimal(30)), Values(Decimal(10))]
    assert rules.of_year(HECTARES, [both, [Values(Decimal(31))]]).value(HECTARES) == 40


def test_a_percentage_is_of_all_and_never_the_mean_of_percentages() -> None:
    """1 of 1 and 0 of 99 are one percent, not fifty."""
    fees = Measure("sector:water:fees", "%", PERCENTAGE)
    few = Values(Decimal(100), Decimal(1), Decimal(1))
    many = Values(Decimal(0), Decimal(0), Decimal(99))
    assert rules.of_year(fees, [[few, many]]).value(fees) == 1
    both = [Part(fees, 2026, rules.of_year(fees, [[value]]), {CODES[0]: None}) for value in (few, many)]
    assert rules.fold(both, "33")[fees, 2026].value(fees) == 1


def test_who_reports_a_percentage_every_month_weighs_no_more_than_who_reports_once() -> None:
    """Fifty of eighty households pay, said four times: that is of eighty households, and no more."""
    fees = Measure("sector:water:fees", "%", PERCENTAGE)
    often = rules.of_year(fees, [[Values(None, Decimal(paid), Decimal(80))] for paid in (40, 44, 46, 50)])
    once = rules.of_year(fees, [[Values(None, Decimal(10), Decimal(40))]])
    assert (often.numerator, often.denominator) == (50, 80)
    assert (often + once).value(fees) == 50
    growing = replace(fees, adds_up=True)  # births of each month: the whole is new every time
    assert rules.of_year(growing, [[Values(None, Decimal(4), Decimal(5))]] * 2).denominator == 10
    assert rules.yearly_of(fees) != rules.yearly_of(growing)


def test_answers_are_counted_and_words_are_not_added() -> None:
    yes = Measure("type:rules", "", YES_NO)
    step = Measure("type:health", "", SCALE, scale=("buruk", "cukup", "baik"))
    told = Measure("type:story", "", WORDS)
    answers = [Part(yes, 2026, rules.of_year(yes, [[Values(Decimal(said))]]), {CODES[0]: None}) for said in (1, 1, 0)]
    assert rules.fold(answers, "33")[yes, 2026].levels == {rules.YES: 2, rules.NO: 1}
    assert rules.of_year(step, [[Values(Decimal(1))], [Values(Decimal(3))]]).levels == {"baik": 1}
    assert rules.of_year(told, [[Values(words="Air mengalir lagi.")]]).value(told) is None
    assert rules.fold(answers, "33")[yes, 2026].value(yes) is None


def test_no_report_is_not_zero() -> None:
    assert rules.of_year(HECTARES, []).value(HECTARES) is None
    assert rules.of_year(HECTARES, [[Values(None)]]).value(HECTARES) is None
    assert rules.of_year(HECTARES, [[Values(Decimal(0))]]).value(HECTARES) == 0
    assert rules.fold([], rules.NATION) == {}


def test_units_are_never_mixed() -> None:
    tons = replace(HECTARES, unit="ton")
    found = [Part(measure, 2026, Figure(1, Decimal(5)), {CODES[0]: None}) for measure in (HECTARES, tons)]
    assert {measure.unit: figure.total for (measure, _year), figure in rules.fold(found, "33").items()} == {
        "ha": 5,
        "ton": 5,
    }


def test_a_party_counts_for_the_years_it_was_there() -> None:
    assert [rules.took_part("left", 2024, 2025, year) for year in (2023, 2024, 2025, 2026)] == [
        False,
        True,
        True,
        False,
    ]
    assert rules.took_part("bound", None, None, 2026)
    assert not rules.took_part("candidate", None, None, 2026)


def test_an_average_or_a_price_is_never_added() -> None:
    """Two partnerships that sell rice at 6,000 and 7,000 rupiah do not sell it at 13,000."""
    price = Measure("sector:farming/selling_price", "Rp/kg", NUMBER, sums=False)
    found = [Part(price, 2026, Figure(1, Decimal(value)), {CODES[0]: None}) for value in (6000, 7000)]
    assert rules.fold(found, "33")[price, 2026].value(price) is None
    assert found[0].at("33").value(price) == 6000
