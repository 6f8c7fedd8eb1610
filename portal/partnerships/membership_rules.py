"""The rules by which parties come, rest and go, on plain values.

No article that was read speaks of one party joining or leaving a partnership of many: both are
modelled as a change of the agreement, as a setting of this portal (docs/hukum.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..contracts import LegalBasis, Text, say
from .rules import (
    CANDIDATE,
    JOINT_REGULATION,
    MEMBER,
    OBSERVER,
    SUSPENDED,
    Case,
    Missing,
    PartyView,
    instrument_of,
)

JOIN, LEAVE, SUSPEND, REINSTATE = "join", "leave", "suspend", "reinstate"
KINDS: Mapping[str, Text] = {
    JOIN: say("Bergabung"),
    LEAVE: say("Keluar"),
    SUSPEND: say("Ditangguhkan"),
    REINSTATE: say("Diaktifkan kembali"),
}
# Asked: waits for another party. Open: agreed, being prepared. Carried: stands in the open change of the agreement.
ASKED, OPEN, CARRIED, DONE, WITHDRAWN, REFUSED = "asked", "open", "carried", "done", "withdrawn", "refused"
LIVE = (ASKED, OPEN, CARRIED)

SETTING = LegalBasis("", confirmed=False)

# What becomes of what a leaving party had put in.
CONTRIBUTIONS: Mapping[str, Text] = {
    "stay": say("Tetap dipakai kerja sama"),
    "given_back": say("Dikembalikan kepada yang keluar"),
    "settled": say("Diganti dengan uang"),
    "other": say("Diatur lain, seperti ditulis di bawah"),
}
BEFORE_OFFER = ("draft", "village_deliberation", "planned")
ANSWERING = ("offered",)
DECIDING = ("offer_accepted", "drafting", "consultation", "mad_scheduled", "mad_held")
WRITING = "amending"


@dataclass(frozen=True)
class ChangeView:
    """A coming, resting or going, as the rules see it."""

    id: int
    kind: str
    status: str
    party_id: int | None
    name: str = ""
    opened_by: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_live(self) -> bool:
        """Whether it is neither done nor given up."""
        return self.status in LIVE


def too_few(count: int, least: int) -> Text | None:
    """The sentence that says how many parties are missing; None when there are enough."""
    if count >= least:
        return None
    return say("Pihaknya kurang: jenis ini memerlukan paling sedikit %(least)s pihak.", least=least)


def dropouts(case: Case, overdue: bool = False) -> list[PartyView]:
    """The receivers without whom the others may go on.

    While the offer is out: those that answered no, and, once the day for the answer has passed
    (`overdue`), those that did not answer. Later, before signing: those whose musyawarah desa did
    not agree.
    """
    if case.status in ANSWERING:
        answers = {party.id: case.value("offer_answer", "decision", party.id) for party in case.receivers}
        return [p for p in case.receivers if answers[p.id] == "declined" or (overdue and answers[p.id] is None)]
    if case.status in DECIDING and not case.in_force:
        return [p for p in case.receivers if case.value("village_deliberation", "decision", p.id) == "rejected"]
    return []


def enough_without(case: Case, gone: Iterable[PartyView]) -> bool:
    """Whether a partnership of this type can go on without some parties; a village must be among the rest."""
    ids = {party.id for party in gone}
    rest = [party for party in case.parties if party.id not in ids]
    return len(rest) >= case.least and any(party.is_village for party in rest)


def join_faults(case: Case, codes: Iterable[str], organisations: int, coming: int) -> list[Text]:
    """Why these cannot be invited to join, apart from who they are; `coming` is how many are invited already."""
    codes = list(codes)
    faults: list[Text] = []
    if not case.in_force:
        faults.append(say("Pihak baru masuk setelah perjanjiannya berlaku, lewat perubahan perjanjian."))
    if organisations and case.instrument == JOINT_REGULATION:
        faults.append(
            say(
                "Lembaga tidak dapat masuk ke Peraturan Bersama antar-desa. Tambahkan sebagai pengamat, "
                "atau buat Perjanjian Bersama tersendiri dengannya."
            )
        )
    total = len(case.parties) + coming + len(codes) + organisations
    if case.most is not None and total > case.most:
        faults.append(say("Pihaknya terlalu banyak: jenis ini paling banyak %(most)s pihak.", most=case.most))
    return faults


def leave_faults(case: Case, party: PartyView, leaving: Iterable[int]) -> list[Text]:
    """Why a party cannot leave alone; `leaving` are the parties that are on their way out already."""
    if not case.in_force:
        return [say("Perjanjiannya belum berlaku, jadi belum ada yang ditinggalkan.")]
    rest = [item for item in case.parties if item.id not in {party.id, *leaving}]
    if len(rest) < case.least:
        return [
            say(
                "Bila pihak ini keluar, sisanya kurang dari %(least)s pihak. Kerja samanya yang harus diakhiri.",
                least=case.least,
            )
        ]
    if not any(item.is_village for item in rest) or instrument_of(p.is_village for p in rest) != case.instrument:
        return [
            say(
                "Bila pihak ini keluar, bentuk perjanjiannya tidak sesuai lagi dengan pihak yang tersisa. "
                "Akhiri kerja sama ini, lalu buat yang baru."
            )
        ]
    return []


def suspend_faults(case: Case, party: PartyView) -> list[Text]:
    """Why one party cannot be suspended: at least two others go on meanwhile."""
    if not case.in_force or party.state != MEMBER:
        return [say("Hanya pihak yang sedang ikut yang dapat ditangguhkan.")]
    others = [item for item in case.parties if item.state == MEMBER and item.id != party.id]
    if len(others) < 2:
        return [say("Yang tersisa kurang dari dua pihak. Tunda seluruh kerja samanya, bukan satu pihak.")]
    return []


def reinstate_faults(party: PartyView) -> list[Text]:
    """Why a party cannot be reinstated."""
    return [] if party.state == SUSPENDED else [say("Pihak ini tidak sedang ditangguhkan.")]


def may_confirm(change: ChangeView, party_id: int | None) -> bool:
    """Whether a party may confirm what another put on record: neither the one that did, nor the one it is about."""
    return change.status == ASKED and party_id is not None and party_id not in (change.opened_by, change.party_id)


def is_ready(change: ChangeView, case: Case) -> bool:
    """Whether an open change can go into a change of the agreement."""
    return change.status == OPEN and change.kind in (JOIN, LEAVE) and not unprepared(change, case)


def unprepared(change: ChangeView, case: Case) -> list[Missing]:
    """What a candidate still has to put on record before it comes in."""
    party = next((item for item in case.candidates if item.id == change.party_id), None)
    if change.kind != JOIN or change.status != OPEN or party is None:
        return []
    if not party.is_village:
        done = case.record("mandate", party.id) is not None
        return [] if done else [Missing(say("%(p)s belum mencatat wakilnya.", p=party.name), "mandate", party.id)]
    return [Missing(sentence, gate, party.id) for gate, sentence in _lacking_preparation(party, case)]


def _lacking_preparation(party: PartyView, case: Case) -> list[tuple[str, Text]]:
    found: list[tuple[str, Text]] = []
    if case.record("priority_list", party.id) is None:
        found.append(("priority_list", say("%(p)s belum mencatat daftar prioritasnya.", p=party.name)))
    if case.value("village_deliberation", "decision", party.id) != "agreed":
        found.append(("village_deliberation", say("Musyawarah desa %(p)s belum menyepakati kerja sama.", p=party.name)))
    burdens = case.value("village_deliberation", "burdens_community", party.id)
    if burdens and not case.value("village_deliberation", "council_decision", party.id):
        sentence = say("Persetujuan BPD %(p)s belum dicatat, padahal kerja sama ini membebani.", p=party.name)
        found.append(("village_deliberation", sentence))
    if case.record("plan_entry", party.id) is None:
        found.append(("plan_entry", say("%(p)s belum memasukkannya ke RPJM Desa dan RKP Desa.", p=party.name)))
    return found


def next_of(change: ChangeView, case: Case) -> Text:
    """What happens next with a change, in one sentence that says who must act."""
    if change.status == ASKED:
        return (
            say("Menunggu diterima salah satu pihak.")
            if change.kind == JOIN
            else say("Menunggu dibenarkan pihak lain, bukan yang mencatat dan bukan yang bersangkutan.")
        )
    if change.status == CARRIED:
        return say("Termuat dalam perubahan perjanjian; berlaku setelah semua menandatangani dan mengundangkannya.")
    if unprepared(change, case):
        return say("Calon pihak menjalani persiapannya sendiri: prioritas, musyawarah, rencana.")
    if case.status == WRITING:
        return say("Siap. Masukkan ke perubahan perjanjian yang sedang ditulis.")
    return say("Siap. Salah satu pihak memulai perubahan perjanjian.")


def until_passed(until: str | None, today: date) -> bool:
    """Whether the day until which a party is suspended has passed."""
    return bool(until) and date.fromisoformat(str(until)) < today


def standing_label(party: PartyView) -> Text:
    """What a party is called besides its name, when it is not simply a party."""
    if party.state == MEMBER:
        return say("pengamat") if party.role == OBSERVER else ""
    return STATE_LABELS[party.state]


STATE_LABELS: Mapping[str, Text] = {
    MEMBER: say("ikut"),
    CANDIDATE: say("calon pihak"),
    "joining": say("sedang bergabung"),
    SUSPENDED: say("ditangguhkan"),
    "left": say("sudah keluar"),
    "declined": say("tidak ikut"),
}
