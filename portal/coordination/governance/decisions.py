"""How a body decides: rules of decision as data, and whether a count of voices decides by one of them.

No national rule says how many villages must be there or must agree: what stands in `DEFAULTS`
is a setting of this portal until the body adopts its own rule in a meeting.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ...contracts import LegalBasis, Text, say

GENERAL, BUDGET, NEW_MEMBER, AMENDMENT, DISMISSAL = "general", "budget", "new_member", "amendment", "dismissal"
TOPICS: Mapping[str, Text] = {
    GENERAL: say("Hal umum"),
    BUDGET: say("Anggaran dan uang bersama"),
    NEW_MEMBER: say("Anggota baru"),
    AMENDMENT: say("Perubahan perjanjian"),
    DISMISSAL: say("Pemberhentian pengurus"),
}
CONSENSUS, CONSENT, MAJORITY, TWO_THIRDS, ALL = "consensus", "consent", "majority", "two_thirds", "all"
METHODS: Mapping[str, Text] = {
    CONSENSUS: say("Mufakat: semua desa yang hadir setuju"),
    CONSENT: say("Tanpa keberatan yang beralasan"),
    MAJORITY: say("Suara terbanyak: lebih dari setengah desa yang hadir"),
    TWO_THIRDS: say("Dua pertiga desa yang hadir"),
    ALL: say("Semua desa setuju, hadir atau tidak"),
}
BY_NUMBER = (MAJORITY, TWO_THIRDS)  # where it matters what a voice weighs
LIGHTEST, HEAVIEST = 1, 100
TALKING = (CONSENSUS, CONSENT)  # decided by talking: what follows when it fails is agreed before
ADJOURN, HEADS = "adjourn", "heads"
FALLBACKS: Mapping[str, Text] = {
    ADJOURN: say("Dibahas lagi di musyawarah berikut"),
    MAJORITY: say("Suara terbanyak dari desa yang hadir"),
    TWO_THIRDS: say("Dua pertiga desa yang hadir"),
    HEADS: say("Diserahkan kepada para Kepala Desa"),
}
IN_FAVOUR, AGAINST, ABSTAIN = "in_favour", "against", "abstain"
ONE_EACH: Mapping[int, int] = {}  # weights of voices where none were agreed
SETTING = LegalBasis("", confirmed=False)


@dataclass(frozen=True)
class Rule:
    """How one topic is decided. The quorum is a fraction of the villages; one village has one voice.

    A body may agree on `weights` (pairs of a party's number and what its voice weighs): they count where
    voices are counted, never for the quorum, for mufakat, or where all have to agree.
    A rule that no meeting adopted (`is_adopted` False) is the portal's setting.
    """

    topic: str
    method: str
    quorum: tuple[int, int]
    fallback: str = ADJOURN
    in_force_from: date | None = None
    minutes_number: str = ""
    minutes_on: date | None = None
    id: int = 0
    weights: tuple[tuple[int, int], ...] = ()

    @property
    def is_adopted(self) -> bool:
        """Whether the body itself adopted it."""
        return self.in_force_from is not None

    def needed(self, villages: int) -> int:
        """How many of the villages must be there: the fraction, rounded up."""
        part, whole = self.quorum
        return -(-villages * part // whole)

    def weight_of(self, party_id: int) -> int:
        """What the voice of a party weighs; 1 for one that joined after the rule was adopted."""
        return dict(self.weights).get(party_id, 1)

    @property
    def after_failing(self) -> Rule | None:
        """The rule to vote by when talking did not bring a decision; None when no vote follows."""
        votes = self.method in TALKING and self.fallback in (MAJORITY, TWO_THIRDS)
        return replace(self, method=self.fallback, fallback=ADJOURN) if votes else None


DEFAULTS: Mapping[str, Rule] = {
    GENERAL: Rule(GENERAL, CONSENSUS, (2, 3), MAJORITY),
    BUDGET: Rule(BUDGET, CONSENSUS, (2, 3), MAJORITY),
    NEW_MEMBER: Rule(NEW_MEMBER, ALL, (1, 1)),
    AMENDMENT: Rule(AMENDMENT, ALL, (1, 1)),
    DISMISSAL: Rule(DISMISSAL, CONSENSUS, (2, 3), TWO_THIRDS),
}


@dataclass(frozen=True)
class Tally:
    """The voices of the villages, counted, or what they weigh together."""

    in_favour: int = 0
    against: int = 0
    abstain: int = 0

    @property
    def given(self) -> int:
        """All of them together."""
        return self.in_favour + self.against + self.abstain


@dataclass(frozen=True)
class Outcome:
    """Whether it is decided, and the sentence that says why."""

    decided: bool
    sentence: Text


def in_force(versions: Iterable[Rule], topic: str, at: date) -> Rule:
    """The rule of a topic on a day: the newest adopted one in force by then, else the portal's setting."""
    own = [rule for rule in versions if rule.topic == topic and rule.in_force_from and rule.in_force_from <= at]
    return max(own, key=lambda rule: (rule.in_force_from, rule.id), default=DEFAULTS[topic])


def tally(voices: Iterable[tuple[int, str]], voters: Collection[int], weights: Mapping[int, int] = ONE_EACH) -> Tally:
    """Count the voices, as (village, choice): each village once, its last word counts, strangers' do not.

    With `weights`, what the voices weigh together; a village without one weighs 1.
    """
    last = {village: choice for village, choice in voices if village in voters}
    heavy = {choice: 0 for choice in (IN_FAVOUR, AGAINST, ABSTAIN)}
    for village, choice in last.items():
        if choice in heavy:
            heavy[choice] += weights.get(village, 1)
    return Tally(heavy[IN_FAVOUR], heavy[AGAINST], heavy[ABSTAIN])


def counts(
    rule: Rule,
    in_favour: int,
    against: int,
    abstain: int,
    villages: int,
    present: int,
    weighed: Tally | None = None,
) -> Outcome:
    """Whether so many voices decide by a rule, of `villages` with a voice, of whom `present` are there.

    Who is there and says nothing is not counted as agreeing. `weighed` is what the same voices weigh: a majority
    is one of the weight of those who spoke. A rule with weights never passes a majority without it, unless all
    who are there agree. ValueError when the numbers cannot be.
    """
    if min(in_favour, against, abstain) < 0 or in_favour + against + abstain > present or present > villages:
        raise ValueError("more voices than villages that are there, or more there than there are")
    if not in_favour or present < rule.needed(villages):
        return _not_opened(rule, in_favour, villages, present)
    if rule.weights and rule.method in BY_NUMBER and in_favour < present:
        return _by_weight(rule, weighed)
    if _agrees(rule.method, in_favour, against, villages, present):
        return Outcome(
            True, say("Diputuskan: %(yes)s dari %(present)s desa yang hadir setuju.", yes=in_favour, present=present)
        )
    return Outcome(False, _not_decided(rule, in_favour, against, present))


def weight_faults(weights: Mapping[int, int | None], parties: Collection[int]) -> dict[int, Text]:
    """What is wrong with agreed weights, by party: each that has a voice weighs a whole number from 1 to 100."""
    faults = {
        number: say("Isi bobot semua pihak, atau kosongkan semuanya.")
        for number in parties
        if weights.get(number) is None
    }
    wrong = {
        number: say("Bobot suara antara %(least)s dan %(most)s.", least=LIGHTEST, most=HEAVIEST)
        for number, weight in weights.items()
        if weight is not None and not LIGHTEST <= weight <= HEAVIEST
    }
    strangers = {
        number: say("Pihak ini tidak mempunyai suara dalam badan ini.") for number in weights if number not in parties
    }
    return {**faults, **wrong, **strangers}


def _by_weight(rule: Rule, weighed: Tally | None) -> Outcome:
    """A count by number where voices weigh differently; undecided where nobody weighed them."""
    if weighed is None:
        return Outcome(False, say("Aturan ini memakai bobot suara: hitung suara menurut bobotnya."))
    told = {"yes": weighed.in_favour, "given": weighed.given}
    if _agrees(rule.method, weighed.in_favour, weighed.against, weighed.given, weighed.given):
        return Outcome(True, say("Diputuskan: setuju %(yes)s dari %(given)s suara menurut bobot.", **told))
    return Outcome(
        False,
        say(
            "Belum diputuskan: setuju %(yes)s dari %(given)s suara menurut bobot. Aturannya: %(method)s.",
            **told, method=METHODS[rule.method],
        ),
    )  # fmt: skip


def _not_opened(rule: Rule, in_favour: int, villages: int, present: int) -> Outcome:
    if present < rule.needed(villages):
        return Outcome(
            False,
            say(
                "Belum kuorum: hadir %(present)s desa, perlu %(needed)s dari %(villages)s.",
                present=present, needed=rule.needed(villages), villages=villages,
            ),
        )  # fmt: skip
    return Outcome(False, say("Belum diputuskan: belum ada desa yang setuju."))


def _agrees(method: str, in_favour: int, against: int, villages: int, present: int) -> bool:
    return {
        CONSENSUS: in_favour == present,
        CONSENT: against == 0,
        MAJORITY: in_favour * 2 > present,
        TWO_THIRDS: in_favour * 3 >= present * 2,
        ALL: in_favour == villages,
    }[method]


def _not_decided(rule: Rule, in_favour: int, against: int, present: int) -> Text:
    if rule.method in TALKING:
        return say("Belum mufakat. Selanjutnya: %(next)s.", next=FALLBACKS[rule.fallback])
    return say(
        "Belum diputuskan: setuju %(yes)s, menolak %(no)s, dari %(present)s desa yang hadir. Aturannya: %(method)s.",
        yes=in_favour, no=against, present=present, method=METHODS[rule.method],
    )  # fmt: skip
