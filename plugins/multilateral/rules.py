"""The multilateral type's own rules, on plain values: the first meeting, the team, the body, who took part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.sdk import say

FIRST_MEETING = "multilateral_first_meeting"
FIRST_ATTENDANCE = "multilateral_first_attendance"
DRAFTING_TEAM = "multilateral_drafting_team"
LEAST_TEAM = 3
LEAST_WOMEN_PERCENT = 30  # SDGs Desa 16.18.1, not read in the law's own text: shown, never asked for


def names_in_short(names: Sequence[object], most: int = 3) -> object:
    """The first few of many names, and how many more there are."""
    shown = ", ".join(str(name) for name in names[:most])
    more = len(names) - most
    return say("%(names)s dan %(more)s lainnya", names=shown, more=more) if more > 0 else shown


def quorum(parties: int) -> int:
    """How many parties a first meeting needs: two thirds, rounded up. A setting; no law names a number."""
    return -(-2 * parties // 3)


def first_meeting_heard_enough(case: Any) -> object:
    """Two thirds of the parties were at the first meeting; those who were not are named."""
    absent = [party.name for party in case.parties if case.record(FIRST_ATTENDANCE, party.id) is None]
    present, needed = len(case.parties) - len(absent), quorum(len(case.parties))
    if present >= needed:
        return None
    return say(
        "Musyawarah antar desa awal baru dihadiri %(present)s dari %(all)s pihak, padahal perlu %(needed)s. "
        "Kehadiran yang belum dicatat: %(names)s.",
        present=present,
        all=len(case.parties),
        needed=needed,
        names=names_in_short(absent),
    )


def team_is_a_team(case: Any) -> object:
    """The drafting team has three people at least, and was elected when the parties had met."""
    record = case.record(DRAFTING_TEAM)
    if record is None:
        return None  # that it is missing is said by its gate
    if len(lines(record.values.get("team_members"))) < LEAST_TEAM:
        return say("Tim perumus beranggota paling sedikit %(least)s orang.", least=LEAST_TEAM)
    met_on = case.value(FIRST_MEETING, "held_on")
    if met_on and str(record.values.get("held_on") or met_on) < str(met_on):
        return say("Tim perumus dipilih dalam musyawarah antar desa awal, tidak sebelumnya.")
    return None


def every_village_in_the_body(case: Any) -> object:
    """Where a BKAD carries it out, its decree names somebody of every village; the villages left out are named."""
    decree = case.record("bkad_decree")
    if case.agreement.content.get("executor") != "bkad" or decree is None:
        return None  # that the decree is missing is said by the portal's own guard
    left_out = [village.name for village in case.villages if not names(decree.values.get("members"), village.name)]
    if not left_out:
        return None
    return say("SK BKAD belum memuat wakil dari: %(names)s. Tiap desa perlu terwakili.", names=names_in_short(left_out))


def reasons_to_wait(values: Mapping[str, Any], transition: str) -> list[Any]:
    """What many parties must have said to each other before their text is finished."""
    if transition not in ("open_consultation", "finish_draft"):
        return []
    asked = {
        "common_goal": say("Tuliskan tujuan bersama dalam satu kalimat (rincian kemitraan)."),
        "decision_way": say("Pilih cara memutuskan sampai BKAD punya aturannya (rincian kemitraan)."),
        "contribution_base": say("Pilih dasar iuran dan bagi hasil (rincian kemitraan)."),
    }
    if values.get("network_kind") in ("shared_resources", "mixed"):
        asked["pooled"] = say("Tuliskan apa yang dikumpulkan bersama (rincian kemitraan).")
    return [sentence for name, sentence in asked.items() if not values.get(name)]


def lines(text: object) -> list[str]:
    """The lines of a text that hold something."""
    return [line.strip() for line in str(text or "").splitlines() if line.strip()]


def names(text: object, name: str) -> bool:
    """Whether a text names a village, as a word of its own."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", str(text or ""), re.IGNORECASE) is not None


@dataclass(frozen=True)
class Attendance:
    """Who was at a meeting: parties that came of all, people, and how many of them were women."""

    parties: int
    of: int
    people: int
    women: int
    absent: tuple[int, ...]

    @property
    def women_percent(self) -> int | None:
        """Women among those present, in whole percent; None when nobody was counted."""
        return round(100 * self.women / self.people) if self.people else None

    @property
    def few_women(self) -> bool:
        """Whether fewer than the usual measure were women."""
        return self.women_percent is not None and self.women_percent < LEAST_WOMEN_PERCENT


def attendance(values_by_party: Mapping[int, Mapping[str, Any]], invited: Iterable[int]) -> Attendance:
    """The attendance of one meeting; `values_by_party` holds the record of each party that came."""
    expected = tuple(invited)
    came = [number for number in expected if number in values_by_party]
    return Attendance(
        len(came),
        len(expected),
        sum(int(values_by_party[number].get("attended") or 0) for number in came),
        sum(int(values_by_party[number].get("women") or 0) for number in came),
        tuple(number for number in expected if number not in values_by_party),
    )
