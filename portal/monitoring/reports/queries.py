"""What reports read of one partnership and one year, in few statements however many indicators it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from ...db import db
from ...partnerships.models import Attachment, Partnership, Party
from ...villages.models import Village
from ..charts import Place
from ..evaluation import queries as evaluation
from ..evaluation.models import Evaluation
from ..evaluation.rules import CLOSED
from ..indicators import rules as indicators
from ..indicators.models import Indicator
from ..measurements import rules as states
from ..measurements.asking import asked_in
from ..measurements.models import Evidence, Measurement
from ..rollups.parts import measure_of, values_of
from . import rules
from .rules import Cell, YearResult

MOST_EVALUATIONS = 5  # of one year, in its report
SEEN_BY_PARTIES = (states.SUBMITTED, states.RETURNED, states.VERIFIED)


@dataclass(frozen=True)
class Line:
    """An indicator with its year."""

    indicator: Indicator
    result: YearResult


@dataclass(frozen=True)
class Photos:
    """The oldest and the newest photo that prove an indicator."""

    before: Evidence
    after: Evidence


def newest_year(partnership_id: int, insider: bool, today_year: int) -> int:
    """The newest year with something verified that this person reads; this year when there is none."""
    query = select(func.max(Measurement.ends_on)).where(
        Measurement.partnership_id == partnership_id, Measurement.state == states.VERIFIED
    )
    if not insider:
        query = query.join(Measurement.indicator).where(Indicator.is_public)
    newest: date | None = db.session.scalar(query)
    return newest.year if newest else today_year


def lines(partnership: Partnership, year: int, insider: bool, today: date) -> list[Line]:
    """The indicators of a partnership with their year; three statements. Strangers read what is shown to everyone."""
    query = select(Indicator).where(Indicator.partnership_id == partnership.id)
    if not insider:
        query = query.where(Indicator.is_public)
    query = query.options(selectinload(Indicator.targets), selectinload(Indicator.attributions))
    measured = _measured(partnership.id, year, SEEN_BY_PARTIES if insider else (states.VERIFIED,))
    earlier = _earlier(partnership.id, year)
    found = db.session.scalars(query.order_by(Indicator.code, Indicator.id)).all()
    return [
        Line(item, _result(partnership, item, measured.get(item.id, []), earlier.get(item.id), year, today))
        for item in found
        if item.archived_at is None or item.id in measured
    ]


def rows(partnership_id: int, year: int, insider: bool) -> list[Measurement]:
    """Every report of a year with its indicator and party, for the tables that are downloaded."""
    first, last = rules.year_bounds(year)
    query = select(Measurement).join(Measurement.indicator).where(
        Measurement.partnership_id == partnership_id, Measurement.ends_on.between(first, last)
    )  # fmt: skip
    query = query.where(Measurement.state.in_(SEEN_BY_PARTIES if insider else (states.VERIFIED,)))
    if not insider:
        query = query.where(Indicator.is_public)
    query = query.options(joinedload(Measurement.indicator).selectinload(Indicator.targets))
    query = query.options(joinedload(Measurement.party))
    return list(db.session.scalars(query.order_by(Indicator.code, Indicator.id, Measurement.ends_on, Measurement.id)))


def photos(partnership_id: int, insider: bool) -> dict[int, Photos]:
    """Before and after, by indicator, where two photos of different periods prove it; one statement."""
    query = (
        select(Evidence)
        .join(Evidence.measurement)
        .join(Evidence.attachment)
        .where(Measurement.partnership_id == partnership_id, Measurement.state == states.VERIFIED)
        .where(Attachment.media_type == "image/jpeg", Attachment.archived_at.is_(None))
        .options(joinedload(Evidence.measurement).joinedload(Measurement.indicator))
        .order_by(Measurement.ends_on, Evidence.id)
    )
    if not insider:
        query = query.where(Evidence.is_public, Measurement.indicator.has(Indicator.is_public))
    found: dict[int, list[Evidence]] = {}
    for item in db.session.scalars(query):
        found.setdefault(item.measurement.indicator_id, []).append(item)
    pairs = {number: Photos(items[0], items[-1]) for number, items in found.items()}
    return {
        number: pair
        for number, pair in pairs.items()
        if pair.before.measurement.starts_on < pair.after.measurement.starts_on
    }


def evaluations(partnership: Partnership, year: int, insider: bool) -> list[Evaluation]:
    """The evaluations of a period that ends in the year, once they are closed, as far as they are shown."""
    first, last = rules.year_bounds(year)
    query = evaluation.listed(partnership, insider).where(Evaluation.state == CLOSED)
    return list(db.session.scalars(query.where(Evaluation.period_to.between(first, last)).limit(MOST_EVALUATIONS)))


def places(parties: Iterable[Party], names: Mapping[int, str]) -> list[Place]:
    """Where the villages lie that wrote their coordinates down."""
    villages = {party.village_code: names[party.id] for party in parties if party.village_code}
    query = select(Village.code, Village.latitude, Village.longitude).where(
        Village.code.in_(villages), Village.latitude.is_not(None), Village.longitude.is_not(None)
    )
    found = db.session.execute(query.order_by(Village.code)).all()
    return [
        Place(number, villages[code], north, east)
        for number, (code, north, east) in enumerate(found, 1)
        if north is not None and east is not None
    ]


def _measured(partnership_id: int, year: int, wanted: Sequence[str]) -> dict[int, list[Measurement]]:
    first, last = rules.year_bounds(year)
    query = select(Measurement).where(
        Measurement.partnership_id == partnership_id,
        Measurement.state.in_(wanted),
        Measurement.ends_on.between(first, last),
    )
    found: dict[int, list[Measurement]] = {}
    for item in db.session.scalars(query.order_by(Measurement.ends_on, Measurement.party_id)):
        found.setdefault(item.indicator_id, []).append(item)
    return found


def _earlier(partnership_id: int, year: int) -> dict[int, Decimal]:
    """What indicators that add up had reached before the year."""
    query = (
        select(Measurement.indicator_id, func.sum(Measurement.value))
        .join(Measurement.indicator)
        .where(Measurement.partnership_id == partnership_id, Measurement.state == states.VERIFIED)
        .where(Measurement.ends_on < rules.year_bounds(year)[0], Indicator.is_cumulative)
        .group_by(Measurement.indicator_id)
    )
    return {number: total for number, total in db.session.execute(query) if total is not None}


def _result(
    partnership: Partnership,
    item: Indicator,
    measured: Sequence[Measurement],
    earlier: Decimal | None,
    year: int,
    today: date,
) -> YearResult:
    first, last = rules.year_bounds(year)
    verified = [found for found in measured if found.state == states.VERIFIED]
    by_period: dict[date, list[Measurement]] = {}
    for found in verified:
        by_period.setdefault(found.starts_on, []).append(found)
    targets = {target.starts_on: target.value for target in item.targets}
    begins = max(first, min([item.starts_on, *by_period]))
    periods = list(indicators.periods_between(item.frequency, begins, last)) if begins <= last else []
    said = [by_period.get(period.starts_on, []) for period in periods]
    reports = [[values_of(found) for found in reported] for reported in said]
    waiting = [found.starts_on for found in measured if found.state == states.SUBMITTED]
    cells = [
        Cell(
            period,
            states.combined(item.kind, values),
            targets.get(period.starts_on),
            len(values),
            len(asked_in(partnership, item, period, {found.party_id for found in reported})),
            waiting.count(period.starts_on),
            period.has_ended(today),
        )
        for period, reported, values in zip(periods, said, reports, strict=True)
    ]
    return rules.result_of(measure_of(item), cells, reports, earlier or Decimal(0), (item.baseline, item.direction))
