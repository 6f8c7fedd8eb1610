"""The verbs of a report: write it, send it, return or verify it. Corrections of verified ones are in `amendments`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, delete, select

from ... import clock
from ...db import db, transactional
from ...errors import Conflict, Invalid, NotAllowed, NotFound
from ...partnerships.models import Partnership, Party
from ...partnerships.service import partnership_for
from ...partnerships.working import bound_party, own_party_id, party_label, speaks_for, workable
from ...permissions import Action, Actor, OfficeKind
from ...storage import StoredFile
from ..access import note
from ..indicators.models import Indicator
from ..indicators.rules import Period, period_code
from ..rollups.service import roll_up
from . import rules
from .models import Evidence, Measurement, MeasurementPart
from .proofs import attach_proofs
from .rules import Values
from .sheets import Entry

Parts = Mapping[tuple[str, str], Decimal]  # (dimension, part) → value
OVERSEERS = (OfficeKind.DISTRICT_OFFICER, OfficeKind.REGENCY_OFFICER)


@transactional
def report(
    person: Actor,
    partnership_id: int,
    indicator_id: int,
    party_id: int | None,
    period: Period,
    values: Values,
    more: Mapping[str, Any] | None = None,
    parts: Parts | None = None,
    files: Sequence[StoredFile] = (),
    sends: bool = True,
) -> Measurement:
    """Report an indicator for a period, for one's own party or as an officer of the body; sent, or kept as a draft.

    `more` holds `note`, `parts_reason`, `latitude` and `longitude`. `Invalid` on `period` when the same party
    reported this period already, with the number of that report.
    """
    partnership = workable(person, partnership_id)
    indicator = measured(partnership, indicator_id)
    party = _reporting_party(person, partnership, indicator, party_id)
    fault = rules.period_fault(period, indicator.starts_on, clock.today())
    if fault is not None:
        raise Invalid({"period": str(fault)})
    first = reported(indicator, party.id, period)
    if first is not None:
        raise Doubled(first.id)
    made = Measurement(
        indicator_id=indicator.id,
        partnership_id=partnership.id,
        party_id=party.id,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        reported_at=clock.now(),
    )
    db.session.add(made)
    _write(person, partnership, indicator, made, values, more or {}, parts or {}, sends)
    attach_proofs(person, partnership, made, files)
    return made


@transactional
def report_many(person: Actor, partnership_id: int, party_id: int, entries: Sequence[Entry]) -> int:
    """Keep what a sheet reports as drafts, all of it or nothing; how many there are."""
    for entry in entries:
        more = {"note": entry.note}
        report(person, partnership_id, entry.indicator_id, party_id, entry.period, entry.values, more, sends=False)
    return len(entries)


class Doubled(Invalid):
    """The same party reported this period of this indicator already; `first_id` is that report."""

    def __init__(self, first_id: int) -> None:
        super().__init__({"period": _("Masa ini sudah dilaporkan. Buka laporan yang pertama; di sana ia dibetulkan.")})
        self.first_id = first_id


@transactional
def rewrite(
    person: Actor,
    partnership_id: int,
    measurement_id: int,
    version: int | None,
    values: Values,
    more: Mapping[str, Any] | None = None,
    parts: Parts | None = None,
    files: Sequence[StoredFile] = (),
    sends: bool = True,
) -> Measurement:
    """Change a draft, or a report that was returned; sent, or kept as a draft."""
    partnership, found = report_to_change(person, partnership_id, measurement_id)
    found.expect(version)
    if not speaks_for(person, found.party):
        raise NotAllowed(_("Yang mengubah laporan adalah pihak yang melaporkan."))
    if found.state not in rules.EDITABLE:
        raise Conflict()
    refuse_archived(found.indicator)
    _write(person, partnership, found.indicator, found, values, more or {}, parts or {}, sends)
    attach_proofs(person, partnership, found, files)
    return found


@transactional
def verify(person: Actor, partnership_id: int, measurement_id: int, version: int | None) -> Measurement:
    """Say that a report is right: another party does, or an office that oversees it. It is locked from then on."""
    partnership, found = _report_to_answer(person, partnership_id, measurement_id, version)
    found.return_reason = ""
    _answered(person, found, rules.VERIFIED)
    roll_up(found.indicator_id, found.ends_on.year)
    note(person, partnership, "measurement_verified", after=told(found), village_code=found.party.village_code)
    return found


@transactional
def send_back(person: Actor, partnership_id: int, measurement_id: int, version: int | None, reason: str) -> Measurement:
    """Give a report back to who wrote it, with what has to be put right."""
    partnership, found = _report_to_answer(person, partnership_id, measurement_id, version)
    if not reason.strip():
        raise Invalid({"reason": _("Tulis alasannya.")})
    found.return_reason = reason.strip()
    _answered(person, found, rules.RETURNED)
    note(person, partnership, "measurement_returned", after=told(found), reason=found.return_reason)
    return found


@transactional
def show_evidence(person: Actor, partnership_id: int, evidence_id: int, shown: bool) -> Evidence:
    """Show a proof to everyone who may see a public partnership, or keep it to the parties again.

    To keep it to oneself again is possible also after the end.
    """
    load = workable if shown else partnership_for
    partnership = load(person, partnership_id, Action.PARTNERSHIP_PUBLISH)
    evidence = db.session.get(Evidence, evidence_id)
    if evidence is None or evidence.measurement.partnership_id != partnership.id or not evidence.counts:
        raise NotFound()
    if evidence.is_public != shown:
        evidence.is_public = shown
        after = {"indicator": evidence.measurement.indicator.name, "is_public": shown}
        note(person, partnership, "evidence_publicity", before={"is_public": not shown}, after=after)
    return evidence


def measured(partnership: Partnership, indicator_id: int) -> Indicator:
    """An indicator of this partnership that is still measured."""
    found = db.session.get(Indicator, indicator_id)
    if found is None or found.partnership_id != partnership.id:
        raise NotFound()
    refuse_archived(found)
    return found


def refuse_archived(indicator: Indicator) -> None:
    """Raise `NotAllowed` for an indicator that is not measured any more: nothing of it is written."""
    if indicator.archived_at is not None:
        raise NotAllowed(_("Indikator ini tidak dipakai lagi; catatannya tidak berubah."))


def reported(indicator: Indicator, party_id: int, period: Period) -> Measurement | None:
    """What was reported of an indicator for a period already: by this party, drafts too, or by who reported for all."""
    whose: ColumnElement[bool] = Measurement.party_id == party_id
    if indicator.reporter_party_id is not None:  # it took over from another party, perhaps
        whose = whose | Measurement.state.not_in(rules.EDITABLE)
    query = select(Measurement).where(
        Measurement.indicator_id == indicator.id, Measurement.starts_on == period.starts_on, whose
    )
    return db.session.scalars(query.order_by(Measurement.id)).first()


def report_to_change(
    person: Actor, partnership_id: int, measurement_id: int, action: Action = Action.PARTNERSHIP_WORK
) -> tuple[Partnership, Measurement]:
    """The partnership and a report of it; within a verb."""
    partnership = workable(person, partnership_id, action)
    found = db.session.get(Measurement, measurement_id)
    if found is None or found.partnership_id != partnership.id:
        raise NotFound()
    return partnership, found


def may_answer(person: Actor, partnership: Partnership, found: Measurement) -> bool:
    """Whether this person may verify or return a report; see `rules.may_verify`."""
    seen = rules.Report(found.state, found.party_id, found.reported_by_id, found.indicator.verifier_party_id)
    return rules.may_verify(seen, own_party_id(person, partnership), person.person_id, oversees(person))


def oversees(person: Actor) -> bool:
    """Whether the person's office oversees villages; that it oversees this partnership, the permission checks."""
    return person.kind in OVERSEERS


def told(found: Measurement) -> dict[str, Any]:
    """A report, as the history says it to all parties: what is not sent yet without its value."""
    period = period_code(Period(found.starts_on, found.ends_on))
    said: dict[str, Any] = {"indicator": found.indicator.name, "period": period}
    if found.state in (rules.SUBMITTED, rules.VERIFIED):
        said["measured"] = found.words[:200] if found.value is None else found.value
    return {**said, "measured_by": party_label(found.party)}


def _reporting_party(person: Actor, partnership: Partnership, indicator: Indicator, party_id: int | None) -> Party:
    own = own_party_id(person, partnership)
    wanted = indicator.reporter_party_id or party_id or own
    party = bound_party(partnership, wanted)
    if not speaks_for(person, party):
        raise NotAllowed(_("Yang melaporkan indikator ini adalah pihak lain, atau pengurus BKAD."))
    return party


def _write(
    person: Actor,
    partnership: Partnership,
    indicator: Indicator,
    found: Measurement,
    values: Values,
    more: Mapping[str, Any],
    parts: Parts,
    sends: bool,
) -> None:
    """Put values into a draft, and send it if it can be sent: a draft may still lack what a report needs."""
    values = rules.whole(indicator.kind, values)
    faults = rules.values_fault(indicator.kind, values, len(indicator.scale))
    if faults and (sends or _is_something(values)):
        raise Invalid({name: str(sentence) for name, sentence in faults.items()})
    loose = rules.parts_fault(indicator.kind, values.value, parts.values())
    if loose is not None:
        raise Invalid({"parts_reason": str(loose)})
    found.value, found.numerator, found.denominator = values.value, values.numerator, values.denominator
    found.words, found.note = values.words, (more.get("note") or "").strip()
    found.parts_reason = (more.get("parts_reason") or "").strip()
    found.latitude, found.longitude = more.get("latitude"), more.get("longitude")
    if sends:
        _refuse_loose_parts(indicator.kind, values, parts, found.parts_reason)
    found.state = rules.SUBMITTED if sends else rules.DRAFT if found.state != rules.RETURNED else rules.RETURNED
    found.reported_at, found.reported_by_id = clock.now(), person.person_id
    found.reported_by_office = person.office.label if person.office else ""
    db.session.flush()
    _set_parts(indicator, found, parts)
    kind = "measurement_submitted" if sends else "measurement_drafted"
    note(person, partnership, kind, after=told(found), village_code=found.party.village_code)


def _is_something(values: Values) -> bool:
    return any((values.value is not None, values.numerator is not None, values.denominator is not None, values.words))


def _refuse_loose_parts(kind: str, values: Values, parts: Parts, reason: str) -> None:
    by_dimension: dict[str, list[Decimal]] = {}
    for (dimension, _part), value in parts.items():
        by_dimension.setdefault(dimension, []).append(value)
    loose = [name for name, found in by_dimension.items() if rules.parts_differ(kind, values.value, found)]
    if loose and not reason:
        raise Invalid(
            {"parts_reason": _("Jumlah rinciannya tidak sama dengan angka keseluruhan. Betulkan, atau tulis sebabnya.")}
        )


def _set_parts(indicator: Indicator, found: Measurement, parts: Parts) -> None:
    known = {(name, part) for name, named in indicator.dimensions.items() for part in named}
    db.session.execute(delete(MeasurementPart).where(MeasurementPart.measurement_id == found.id))
    db.session.expire(found, ["parts"])
    for (dimension, part), value in parts.items():
        if (dimension, part) in known:
            db.session.add(MeasurementPart(measurement_id=found.id, dimension=dimension, part=part, value=value))


def _report_to_answer(
    person: Actor, partnership_id: int, measurement_id: int, version: int | None
) -> tuple[Partnership, Measurement]:
    partnership, found = report_to_change(person, partnership_id, measurement_id, Action.PARTNERSHIP_SETTLE)
    found.expect(version)
    if found.state != rules.SUBMITTED:
        raise Conflict()
    if not may_answer(person, partnership, found):
        raise NotAllowed(_("Yang memeriksa adalah pihak lain atau pembina wilayah, bukan yang melaporkan."))
    return partnership, found


def _answered(person: Actor, found: Measurement, state: str) -> None:
    found.state, found.answered_at, found.answered_by_id = state, clock.now(), person.person_id
    found.answered_by_office = person.office.label if person.office else ""
