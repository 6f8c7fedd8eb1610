"""What is put to the parties and how their answers count, on plain values.

One village has one voice. The rule that counts is the one in force when the proposal was opened.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ...contracts import Text, say
from ...permissions import OfficeKind
from ..governance import decisions
from ..governance.decisions import Rule

AGREE, WITH_NOTE, ABSTAIN, OBJECT = "agree", "with_note", "abstain", "object"
POSITIONS: Mapping[str, Text] = {
    AGREE: say("Setuju"),
    WITH_NOTE: say("Setuju dengan catatan"),
    ABSTAIN: say("Abstain"),
    OBJECT: say("Keberatan"),
}
POSITION_TONES: Mapping[str, str] = {AGREE: "ok", WITH_NOTE: "ok", ABSTAIN: "neutral", OBJECT: "bad"}
CHOICES: Mapping[str, str] = {
    AGREE: decisions.IN_FAVOUR,
    WITH_NOTE: decisions.IN_FAVOUR,
    ABSTAIN: decisions.ABSTAIN,
    OBJECT: decisions.AGAINST,
}
REASONED = {WITH_NOTE: say("Tulis catatannya."), OBJECT: say("Tulis alasan keberatannya.")}
OPEN, CLOSED, WITHDRAWN = "open", "closed", "withdrawn"
STATES: Mapping[str, Text] = {
    OPEN: say("menunggu jawaban"),
    CLOSED: say("selesai dihitung"),
    WITHDRAWN: say("ditarik"),
}
STATE_TONES: Mapping[str, str] = {OPEN: "info", CLOSED: "neutral", WITHDRAWN: "neutral"}
PASSED, NOT_PASSED = "passed", "not_passed"
RESULTS: Mapping[str, Text] = {PASSED: say("diterima"), NOT_PASSED: say("tidak diterima")}
RESULT_TONES: Mapping[str, str] = {PASSED: "ok", NOT_PASSED: "bad"}
# Who answers by office; the operator of a village only by a written mandate.
BY_OFFICE = (OfficeKind.VILLAGE_HEAD, OfficeKind.VILLAGE_SECRETARY, OfficeKind.THIRD_PARTY)
SHORTEST, LONGEST = timedelta(hours=1), timedelta(days=180)
REMIND_BEFORE = timedelta(days=2)


@dataclass(frozen=True)
class Count:
    """How the villages answered; `silent` ones said nothing. `weighed` where they agreed on weights."""

    agree: int = 0
    with_note: int = 0
    abstain: int = 0
    object: int = 0
    silent: int = 0
    weighed: decisions.Tally | None = None

    @property
    def answered(self) -> int:
        """How many said something: they count as being there."""
        return self.agree + self.with_note + self.abstain + self.object

    @property
    def voices(self) -> int:
        """How many have a voice."""
        return self.answered + self.silent


@dataclass(frozen=True)
class Result:
    """Whether it passed, and why: a sentence for the rule and, where talking failed, one for the vote after it."""

    passed: bool
    sentences: tuple[Text, ...]

    @property
    def code(self) -> str:
        """As it is kept."""
        return PASSED if self.passed else NOT_PASSED


@dataclass(frozen=True)
class MandateView:
    """A written mandate: for which topic (empty: all), and between which days, both included."""

    topic: str
    given_on: date
    ends_on: date
    is_withdrawn: bool = False


def count(
    positions: Mapping[int, str], voters: Collection[int], weights: Mapping[int, int] = decisions.ONE_EACH
) -> Count:
    """Count the answers by party: only those with a voice, each once; and what they weigh, by agreed `weights`."""
    said = {voter: positions.get(voter, "") for voter in set(voters)}
    words = list(said.values())
    choices = [(voter, CHOICES[word]) for voter, word in said.items() if word in CHOICES]
    return Count(
        words.count(AGREE), words.count(WITH_NOTE), words.count(ABSTAIN), words.count(OBJECT),
        silent=sum(word not in POSITIONS for word in words),
        weighed=decisions.tally(choices, said, weights) if weights else None,
    )  # fmt: skip


def result(rule: Rule, counted: Count) -> Result:
    """Whether the count passes by a rule; where mufakat failed, by the vote that the rule names after it."""
    first = _by(rule, counted)
    after = rule.after_failing
    if first.decided or after is None or counted.answered < rule.needed(counted.voices):
        return Result(first.decided, (first.sentence,))
    second = _by(after, counted)
    return Result(second.decided, (first.sentence, second.sentence))


def _by(rule: Rule, counted: Count) -> decisions.Outcome:
    in_favour = counted.agree + counted.with_note
    voices = (in_favour, counted.object, counted.abstain, counted.voices, counted.answered)
    return decisions.counts(rule, *voices, weighed=counted.weighed)


def answer_fault(position: str, reason: str) -> Text | None:
    """What an answer lacks: a note and an objection need their words."""
    return None if reason.strip() else REASONED.get(position)


def deadline_fault(now: datetime, deadline: datetime) -> Text | None:
    """Whether a deadline leaves time to answer, and ends within half a year."""
    if deadline < now + SHORTEST:
        return say("Beri waktu menjawab paling sedikit satu jam.")
    return say("Batasnya paling lama 180 hari lagi.") if deadline > now + LONGEST else None


def is_mandated(mandates: Collection[MandateView], topic: str, today: date) -> bool:
    """Whether one of a village's mandates covers a topic on a day."""
    return any(
        not item.is_withdrawn and item.topic in ("", topic) and item.given_on <= today <= item.ends_on
        for item in mandates
    )


def may_close(now: datetime, deadline: datetime, counted: Count) -> bool:
    """Closing waits for the deadline, unless everybody has answered."""
    return now >= deadline or not counted.silent


def sees_results(is_hidden: bool, state: str, has_answered: bool) -> bool:
    """Whether somebody sees what others said: always, unless the proposal hides it until the own answer."""
    return not is_hidden or state != OPEN or has_answered


def to_talk_about(state: str, result: str) -> bool:
    """Whether a meeting would still talk about it: while it waits for answers, or when it did not pass."""
    return state == OPEN or result == NOT_PASSED
