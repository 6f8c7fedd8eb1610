"""Rules of the ladder: which rungs there are, by where the villages lie; which comes next; who facilitates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ...contracts import LegalBasis, Text, say
from ...partnerships.rules import JOINT_AGREEMENT, PERMENDAGRI_96, Case, geography
from ...permissions import OfficeKind

MUSYAWARAH, BKAD, DISTRICT, REGENCY, GOVERNOR, LEGAL = "musyawarah", "bkad", "district", "regency", "governor", "legal"
OPEN, SETTLED, FAILED, SKIPPED = "open", "settled", "failed", "skipped"
STATES: Mapping[str, Text] = {
    OPEN: say("berjalan"),
    SETTLED: say("selesai"),
    FAILED: say("belum berhasil"),
    SKIPPED: say("dilewati"),
}
STATE_TONES = {OPEN: "info", SETTLED: "ok", FAILED: "warn", SKIPPED: "neutral"}
PATH_STATES = ("active", "disputed")  # where the lawful path can raise a dispute, or has raised one
DAYS_SETTING = LegalBasis("", confirmed=False)


@dataclass(frozen=True)
class RungKind:
    """One rung: who facilitates, how many days it usually takes (a setting), and what it rests on.

    `office` is the kind of office that is told and reads from then on; `by_path` rungs are walked on the
    partnership's lawful path, where the official puts the settlement on record.
    """

    code: str
    label: Text
    facilitator: Text
    days: int
    basis: LegalBasis
    office: OfficeKind | None = None
    by_path: bool = False
    is_final: bool = False


_P96 = "penyelesaian perselisihan"
KINDS: Mapping[str, RungKind] = {
    kind.code: kind
    for kind in (
        RungKind(
            MUSYAWARAH, say("Musyawarah kekeluargaan"), say("Para kepala desa"), 14,
            LegalBasis(PERMENDAGRI_96, _P96),
        ),
        RungKind(
            BKAD, say("BKAD"), say("Pengurus BKAD"), 14, LegalBasis("Setelan BKAD setempat", confirmed=False),
            OfficeKind.BKAD_OFFICER,
        ),
        RungKind(
            DISTRICT, say("Camat"), say("Camat"), 30, LegalBasis(PERMENDAGRI_96, f"{_P96} satu kecamatan"),
            OfficeKind.DISTRICT_OFFICER, by_path=True, is_final=True,
        ),
        RungKind(
            REGENCY, say("Bupati/Wali Kota"), say("Bupati/Wali Kota"), 30,
            LegalBasis(PERMENDAGRI_96, f"{_P96} lintas kecamatan"),
            OfficeKind.REGENCY_OFFICER, by_path=True, is_final=True,
        ),
        RungKind(
            GOVERNOR, say("Gubernur"), say("Gubernur, menurut aturan kerja sama daerah"), 30,
            LegalBasis("Kerja sama daerah", confirmed=False), is_final=True,
        ),
        RungKind(
            LEGAL, say("Jalur hukum"), say("Lembaga yang berwenang menurut perjanjian"), 60,
            LegalBasis("Perselisihan dengan pihak ketiga", confirmed=False), is_final=True,
        ),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Climbed:
    """A rung as the rules see it."""

    kind: str
    state: str


def rungs_for(case: Case, has_bkad: bool) -> tuple[RungKind, ...]:
    """The rungs of this partnership, lowest first: the law decides by where the villages lie, not the user."""
    if case.instrument == JOINT_AGREEMENT:
        codes: tuple[str, ...] = (MUSYAWARAH, LEGAL)
    else:
        level = geography(party.code for party in case.villages)
        top = {"district": DISTRICT, "regency": REGENCY}.get(level, GOVERNOR)
        codes = (MUSYAWARAH, BKAD, top) if has_bkad else (MUSYAWARAH, top)
    return tuple(KINDS[code] for code in codes)


def open_to(rungs: Sequence[RungKind], climbed: Iterable[Climbed]) -> tuple[RungKind, ...]:
    """The rungs that can be begun now: those above the last, none while one runs or after a result."""
    taken = {rung.kind: rung.state for rung in climbed}
    if any(state in (OPEN, SETTLED) for state in taken.values()):
        return ()
    last = max((place for place, kind in enumerate(rungs) if kind.code in taken), default=-1)
    return tuple(rungs[last + 1 :])


def skipped_by(rungs: Sequence[RungKind], climbed: Iterable[Climbed], wanted: str) -> tuple[RungKind, ...]:
    """The rungs that beginning `wanted` would leave out; each is put on record with the reason."""
    below: list[RungKind] = []
    for kind in open_to(rungs, climbed):
        if kind.code == wanted:
            return tuple(below)
        below.append(kind)
    return ()


def due_by_custom(kind: RungKind, begun_on: date) -> date:
    """Until when a rung usually takes: a setting of this portal, to be changed on the form."""
    return begun_on + timedelta(days=kind.days)
