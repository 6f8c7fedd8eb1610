"""What the agreement itself offers to the calendar: its last day, and the days on which to prepare for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask import url_for
from sqlalchemy import select

from ..contracts import say
from ..db import db
from ..permissions import Actor
from .dates import Dated
from .models import Partnership
from .queries import RUNNING, mine

MOST = 300  # partnerships
BEFORE = (180, 90, 30, 0)  # days: half a year leaves time for the meetings that an extension needs


def dates(person: Actor, first: date, last: date, partnership_id: int | None) -> Sequence[Dated]:
    """The end of each agreement that runs and what leads up to it; one statement."""
    query = select(
        Partnership.id, Partnership.title, Partnership.end_date, Partnership.version, Partnership.status_since
    ).where(
        mine(person),
        Partnership.status.in_(RUNNING),
        Partnership.end_date.between(first, last + timedelta(days=max(BEFORE))),
    )
    if partnership_id is not None:
        query = query.where(Partnership.id == partnership_id)
    found: list[Dated] = []
    for row in db.session.execute(query.order_by(Partnership.end_date, Partnership.id).limit(MOST)):
        days_left = ((days, row.end_date - timedelta(days=days)) for days in BEFORE)
        found.extend(_dated(row, days, day) for days, day in days_left if first <= day <= last)
    return found


def _dated(row: Any, days: int, day: date) -> Dated:
    return Dated(
        uid=f"perjanjian-{row.id}-{days}",
        kind="agreement",
        partnership_id=row.id,
        partnership=row.title,
        day=day,
        title=say("Perjanjian berakhir %(days)s hari lagi", days=days) if days else say("Perjanjian berakhir"),
        url=url_for("partnerships.show", partnership_id=row.id),
        version=row.version,
        changed_at=row.status_since,
    )
