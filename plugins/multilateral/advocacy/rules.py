"""The rules of a joint position, on plain values: its states, whose word counts, and when it may be sent."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from portal.sdk import say

DRAFT, GATHERING, SENT, ANSWERED = "draft", "gathering", "sent", "answered"
CLOSED, WITHDRAWN, REPLACED = "closed", "withdrawn", "replaced"
FROZEN = (SENT, ANSWERED, CLOSED, REPLACED)
OPEN = (SENT, ANSWERED)
STATES: Mapping[str, Any] = {
    DRAFT: say("Rancangan"),
    GATHERING: say("Menunggu suara para pihak"),
    SENT: say("Terkirim, menunggu jawaban"),
    ANSWERED: say("Sudah dijawab"),
    CLOSED: say("Selesai"),
    WITHDRAWN: say("Ditarik"),
    REPLACED: say("Diganti versi baru"),
}
TONES: Mapping[str, str] = {GATHERING: "warn", SENT: "info", ANSWERED: "ok", CLOSED: "ok"}

SUPPORTS, ABSTAINS, OBJECTS = "supports", "abstains", "objects"
WORDS: Mapping[str, Any] = {
    SUPPORTS: say("Mendukung"),
    ABSTAINS: say("Tidak ikut"),
    OBJECTS: say("Keberatan"),
}
NEEDS_REASON = (ABSTAINS, OBJECTS)

ALL, TWO_THIRDS, MAJORITY = "all", "two_thirds", "majority"
THRESHOLDS: Mapping[str, Any] = {
    ALL: say("Semua pihak"),
    TWO_THIRDS: say("Paling sedikit dua pertiga pihak"),
    MAJORITY: say("Lebih dari separuh pihak"),
}
SIGNS: Mapping[str, str] = {ALL: "100 %", TWO_THIRDS: "≥ 2/3", MAJORITY: "> 1/2"}  # as the history keeps them

NO_ANSWER = "none"
ANSWERS: Mapping[str, Any] = {
    "accepted": say("Diterima"),
    "partly": say("Diterima sebagian"),
    "refused": say("Ditolak"),
    NO_ANSWER: say("Belum dijawab"),
}
LEADERS = ("village_head", "third_party")
# Before all have accepted there is nobody to speak for; after the end nobody speaks any more.
TOO_EARLY = ("draft", "village_deliberation", "planned", "offered", "offer_countered", "offer_accepted")
OVER = ("ended", "cancelled", "rejected_by_village", "offer_declined")
NEXT: Mapping[str, Any] = {
    DRAFT: say("Lengkapi teks dan buktinya, lalu minta suara para pihak."),
    GATHERING: say("Tiap kepala menyatakan suara pihaknya. Yang diam tidak dihitung mendukung."),
    SENT: say("Teksnya beku. Catat tiap langkah sesudahnya, dan jawabannya bila datang."),
    ANSWERED: say("Tulis hasil dan pelajarannya, lalu tutup."),
    CLOSED: say("Selesai. Hasil dan pelajarannya tetap dapat dibaca."),
    WITHDRAWN: say("Ditarik sebelum dikirim. Alasannya ada dalam riwayat."),
    REPLACED: say("Versi yang lebih baru sudah dikirim."),
}
ALL_OF_IT, SINCE_SENT, ONLY_PUBLIC = "all", "sent", "public"
TEXT = ("title", "ask", "addressee", "addressee_body", "evidence", "links", "papers")
MOST_LINKS = 10


def clearance(relations: Collection[str]) -> str:
    """What somebody who stands so to the partnership reads: the parties all of it, those who oversee
    villages what was sent, everybody else what the parties made public."""
    if set(relations) - {"public", "within"}:
        return ALL_OF_IT
    return SINCE_SENT if "within" in relations else ONLY_PUBLIC


def may_read(cleared: str, state: str, is_public: bool) -> bool:
    """Whether a position may be read with this clearance."""
    return cleared == ALL_OF_IT or is_public or (cleared == SINCE_SENT and state in FROZEN)


def season_fault(status: str) -> Any:
    """Why this is no time for a joint position, by the partnership's state; None when it is."""
    if status in TOO_EARLY:
        return say("Sikap bersama baru dapat ditulis setelah para pihak menerima tawaran kerja sama.")
    return say("Kerja sama ini sudah selesai.") if status in OVER else None


@dataclass(frozen=True)
class Count:
    """What the parties said so far. Only a party that has spoken is counted, for what it said."""

    supports: int
    abstains: int
    objects: int
    silent: int
    needed: int

    @property
    def is_enough(self) -> bool:
        """Whether the support that the parties chose is there."""
        return self.supports >= self.needed


def needed(threshold: str, voters: int) -> int:
    """How many of the voting parties must support; never none."""
    found = {ALL: voters, TWO_THIRDS: -(-2 * voters // 3), MAJORITY: voters // 2 + 1}[threshold]
    return max(1, found)


def count(threshold: str, words: Mapping[int, str], voters: Collection[int]) -> Count:
    """The count over the parties that vote now; a word of a party that does not any more is left out."""
    said = [words[party] for party in voters if party in words]
    return Count(
        said.count(SUPPORTS),
        said.count(ABSTAINS),
        said.count(OBJECTS),
        len(voters) - len(said),
        needed(threshold, len(voters)),
    )


def reasons_not_to_send(found: Count, silent: Sequence[object], short: Any) -> list[Any]:
    """Why a position cannot be sent yet; `silent` are the names of those who have not spoken."""
    if found.is_enough:
        return []
    reasons = [say("Baru %(now)s pihak mendukung, padahal perlu %(needed)s.", now=found.supports, needed=found.needed)]
    if silent:
        reasons.append(say("Belum bersuara: %(names)s.", names=short(silent)))
    return reasons


def incomplete(values: Mapping[str, Any]) -> list[Any]:
    """What a draft lacks before the parties are asked for their word."""
    asked = {
        "ask": say("Tuliskan apa yang diminta."),
        "addressee": say("Tuliskan kepada pejabat siapa."),
        "evidence": say("Tuliskan buktinya: angka, kejadian, atau aturan yang menjadi dasar."),
    }
    return [sentence for name, sentence in asked.items() if not str(values.get(name) or "").strip()]


def links_of(text: str) -> list[str]:
    """The addresses in a text, one a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def link_fault(text: str) -> Any:
    """What is wrong with a text of links, in a sentence; None when nothing is. Only http and https lead anywhere."""
    links = links_of(text)
    if len(links) > MOST_LINKS:
        return say("Paling banyak %(most)s tautan.", most=MOST_LINKS)
    wrong = next((link for link in links if not _leads_somewhere(link)), None)
    return say("Tautan harus diawali http:// atau https://: %(link)s", link=wrong[:80]) if wrong else None


def _leads_somewhere(link: str) -> bool:
    if any(sign.isspace() or not sign.isprintable() for sign in link):
        return False
    try:
        parts = urlsplit(link)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def date_fault(day: date | None, earlier: date | None, sentence: Any) -> dict[str, Any]:
    """A day that lies before the one it follows."""
    return {"held_on": sentence} if day and earlier and day < earlier else {}


def frozen_text(values: Mapping[str, Any], number: int, supporters: Sequence[Mapping[str, Any]]) -> str:
    """What was sent, in its one possible spelling: the text, its version, and who stood behind it."""
    text = {name: values[name] for name in TEXT}
    return json.dumps({**text, "number": number, "supporters": list(supporters)}, sort_keys=True, ensure_ascii=False)


def fingerprint(text: str) -> str:
    """SHA-256 of a frozen text, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()
