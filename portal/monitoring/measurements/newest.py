"""The newest verified values of a partnership's first indicators, in one statement: what its page shows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import and_, func, select

from ...db import db
from ...partnerships.models import Partnership
from ..indicators import queries as indicators
from ..indicators import rules as kinds
from ..indicators.models import Indicator, Target
from ..indicators.rules import Period
from . import rules
from .asking import asked_in
from .models import Measurement
from .queries import values_of
from .rules import Values


@dataclass(frozen=True)
class Figure:
    """An indicator with its newest verified value; of one that is added up, the sum of all periods."""

    indicator: Indicator
    period: Period | None
    values: Values | None
    achievement: str


def figures(partnership: Partnership, insider: bool, most: int) -> list[Figure]:
    """The first indicators of a partnership by their code.

    Strangers see only those shown to everyone that have a verified value.
    """
    verified = and_(Measurement.indicator_id == Indicator.id, Measurement.state == rules.VERIFIED)
    last = select(func.max(Measurement.ends_on)).where(verified).correlate(Indicator).scalar_subquery()
    total = select(func.sum(Measurement.value)).where(verified).correlate(Indicator).scalar_subquery()
    first = indicators.listed(partnership.id, insider).with_only_columns(Indicator.id)
    if not insider:
        first = first.where(last.is_not(None))
    query = (
        select(Indicator, Measurement, Target.value, total)
        .outerjoin(Measurement, and_(verified, Measurement.ends_on == last))
        .outerjoin(Target, and_(Target.indicator_id == Indicator.id, Target.starts_on == Measurement.starts_on))
        .where(Indicator.id.in_(first.limit(most)))
        .order_by(Indicator.code, Indicator.id)
    )
    found: dict[int, tuple[Indicator, list[Measurement], Decimal | None, Decimal | None]] = {}
    for indicator, report, target, sum_ in db.session.execute(query):
        reports = found.setdefault(indicator.id, (indicator, [], target, sum_))[1]
        if report is not None:
            reports.append(report)
    return [_figure(partnership, *row) for row in found.values()]


def _figure(
    partnership: Partnership,
    indicator: Indicator,
    reports: list[Measurement],
    target: Decimal | None,
    total: Decimal | None,
) -> Figure:
    if not reports:
        return Figure(indicator, None, None, "")
    values = rules.combined(indicator.kind, [values_of(report) for report in reports])
    if indicator.is_cumulative and indicator.kind == kinds.NUMBER:
        values = Values(total)
    period = Period(reports[0].starts_on, reports[0].ends_on)
    asked = asked_in(partnership, indicator, period, {report.party_id for report in reports})
    if values is None or values.value is None or len(reports) < len(asked):
        return Figure(indicator, period, values, "")
    said = kinds.achievement(values.value, target, indicator.baseline, indicator.direction)
    return Figure(indicator, period, values, said if target is not None else "")
