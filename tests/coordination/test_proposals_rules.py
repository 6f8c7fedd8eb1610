"""How answers count by every rule, when a proposal closes, and who is mandated; without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.coordination.governance import decisions
from portal.coordination.governance.decisions import Rule
from portal.coordination.proposals import rules
from portal.coordination.proposals.rules import AGREE, OBJECT, Count, MandateView
from portal.permissions import OfficeKind

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
TODAY = date(2026, 11, 24)
answers = st.dictionaries(st.integers(1, 12), st.sampled_from([*rules.POSITIONS, ""]))
rule_of = st.builds(
    Rule,
    st.just("general"),
    st.sampled_from(list(decisions.METHODS)),
    st.sampled_from([(1, 2), (2, 3), (1, 1)]),
    st.sampled_from(list(decisions.FALLBACKS)),
)


@settings(max_examples=60, deadline=None)
@given(rule_of, answers, st.sets(st.integers(1, 12), min_size=1))
def test_every_rule_counts_each_village_once_and_by_its_own_meaning(
    rule: Rule, said: dict[int, str], voters: set[int]
) -> None:
    counted = rules.count(said, voters)
    result = rules.result(rule, counted)
    yes = counted.agree + counted.with_note
    assert counted.voices == len(voters) and counted.answered <= len(said)
    assert rules.count(dict(reversed(said.items())), list(voters) * 2) == counted, "neither order nor doubling counts"
    assert not (result.passed and counted.answered < rule.needed(len(voters))), "never without a quorum"
    assert not (result.passed and not yes), "silence is no yes"
    methods = {rule.method} | ({rule.fallback} if rule.after_failing else set())
    if result.passed and methods == {decisions.MAJORITY}:
        assert yes * 2 > counted.answered
    if result.passed and methods == {decisions.TWO_THIRDS}:
        assert yes * 3 >= counted.answered * 2
    if result.passed and methods == {decisions.ALL}:
        assert yes == len(voters)
    if result.passed and methods == {decisions.CONSENSUS}:
        assert yes == counted.answered
    if result.passed and methods == {decisions.CONSENT}:
        assert not counted.object
    more = rules.count({**said, **dict.fromkeys(voters, AGREE)}, voters)
    assert rules.result(rule, more).passed, "what all agree to passes by every rule"


@pytest.mark.parametrize(("fallback", "passed", "said"), [("majority", True, 2), ("adjourn", False, 1)])
def test_when_mufakat_fails_the_vote_that_the_rule_names_follows(fallback: str, passed: bool, said: int) -> None:
    rule = Rule("general", decisions.CONSENSUS, (2, 3), fallback)
    result = rules.result(rule, Count(agree=2, object=1))
    assert (result.passed, len(result.sentences)) == (passed, said)
    assert result.code == (rules.PASSED if passed else rules.NOT_PASSED)
    assert len(rules.result(rule, Count(agree=1, silent=2)).sentences) == 1, "no vote without a quorum"


def test_a_note_and_an_objection_need_their_words() -> None:
    for position in (rules.WITH_NOTE, OBJECT):
        assert rules.answer_fault(position, "  ") and rules.answer_fault(position, "air kurang") is None
    assert rules.answer_fault(AGREE, "") is None and rules.answer_fault(rules.ABSTAIN, "") is None


def test_a_deadline_leaves_time_and_a_proposal_closes_after_it_or_when_all_answered() -> None:
    assert rules.deadline_fault(NOW, NOW + timedelta(minutes=59)) and rules.deadline_fault(NOW, NOW - timedelta(1))
    assert (
        rules.deadline_fault(NOW, NOW + timedelta(days=181)) and rules.deadline_fault(NOW, NOW + timedelta(1)) is None
    )
    assert not rules.may_close(NOW, NOW + timedelta(seconds=1), Count(agree=1, silent=1))
    assert rules.may_close(NOW, NOW, Count(silent=2)) and rules.may_close(NOW, NOW + timedelta(1), Count(agree=2))


def test_a_mandate_covers_its_topic_until_its_last_day() -> None:
    mandate = MandateView("budget", TODAY, TODAY)
    assert rules.is_mandated([mandate], "budget", TODAY)
    assert not rules.is_mandated([mandate], "general", TODAY)
    assert not rules.is_mandated([mandate], "budget", TODAY + timedelta(1))
    assert not rules.is_mandated([mandate], "budget", TODAY - timedelta(1))
    assert rules.is_mandated([MandateView("", TODAY, TODAY)], "general", TODAY)
    assert not rules.is_mandated([MandateView("", TODAY, TODAY, True)], "general", TODAY)


def test_results_are_hidden_only_until_the_own_answer_or_closing() -> None:
    assert rules.sees_results(False, rules.OPEN, False) and rules.sees_results(True, rules.OPEN, True)
    assert rules.sees_results(True, rules.CLOSED, False) and not rules.sees_results(True, rules.OPEN, False)
    assert OfficeKind.COUNCIL_MEMBER not in rules.BY_OFFICE and OfficeKind.VILLAGE_OPERATOR not in rules.BY_OFFICE
