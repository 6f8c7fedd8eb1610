"""Results that go into the figures of areas, in the world of the contract tests."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from partnership_walk import Walk
from sqlalchemy import select

from portal import clock
from portal.db import db, transactional
from portal.monitoring.indicators import rules as kinds
from portal.monitoring.indicators import service as indicators
from portal.monitoring.indicators.models import Indicator
from portal.monitoring.measurements import rules, service
from portal.monitoring.measurements.models import Measurement
from portal.monitoring.measurements.rules import Values
from portal.monitoring.rollups.models import RolledMeasure
from portal.monitoring.rollups.service import roll_up_indicator

LIBRARY = "sector:air/connections"


def rolled_ids(walk: Walk, head: Any, mark: str) -> dict[str, Any]:
    """A verified result of an indicator that other partnerships measure too."""
    began = clock.today() - timedelta(days=3 * 365)
    shown = "terbuka" if walk.partnership.is_public else mark
    values = {"name": f"Sambungan {shown}", "kind": kinds.NUMBER, "frequency": kinds.QUARTERLY, "unit": "unit"}
    own = walk.partnership.parties[0].id
    made = indicators.add(head, walk.id, {**values, "starts_on": began, "reporter_party_id": own}).id
    period = kinds.ended_periods(kinds.QUARTERLY, began, clock.today())[0]
    report = service.report(head, walk.id, made, None, period, Values(Decimal(40)), {}, {}, [], True).id
    _count(made, report)
    return {"measure_id": db.session.scalars(select(RolledMeasure.id)).one(), "year": period.ends_on.year}


@transactional
def _count(indicator_id: int, measurement_id: int) -> None:
    """Verified, and of the library."""
    db.session.get_one(Indicator, indicator_id).library = LIBRARY
    db.session.get_one(Measurement, measurement_id).state = rules.VERIFIED
    roll_up_indicator(indicator_id)
