"""What the pages of health checks show, in few statements."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from ...db import db
from .models import HealthRound


def listed(partnership_id: int) -> Select[Any]:
    """All rounds, the newest first."""
    query = select(HealthRound).where(HealthRound.partnership_id == partnership_id)
    return query.options(selectinload(HealthRound.answers)).order_by(HealthRound.number.desc())


def whole(partnership_id: int, number: int) -> HealthRound | None:
    """One round with who answered."""
    return db.session.scalars(listed(partnership_id).where(HealthRound.number == number)).one_or_none()
