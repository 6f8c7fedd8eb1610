"""The periods of one indicator: what each party reported, and what the partnership's value is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import func, or_, select

from ...db import db
from ...partnerships.models import Partnership, Party
from ..indicators import rules as indicators
from ..indicators.models import Indicator
from ..indicators.rules import Period
from . import rules
from .asking import asked_in
from .models import Measurement
from .queries import is_words, values_of
from .rules import Values


@dataclass(frozen=True)
class Row:
    """One period of one indicator: what each party reported, and what the partnership's value is."""

    period: Period
    reports: tuple[tuple[Party, Measurement | None], ...]
    values: Values | None
    running: Decimal | None
    target: Decimal | None
    achievement: str

    @property
    def compared(self) -> Decimal | None:
        """What is compared with the target: the sum of all periods until here when that is what counts."""
        return self.running if self.running is not None else self.values.value if self.values else None

    @property
    def is_sent(self) -> bool:
        """Whether anything was reported, verified or not."""
        return any(found is not None and found.state != rules.DRAFT for _party, found in self.reports)

    @property
    def verified(self) -> int:
        """How many reports of it were verified."""
        return sum(1 for _party, found in self.reports if found is not None and found.state == rules.VERIFIED)


def rows(
    partnership: Partnership,
    indicator: Indicator,
    periods: Sequence[Period],
    insider: bool,
    drafts_of: Collection[int] = (),
) -> list[Row]:
    """The periods of an indicator, newest first as they are given, with what was reported; one statement, and
    another one for an indicator that is added up.

    Strangers read what was verified, and nothing of what is still being written; insiders no drafts but those of
    the parties `drafts_of`. Where another party reports for all since, the one that reported a period stands in it.
    """
    if not periods:
        return []
    query = select(Measurement).where(
        Measurement.indicator_id == indicator.id, Measurement.starts_on.in_([period.starts_on for period in periods])
    )
    if not insider:
        query = query.where(Measurement.state == rules.VERIFIED)
    else:
        query = query.where(or_(Measurement.state != rules.DRAFT, Measurement.party_id.in_(drafts_of)))
    reports = {(item.party_id, item.starts_on): item for item in db.session.scalars(query)}
    targets = {target.starts_on: target.value for target in indicator.targets}
    heard: dict[date, set[int]] = {}
    for party_id, starts_on in reports:
        heard.setdefault(starts_on, set()).add(party_id)
    found = []
    running = _sum_before(indicator, periods[-1].starts_on)
    for period in reversed(periods):
        asked = asked_in(partnership, indicator, period, heard.get(period.starts_on, ()))
        row = _row(indicator, period, asked, reports, targets.get(period.starts_on), running)
        running = row.running if row.running is not None else running
        found.append(row)
    return found[::-1]


def _row(
    indicator: Indicator,
    period: Period,
    asked: Sequence[Party],
    reports: Mapping[tuple[int, date], Measurement],
    target: Decimal | None,
    before: Decimal | None,
) -> Row:
    """One period; `before` is the sum of the earlier ones of an indicator that is added up, else None."""
    found = tuple((party, reports.get((party.id, period.starts_on))) for party in asked)
    verified = [values_of(item) for _party, item in found if item is not None and item.state == rules.VERIFIED]
    values = rules.combined(indicator.kind, verified)
    running = before + values.value if before is not None and values and values.value is not None else None
    row = Row(period, found, values, running, target, "")
    said = indicators.achievement(row.compared, target, indicator.baseline, indicator.direction)
    is_partial = 0 < row.verified < len(found)  # the parts of some say nothing of the whole
    return row if is_words(indicator, values) or is_partial else replace(row, achievement=said)


def _sum_before(indicator: Indicator, day: date) -> Decimal | None:
    """The sum of what was verified of periods before a day; None for an indicator that is not added up."""
    if not (indicator.is_cumulative and indicator.kind == indicators.NUMBER):
        return None
    query = select(func.sum(Measurement.value)).where(
        Measurement.indicator_id == indicator.id, Measurement.state == rules.VERIFIED, Measurement.ends_on < day
    )
    return db.session.scalar(query) or Decimal(0)
