"""How options are ranked, what is common ground, who may be told more, what a matter can become."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.coordination.interests import picture, rules
from portal.coordination.interests.rules import ACCEPT, AGAINST, FINE, GLAD, HEAVY, NO, SAME, Answer

PARTIES = (1, 2, 3)
BETTER = {NO: HEAVY, HEAVY: ACCEPT, ACCEPT: GLAD, GLAD: GLAD}
_answers = st.dictionaries(st.sampled_from(PARTIES), st.builds(Answer, st.sampled_from(list(rules.LEVELS))))
_options = st.dictionaries(st.integers(1, 6), _answers, min_size=2, max_size=4)
few = settings(max_examples=60, deadline=None)


def order(**options: str) -> list[tuple[str, int, bool]]:
    """The order of options whose answers are spelled by letters: g, a, h, m (heavy, condition met), n, - (silent)."""
    spelled = {
        "g": Answer(GLAD), "a": Answer(ACCEPT), "h": Answer(HEAVY), "m": Answer(HEAVY, is_met=True), "n": Answer(NO),
    }  # fmt: skip
    names = list(options)
    given_answers = {
        number: {party: spelled[letter] for party, letter in zip(PARTIES, options[name], strict=True) if letter != "-"}
        for number, name in enumerate(names)
    }
    return [(names[p.option_id], p.place, p.is_tied) for p in rules.ranked(given_answers, PARTIES)]


def test_what_nobody_rejects_comes_first_then_what_is_least_heavy() -> None:
    assert order(loved="ggn", borne="hhh") == [("borne", 1, False), ("loved", 2, False)]
    assert order(heavy="ggh", plain="aaa") == [("plain", 1, False), ("heavy", 2, False)]


def test_then_the_least_satisfied_counts_then_the_sum() -> None:
    assert order(uneven="gga", even="ggg")[0][0] == "even"
    assert order(less="aag", more="agg")[0][0] == "more"
    assert order(unmet="aah", met="aam")[0][0] == "met", "a condition that is met makes it acceptable"


def test_the_silent_never_count_as_agreeing() -> None:
    assert order(silent="gg-", borne="aah") == [("borne", 1, False), ("silent", 2, False)]
    assert order(rejected="ggn", silent="---") == [("silent", 1, False), ("rejected", 2, False)]
    assert not rules.count_of({1: Answer(GLAD)}, PARTIES).is_agreeable
    assert not rules.count_of({}, ()).is_agreeable, "without parties nothing is agreed"
    assert rules.count_of({1: Answer(GLAD), 2: Answer(ACCEPT), 3: Answer(HEAVY, True)}, PARTIES).is_agreeable
    assert not rules.count_of({1: Answer(GLAD), 2: Answer(ACCEPT), 3: Answer(HEAVY)}, PARTIES).is_agreeable


def test_a_tie_is_named_and_shares_its_place() -> None:
    assert order(one="aga", two="gaa", three="hhh") == [("one", 1, True), ("two", 1, True), ("three", 3, False)]


def test_who_has_left_does_not_count() -> None:
    assert rules.count_of({1: Answer(GLAD), 9: Answer(NO)}, (1,)).is_agreeable


@few
@given(_options)
def test_no_rejected_option_stands_above_one_all_can_live_with(options: dict[int, dict[int, Answer]]) -> None:
    places = rules.ranked(options, PARTIES)
    rejected = [place.place for place in places if place.count.no]
    lived_with = [place.place for place in places if place.count.is_agreeable]
    assert not rejected or not lived_with or max(lived_with) < min(rejected)


@few
@given(_options, st.permutations(PARTIES))
def test_the_order_of_the_parties_changes_nothing(options: dict[int, dict[int, Answer]], mixed: list[int]) -> None:
    assert rules.ranked(options, PARTIES) == rules.ranked(options, mixed)


@few
@given(_options, st.data())
def test_an_option_that_a_party_likes_better_never_falls(
    options: dict[int, dict[int, Answer]], data: st.DataObject
) -> None:
    number = data.draw(st.sampled_from(sorted(options)))
    if not options[number]:
        return
    party = data.draw(st.sampled_from(sorted(options[number])))
    liked = {**options[number], party: Answer(BETTER[options[number][party].level])}
    before = next(place.place for place in rules.ranked(options, PARTIES) if place.option_id == number)
    after = next(
        place.place for place in rules.ranked({**options, number: liked}, PARTIES) if place.option_id == number
    )
    assert after <= before


def test_one_who_is_against_makes_distance_and_silence_is_not_common_ground() -> None:
    ground = rules.ground_of(1, {2: SAME, 3: AGAINST}, PARTIES)
    assert (ground.kind, ground.against, ground.same, ground.unmarked) == (rules.DISTANT, (3,), 1, 0)
    assert rules.ground_of(1, {2: SAME, 3: FINE}, PARTIES).kind == rules.COMMON
    assert rules.ground_of(1, {2: SAME}, PARTIES).kind == rules.UNKNOWN
    assert rules.ground_of(1, {1: AGAINST, 9: AGAINST}, PARTIES).kind == rules.UNKNOWN, "only the others that take part"


def test_who_reads_may_become_fewer_always_and_more_only_before_others_spoke() -> None:
    assert rules.may_widen(rules.PUBLIC, rules.PARTIES, [2, 3], own=1)
    assert rules.may_widen(rules.PARTIES, rules.PUBLIC, [1], own=1)
    assert not rules.may_widen(rules.PARTIES, rules.MEDIATED, [1, 2], own=1)


def test_a_promise_or_a_change_needs_an_agreed_option_and_a_settlement_its_result() -> None:
    assert rules.closing_fault(rules.PLAN, has_option=False, has_settlement=True)
    assert rules.closing_fault(rules.PLAN, has_option=True, has_settlement=False) is None
    assert rules.closing_fault(rules.SETTLED, has_option=False, has_settlement=False)
    assert rules.closing_fault(rules.SETTLED, has_option=False, has_settlement=True) is None
    assert rules.closing_fault(rules.DROPPED, has_option=True, has_settlement=False), "what all agreed is not dropped"
    assert rules.closing_fault(rules.UNDERSTOOD, has_option=False, has_settlement=False) is None


def test_the_picture_is_drawn_for_few_and_left_to_the_table_for_many() -> None:
    assert picture.is_drawable(2, 1) and picture.is_drawable(8, 12)
    assert not picture.is_drawable(40, 3) and not picture.is_drawable(3, 13) and not picture.is_drawable(1, 1)
