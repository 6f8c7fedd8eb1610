"""What an evaluation asks, what it may rest on, and when it may be closed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ...contracts import Text, say

MIDTERM, YEARLY, FINAL = "midterm", "yearly", "final"
KINDS: Mapping[str, Text] = {
    MIDTERM: say("Evaluasi tengah masa"),
    YEARLY: say("Evaluasi tahunan"),
    FINAL: say("Evaluasi akhir"),
}

OPEN, CLOSED = "open", "closed"
STATES: Mapping[str, Text] = {OPEN: say("berjalan"), CLOSED: say("ditutup")}
STATE_TONES = {OPEN: "info", CLOSED: "ok"}


@dataclass(frozen=True)
class Question:
    """One question of an evaluation: the word it is known by, the question itself, what to look at."""

    label: Text
    question: Text
    help: Text


QUESTIONS: Mapping[str, Question] = {
    "relevance": Question(
        say("Kesesuaian"),
        say("Apakah kerja sama ini masih menjawab kebutuhan warga?"),
        say("Lihat kebutuhan semula, dan apa yang berubah sejak itu."),
    ),
    "effectiveness": Question(
        say("Ketercapaian"),
        say("Apakah hasil yang disepakati tercapai?"),
        say("Lihat capaian dan sasaran tiap ukuran keberhasilan."),
    ),
    "efficiency": Question(
        say("Kehematan"),
        say("Apakah uang, tenaga, dan waktu terpakai dengan hemat?"),
        say("Lihat anggaran dan belanja, sumbangan, dan kegiatan yang terlambat."),
    ),
    "impact": Question(
        say("Dampak"),
        say("Apa yang berubah bagi warga, yang diharapkan maupun tidak?"),
        say("Dengarkan juga suara warga."),
    ),
    "sustainability": Question(
        say("Keberlanjutan"),
        say("Apakah manfaatnya bertahan bila bantuan atau pejabatnya berganti?"),
        say("Lihat perawatan, dana, dan siapa yang memegang tugasnya."),
    ),
    "fairness": Question(
        say("Keadilan antar pihak"),
        say("Apakah beban dan manfaat dibagi adil di antara para pihak?"),
        say("Lihat timbangan sumbangan dan janji yang ditepati tiap pihak."),
    ),
}

CANNOT_SAY = 0
SCALE: Mapping[int, Text] = {
    4: say("Ya, sepenuhnya"),
    3: say("Sebagian besar"),
    2: say("Sebagian kecil"),
    1: say("Belum"),
    CANNOT_SAY: say("Belum dapat dinilai"),
}
SCALE_TONES = {4: "ok", 3: "ok", 2: "warn", 1: "bad", CANNOT_SAY: "neutral"}

FINDING, LESSON = "finding", "lesson"
FINDING_KINDS: Mapping[str, Text] = {FINDING: say("Temuan"), LESSON: say("Pelajaran")}

UNANSWERED, PLAN, COMMITMENT, DECLINED = "", "plan", "commitment", "declined"
OUTCOMES: Mapping[str, Text] = {
    PLAN: say("Menjadi perubahan rencana"),
    COMMITMENT: say("Menjadi janji"),
    DECLINED: say("Tidak dijalankan, dengan alasan"),
}
OUTCOME_TONES = {UNANSWERED: "warn", PLAN: "ok", COMMITMENT: "ok", DECLINED: "neutral"}


@dataclass(frozen=True)
class Spread:
    """How the parties answered one question: how many gave each mark, and how many could not say."""

    code: str
    counts: Mapping[int, int]

    @property
    def answered(self) -> int:
        """How many parties gave a mark."""
        return sum(count for mark, count in self.counts.items() if mark != CANNOT_SAY)

    @property
    def is_wide(self) -> bool:
        """Whether two parties are two steps apart or more: worth a talk before a conclusion."""
        marks = [mark for mark, count in self.counts.items() if count and mark != CANNOT_SAY]
        return bool(marks) and max(marks) - min(marks) >= 2


def spreads(marks: Iterable[tuple[str, int]]) -> list[Spread]:
    """The spread of each question, in their order, from (question, mark) of all parties."""
    counted: dict[str, dict[int, int]] = {code: dict.fromkeys(SCALE, 0) for code in QUESTIONS}
    for code, mark in marks:
        if code in counted and mark in SCALE:
            counted[code][mark] += 1
    return [Spread(code, counts) for code, counts in counted.items()]


def sees_answers(is_closed: bool, own_party_id: int | None, answered: Iterable[int]) -> bool:
    """Whether the other parties' answers are shown: a party that is still to answer first says its own."""
    return is_closed or own_party_id is None or own_party_id in set(answered)


def period_fault(period_from: date, period_to: date, today: date) -> Text | None:
    """Why a period cannot be evaluated; None when it can: it ends within a year from today at the latest."""
    if period_to < period_from:
        return say("Akhir masa yang dinilai tidak boleh sebelum awalnya.")
    if (period_to - period_from).days > 366 * 6:
        return say("Masa yang dinilai paling lama enam tahun.")
    if (period_to - today).days > 366:
        return say("Masa yang dinilai berakhir terlalu jauh di depan; paling lambat setahun lagi.")
    return None


def closing_faults(answered: int, asked: int, due_on: date, today: date, recommendations: Iterable[str]) -> list[Text]:
    """Why an evaluation cannot be closed yet. `recommendations` are their outcomes, empty while unanswered."""
    found: list[Text] = []
    outcomes = list(recommendations)
    if answered == 0:
        found.append(say("Belum ada pihak yang menjawab."))
    elif answered < asked and today <= due_on:
        found.append(say("Masih ditunggu jawaban %(count)s pihak, sampai tenggatnya.", count=asked - answered))
    if not outcomes:
        found.append(say("Belum ada rekomendasi. Tanpa itu evaluasi tidak mengubah apa-apa."))
    if open_ := outcomes.count(UNANSWERED):
        found.append(say("%(count)s rekomendasi belum dijawab.", count=open_))
    return found


def may_settle(speaks: bool, party_id: int | None, members: Iterable[int]) -> bool:
    """Whether a party says what became of a recommendation: the one it is addressed to, or any when it is to all.

    `speaks` is whether the person speaks for the addressed party. Any party answers for one that is no member now.
    """
    return party_id is None or speaks or party_id not in set(members)


def outcome_faults(outcome: str, word: str, link: str, home: str) -> dict[str, Text]:
    """Why a recommendation is not answered by this, by field; empty when it is.

    `home` is what the addresses of the partnership's own pages begin with: plans and promises are nowhere else.
    """
    if outcome not in OUTCOMES:
        return {"outcome": say("Pilih apa jadinya rekomendasi ini.")}
    if outcome == DECLINED and len(word.strip()) < 10:
        return {"word": say("Tulis alasannya, supaya pihak lain mengerti.")}
    if outcome != DECLINED and not link:
        return {"link": say("Tunjukkan rencana atau janji yang dimaksud: pilih dari daftar, atau tulis alamatnya.")}
    if outcome != DECLINED and not (link.startswith(home) and "/." not in link):
        return {"link": say("Tulis alamat rencana atau janji dalam kerja sama ini, yang diawali %(home)s.", home=home)}
    return {}


def spelled(evaluation: Mapping[str, Any]) -> str:
    """A closed evaluation in its one possible spelling: what is frozen, and what the fingerprint is taken of."""
    return json.dumps(evaluation, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def fingerprint(text: str) -> str:
    """SHA-256 of a closed evaluation's text, in hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _plain(value: Any) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value)
