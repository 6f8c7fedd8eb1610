"""The verbs of a correction: a verified report is locked; new values stand beside the old until they are verified."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import delete, select

from ... import clock
from ...db import db, transactional
from ...errors import Conflict, Invalid, NotAllowed, NotFound
from ...partnerships.models import Partnership
from ...partnerships.working import own_party_id, speaks_for
from ...permissions import Action, Actor
from ..access import note
from ..rollups.service import roll_up
from . import rules
from .models import Amendment, Measurement, MeasurementPart
from .rules import Values
from .service import oversees, refuse_archived, report_to_change, told


@transactional
def ask(
    person: Actor, partnership_id: int, measurement_id: int, version: int | None, values: Values, reason: str
) -> Amendment:
    """Correct a verified report: the party that reported says what is right, and why; another one verifies it."""
    partnership, found = report_to_change(person, partnership_id, measurement_id)
    found.expect(version)
    if not speaks_for(person, found.party):
        raise NotAllowed(_("Yang membetulkan laporan adalah pihak yang melaporkan."))
    refuse_archived(found.indicator)
    if found.state != rules.VERIFIED or open_amendment(found) is not None:
        raise Conflict()
    made = _correction(person, found, values, reason)
    db.session.add(made)
    db.session.flush()
    found.reported_at = clock.now()
    after = {**told(found), "measured": made.words[:200] if made.value is None else made.value}
    note(person, partnership, "amendment_asked", before={"measured": made.old_value}, after=after, reason=made.reason)
    return made


@transactional
def accept(person: Actor, partnership_id: int, amendment_id: int, version: int | None) -> Amendment:
    """Verify a correction: from then on its values are the report's; the old ones stay beside them.

    Parts that do not add up to the new value are taken away; the history keeps them.
    """
    partnership, made = _amendment_to_answer(person, partnership_id, amendment_id, version)
    found = made.measurement
    before: dict[str, Any] = {"measured": found.words[:200] if found.value is None else found.value}
    found.value, found.numerator, found.denominator = made.value, made.numerator, made.denominator
    found.words = made.words
    found.amended += 1
    dropped = _drop_loose_parts(found)
    if dropped:
        before["measured_parts"] = dropped
    _answered(person, made, rules.VERIFIED)
    roll_up(found.indicator_id, found.ends_on.year)
    note(person, partnership, "amendment_verified", before=before, after=told(found), reason=made.reason)
    return made


@transactional
def refuse(person: Actor, partnership_id: int, amendment_id: int, version: int | None, reason: str) -> Amendment:
    """Leave the report as it was, and say why."""
    partnership, made = _amendment_to_answer(person, partnership_id, amendment_id, version)
    if not reason.strip():
        raise Invalid({"reason": _("Tulis alasannya.")})
    made.return_reason = reason.strip()
    _answered(person, made, rules.RETURNED)
    note(person, partnership, "amendment_returned", after=told(made.measurement), reason=made.return_reason)
    return made


def open_amendment(found: Measurement) -> Amendment | None:
    """The correction that waits for an answer, if there is one."""
    query = select(Amendment).where(Amendment.measurement_id == found.id, Amendment.state == rules.SUBMITTED)
    return db.session.scalars(query).first()


def may_answer(person: Actor, partnership: Partnership, made: Amendment) -> bool:
    """Whether this person may verify or refuse a correction: as with the report itself."""
    found = made.measurement
    seen = rules.Report(made.state, found.party_id, made.asked_by_id, found.indicator.verifier_party_id)
    return rules.may_verify(seen, own_party_id(person, partnership), person.person_id, oversees(person))


def _drop_loose_parts(found: Measurement) -> str:
    """Take parts away that do not fit the new value; what they were, as the history says it."""
    groups: dict[str, list[MeasurementPart]] = {}
    for item in found.parts:
        groups.setdefault(item.dimension, []).append(item)
    found.parts_reason = ""
    if rules.keeps_parts(found.indicator.kind, found.value, ([i.value for i in group] for group in groups.values())):
        return ""
    dropped = "; ".join(f"{item.part} {format(item.value.normalize(), 'f')}" for item in found.parts)
    db.session.execute(delete(MeasurementPart).where(MeasurementPart.measurement_id == found.id))
    db.session.expire(found, ["parts"])
    return dropped


def _correction(person: Actor, found: Measurement, values: Values, reason: str) -> Amendment:
    indicator = found.indicator
    values = rules.whole(indicator.kind, values)
    faults = {
        name: str(said) for name, said in rules.values_fault(indicator.kind, values, len(indicator.scale)).items()
    }
    if not reason.strip():
        faults["reason"] = _("Tulis alasannya.")
    stood = Values(found.value, found.numerator, found.denominator, found.words)
    if not faults and values == stood:
        faults["value" if found.value is not None else "words"] = _("Ini sama dengan yang sudah tercatat.")
    if faults:
        raise Invalid(faults)
    return Amendment(
        measurement_id=found.id,
        old_value=stood.value,
        old_numerator=stood.numerator,
        old_denominator=stood.denominator,
        old_words=stood.words,
        value=values.value,
        numerator=values.numerator,
        denominator=values.denominator,
        words=values.words,
        reason=reason.strip(),
        asked_at=clock.now(),
        asked_by_id=person.person_id,
        asked_by_office=person.office.label if person.office else "",
    )


def _amendment_to_answer(
    person: Actor, partnership_id: int, amendment_id: int, version: int | None
) -> tuple[Partnership, Amendment]:
    made = db.session.get(Amendment, amendment_id)
    if made is None:
        raise NotFound()
    partnership, found = report_to_change(person, partnership_id, made.measurement_id, Action.PARTNERSHIP_SETTLE)
    made.expect(version)
    if made.state != rules.SUBMITTED:
        raise Conflict()
    if not may_answer(person, partnership, made):
        raise NotAllowed(_("Yang memeriksa adalah pihak lain atau pembina wilayah, bukan yang melaporkan."))
    return partnership, made


def _answered(person: Actor, made: Amendment, state: str) -> None:
    made.state, made.answered_at = state, clock.now()
    made.answered_by_office = person.office.label if person.office else ""
