"""Rules of differing interests: who reads, common ground and distance, and how options are ranked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...contracts import Text, say

OPEN, AGREED, CLOSED = "open", "agreed", "closed"
STATES: Mapping[str, Text] = {OPEN: say("Dibicarakan"), AGREED: say("Sudah sepakat"), CLOSED: say("Selesai")}
STATE_TONES = {OPEN: "info", AGREED: "ok", CLOSED: "neutral"}

PARTIES, MEDIATED, PUBLIC = "parties", "mediated", "public"
CONFIDENTIALITY: Mapping[str, Text] = {
    PARTIES: say("Hanya para pihak"),
    MEDIATED: say("Para pihak dan pendamping yang diundang"),
    PUBLIC: say("Para pihak dan pendamping; ringkasannya untuk umum setelah selesai"),
}
WIDTH = tuple(CONFIDENTIALITY)  # from the narrowest

PRIORITIES: Mapping[int, Text] = {1: say("paling penting"), 2: say("penting"), 3: say("baik bila bisa")}
SAME, FINE, AGAINST = "same", "fine", "against"
MARKS: Mapping[str, Text] = {
    SAME: say("sama dengan kami"),
    FINE: say("kami tidak keberatan"),
    AGAINST: say("berlawanan dengan kami"),
}
MARK_SIGNS = {SAME: "●", FINE: "○", AGAINST: "✕"}

GLAD, ACCEPT, HEAVY, NO = "glad", "accept", "heavy", "no"
LEVELS: Mapping[str, Text] = {
    GLAD: say("senang"),
    ACCEPT: say("bisa menerima"),
    HEAVY: say("berat, tetapi bisa bila …"),
    NO: say("tidak bisa"),
}
LEVEL_TONES = {GLAD: "ok", ACCEPT: "ok", HEAVY: "warn", NO: "bad"}
SATISFACTION = {GLAD: 3, ACCEPT: 2, HEAVY: 1, NO: 0}
NEEDS_WORD: Mapping[str, Text] = {
    HEAVY: say("Tulis syaratnya: bisa bila …"),
    NO: say("Tulis alasannya, supaya dapat dicarikan jalan lain."),
}

AMENDMENT, PLAN, COMMITMENT, SETTLED, UNDERSTOOD, DROPPED = (
    "amendment", "plan", "commitment", "settled", "understood", "dropped",
)  # fmt: skip
OUTCOMES: Mapping[str, Text] = {
    AMENDMENT: say("Perjanjian diubah"),
    PLAN: say("Rencana diubah"),
    COMMITMENT: say("Menjadi janji"),
    SETTLED: say("Diselesaikan lewat tangga penyelesaian"),
    UNDERSTOOD: say("Saling mengerti; tidak ada yang perlu diubah"),
    DROPPED: say("Tidak dilanjutkan"),
}
NEED_OPTION = (AMENDMENT, PLAN, COMMITMENT)
MOST_INTERESTS, MOST_OPTIONS = 5, 20  # of a party; of a matter

METHOD = say(
    "Cara mengurutkan: pertama pilihan yang sudah dijawab semua pihak dan tidak ditolak siapa pun, lalu yang belum "
    "dijawab semua, terakhir yang ditolak. Di antara yang setara, didahulukan yang paling sedikit dirasa berat, lalu "
    "yang pihak paling tidak puasnya paling puas, lalu yang jumlah kepuasannya paling besar (senang 3, bisa menerima "
    "2, berat 1, tidak bisa 0; berat yang syaratnya sudah terpenuhi dihitung bisa menerima). Yang tetap sama disebut "
    "sama kuat. Pihak yang belum menjawab tidak dihitung setuju."
)


@dataclass(frozen=True)
class Answer:
    """A party's newest word on an option; `is_met` when its condition is fulfilled."""

    level: str
    is_met: bool = False

    @property
    def counts_as(self) -> str:
        """What it counts as: a met condition makes it acceptable."""
        return ACCEPT if self.level == HEAVY and self.is_met else self.level


@dataclass(frozen=True)
class Count:
    """How an option stands: how many parties said what, and how many said nothing yet."""

    glad: int
    accept: int
    heavy: int
    no: int
    silent: int

    @property
    def is_agreeable(self) -> bool:
        """Whether every party can live with it: all answered, none refuses, no condition is open."""
        return self.glad + self.accept > 0 and not (self.heavy or self.no or self.silent)

    @property
    def group(self) -> int:
        """0 all answered and nobody refuses, 1 somebody has not answered, 2 somebody refuses."""
        return 2 if self.no else 1 if self.silent else 0

    @property
    def key(self) -> tuple[int, ...]:
        """What options are sorted by, the best first; see `METHOD`."""
        said = (*[3] * self.glad, *[2] * self.accept, *[1] * self.heavy, *[0] * self.no)
        return (self.group, self.no, self.heavy, self.silent, -min(said, default=0), -sum(said))


@dataclass(frozen=True)
class Place:
    """An option's place among all; `is_tied` when another is just as good."""

    option_id: int
    place: int
    is_tied: bool
    count: Count


def count_of(answers: Mapping[int, Answer], parties: Iterable[int]) -> Count:
    """How an option stands among the parties that take part now; others' answers do not count."""
    said = [answers[party].counts_as if party in answers else "" for party in parties]
    found = Counter(said)
    return Count(found[GLAD], found[ACCEPT], found[HEAVY], found[NO], found[""])


def ranked(options: Mapping[int, Mapping[int, Answer]], parties: Sequence[int]) -> list[Place]:
    """The options by number, each with the answers by party, in the order of `METHOD`; ties share a place."""
    counts = {number: count_of(answers, parties) for number, answers in options.items()}
    order = sorted(counts, key=lambda number: (counts[number].key, number))
    keys = [counts[number].key for number in order]
    return [
        Place(number, keys.index(counts[number].key) + 1, keys.count(counts[number].key) > 1, counts[number])
        for number in order
    ]


COMMON, DISTANT, UNKNOWN = "common", "distant", "unknown"
GROUNDS: Mapping[str, Text] = {
    COMMON: say("titik temu"),
    DISTANT: say("berjauhan"),
    UNKNOWN: say("belum semua menandai"),
}
GROUND_TONES = {COMMON: "ok", DISTANT: "warn", UNKNOWN: "neutral"}


@dataclass(frozen=True)
class Ground:
    """How one interest stands among the other parties."""

    same: int
    fine: int
    against: tuple[int, ...]
    unmarked: int

    @property
    def kind(self) -> str:
        """Common ground, distance, or not known yet; one who is against is enough for distance."""
        if self.against:
            return DISTANT
        return UNKNOWN if self.unmarked else COMMON


def ground_of(owner: int, marks: Mapping[int, str], parties: Iterable[int]) -> Ground:
    """How an interest of `owner` stands among the others, by their marks."""
    others = [party for party in parties if party != owner]
    said = Counter(marks.get(party, "") for party in others)
    against = tuple(party for party in others if marks.get(party) == AGAINST)
    return Ground(said[SAME], said[FINE], against, said[""])


def may_widen(old: str, new: str, spoken: Iterable[int], own: int | None) -> bool:
    """Whether who reads may be changed so: narrower always, wider only while no other party has spoken.

    Whoever spoke did so trusting that others would not read it.
    """
    return WIDTH.index(new) <= WIDTH.index(old) or not any(party != own for party in spoken)


def closing_fault(outcome: str, has_option: bool, has_settlement: bool, opened_it: bool = True) -> Text | None:
    """Why a matter cannot be closed with this outcome; None when it can.

    That nothing has to change is for the party to say that opened it, while it takes part.
    """
    if outcome in (UNDERSTOOD, DROPPED) and not opened_it:
        return say("Jawaban ini hanya dari pihak yang membuka perbedaan.")
    if outcome in NEED_OPTION and not has_option:
        return say("Belum ada pilihan yang disetujui semua pihak.")
    if outcome == SETTLED and not has_settlement:
        return say("Belum ada hasil di tangga penyelesaian.")
    if has_option and outcome in (SETTLED, DROPPED):
        return say("Sudah ada pilihan yang disetujui semua pihak: catat jadinya.")
    return None
