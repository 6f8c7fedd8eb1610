"""What is read beside a report: what its party reported before, and what was wanted."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import func, select

from ...db import db
from ..indicators.models import Target
from ..indicators.rules import Period
from . import rules
from .models import Measurement


def last_verified(indicator_id: int, party_id: int, period: Period) -> Measurement | None:
    """The newest verified report of a party of a period before this one; one statement."""
    query = select(Measurement).where(
        Measurement.indicator_id == indicator_id,
        Measurement.party_id == party_id,
        Measurement.state == rules.VERIFIED,
        Measurement.ends_on < period.starts_on,
    )
    return db.session.scalars(query.order_by(Measurement.ends_on.desc()).limit(1)).first()


def target_of(indicator_id: int, period: Period) -> Decimal | None:
    """What was wanted for a period; one statement."""
    query = select(Target.value).where(Target.indicator_id == indicator_id, Target.starts_on == period.starts_on)
    return db.session.scalar(query)


def most_reported(indicator_id: int, party_id: int, period: Period) -> Decimal | None:
    """The largest number that a party had verified of other periods, whatever its sign; one statement."""
    query = select(func.max(func.abs(Measurement.value))).where(
        Measurement.indicator_id == indicator_id,
        Measurement.party_id == party_id,
        Measurement.state == rules.VERIFIED,
        Measurement.starts_on != period.starts_on,
    )
    most: Decimal | None = db.session.scalar(query)
    return most
