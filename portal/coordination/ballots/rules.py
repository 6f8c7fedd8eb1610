"""When an election is counted and what the count means, on plain values.

Each party has one ballot. Where only one or two ballots are counted, the count itself tells who chose whom:
fewer than `FEWEST` are therefore never counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ...contracts import Text, say

OPEN, CLOSED, CALLED_OFF = "open", "closed", "called_off"
STATES: Mapping[str, Text] = {
    OPEN: say("sedang berlangsung"),
    CLOSED: say("selesai dihitung"),
    CALLED_OFF: say("dibatalkan"),
}
STATE_TONES: Mapping[str, str] = {OPEN: "info", CLOSED: "neutral", CALLED_OFF: "neutral"}
PORTAL, PAPER = "portal", "paper"
WAYS: Mapping[str, Text] = {
    PORTAL: say("Di portal, tiap pihak dari tempatnya"),
    PAPER: say("Di kertas dalam musyawarah; hasil hitungannya dicatat di sini"),
}
ELECTED, TIE, NOBODY, NOT_COUNTED = "elected", "tie", "nobody", "not_counted"
RESULTS: Mapping[str, Text] = {
    ELECTED: say("ada yang terpilih"),
    TIE: say("suara sama"),
    NOBODY: say("tidak ada yang dipilih"),
    NOT_COUNTED: say("tidak dihitung"),
}
RESULT_TONES: Mapping[str, str] = {ELECTED: "ok", TIE: "warn", NOBODY: "warn", NOT_COUNTED: "warn"}
FEWEST = 3  # electors, and ballots
LEAST, MOST = 2, 6  # candidates


@dataclass(frozen=True)
class Result:
    """What came out: `leaders` are the candidates with the most votes: one, or several with the same number."""

    code: str
    leaders: tuple[int, ...] = ()


def electors_fault(electors: int) -> Text | None:
    """Whether there are enough electors to keep a ballot secret."""
    if electors >= FEWEST:
        return None
    return say(
        "Pemilihan rahasia perlu paling sedikit %(fewest)s pihak yang memilih: dengan %(electors)s suara, "
        "hasilnya sendiri sudah membuka siapa memilih siapa. Putuskan lewat usulan atau musyawarah.",
        fewest=FEWEST, electors=electors,
    )  # fmt: skip


def needed(quorum: int) -> int:
    """How many ballots it takes to be counted: the body's quorum, and never so few that the count betrays."""
    return max(FEWEST, quorum)


def result(votes: Mapping[int, int], ballots: int, least: int) -> Result:
    """Who has the most votes, of so many ballots with the blank ones; not counted with fewer than `least`."""
    if ballots < least:
        return Result(NOT_COUNTED)
    most = max(votes.values(), default=0)
    if not most:
        return Result(NOBODY)
    leaders = tuple(number for number, many in votes.items() if many == most)
    return Result(ELECTED if len(leaders) == 1 else TIE, leaders)


def may_close(now: datetime, deadline: datetime, missing: int) -> bool:
    """Closing waits for the deadline, unless the ballots of all who may still vote are in."""
    return now >= deadline or not missing


def candidates_fault(candidates: Sequence[tuple[str, int]]) -> Text | None:
    """What is wrong with a list of (name, party)."""
    if len(candidates) < LEAST:
        return say("Tulis paling sedikit dua calon, masing-masing dengan desanya.")
    known = {(name.casefold(), party) for name, party in candidates}
    return say("Ada calon yang tertulis dua kali.") if len(known) < len(candidates) else None


def paper_fault(votes: Mapping[int, int], others: int, electors: int, least: int) -> Text | None:
    """Whether a count on paper can be: nothing under zero, no more ballots than electors, none that betrays."""
    total = sum(votes.values()) + others
    if min((*votes.values(), others)) < 0:
        return say("Jumlah suara tidak kurang dari nol.")
    if total > electors:
        return say(
            "Jumlahnya %(total)s suara, padahal yang berhak memilih %(electors)s pihak.",
            total=total, electors=electors,
        )  # fmt: skip
    if total < least:
        return say(
            "Suara yang masuk %(total)s, perlu paling sedikit %(least)s. Batalkan pemilihan ini dan ulangi.",
            total=total, least=least,
        )  # fmt: skip
    return None
