"""Once a day: a report that has become late is put on record, so that whoever sends notices hears of it.

Plugins that send mails or messages listen to `portal_event`; the portal itself shows the
same on the home page of the office concerned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select

from ... import clock, events
from ...accounts.models import Office
from ...db import db, transactional
from ...partnerships.models import Partnership, Party
from ...partnerships.rules import OBSERVER
from ...partnerships.working import goes_on, party_label
from ...permissions import SYSTEM, VILLAGE_OFFICES, OfficeKind
from ..indicators import rules as indicators
from ..indicators.models import Indicator
from ..indicators.rules import Period, period_code
from . import rules
from .models import Measurement
from .waiting import is_asked

REPORT_LATE = "monitoring.report_late"
REMINDED_FOR = timedelta(days=7)  # a server that was off on the first day of lateness catches up
MOST = 500  # parties a day and frequency


@transactional
def remind() -> int:
    """Record once for each party and period that its reports are late; how many were recorded."""
    today = clock.today()
    told = _told_already()
    count = 0
    late_ones = list(_late(today))
    offices = _offices_of([row.Party for _period, row in late_ones])
    for period, row in late_ones:
        owing = {"measured_by": party_label(row.Party), "period": period_code(period)}
        if (str(row.partnership_id), *owing.values()) not in told:
            late = {**owing, "late_reports": row.much, "office_ids": offices.get(row.Party.id, [])}
            village = row.Party.village_code
            events.record(SYSTEM, REPORT_LATE, "partnership", row.partnership_id, after=late, village_code=village)
            count += 1
    return count


def _offices_of(parties: Sequence[Party]) -> dict[int, list[int]]:
    """The offices that report for each of these parties, by the party's number: they alone are told; one statement."""
    codes = {party.village_code for party in parties if party.village_code}
    houses = {party.organisation_id for party in parties if party.organisation_id}
    if not codes | houses:
        return {}
    query = select(Office).where(
        or_(
            and_(Office.kind.in_(VILLAGE_OFFICES), Office.scope_codes.in_(codes)),
            and_(Office.kind == OfficeKind.THIRD_PARTY, Office.organisation_id.in_(houses)),
        )
    )
    found = list(db.session.scalars(query.order_by(Office.id)))
    return {party.id: [one.id for one in found if party.is_spoken_for_by(one.held)] for party in parties}


def _told_already() -> set[tuple[str, Any, Any]]:
    since = clock.now() - REMINDED_FOR - timedelta(days=1)
    found = db.session.scalars(select(events.Event).where(events.Event.at >= since, events.Event.kind == REPORT_LATE))
    changes = [(item.subject_id, {name: after for name, _before, after in item.changes}) for item in found]
    return {(number, after.get("measured_by"), after.get("period")) for number, after in changes}


def _late(today: date) -> Iterator[tuple[Period, Any]]:
    """Each period that became late these days, with the parties that still owe a report of it."""
    for frequency in indicators.FREQUENCIES:
        period = indicators.last_ended(frequency, today)
        if period.due_on < today <= period.due_on + REMINDED_FOR:
            for row in db.session.execute(_owing(frequency, period)):
                yield period, row


def _owing(frequency: str, period: Period) -> Any:
    reported = and_(
        Measurement.indicator_id == Indicator.id,
        Measurement.party_id == Party.id,
        Measurement.starts_on == period.starts_on,
        Measurement.state.in_((rules.SUBMITTED, rules.VERIFIED)),
    )
    return (
        select(Partnership.id.label("partnership_id"), Party, func.count().label("much"))
        .join(Indicator, Indicator.partnership_id == Partnership.id)
        .join(Party, Party.partnership_id == Partnership.id)
        .outerjoin(Measurement, reported)
        .where(
            goes_on(),
            Party.role != OBSERVER,
            Indicator.archived_at.is_(None),
            Indicator.frequency == frequency,
            Indicator.starts_on <= period.ends_on,
            is_asked(period.ends_on),
            Measurement.id.is_(None),
        )
        .group_by(Partnership.id, Party.id)
        .order_by(Partnership.id, Party.id)
        .limit(MOST)
    )
