"""The verbs of the ladder: begin a rung, put its result on record, take over what an official settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from ... import clock
from ...db import db, transactional
from ...errors import Conflict, Invalid, NotAllowed, NotFound
from ...partnerships.cases import case_of, records_of
from ...partnerships.models import GateRecord, Partnership
from ...permissions import Actor, OfficeKind
from ..governance import queries as bodies
from ..governance import rules as governance
from ..interests import reading
from ..interests.context import Standing
from ..interests.models import Matter
from ..interests.recording import matter_to_change, note, office_of, own_member
from . import rules
from .models import Rung
from .rules import Climbed, RungKind

TEXTS = ("invited_by", "facilitator", "papers")


@dataclass(frozen=True)
class Settlement:
    """What the official put on record on the lawful path, with its signed paper."""

    outcome: str
    number: str
    held_on: date | None
    official: str
    decision: str


@transactional
def begin_rung(person: Actor, partnership_id: int, matter_id: int, kind: str, values: Mapping[str, Any]) -> Rung:
    """Step up. The offices of the rung are told and read the matter from now on; rungs left out get the reason."""
    partnership, found = matter_to_change(person, partnership_id, matter_id)
    own_member(person, partnership)
    rungs, climbed = rungs_of(partnership), climbed_of(found.id)
    wanted = next((item for item in rules.open_to(rungs, _views(climbed)) if item.code == kind), None)
    if wanted is None:
        raise NotAllowed(_("Tingkat ini belum atau tidak dapat dimulai sekarang."))
    if values["due_on"] < values["begun_on"]:
        raise Invalid({"due_on": _("Tenggat tidak sebelum mulainya.")})
    skipped = rules.skipped_by(rungs, _views(climbed), kind)
    reason = (values.get("skip_reason") or "").strip()
    if skipped and not reason:
        raise Invalid({"skip_reason": _("Tulis mengapa tingkat di bawahnya dilewati.")})
    for left_out in skipped:
        _put(person, found, left_out, rules.SKIPPED, {"begun_on": values["begun_on"], "skip_reason": reason})
        left = {"matter": found.title, "rung": left_out.code}
        note(person, partnership, found, "rung_skipped", after=left, reason=reason)
    made = _put(person, found, wanted, rules.OPEN, values)
    after: dict[str, Any] = {"matter": found.title, "rung": wanted.code, "due_on": made.due_on}
    if wanted.office is not None:
        found.reached = " ".join(dict.fromkeys([*found.reached.split(), wanted.office.value]))
    note(person, partnership, found, "rung_begun", after=after)
    return made


@transactional
def end_rung(
    person: Actor, partnership_id: int, matter_id: int, rung_id: int, version: int | None, values: Mapping[str, Any]
) -> Rung:
    """Put the result of a rung on record, with its minutes; one that an official facilitates is settled on the path."""
    partnership, found = matter_to_change(person, partnership_id, matter_id)
    rung = rung_of(found, rung_id)
    if not (person.kind == OfficeKind.BKAD_OFFICER and rung.kind == rules.BKAD):
        own_member(person, partnership)
    rung.expect(version)
    if rung.state != rules.OPEN:
        raise Conflict()
    if values["state"] == rules.SETTLED and is_on_path(partnership, rung):
        raise NotAllowed(_("Hasilnya dicatat pada langkah penyelesaian perselisihan, lalu diambil ke sini."))
    if values["state"] == rules.SETTLED and not (values.get("minutes_number") and values.get("minutes_on")):
        raise Invalid({"minutes_number": _("Hasil dicatat dengan nomor dan tanggal berita acaranya.")})
    if values.get("minutes_on") and values["minutes_on"] < rung.begun_on:
        raise Invalid({"minutes_on": _("Tanggal ini sebelum tingkat ini dimulai.")})
    _result(person, partnership, found, rung, values)
    return rung


@transactional
def take_over(person: Actor, partnership_id: int, matter_id: int, rung_id: int) -> Rung:
    """Take over what the official put on record on the lawful path since the rung began."""
    partnership, found = matter_to_change(person, partnership_id, matter_id)
    own_member(person, partnership)
    rung = rung_of(found, rung_id)
    if rung.state != rules.OPEN:
        raise Conflict()
    settled = settlement_for(partnership, rung)
    if settled is None:
        raise NotAllowed(_("Pejabat belum mencatat penyelesaian dengan berita acara bertanda tangan."))
    values = {
        "state": rules.SETTLED,
        "result": settled.decision,
        "minutes_number": settled.number,
        "minutes_on": settled.held_on,
        "signers": settled.official,
    }
    _result(person, partnership, found, rung, values)
    return rung


def rungs_of(partnership: Partnership) -> tuple[RungKind, ...]:
    """The rungs of a partnership; the BKAD is one of them where there is one that works."""
    has_bkad = any(body.kind == governance.BKAD and body.is_active for body in bodies.bodies_of(partnership.id))
    return rules.rungs_for(case_of(partnership), has_bkad)


def climbed_of(matter_id: int) -> list[Rung]:
    """The rungs that a matter has been on, in the order they were begun; one statement."""
    return list(db.session.scalars(select(Rung).where(Rung.matter_id == matter_id).order_by(Rung.id)))


def standing_of(matter: Matter) -> Standing | None:
    """The rung a matter is on now, as its own page shows it; one statement."""
    found = db.session.scalars(select(Rung).where(Rung.matter_id == matter.id, Rung.state == rules.OPEN)).first()
    return Standing(rules.KINDS[found.kind].label, found.facilitator, found.due_on) if found else None


def rung_of(matter: Matter, rung_id: int) -> Rung:
    """A rung of a matter."""
    found = db.session.get(Rung, rung_id)
    if found is None or found.matter_id != matter.id:
        raise NotFound()
    return found


def settlement_for(partnership: Partnership, rung: Rung) -> Settlement | None:
    """The settlement on the lawful path since the rung began; None while there is none with its signed paper."""
    if not rules.KINDS[rung.kind].by_path:
        return None
    for record in reversed(records_of(partnership, "settlement", None)):
        if record.recorded_at >= rung.begun_at and _is_signed(partnership, record):
            values = record.values or {}
            held_on = values.get("held_on")
            return Settlement(
                str(values.get("outcome") or ""),
                str(values.get("number") or ""),
                date.fromisoformat(str(held_on)[:10]) if held_on else None,
                str(values.get("official") or ""),
                str(values.get("decision") or ""),
            )
    return None


def is_on_path(partnership: Partnership, rung: Rung) -> bool:
    """Whether the lawful path settles this rung: it runs there, or has been settled there since the rung began.

    Before the partnership runs, and while it is changed, that path knows no dispute: the minutes are
    then put on record here.
    """
    if not rules.KINDS[rung.kind].by_path:
        return False
    return partnership.status in rules.PATH_STATES or settlement_for(partnership, rung) is not None


def views_of(matter_id: int) -> list[Climbed]:
    """The rungs that a matter has been on, as the rules see them."""
    return _views(climbed_of(matter_id))


def read_by(person: Actor, partnership: Partnership, matter: Matter, rungs: list[Rung]) -> list[Rung]:
    """The rungs a person reads: an office that was called in knows those from its own on."""
    if reading.sees_talks(person, partnership, matter):
        return rungs
    first = next(
        (place for place, rung in enumerate(rungs) if person.kind and rules.KINDS[rung.kind].office == person.kind),
        len(rungs),
    )
    return rungs[first:]


def _views(climbed: list[Rung]) -> list[Climbed]:
    return [Climbed(rung.kind, rung.state) for rung in climbed]


def _is_signed(partnership: Partnership, record: GateRecord) -> bool:
    return any(file.record_id == record.id and file.archived_at is None for file in partnership.attachments)


def _put(person: Actor, matter: Matter, kind: RungKind, state: str, values: Mapping[str, Any]) -> Rung:
    rung = Rung(
        matter_id=matter.id,
        kind=kind.code,
        state=state,
        begun_on=values["begun_on"],
        due_on=values.get("due_on"),
        skip_reason=(values.get("skip_reason") or "").strip() if state == rules.SKIPPED else "",
        begun_at=clock.now(),
        begun_by_office=office_of(person),
        **{name: (values.get(name) or "").strip() for name in TEXTS},
    )
    db.session.add(rung)
    db.session.flush()
    return rung


def _result(person: Actor, partnership: Partnership, matter: Matter, rung: Rung, values: Mapping[str, Any]) -> None:
    rung.state, rung.result = values["state"], values["result"].strip()
    rung.minutes_number = (values.get("minutes_number") or "").strip()
    rung.minutes_on, rung.signers = values.get("minutes_on"), (values.get("signers") or "").strip()
    matter.is_settled = matter.is_settled or rung.state == rules.SETTLED
    after = {"matter": matter.title, "rung": rung.kind, "rung_state": rung.state, "number": rung.minutes_number}
    note(person, partnership, matter, "rung_ended", after=after)
