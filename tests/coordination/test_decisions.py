"""Whether a count of voices decides: what villages would say of it, then what must hold for any count."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.coordination.governance.decisions import (
    ABSTAIN,
    ADJOURN,
    AGAINST,
    ALL,
    CONSENSUS,
    CONSENT,
    DEFAULTS,
    GENERAL,
    IN_FAVOUR,
    MAJORITY,
    METHODS,
    TOPICS,
    TWO_THIRDS,
    Rule,
    Tally,
    counts,
    in_force,
    tally,
    weight_faults,
)  # fmt: skip

pytestmark = pytest.mark.sqlite
TWO_OF_THREE = (2, 3)


def rule(method: str, fallback: str = ADJOURN, quorum: tuple[int, int] = TWO_OF_THREE) -> Rule:
    return Rule(GENERAL, method, quorum, fallback)


def said(outcome: object) -> str:
    return str(outcome.sentence)  # type: ignore[attr-defined]


def test_eight_villages_of_whom_five_came_have_no_quorum_of_two_thirds_and_are_told_how_many_it_takes() -> None:
    outcome = counts(rule(MAJORITY), 5, 0, 0, villages=8, present=5)
    assert not outcome.decided
    assert said(outcome) == "Belum kuorum: hadir 5 desa, perlu 6 dari 8."


def test_with_consensus_one_village_that_abstains_leaves_it_open_and_the_vote_that_follows_is_named() -> None:
    outcome = counts(rule(CONSENSUS, MAJORITY), 7, 0, 1, villages=8, present=8)
    assert not outcome.decided
    assert "Belum mufakat" in said(outcome) and "Suara terbanyak" in said(outcome)


def test_without_a_reasoned_objection_those_who_abstain_do_not_hold_the_others_up() -> None:
    assert counts(rule(CONSENT), 5, 0, 3, villages=8, present=8).decided
    assert not counts(rule(CONSENT), 7, 1, 0, villages=8, present=8).decided


def test_four_of_eight_are_no_majority_and_five_are() -> None:
    assert not counts(rule(MAJORITY), 4, 4, 0, villages=8, present=8).decided
    assert counts(rule(MAJORITY), 5, 3, 0, villages=8, present=8).decided


def test_a_village_that_is_there_and_says_nothing_does_not_count_as_agreeing() -> None:
    assert not counts(rule(MAJORITY), 4, 1, 0, villages=8, present=8).decided


def test_two_thirds_of_nine_are_six() -> None:
    assert not counts(rule(TWO_THIRDS), 5, 4, 0, villages=9, present=9).decided
    assert counts(rule(TWO_THIRDS), 6, 3, 0, villages=9, present=9).decided


def test_all_villages_means_also_those_that_did_not_come() -> None:
    assert not counts(rule(ALL), 7, 0, 0, villages=8, present=7).decided
    assert counts(rule(ALL), 8, 0, 0, villages=8, present=8).decided


def test_more_voices_than_villages_in_the_room_is_a_mistake_and_not_a_decision() -> None:
    for numbers in ((9, 0, 0, 8, 8), (1, 0, 0, 3, 4), (-1, 0, 0, 3, 3)):
        with pytest.raises(ValueError, match="voices"):
            counts(rule(MAJORITY), *numbers)


def test_one_village_has_one_voice_and_its_last_word_counts() -> None:
    voices = [(1, AGAINST), (2, IN_FAVOUR), (1, IN_FAVOUR), (3, ABSTAIN)]
    assert tally(voices, voters={1, 2, 3}) == Tally(in_favour=2, against=0, abstain=1)


def test_the_voice_of_a_village_without_a_vote_is_not_counted() -> None:
    assert tally([(1, IN_FAVOUR), (99, IN_FAVOUR)], voters={1}) == Tally(in_favour=1)


def test_when_talking_brings_nothing_the_vote_agreed_before_decides() -> None:
    vote = rule(CONSENSUS, TWO_THIRDS).after_failing
    assert vote is not None and vote.method == TWO_THIRDS
    assert counts(vote, 6, 2, 0, villages=8, present=8).decided
    assert rule(CONSENSUS, ADJOURN).after_failing is None
    assert rule(MAJORITY, TWO_THIRDS).after_failing is None


def test_until_a_meeting_adopts_a_rule_the_portals_setting_stands_and_says_that_it_is_one() -> None:
    for topic in TOPICS:
        assert in_force([], topic, date(2026, 1, 1)) == DEFAULTS[topic]
        assert not DEFAULTS[topic].is_adopted
    assert DEFAULTS[GENERAL].quorum == (2, 3)


def test_the_rule_of_a_day_is_the_newest_that_was_in_force_then_and_earlier_days_keep_theirs() -> None:
    first = replace(rule(CONSENSUS), in_force_from=date(2026, 1, 1), id=1)
    second = replace(rule(MAJORITY), in_force_from=date(2026, 6, 1), id=2)
    corrected = replace(rule(TWO_THIRDS), in_force_from=date(2026, 6, 1), id=3)
    versions = [second, first, corrected]
    assert in_force(versions, GENERAL, date(2025, 12, 31)) == DEFAULTS[GENERAL]
    assert in_force(versions, GENERAL, date(2026, 5, 31)) == first
    assert in_force(versions, GENERAL, date(2026, 6, 1)) == corrected


@st.composite
def meetings(draw: st.DrawFn) -> tuple[int, int, int, int, int]:
    """Voices for, against and abstaining, the villages with a voice, and those that came."""
    villages = draw(st.integers(1, 300))
    present = draw(st.integers(0, villages))
    in_favour = draw(st.integers(0, present))
    against = draw(st.integers(0, present - in_favour))
    abstain = draw(st.integers(0, present - in_favour - against))
    return in_favour, against, abstain, villages, present


methods = st.sampled_from(sorted(METHODS))
quorums = st.tuples(st.integers(1, 5), st.integers(1, 5)).filter(lambda pair: pair[0] <= pair[1])


@given(methods, quorums, meetings())
def test_nothing_is_ever_decided_without_a_quorum_or_without_anybody_in_favour(
    method: str, quorum: tuple[int, int], meeting: tuple[int, int, int, int, int]
) -> None:
    in_favour, _against, _abstain, villages, present = meeting
    outcome = counts(rule(method, quorum=quorum), *meeting)
    assert said(outcome)
    if present * quorum[1] < villages * quorum[0] or not in_favour:
        assert not outcome.decided


@given(methods, quorums, meetings())
def test_a_village_that_changes_from_against_to_in_favour_never_undoes_a_decision(
    method: str, quorum: tuple[int, int], meeting: tuple[int, int, int, int, int]
) -> None:
    in_favour, against, abstain, villages, present = meeting
    chosen = rule(method, quorum=quorum)
    if against and counts(chosen, *meeting).decided:
        assert counts(chosen, in_favour + 1, against - 1, abstain, villages, present).decided


@given(quorums, meetings())
def test_what_all_agree_on_is_decided_by_every_stricter_and_every_milder_rule(
    quorum: tuple[int, int], meeting: tuple[int, int, int, int, int]
) -> None:
    """All → mufakat → two thirds → majority: each lets through what the one before did."""
    strictness = (ALL, CONSENSUS, TWO_THIRDS, MAJORITY)
    decided = [counts(rule(method, quorum=quorum), *meeting).decided for method in strictness]
    assert decided == sorted(decided)


@given(methods, quorums, st.integers(1, 300))
def test_a_full_room_that_agrees_always_decides(method: str, quorum: tuple[int, int], villages: int) -> None:
    assert counts(rule(method, quorum=quorum), villages, 0, 0, villages, villages).decided


@given(
    st.lists(st.tuples(st.integers(1, 9), st.sampled_from([IN_FAVOUR, AGAINST, ABSTAIN]))), st.sets(st.integers(1, 9))
)
def test_there_are_never_more_voices_than_villages_with_a_vote(voices: list[tuple[int, str]], voters: set[int]) -> None:
    found = tally(voices, voters)
    assert found.in_favour + found.against + found.abstain <= len(voters)


heavy = st.dictionaries(st.integers(1, 12), st.integers(1, 100), min_size=1)
spoken = st.lists(st.tuples(st.integers(1, 12), st.sampled_from([IN_FAVOUR, AGAINST, ABSTAIN])))


def by_head(rule: Rule, count: Tally, villages: int, weighed: Tally | None) -> bool:
    there = count.given
    return counts(rule, count.in_favour, count.against, count.abstain, villages, there, weighed).decided


@given(methods, quorums, heavy, spoken)
def test_agreed_weights_decide_only_where_voices_are_counted_and_never_the_quorum(
    method: str, quorum: tuple[int, int], weights: dict[int, int], voices: list[tuple[int, str]]
) -> None:
    plain = rule(method, quorum=quorum)
    agreed = replace(plain, weights=tuple(weights.items()))
    heads, weighed = tally(voices, weights), tally(voices, weights, weights)
    assert weighed.given == sum(weights[village] for village in {one for one, _choice in voices} & set(weights))
    decided = by_head(agreed, heads, len(weights), weighed)
    assert not (decided and heads.given < plain.needed(len(weights))), "the quorum is one of villages"
    if method not in (MAJORITY, TWO_THIRDS):
        assert decided == by_head(plain, heads, len(weights), None)
    elif decided:
        part, whole = (1, 2) if method == MAJORITY else (2, 3)
        assert weighed.in_favour * whole >= weighed.given * part
        assert method == TWO_THIRDS or weighed.in_favour * 2 != weighed.given
    same = {village: 7 for village in weights}
    as_one = replace(plain, weights=tuple(same.items()))
    assert by_head(as_one, heads, len(weights), tally(voices, weights, same)) == by_head(
        plain, heads, len(weights), None
    ), "equal weights are one village one voice"


def test_a_heavy_voice_outweighs_two_light_ones_and_a_count_that_nobody_weighed_decides_nothing() -> None:
    agreed = replace(rule(MAJORITY), weights=((1, 5), (2, 1), (3, 1)))
    assert counts(agreed, 1, 2, 0, villages=3, present=3, weighed=Tally(5, 2)).decided
    outcome = counts(agreed, 2, 1, 0, villages=3, present=3, weighed=Tally(2, 5))
    assert said(outcome).startswith("Belum diputuskan: setuju 2 dari 7 suara menurut bobot.")
    assert not counts(agreed, 2, 1, 0, villages=3, present=3).decided, "as in a hall where only hands were counted"
    assert counts(agreed, 3, 0, 0, villages=3, present=3).decided
    assert (agreed.weight_of(1), agreed.weight_of(99)) == (5, 1)


def test_every_party_with_a_voice_has_a_weight_from_1_to_100() -> None:
    assert weight_faults({1: 1, 2: 100}, [1, 2]) == {}
    assert set(weight_faults({1: 0, 2: 101, 3: None, 5: 4}, [1, 2, 3, 4])) == {1, 2, 3, 4, 5}
