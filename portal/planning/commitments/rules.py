"""When a promise is kept, renegotiated or broken: one plain rule, the same for every party."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ...contracts import LegalBasis, Text, say

# What is stored of a promise: how far the parties have come with it.
PROPOSED, STANDING, CLAIMED, DISPUTED, FULFILLED, DECLINED = (
    "proposed", "standing", "claimed", "disputed", "fulfilled", "declined",
)  # fmt: skip
UNDONE = (STANDING,)  # nobody has said yet that it is done
DONE_STATES = (CLAIMED, DISPUTED, FULFILLED)

# What follows from it on a day.
OPEN, LATE, KEPT, RENEGOTIATED, BROKEN, RELEASED = "open", "late", "kept", "renegotiated", "broken", "released"
OUTCOMES: Mapping[str, Text] = {
    PROPOSED: say("menunggu diakui"),
    OPEN: say("berjalan"),
    LATE: say("terlambat"),
    CLAIMED: say("selesai, menunggu dibenarkan"),
    DISPUTED: say("selesai, ada keberatan"),
    KEPT: say("ditepati"),
    RENEGOTIATED: say("disepakati ulang"),
    BROKEN: say("tidak ditepati"),
    RELEASED: say("dibebaskan"),
    DECLINED: say("tidak diakui"),
}
TONES = {
    PROPOSED: "info", OPEN: "neutral", LATE: "warn", CLAIMED: "info", DISPUTED: "bad", KEPT: "ok",
    RENEGOTIATED: "info", BROKEN: "bad", RELEASED: "neutral", DECLINED: "neutral",
}  # fmt: skip
TO_TALK_ABOUT = (LATE, DISPUTED, BROKEN)  # what the parties bring to a meeting

GRACE = 30  # days
SOON = 14  # days
SETTING = LegalBasis("", confirmed=False)
RULE: tuple[Text, ...] = (
    say(
        "Ditepati: selesai paling lambat %(days)s hari sesudah tanggal yang disepakati, dan dibenarkan pihak lain.",
        days=GRACE,
    ),
    say("Disepakati ulang: pihak lain menerima tanggal yang baru; sejak itu tanggal baru yang berlaku."),
    say(
        "Tidak ditepati: lewat lebih dari %(days)s hari tanpa selesai dan tanpa tanggal baru yang diterima.",
        days=GRACE,
    ),
    say(
        "Dibebaskan: pihak lain tidak memintanya lagi sebelum lewat %(days)s hari; sesudah itu tetap tidak ditepati.",
        days=GRACE,
    ),
    say("Yang masih berjalan, baru terlambat, menunggu dibenarkan, atau dipersoalkan tidak dihitung ke salah satunya."),
)

DONE, NEEDS_TIME, BLOCKED = "done", "needs_time", "blocked"
ANSWERS: Mapping[str, Text] = {
    DONE: say("Selesai"),
    NEEDS_TIME: say("Perlu waktu"),
    BLOCKED: say("Terkendala"),
}
WAYS = {DONE: "selesai", NEEDS_TIME: "perlu-waktu", BLOCKED: "terkendala"}  # in addresses

ORIGINS: Mapping[str, Text] = {
    "word": say("Ucapan atau kesanggupan"),
    "clause": say("Isi perjanjian"),
    "decision": say("Keputusan musyawarah"),
    "minutes": say("Berita acara"),
    "plan": say("Rencana kegiatan"),
}


@dataclass(frozen=True)
class Promise:
    """A promise as the rules see it. `due_on` is the day agreed now, `renegotiated` how often it was moved.

    `released_on` is when another party let it go; what had become of it by then stays.
    """

    party_id: int
    state: str
    due_on: date
    done_on: date | None = None
    renegotiated: int = 0
    released_on: date | None = None


@dataclass(frozen=True)
class Record:
    """How one party has kept its promises: counts, never one number. The words beside them say what is inside."""

    kept: int = 0
    kept_late: int = 0
    kept_after_renegotiation: int = 0
    renegotiated: int = 0
    broken: int = 0
    broken_done_later: int = 0
    released: int = 0
    open: int = 0
    late: int = 0
    disputed: int = 0
    waiting: int = 0

    @property
    def total(self) -> int:
        """All promises that count."""
        return self.kept + self.renegotiated + self.broken + self.released + self.open


def days_late(promise: Promise, today: date) -> int:
    """By how many days it was done, or is not done, after the agreed day; negative while there is time."""
    seen = min(today, promise.released_on) if promise.released_on else today
    until = promise.done_on if promise.state in DONE_STATES and promise.done_on else seen
    return (until - promise.due_on).days


def outcome(promise: Promise, today: date) -> str:
    """What has become of a promise by a day: a key of `OUTCOMES`."""
    if promise.state in (PROPOSED, DECLINED):
        return promise.state
    if promise.state in (CLAIMED, DISPUTED):
        return promise.state if promise.released_on is None else RELEASED
    late = days_late(promise, today)
    if late > GRACE:
        return BROKEN
    if promise.released_on is not None:
        return RELEASED
    if promise.state == FULFILLED:
        return KEPT
    if late > 0:
        return LATE
    return RENEGOTIATED if promise.renegotiated else OPEN


def record_of(promises: Iterable[Promise], today: date) -> Record:
    """The record of the promises of one party. What it never took on does not count."""
    counts = dict.fromkeys(Record.__dataclass_fields__, 0)
    for promise in promises:
        for name in _counted_as(promise, today):
            counts[name] += 1
    return Record(**counts)


def is_late(promise: Promise, today: date) -> bool:
    """Whether the day has passed and nobody said that it is done."""
    return promise.state in UNDONE and days_late(promise, today) > 0


def time_fault(due_on: date, new_due_on: date, today: date) -> Text | None:
    """Why a new day cannot be asked for; None when it can. It is later than the agreed one, and not over already."""
    if new_due_on <= due_on:
        return say("Tanggal baru harus sesudah tanggal yang disepakati sekarang.")
    if new_due_on < today:
        return say("Tanggal baru ini sudah lewat.")
    return None


def usual_day(kind: str, due_on: date, today: date) -> date | None:
    """The day that an answer most often names: done today; two weeks more from the later of both days."""
    return {DONE: today, NEEDS_TIME: max(due_on, today) + timedelta(days=SOON)}.get(kind)


def soon(today: date) -> date:
    """The last day that counts as due soon."""
    return today + timedelta(days=SOON)


def _counted_as(promise: Promise, today: date) -> list[str]:
    result = outcome(promise, today)
    late = days_late(promise, today) > 0
    if result == KEPT:
        more = [("kept_late", late), ("kept_after_renegotiation", promise.renegotiated > 0)]
        return ["kept", *(name for name, holds in more if holds)]
    if result == BROKEN:
        return ["broken", "broken_done_later"] if promise.state == FULFILLED else ["broken"]
    return {
        RENEGOTIATED: ["renegotiated"],
        RELEASED: ["released"],
        OPEN: ["open"],
        LATE: ["open", "late"],
        CLAIMED: ["open", "waiting"],
        DISPUTED: ["open", "disputed"],
    }.get(result, [])
