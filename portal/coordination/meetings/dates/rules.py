"""Which day suits best, and by which rule."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ....contracts import Text, say

OPEN, FOUND, GIVEN_UP = "open", "found", "given_up"
STATES: Mapping[str, Text] = {
    OPEN: say("mencari hari"),
    FOUND: say("hari sudah dipilih"),
    GIVEN_UP: say("dihentikan"),
}
TONES = {OPEN: "info", FOUND: "ok", GIVEN_UP: "neutral"}

YES, IF_NEEDED, NO = "yes", "if_needed", "no"
ANSWERS: Mapping[str, Text] = {YES: say("Bisa"), IF_NEEDED: say("Bisa bila perlu"), NO: say("Tidak bisa")}

PAPER, PHONE = "paper", "phone"
CHANNELS: Mapping[str, Text] = {PAPER: say("Surat atau kertas"), PHONE: say("Telepon atau WhatsApp")}

MOST_DAYS = 10
USUAL_MINUTES = 180
RULE = say(
    "Urutan hari: paling banyak desa yang bisa; bila sama, paling sedikit yang tidak bisa; bila masih sama, "
    "hari yang lebih awal. “Bisa bila perlu” tidak dihitung sebagai bisa."
)


@dataclass(frozen=True)
class Tally:
    """How many parties said what to one day."""

    choice_id: int
    starts_at: datetime
    yes: int
    if_needed: int
    no: int
    silent: int


def tally(choice_id: int, starts_at: datetime, said: Mapping[int, str], asked: Collection[int]) -> Tally:
    """Count one day's answers, `said` by the party's number; only of those who are asked."""
    words = [said[number] for number in asked if number in said]
    return Tally(
        choice_id, starts_at, words.count(YES), words.count(IF_NEEDED), words.count(NO), len(asked) - len(words)
    )


def ranked(tallies: Iterable[Tally]) -> list[Tally]:
    """The days, best first, by `RULE`."""
    return sorted(tallies, key=lambda one: (-one.yes, one.no, one.starts_at))


def day_fault(starts_at: datetime, now: datetime, others: Collection[datetime]) -> Text | None:
    """Why a day cannot be offered; None when it can."""
    if starts_at <= now:
        return say("Hari ini sudah lewat. Pilih hari yang akan datang.")
    if starts_at in others:
        return say("Hari dan jam ini sudah ada di daftar.")
    if len(others) >= MOST_DAYS:
        return say("Paling banyak %(most)s hari.", most=MOST_DAYS)
    return None


def answer_fault(state: str, closes_on: date, today: date) -> Text | None:
    """Why nobody can answer (any more); None when they can, the closing day included."""
    if state != OPEN:
        return say("Pencarian hari ini sudah selesai.")
    if today > closes_on:
        return say("Waktu menjawab sudah lewat. Yang mengundang memilih harinya.")
    return None
