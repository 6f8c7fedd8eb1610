"""Who sits in a body and what is missing in it, on plain values. How it decides stands in `decisions`.

A BKAD is formed through the joint regulation (UU 6/2014 Pasal 92 ayat (3)); each village has
somebody in it, and answers through its own kepala desa.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ...contracts import LegalBasis, Text, say
from ...partnerships.rules import LEFT, SUSPENDED

BKAD, BOARD, WORKING_GROUP = "bkad", "board", "working_group"
KINDS: Mapping[str, Text] = {
    BKAD: say("BKAD (badan kerja sama antar-desa)"),
    BOARD: say("Dewan atau pengurus bersama"),
    WORKING_GROUP: say("Kelompok kerja"),
}
FORMED_BY: Mapping[str, Text] = {
    "joint_regulation": say("Peraturan Bersama Kepala Desa"),
    "decree": say("Surat Keputusan para Kepala Desa"),
}
ACTIVE, DISSOLVED = "active", "dissolved"
FORMATION = LegalBasis("UU 6/2014", "Pasal 92 ayat (3)")
ELEMENTS_BASIS = LegalBasis("PP 43/2014", "susunan BKAD", confirmed=False)
WOMEN_BASIS = LegalBasis("SDGs Desa", "tujuan 5", confirmed=False)
LEAST_WOMEN = 30  # percent: shown, warned of, never a reason to refuse

CHAIR, SECRETARY, TREASURER = "chair", "secretary", "treasurer"
TEAM_LEAD, SUPERVISOR, MEMBER_OFFICE = "team_lead", "supervisor", "member"
OFFICES: Mapping[str, Text] = {
    CHAIR: say("Ketua"),
    SECRETARY: say("Sekretaris"),
    TREASURER: say("Bendahara"),
    TEAM_LEAD: say("Ketua tim bidang"),
    SUPERVISOR: say("Pengawas"),
    MEMBER_OFFICE: say("Anggota"),
}
LEADING = (CHAIR, SECRETARY, TREASURER)  # each held by one person at a time
ELEMENTS: Mapping[str, Text] = {
    "village_government": say("Pemerintah Desa"),
    "village_council": say("Anggota BPD"),
    "community_institution": say("Lembaga kemasyarakatan desa"),
    "community_figure": say("Tokoh masyarakat"),
    "womens_group": say("Kelompok perempuan"),
    "economic_group": say("Kelompok tani, nelayan, atau perajin"),
    "youth": say("Pemuda"),
    "other": say("Unsur lain"),
}
WOMAN, MAN = "woman", "man"
GENDERS: Mapping[str, Text] = {WOMAN: say("Perempuan"), MAN: say("Laki-laki")}

SERVING, RESTING, EXPIRED, ENDED = "serving", "resting", "expired", "ended"
SEAT_STATES: Mapping[str, Text] = {
    SERVING: say("menjabat"),
    RESTING: say("istirahat: desanya sedang ditangguhkan"),
    EXPIRED: say("masa tugasnya sudah lewat"),
    ENDED: say("berakhir"),
}
REMINDERS = (30, 90)  # days before a term ends


@dataclass(frozen=True)
class SeatView:
    """A seat as the rules see it: `party_state` is one of `partnerships.rules.PARTY_STATES`."""

    id: int
    party_id: int
    office: str
    person_name: str
    team: str = ""
    element: str = ""
    gender: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    ended_on: date | None = None
    party_state: str = "member"


@dataclass(frozen=True)
class ShareOfWomen:
    """How many of those who serve are women; `unknown` of them have no gender on record."""

    women: int
    people: int
    unknown: int

    @property
    def percent(self) -> int | None:
        """Whole percent of all who serve, rounded down; None in an empty body."""
        return self.women * 100 // self.people if self.people else None

    @property
    def is_low(self) -> bool:
        """Whether it is surely under the mark: even if all unknown ones were women."""
        return self.people > 0 and (self.women + self.unknown) * 100 < LEAST_WOMEN * self.people


def state_of(seat: SeatView, today: date) -> str:
    """Whether a seat serves today, rests with its party, is past its term, or has ended.

    A seat ends with its party's membership, and rests while that is suspended.
    """
    if seat.party_state == LEFT or (seat.ended_on is not None and seat.ended_on <= today):
        return ENDED
    if seat.party_state == SUSPENDED:
        return RESTING
    return EXPIRED if seat.ends_on is not None and seat.ends_on < today else SERVING


def serving(seats: Iterable[SeatView], today: date) -> list[SeatView]:
    """The seats that serve today."""
    return [seat for seat in seats if state_of(seat, today) == SERVING]


def without_seat(party_ids: Collection[int], seats: Iterable[SeatView], today: date) -> list[int]:
    """The parties that nobody serves for, in their order: each village has somebody in the body."""
    represented = {seat.party_id for seat in serving(seats, today)}
    return [number for number in party_ids if number not in represented]


def missing_offices(seats: Iterable[SeatView], today: date) -> list[str]:
    """Which of ketua, sekretaris and bendahara nobody is."""
    held = {seat.office for seat in serving(seats, today)}
    return [office for office in LEADING if office not in held]


def ending_soon(seats: Iterable[SeatView], today: date) -> list[tuple[SeatView, int]]:
    """Seats whose term ends within 30 or 90 days, each with that number; the soonest first."""
    due = [
        (seat, next((days for days in REMINDERS if (seat.ends_on - today).days <= days), 0))
        for seat in serving(seats, today)
        if seat.ends_on is not None
    ]
    return sorted(((seat, days) for seat, days in due if days), key=lambda item: (item[0].ends_on, item[0].id))


def share_of_women(seats: Iterable[SeatView], today: date) -> ShareOfWomen:
    """The share of women among those who serve."""
    people = serving(seats, today)
    return ShareOfWomen(
        women=sum(seat.gender == WOMAN for seat in people),
        people=len(people),
        unknown=sum(not seat.gender for seat in people),
    )


def taken_by(office: str, seats: Iterable[SeatView], today: date, except_seat: int | None = None) -> SeatView | None:
    """Who holds an office that only one person holds at a time; None when it is free."""
    if office not in LEADING:
        return None
    return next((seat for seat in serving(seats, today) if seat.office == office and seat.id != except_seat), None)


def roles(
    responsible: int, helpers: Iterable[int], informed: Iterable[int], known: Collection[int]
) -> tuple[list[int], list[int]]:
    """Who helps and who is informed, of the known parties in their order: each party has one role, the closest."""
    helping = {*helpers} - {responsible}
    told = {*informed} - helping - {responsible}
    return [number for number in known if number in helping], [number for number in known if number in told]


def term_faults(starts_on: date | None, ends_on: date | None) -> dict[str, Text]:
    """What does not fit in the days of a seat, by field."""
    if starts_on and ends_on and ends_on < starts_on:
        return {"ends_on": say("Masa tugas berakhir sebelum mulai.")}
    return {}


# What a person writes for an office in the list of a decree; the longer words first.
_OFFICE_WORDS = (
    ("ketua tim", TEAM_LEAD),
    ("ketua bidang", TEAM_LEAD),
    ("wakil ketua", ""),
    ("ketua", CHAIR),
    ("sekretaris", SECRETARY),
    ("bendahara", TREASURER),
    ("pengawas", SUPERVISOR),
    ("anggota", MEMBER_OFFICE),
    ("utusan", MEMBER_OFFICE),
    ("wakil desa", MEMBER_OFFICE),
)


_NUMBERING = re.compile(r"^\s*(?:\d+[.)]|[-•*])\s*")


@dataclass(frozen=True)
class WrittenSeat:
    """One line of a decree's list that could be read: who, as what, for which party."""

    person_name: str
    office: str
    party_id: int
    team: str = ""


def read_members(text: str, names: Mapping[int, str]) -> tuple[list[WrittenSeat], list[str]]:
    """Read the list of a decree: one line a person, "name, office, village"; and the lines that are not clear.

    `names` are the names of the parties by their id. Nothing is guessed: a line counts when
    its office and its village are plain.
    """
    read: list[WrittenSeat] = []
    unread: list[str] = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        seat = _read_line(line, names)
        if seat is None or (seat.office in LEADING and any(item.office == seat.office for item in read)):
            unread.append(line)
        else:
            read.append(seat)
    return read, unread


def _read_line(line: str, names: Mapping[int, str]) -> WrittenSeat | None:
    parts = [part.strip() for part in _NUMBERING.sub("", line).split(",")]
    if len(parts) < 3 or not parts[0]:
        return None
    person, written, place = ", ".join(parts[:-2]), parts[-2].casefold(), parts[-1].rstrip(" .;").casefold()
    office = next((code for word, code in _OFFICE_WORDS if written.startswith(word)), "")
    found = [number for number, name in names.items() if place.removeprefix("desa ") == name.casefold()]
    if not office or len(found) != 1 or len(person) > 120:
        return None
    team = parts[-2][len("ketua tim") :].strip()[:80] if written.startswith("ketua tim") else ""
    return WrittenSeat(person, office, found[0], team)
