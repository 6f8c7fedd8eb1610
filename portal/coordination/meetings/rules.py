"""What a meeting may do next, who was there and whether that is enough, and when its minutes are settled."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ...contracts import LegalBasis, Text, say
from ..governance.rules import MAN, WOMAN

VILLAGE, INTER_VILLAGE, WORKING = "village_deliberation", "inter_village", "working"
KINDS: Mapping[str, Text] = {
    INTER_VILLAGE: say("Musyawarah antar desa"),
    VILLAGE: say("Musyawarah desa"),
    WORKING: say("Rapat kerja"),
}

DRAFT, CALLED, HELD, CONFIRMING, SETTLED = "draft", "called", "held", "confirming", "settled"
POSTPONED, CANCELLED = "postponed", "cancelled"
STATES: Mapping[str, Text] = {
    DRAFT: say("disiapkan"),
    CALLED: say("diundang"),
    HELD: say("sudah berlangsung"),
    CONFIRMING: say("berita acara menunggu jawaban desa"),
    SETTLED: say("berita acara tetap"),
    POSTPONED: say("ditunda"),
    CANCELLED: say("dibatalkan"),
}
TONES = {
    DRAFT: "neutral", CALLED: "info", HELD: "warn", CONFIRMING: "warn", SETTLED: "ok",
    POSTPONED: "warn", CANCELLED: "neutral",
}  # fmt: skip
COMING = (DRAFT, CALLED, POSTPONED)
PAST = (HELD, CONFIRMING, SETTLED)
NEXT: Mapping[str, tuple[str, ...]] = {
    DRAFT: (CALLED, HELD, CANCELLED),
    CALLED: (HELD, POSTPONED, CANCELLED),
    POSTPONED: (CALLED, HELD, CANCELLED),
    HELD: (CONFIRMING,),
    CONFIRMING: (HELD, SETTLED),
}

DECIDED, OPEN, WITHDRAWN = "decided", "open", "withdrawn"
OUTCOMES: Mapping[str, Text] = {
    DECIDED: say("Diputuskan"),
    OPEN: say("Belum selesai: dibawa ke rapat berikut"),
    WITHDRAWN: say("Ditarik"),
}

ATTENDS, ABSENT, REPRESENTED = "attends", "absent", "represented"
ANSWERS: Mapping[str, Text] = {
    ATTENDS: say("Hadir"),
    REPRESENTED: say("Diwakili"),
    ABSENT: say("Tidak hadir"),
}

CONFIRMED, OBJECTED = "confirmed", "objected"
CALL_PAPER, SIGNED_PAPER, PHOTO = "call", "signed", "photo"
PAPERS: Mapping[str, Text] = {
    CALL_PAPER: say("Bahan rapat"),
    SIGNED_PAPER: say("Berita acara bertanda tangan"),
    PHOTO: say("Foto atau daftar hadir"),
}

CONFIRM_DAYS = 7
WOMEN_PERCENT = 30  # a setting, of the guide to village meetings; warned about, never blocking
SETTING = LegalBasis("", confirmed=False)


@dataclass(frozen=True)
class There:
    """One person on the attendance list, as the rules see it; `party_id` is None for a guest."""

    party_id: int | None
    gender: str = ""
    is_poor: bool = False
    is_representative: bool = False
    mandate: str = ""


@dataclass(frozen=True)
class Presence:
    """Who was there: people, and parties with a voice. What falls short is a warning, never a bar."""

    people: int
    women: int
    men: int
    poor: int
    present: int
    parties: int
    needed: int
    without_mandate: int

    @property
    def women_percent(self) -> int:
        """The share of women in percent, of those whose sex is on the list; rounded down."""
        known = self.women + self.men
        return self.women * 100 // known if known else 0

    @property
    def has_quorum(self) -> bool:
        """Whether enough parties were there."""
        return self.present >= self.needed

    @property
    def warnings(self) -> tuple[Text, ...]:
        """What should be seen before anything is decided."""
        found: list[tuple[bool, Text]] = [
            (
                not self.has_quorum,
                say(
                    "Belum kuorum: hadir %(present)s pihak, perlu %(needed)s dari %(all)s.",
                    present=self.present, needed=self.needed, all=self.parties,
                ),
            ),
            (
                self.women + self.men > 0 and self.women_percent < WOMEN_PERCENT,
                say(
                    "Perempuan yang hadir %(share)s persen; anjurannya paling sedikit %(least)s persen.",
                    share=self.women_percent, least=WOMEN_PERCENT,
                ),
            ),
            (self.people > 0 and not self.poor, say("Belum ada warga miskin di daftar hadir.")),
            (
                self.without_mandate > 0,
                say("%(count)s wakil belum punya nomor surat mandat.", count=self.without_mandate),
            ),
        ]  # fmt: skip
        return tuple(sentence for holds, sentence in found if holds)


def presence(there: Iterable[There], entitled: Collection[int], needed: int) -> Presence:
    """Count who was there; a party is present once anybody of it is on the list."""
    people = list(there)
    return Presence(
        people=len(people),
        women=sum(item.gender == WOMAN for item in people),
        men=sum(item.gender == MAN for item in people),
        poor=sum(item.is_poor for item in people),
        present=len({item.party_id for item in people} & set(entitled)),
        parties=len(entitled),
        needed=needed,
        without_mandate=sum(item.is_representative and not item.mandate for item in people),
    )


def call_fault(state: str, starts_at: datetime, now: datetime) -> Text | None:
    """Why people cannot be invited to it; None when they can. Nobody is invited to what is over."""
    if CALLED not in NEXT.get(state, ()):
        return say("Undangan rapat ini sudah dikirim, atau rapatnya sudah berlangsung.")
    if starts_at <= now:
        return say(
            "Waktu rapat ini sudah lewat, jadi tidak dapat diundang. Ubah waktunya, atau catat bahwa sudah berlangsung."
        )
    return None


def held_fault(state: str, starts_at: datetime, now: datetime) -> Text | None:
    """Why it cannot be said that it took place; None when it can."""
    if HELD not in NEXT.get(state, ()) or state == CONFIRMING:
        return say("Rapat ini sudah tercatat berlangsung, atau dibatalkan.")
    return say("Rapat ini belum dimulai.") if starts_at > now else None


def sending_faults(items: Iterable[tuple[str, str]]) -> list[Text]:
    """Why the minutes cannot go to the parties yet, from (title, outcome) of each item; none when they can."""
    listed = list(items)
    if not listed:
        return [say("Belum ada acara yang dicatat.")]
    return [say("Hasil “%(title)s” belum diisi.", title=title) for title, outcome in listed if not outcome]


def answer_day(sent_on: date, days: int) -> date:
    """The last day to answer the minutes."""
    return sent_on + timedelta(days=days)


def may_settle(said: Mapping[int, str], asked: Collection[int], confirm_by: date, today: date) -> bool:
    """Whether minutes stand: all confirmed, or the day is over and nobody objects. Silence is never agreement."""
    if objects(said, asked):
        return False
    return all(said.get(number) == CONFIRMED for number in asked) or today > confirm_by


def objects(said: Mapping[int, str], asked: Collection[int]) -> bool:
    """Whether somebody objects who has a voice still; who left the partnership holds nobody up."""
    return any(said.get(number) == OBJECTED for number in asked)
