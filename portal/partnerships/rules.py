"""The rules of the lawful path, on plain values: who may take which step, and what is missing.

Sources: UU 6/2014 Pasal 91-93, Permendagri 96/2017 Pasal 13-15, as set out in docs/hukum.md.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from ..contracts import Clause, Gate, LegalBasis, Text, Transition, say
from ..permissions import HeldOffice, OfficeKind
from ..villages.rules import is_party_village

INITIATOR, RECEIVER, OBSERVER = "initiator", "receiver", "observer"
MEMBER, CANDIDATE, JOINING, SUSPENDED, LEFT, DECLINED = (
    "member", "candidate", "joining", "suspended", "left", "declined",
)  # fmt: skip
# A candidate prepares to join; it is joining once a change of the agreement that takes it in is being written.
PARTY_STATES = (MEMBER, CANDIDATE, JOINING, SUSPENDED, LEFT, DECLINED)
GONE = (LEFT, DECLINED)
NOT_BOUND = (CANDIDATE, *GONE)
JOINT_REGULATION, JOINT_AGREEMENT = "joint_regulation", "joint_agreement"
NOT_WHILE_SUSPENDED = frozenset({"mad_attendance"})  # who rests holds no meeting up, but still signs
STAFF = frozenset({OfficeKind.VILLAGE_OPERATOR, OfficeKind.VILLAGE_SECRETARY, OfficeKind.VILLAGE_HEAD})

logger = logging.getLogger("portal.plugins")

PERMENDAGRI_96 = "Permendagri 96/2017"


@dataclass(frozen=True)
class PartyView:
    """A party as the rules see it. `code` is a village's area code, empty for an organisation."""

    id: int
    name: str
    role: str
    code: str = ""
    state: str = MEMBER

    @property
    def is_village(self) -> bool:
        """Whether this party is a village."""
        return bool(self.code)


@dataclass(frozen=True)
class RecordView:
    """One gate's record as the rules see it."""

    gate: str
    party_id: int | None
    values: Mapping[str, Any]
    has_scan: bool = False
    closed: bool = False
    locked: bool = False
    id: int = 0
    by_party: int | None = None


@dataclass(frozen=True)
class AgreementView:
    """The working version of the agreement: its content, and whether its text is frozen."""

    number: int
    content: Mapping[str, Any]
    frozen: bool = False


@dataclass(frozen=True)
class Case:
    """Everything the rules look at for one partnership, on one day.

    `parties` are those the agreement binds or will bind; `candidates` prepare to join. `least`
    and `most` (None: no limit) are how many parties its type takes. `clauses` are what its sector asks the text for.
    """

    status: str
    type_code: str
    parties: tuple[PartyView, ...]
    records: tuple[RecordView, ...]
    agreement: AgreementView
    today: date
    cycle: int = 1
    in_force: bool = False
    type_values: Mapping[str, Any] = field(default_factory=dict)
    sector: str = ""
    clauses: tuple[Clause, ...] = ()
    candidates: tuple[PartyView, ...] = ()
    least: int = 2
    most: int | None = None

    @cached_property
    def instrument(self) -> str:
        """`joint_regulation` or `joint_agreement`: it follows from the parties."""
        return instrument_of(party.is_village for party in self.parties)

    @cached_property
    def villages(self) -> tuple[PartyView, ...]:
        """The parties that are villages."""
        return tuple(party for party in self.parties if party.is_village)

    @cached_property
    def organisations(self) -> tuple[PartyView, ...]:
        """The parties that are organisations."""
        return tuple(party for party in self.parties if not party.is_village)

    @cached_property
    def initiator(self) -> PartyView:
        """The party that made the first step, or that took over from it."""
        return next((party for party in self.parties if party.role == INITIATOR), self.parties[0])

    @cached_property
    def receivers(self) -> tuple[PartyView, ...]:
        """Every party but the initiator."""
        return tuple(party for party in self.parties if party.role != INITIATOR)

    def record(self, gate: str, party_id: int | None = None) -> RecordView | None:
        """The newest record of a gate that still counts, for a party or (None) for all."""
        return self._standing.get((gate, party_id))

    @cached_property
    def _standing(self) -> dict[tuple[str, int | None], RecordView]:
        return {(item.gate, item.party_id): item for item in self.records if not item.closed}

    def value(self, gate: str, name: str, party_id: int | None = None) -> Any:
        """One value of the newest record of a gate; None when there is none."""
        record = self.record(gate, party_id)
        return record.values.get(name) if record else None


@dataclass(frozen=True)
class Missing:
    """Something that is not there yet: the sentence, and the gate (and party) where to enter it."""

    sentence: Text
    gate: str = ""
    party_id: int | None = None
    basis: LegalBasis | None = None


def instrument_of(are_villages: Iterable[bool]) -> str:
    """The legal form that follows from the parties (UU 6/2014 Pasal 92 ayat 2 and 93)."""
    return JOINT_REGULATION if all(are_villages) else JOINT_AGREEMENT


def party_faults(codes: list[str], organisations: int, most: int | None) -> list[Text]:
    """Why these parties cannot make a partnership; empty when they can.

    `codes` are village codes, `organisations` a count. Only desa and desa adat are parties
    (UU 6/2014 Pasal 91 speaks of the desa); a kelurahan is not. Too few are no fault yet: the
    offer waits for the rest.
    """
    faults: list[Text] = []
    total = len(codes) + organisations
    if not codes:
        faults.append(say("Sedikitnya satu pihak harus desa."))
    if len(set(codes)) < len(codes):
        faults.append(say("Desa yang sama tercantum dua kali. Satu desa hanya satu pihak."))
    if not all(is_party_village(code) for code in codes):
        faults.append(say("Hanya desa dan desa adat yang menjadi pihak; kelurahan tidak."))
    if most is not None and total > most:
        faults.append(say("Pihaknya terlalu banyak: jenis ini paling banyak %(most)s pihak.", most=most))
    return faults


def geography(codes: Iterable[str]) -> str:
    """How far apart the villages are: `district`, `regency`, `province` or `country` is what they share."""
    codes = list(codes)
    for level, length in (("district", 8), ("regency", 5), ("province", 2)):
        if len({code[:length] for code in codes}) <= 1:
            return level
    return "country"


def crosses_regencies(case: Case) -> bool:
    """Whether the villages lie in different kabupaten/kota, so that the rules of kerja sama daerah apply."""
    return geography(party.code for party in case.villages) in ("province", "country")


def settler(case: Case) -> tuple[Text, LegalBasis]:
    """Who settles a dispute that musyawarah did not, chosen by geography, never by the user."""
    if case.instrument == JOINT_AGREEMENT:
        return (
            say("musyawarah para pihak, lalu jalur hukum"),
            LegalBasis("Perselisihan dengan pihak ketiga", confirmed=False),
        )
    level = geography(party.code for party in case.villages)
    if level == "district":
        return say("Camat"), LegalBasis(PERMENDAGRI_96, "penyelesaian perselisihan satu kecamatan")
    if level == "regency":
        return say("Bupati/Wali Kota"), LegalBasis(PERMENDAGRI_96, "penyelesaian perselisihan lintas kecamatan")
    return say("Gubernur, menurut aturan kerja sama daerah"), LegalBasis("Kerja sama daerah", confirmed=False)


def settling_office(case: Case) -> OfficeKind | None:
    """The office that facilitates a dispute by where the villages lie; None where it is no office of this portal."""
    if case.instrument == JOINT_AGREEMENT:
        return None
    level = geography(party.code for party in case.villages)
    return {"district": OfficeKind.DISTRICT_OFFICER, "regency": OfficeKind.REGENCY_OFFICER}.get(level)


def parties_of(gate: Gate, case: Case) -> tuple[PartyView | None, ...]:
    """For whom a gate has to be passed: parties, or (None,) for the partnership as a whole."""
    chosen: dict[str, tuple[PartyView | None, ...]] = {
        "village": case.villages,
        "organisation": case.organisations,
        "party": case.parties,
        "initiator": (case.initiator,),
        "receiver": case.receivers,
        "partnership": (None,),
    }
    asked = chosen[gate.per]
    if gate.code in NOT_WHILE_SUSPENDED:
        asked = tuple(party for party in asked if party is None or party.state != SUSPENDED)
    return asked


def season_fault(gate: Gate, status: str, office_party: PartyView | None, running: bool = False) -> Text | None:
    """Why a gate is not put on record now, or not by this side; None when it may be.

    `running` partnerships were entered from their papers: for them the time does not count.
    A letter that was sent stays as it was sent, and only its sender writes it.
    """
    if gate.side != "any" and (office_party is None or office_party.role != gate.side):
        return say("Yang menulis ini adalah pihak yang lain.")
    if gate.states and status not in gate.states and not running:
        return say("Belum atau tidak lagi waktunya mencatat ini: %(gate)s.", gate=gate.label)
    return None


# What a party puts on record before it comes in: a village its preparation, an organisation who speaks for it.
PREPARATION = ("priority_list", "village_deliberation", "plan_entry")
OWN_PREPARATION = (*PREPARATION, "mandate")


def recorded_for(gate: Gate, case: Case) -> tuple[PartyView | None, ...]:
    """For whom a gate is put on record: those who have to pass it, and the candidates that prepare to."""
    if gate.code not in OWN_PREPARATION or gate.per not in ("village", "organisation"):
        return parties_of(gate, case)
    of_villages = gate.per == "village"
    return (*parties_of(gate, case), *(party for party in case.candidates if party.is_village == of_villages))


# What is not dated before what: (the earlier gate, the later one). A record of one party is
# compared with its own others and with those of the partnership as a whole.
ORDER: tuple[tuple[str, str], ...] = (
    ("priority_list", "village_deliberation"),
    ("village_deliberation", "consultation"),
    ("village_deliberation", "mad"),
    ("offer", "offer_answer"),
    ("offer", "counter_offer"),
    ("consultation", "mad"),
    ("mad", "signature"),
    ("signature", "promulgation"),
    ("signature", "termination"),
    ("suspension", "resumption"),
    ("dispute", "settlement"),
)


def chronology_fault(
    gate: Gate, party_id: int | None, held_on: str | None, case: Case, gates: Mapping[str, Gate]
) -> Text | None:
    """A date that lies before what it follows, or after what follows it; days are ISO text."""
    if not held_on:
        return None
    for earlier, later in ORDER:
        if gate.code == later and (day := max(_days(case, earlier, party_id), default="")) and held_on < day:
            return say("Tanggal ini lebih awal daripada %(gate)s (%(day)s).", gate=gates[earlier].label, day=day)
        if gate.code == earlier and (day := min(_days(case, later, party_id), default="")) and held_on > day:
            return say("Tanggal ini lebih lambat daripada %(gate)s (%(day)s).", gate=gates[later].label, day=day)
    return None


def _days(case: Case, gate: str, party_id: int | None) -> list[str]:
    """The days of a gate's standing records that concern a party (None: all parties)."""
    concerned = {item.party_id for item in case.records if item.gate == gate}
    if any(party.id == party_id for party in case.candidates):
        concerned -= {None}  # what all did before it came does not bind a newcomer's days
    parties = concerned if party_id is None else concerned & {party_id, None}
    return [str(day) for party in parties if (day := case.value(gate, "held_on", party))]


def report_due(case: Case, running_since: date | None) -> date:
    """The end of January after the last year that was reported on; a setting of this portal, no article was read."""
    reported = [str(item.values["period_to"]) for item in case.records if item.gate == "report" and item.closed]
    last_year = int(max(reported)[:4]) + 1 if reported else (running_since or case.today).year
    return date(last_year + 1, 1, 31)


def missing_of(gate: Gate, case: Case, only: Callable[[PartyView], bool] | None = None) -> list[Missing]:
    """The records that a gate still lacks, each naming the party that holds the others up."""
    lacking = []
    for party in parties_of(gate, case):
        if party is not None and only is not None and not only(party):
            continue
        record = case.record(gate.code, party.id if party else None)
        if record is None:
            lacking.append(Missing(_not_recorded(gate, party), gate.code, party.id if party else None, gate.basis))
        elif gate.needs_scan and not record.has_scan:
            lacking.append(Missing(_no_scan(gate, party), gate.code, party.id if party else None, gate.basis))
    return lacking


def blockers(step: Transition, case: Case, gates: Mapping[str, Gate]) -> list[Missing]:
    """Why a transition cannot be taken yet: gates without a record, then what its guards say.

    A gate named `priority_list@initiator` is asked of that side only.
    """
    lacking: list[Missing] = []
    for name in step.gates:
        code, _, side = name.partition("@")
        only = (lambda party, side=side: party.role == side) if side else None
        lacking += missing_of(gates[code], case, only)
    for guard in step.guards:
        said = _said(guard, case)
        lacking += said if isinstance(said, list) else [Missing(said, basis=step.basis)] if said else []
    return lacking


def _said(guard: Callable[[Case], Any], case: Case) -> Any:
    """What a guard says. One that fails, a plugin's perhaps, holds the step up and nothing else."""
    try:
        return guard(case)
    except Exception:
        logger.exception("guard %r failed", guard)
        return say("Satu pemeriksaan langkah ini sedang bermasalah; hubungi administrator.")


def may_take(step: Transition, office: HeldOffice | None, party: PartyView | None, case: Case) -> bool:
    """Whether an office is the one to take a step.

    The offices named by the step may, on the step's side. The staff of the same village may
    in their stead once the papers the step rests on are there as scans: a signed paper
    stands in for the click of a head who never opens the portal.
    """
    if office is None:
        return False
    if step.by_other and party is not None and recorded_by(step, party, case):
        return False
    if step.side == "overseer":
        return office.kind == settling_office(case) or (party is not None and _is_named(step, office, case))
    if party is None or step.side not in ("any", party.role):
        return False
    return _is_named(step, office, case)


def not_yours(step: Transition) -> Text:
    """What is said to somebody who is not the one to take a step."""
    if step.by_other:
        return say("Langkah ini diambil pihak yang lain, bukan yang mencatatnya.")
    return say("Langkah ini diambil oleh pejabat lain.")


def recorded_by(step: Transition, party: PartyView, case: Case) -> bool:
    """Whether this party itself put on record what the step rests on: the other side then takes the step."""
    codes = {name.partition("@")[0] for name in step.gates} | set(step.rests_on)
    found = [record for code in codes if (record := case.record(code)) is not None]
    return any(record.by_party == party.id for record in found)


def _is_named(step: Transition, office: HeldOffice, case: Case) -> bool:
    if office.kind in step.offices:
        return True
    return office.kind in STAFF and bool(step.gates) and _all_scanned(step, case)


def _all_scanned(step: Transition, case: Case) -> bool:
    codes = {name.partition("@")[0] for name in step.gates}
    records = [item for item in case.records if item.gate in codes]
    return bool(records) and all(item.has_scan for item in records)


def end_reminder(end_date: date | None, today: date) -> int | None:
    """180, 90 or 30: the reminder that is due before the end date; None when none is."""
    if end_date is None or end_date < today:
        return None
    left = (end_date - today).days
    return next((days for days in (30, 90, 180) if left <= days), None)


def answer_due(offered_on: date, days: int) -> date:
    """When an answer is asked for; a reminder of this installation, no refusal follows from it."""
    return offered_on + timedelta(days=days)


def _not_recorded(gate: Gate, party: PartyView | None) -> Text:
    if party is None:
        return say("%(gate)s belum dicatat.", gate=gate.label)
    return say("%(gate)s belum dicatat untuk %(party)s.", gate=gate.label, party=party.name)


def _no_scan(gate: Gate, party: PartyView | None) -> Text:
    if party is None:
        return say("Pindaian atau foto %(gate)s belum dilampirkan.", gate=gate.label)
    return say("Pindaian atau foto %(gate)s dari %(party)s belum dilampirkan.", gate=gate.label, party=party.name)
