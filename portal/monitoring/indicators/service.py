"""The verbs of an indicator: add it, describe it, set its targets and whose its results are, put it away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import delete, exists, func, select

from ... import clock
from ...db import db, transactional
from ...errors import Invalid, NotAllowed, NotFound
from ...events import differences
from ...partnerships.goal_links import goals_linked, link_goals
from ...partnerships.models import Partnership
from ...partnerships.working import bound_party, party_label, workable
from ...permissions import Actor
from ..access import note
from ..measurements.models import Measurement
from ..rollups.service import roll_up_indicator
from . import library, rules
from .models import KIND, Attribution, Indicator, Target

MOST = 60  # indicators of one partnership
DESCRIBING = (
    "name", "definition", "unit", "kind", "direction", "is_cumulative", "scale", "baseline", "baseline_on",
    "frequency", "starts_on", "source", "method", "reporter_party_id", "reporter_office", "verifier_party_id",
    "dimensions", "is_public",
)  # fmt: skip
# What every report is made by.
SETTLED = ("kind", "frequency", "scale", "unit", "direction", "is_cumulative", "reporter_party_id")


@transactional
def add(person: Actor, partnership_id: int, values: Mapping[str, Any]) -> Indicator:
    """Add an indicator of the partnership's own: `name`, `kind`, `frequency`, and what else is known."""
    partnership = workable(person, partnership_id)
    own = partnership.party_of(person.office)
    return _added(person, partnership, {"reporter_party_id": own.id if own else None, **values})


@transactional
def pick(person: Actor, partnership_id: int, key: str) -> Indicator:
    """Take an indicator over from the library of the partnership's type or sector; it is adapted afterwards.

    One that was put away comes back as it was, with its reports: a second one beside it would count twice.
    """
    partnership = workable(person, partnership_id)
    choice = library.choices_of(partnership).get(key)
    if choice is None:
        raise Invalid({"library": _("Pilih salah satu indikator yang tersedia.")})
    known = select(Indicator).where(Indicator.partnership_id == partnership.id, Indicator.library == key)
    found = list(db.session.scalars(known.order_by(Indicator.archived_at.desc(), Indicator.id.desc())))
    if any(item.archived_at is None for item in found):
        raise NotAllowed(_("Indikator ini sudah dipakai dalam kerja sama ini."))
    if found:
        return _brought_back(person, partnership, found[0], choice)
    own = partnership.party_of(person.office)
    return _added(person, partnership, {**library.values_of(choice), "reporter_party_id": own.id if own else None})


@transactional
def edit(
    person: Actor, partnership_id: int, indicator_id: int, version: int | None, values: Mapping[str, Any]
) -> Indicator:
    """Describe an indicator better. What every report is made by stays once there is one.

    A reporter that is not bound any more is replaced. Targets of other periods, or of another kind, are taken away.
    """
    partnership, found = indicator_to_change(person, partnership_id, indicator_id)
    found.expect(version)
    wanted = _checked(partnership, {name: values[name] for name in DESCRIBING if name in values}, found)
    was, now = differences({name: getattr(found, name) for name in wanted}, wanted)
    settled = [name for name in SETTLED if name in now]
    if found.reporter_party_id not in {None, *(party.id for party in partnership.bound)}:
        settled = [name for name in settled if name != "reporter_party_id"]
    if settled and has_reports(found):
        raise Invalid({settled[0]: _("Sudah ada laporan: ini tidak berubah lagi. Buat indikator baru bila perlu.")})
    if found.targets and ("frequency" in now or "kind" in now):
        was["targets"], now["targets"] = _drop_targets(found), ""
    if "goals" in values:
        before = goals_linked(KIND, [found.id]).get(found.id, ())
        link_goals(partnership.id, KIND, found.id, values["goals"])
        if set(before) != set(values["goals"]):
            was["sdgs"], now["sdgs"] = list(before), sorted(values["goals"])
    for name in wanted:
        if name in now:
            setattr(found, name, wanted[name])
    if now:
        found.changed_at = clock.now()
        roll_up_indicator(found.id)
        note(person, partnership, "indicator_edited", before=was, after={"indicator": found.name, **now})
    return found


@transactional
def set_targets(
    person: Actor, partnership_id: int, indicator_id: int, version: int | None, targets: Mapping[str, Decimal | None]
) -> Indicator:
    """Set what is wanted at the end of periods, by the period's code; None takes a target away.

    `Invalid` by the code of the period for what the indicator cannot reach.
    """
    partnership, found = indicator_to_change(person, partnership_id, indicator_id)
    found.expect(version)
    _refuse_impossible(found, targets)
    stood = {target.starts_on: target for target in found.targets}
    was: dict[str, Any] = {}
    now: dict[str, Any] = {}
    for code, value in targets.items():
        period = rules.period_from(found.frequency, code)
        if period is None:
            raise NotFound()
        target = stood.get(period.starts_on)
        if (target.value if target else None) == value:
            continue
        was[code], now[code] = target.value if target else None, value
        if target is not None and value is None:
            db.session.delete(target)
        elif target is not None and value is not None:
            target.value, target.ends_on = value, period.ends_on
        elif value is not None:
            db.session.add(
                Target(indicator_id=found.id, starts_on=period.starts_on, ends_on=period.ends_on, value=value)
            )
    if now:
        found.changed_at = clock.now()
        after = {"indicator": found.name, "targets": _told(now)}
        note(person, partnership, "targets_set", before={"targets": _told(was)}, after=after)
    return found


@transactional
def set_attributions(
    person: Actor,
    partnership_id: int,
    indicator_id: int,
    version: int | None,
    parts: Mapping[int, Fraction | None],
) -> Indicator:
    """Say which parties had a part in the results: a share (0 to 1) by the party's number, None for "ikut serta".

    Who is not named had none. `Invalid` on `shares` when they add up to more than the whole.
    """
    partnership, found = indicator_to_change(person, partnership_id, indicator_id)
    found.expect(version)
    fault = rules.shares_fault(parts.values())
    if fault is not None:
        raise Invalid({"shares": str(fault)})
    stood = {item.party_id: item for item in found.attributions}
    before = _shares_told(partnership, {number: _share(item) for number, item in stood.items()})
    for number in set(stood) - set(parts):
        db.session.delete(stood[number])
    for number, share in parts.items():
        party = bound_party(partnership, number)
        item = stood.get(party.id)
        if item is None:
            item = Attribution(indicator_id=found.id, party_id=party.id)
            db.session.add(item)
        item.numerator = share.numerator if share is not None else None
        item.denominator = share.denominator if share is not None else None
    after = _shares_told(partnership, parts)
    if before != after:
        found.changed_at = clock.now()
        roll_up_indicator(found.id)
        note(
            person,
            partnership,
            "attribution_set",
            before={"shares": before},
            after={"indicator": found.name, "shares": after},
        )
    return found


@transactional
def archive(person: Actor, partnership_id: int, indicator_id: int, version: int | None, reason: str) -> Indicator:
    """Stop measuring an indicator, with a reason; what was reported stays readable."""
    partnership, found = indicator_to_change(person, partnership_id, indicator_id)
    found.expect(version)
    if not reason.strip():
        raise Invalid({"reason": _("Tulis alasannya.")})
    found.archived_at, found.archived_by_id = clock.now(), person.person_id
    found.archive_reason = reason.strip()
    link_goals(partnership.id, KIND, found.id, ())
    note(person, partnership, "indicator_archived", after={"indicator": found.name}, reason=found.archive_reason)
    return found


def indicator_to_change(person: Actor, partnership_id: int, indicator_id: int) -> tuple[Partnership, Indicator]:
    """The partnership and an indicator of it that is still measured; within a verb."""
    partnership = workable(person, partnership_id)
    found = db.session.get(Indicator, indicator_id)
    if found is None or found.partnership_id != partnership.id:
        raise NotFound()
    if found.archived_at is not None:
        raise NotAllowed(_("Indikator ini tidak dipakai lagi; catatannya tidak berubah."))
    return partnership, found


def has_reports(indicator: Indicator) -> bool:
    """Whether anything was reported of it, drafts too."""
    return bool(db.session.scalar(select(exists().where(Measurement.indicator_id == indicator.id))))


def _added(person: Actor, partnership: Partnership, values: Mapping[str, Any]) -> Indicator:
    counted = select(func.count(), func.count().filter(Indicator.archived_at.is_(None)))
    count, living = db.session.execute(counted.where(Indicator.partnership_id == partnership.id)).one()
    if living >= MOST:
        raise NotAllowed(_("Paling banyak %(most)s indikator. Arsipkan atau gabungkan yang sejenis.", most=MOST))
    moment, today = clock.now(), clock.today()
    began = rules.period_of(values["frequency"], today).starts_on
    described = {name: values[name] for name in DESCRIBING if name in values}
    made = Indicator(
        partnership_id=partnership.id,
        code=f"{count + 1:02d}",
        library=values.get("library") or "",
        created_at=moment,
        changed_at=moment,
        **_checked(partnership, {"starts_on": began, **described}, None),
    )
    db.session.add(made)
    db.session.flush()
    link_goals(partnership.id, KIND, made.id, values.get("goals") or ())
    note(person, partnership, "indicator_added", after={"indicator": made.name, "frequency": made.frequency})
    return made


def _brought_back(person: Actor, partnership: Partnership, found: Indicator, choice: library.Choice) -> Indicator:
    """Measure an indicator again that was put away; who reports it is asked anew only when that party is gone."""
    found.archived_at = found.archived_by_id = None
    found.archive_reason = ""
    found.changed_at = clock.now()
    bound = {None, *(party.id for party in partnership.bound)}
    if found.reporter_party_id not in bound and not has_reports(found):
        own = partnership.party_of(person.office)
        found.reporter_party_id = own.id if own else None
    link_goals(partnership.id, KIND, found.id, choice.known.sdgs)
    note(person, partnership, "indicator_brought_back", after={"indicator": found.name})
    return found


def _checked(partnership: Partnership, values: dict[str, Any], found: Indicator | None) -> dict[str, Any]:
    """The values as they are kept; `Invalid` where they do not fit together."""
    kept: dict[str, Any] = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
    for field in ("reporter_party_id", "verifier_party_id"):
        stood = getattr(found, field) if found else None
        if kept.get(field) not in (None, stood, *(party.id for party in partnership.bound)):
            raise Invalid({field: _("Pilih salah satu pihak kerja sama ini.")})
    reporter = kept.get("reporter_party_id", found.reporter_party_id if found else None)
    verifier = kept.get("verifier_party_id", found.verifier_party_id if found else None)
    if reporter is not None and reporter == verifier:
        raise Invalid({"verifier_party_id": _("Yang memeriksa adalah pihak yang lain, bukan yang melaporkan.")})
    kind = kept.get("kind", found.kind if found else rules.NUMBER)
    steps = len(kept.get("scale", found.scale if found else []))
    if kind == rules.SCALE and steps < 2:
        raise Invalid({"scale": _("Tulis paling sedikit dua tingkat, satu baris satu tingkat.")})
    if kind == rules.PERCENTAGE:
        kept["unit"] = "%"
    fault = rules.level_fault(kind, kept.get("baseline"), steps)
    if fault is not None:
        raise Invalid({"baseline": str(fault)})
    return kept


def _refuse_impossible(found: Indicator, targets: Mapping[str, Decimal | None]) -> None:
    faults = {code: rules.level_fault(found.kind, value, len(found.scale)) for code, value in targets.items()}
    if said := {code: str(fault) for code, fault in faults.items() if fault is not None}:
        raise Invalid(said)


def _drop_targets(found: Indicator) -> str:
    """Take all targets away; what they were, as the history says it."""
    said = {rules.period_code(rules.Period(item.starts_on, item.ends_on)): item.value for item in found.targets}
    db.session.execute(delete(Target).where(Target.indicator_id == found.id))
    db.session.expire(found, ["targets"])
    return _told(said)


def _share(item: Attribution) -> Fraction | None:
    if item.numerator is None or item.denominator is None:
        return None
    return Fraction(item.numerator, item.denominator)


def _told(targets: Mapping[str, Decimal | None]) -> str:
    return "; ".join(
        f"{code}: {'–' if value is None else format(value.normalize(), 'f')}" for code, value in targets.items()
    )


def _shares_told(partnership: Partnership, parts: Mapping[int, Fraction | None]) -> str:
    labels: Iterable[tuple[str, Fraction | None]] = (
        (party_label(party), parts[party.id]) for party in partnership.parties if party.id in parts
    )
    return "; ".join(f"{label}: {'ikut serta' if share is None else str(share)}" for label, share in labels)
