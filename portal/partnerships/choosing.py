"""The way to a type of partnership: a few questions, one at a time, and what the plugins advise on the answers.

Everything stands in the address, so that a way half gone can be sent to somebody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..contracts import Advice, Answers, PartnershipType, Sector, Text, say

UNKNOWN = "belum"  # the answer of somebody who does not know the sector yet


@dataclass(frozen=True)
class Choice:
    """One answer: its word in the address, and how a person reads it."""

    value: str
    label: Text


@dataclass(frozen=True)
class Question:
    """One question, with its word in the address."""

    name: str
    label: Text
    choices: tuple[Choice, ...]
    help: Text = ""

    def answer(self, value: str) -> Choice | None:
        """The choice of that word; None for anything that is none."""
        return next((choice for choice in self.choices if choice.value == value), None)


@dataclass(frozen=True)
class Recommendation:
    """What is said of one type: how well it fits (None when no plugin advised), why, what it asks, and its bounds."""

    kind: PartnershipType
    fit: int | None
    reasons: tuple[Text, ...] = ()
    demands: tuple[Text, ...] = ()
    limit: Text = ""

    @property
    def is_advised(self) -> bool:
        """Whether a plugin said something of it."""
        return self.fit is not None


PARTIES = {"2": 2, "3-5": 4, "6": 6}
QUESTIONS: tuple[Question, ...] = (
    Question(
        "pihak",
        say("Berapa pihak yang akan bekerja sama?"),
        (Choice("2", say("Dua")), Choice("3-5", say("Tiga sampai lima")), Choice("6", say("Enam atau lebih"))),
        say("Hitung desa Anda juga."),
    ),
    Question(
        "lembaga",
        say("Adakah pihak yang bukan desa?"),
        (Choice("tidak", say("Tidak, semuanya desa")), Choice("ya", say("Ya, ada"))),
        say("Misalnya perusahaan, kampus, koperasi, atau dinas."),
    ),
    Question(
        "bidang",
        say("Mengurus satu bidang, atau beberapa?"),
        (
            Choice("satu", say("Satu bidang, misalnya air atau pasar")),
            Choice("beberapa", say("Beberapa bidang sekaligus")),
        ),
    ),
    Question(
        "bersama",
        say("Adakah barang atau uang yang dikumpulkan dan dipakai bersama?"),
        (Choice("tidak", say("Tidak")), Choice("ya", say("Ya"))),
        say("Misalnya alat, lahan, mata air, atau kas bersama."),
    ),
    Question(
        "tenaga",
        say("Adakah orang dan waktu untuk mengurus badan bersama?"),
        (Choice("cukup", say("Ada, cukup")), Choice("terbatas", say("Terbatas, atau belum tahu"))),
        say("Badan bersama rutin bermusyawarah, mencatat, dan melapor."),
    ),
    Question(
        "lama",
        say("Berapa lama kerja samanya?"),
        (
            Choice("sebentar", say("Satu dua tahun, atau satu kegiatan")),
            Choice("menetap", say("Bertahun-tahun, dengan badan dan aturan tetap")),
        ),
    ),
)
SECTOR = "sektor"


def questions_for(chosen: Mapping[str, str], sectors: Iterable[Sector]) -> tuple[Question, ...]:
    """The questions of this way: which field it is, is asked where it is one."""
    if chosen.get("bidang") != "satu":
        return QUESTIONS
    known = tuple(Choice(sector.code, sector.label) for sector in sectors)
    field = Question(SECTOR, say("Bidang apa?"), (*known, Choice(UNKNOWN, say("Belum tahu"))))
    place = next(number for number, item in enumerate(QUESTIONS) if item.name == "bidang") + 1
    return (*QUESTIONS[:place], field, *QUESTIONS[place:])


def answered(asked: Iterable[Question], given: Mapping[str, str]) -> dict[str, str]:
    """The answers that are answers, by the question's word; anything else in an address is ignored."""
    return {item.name: given[item.name] for item in asked if item.answer(given.get(item.name, "")) is not None}


def next_question(asked: Iterable[Question], chosen: Mapping[str, str]) -> Question | None:
    """The first question without an answer; None when all have one."""
    return next((item for item in asked if item.name not in chosen), None)


def answers_of(chosen: Mapping[str, str]) -> Answers:
    """The answers as the plugins are asked with them; every question of `QUESTIONS` has one."""
    return Answers(
        parties=PARTIES[chosen["pihak"]],
        third_party=chosen["lembaga"] == "ya",
        breadth="one_field" if chosen["bidang"] == "satu" else "several_fields",
        resources=chosen["bersama"] == "ya",
        capacity="strong" if chosen["tenaga"] == "cukup" else "weak",
        legal="lasting" if chosen["lama"] == "menetap" else "simple",
    )


def recommendations(
    advice: Iterable[Advice], kinds: Mapping[str, PartnershipType], parties: int
) -> list[Recommendation]:
    """What the plugins advise, best first, then the types that nobody spoke of; each type once."""
    best: dict[str, Recommendation] = {}
    for item in advice:
        if item.type_code in kinds and item.type_code not in best:
            kind = kinds[item.type_code]
            best[kind.code] = Recommendation(kind, item.fit, item.reasons, item.demands, limit_of(kind, parties))
    rest = [
        Recommendation(kind, None, limit=limit_of(kind, parties)) for kind in kinds.values() if kind.code not in best
    ]
    return [*best.values(), *rest]


def limit_of(kind: PartnershipType, parties: int) -> Text:
    """Why so many parties do not fit a type; empty when they do."""
    least, most = kind.parties
    if parties < least:
        return say("Jenis ini untuk %(least)s pihak atau lebih.", least=least)
    if most is not None and parties > most:
        return say("Jenis ini paling banyak untuk %(most)s pihak.", most=most)
    return ""
