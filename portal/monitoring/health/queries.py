"""What the pages of health checks show, in few statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for
from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from ...contracts import say
from ...db import db
from ...partnerships.models import Partnership
from ...partnerships.things import Thing
from . import rules
from .models import HealthRound


def listed(partnership_id: int) -> Select[Any]:
    """All rounds, the newest first."""
    query = select(HealthRound).where(HealthRound.partnership_id == partnership_id)
    return query.options(selectinload(HealthRound.answers)).order_by(HealthRound.number.desc())


def whole(partnership_id: int, number: int) -> HealthRound | None:
    """One round with who answered."""
    return db.session.scalars(listed(partnership_id).where(HealthRound.number == number)).one_or_none()


def find(partnership: Partnership, ids: Sequence[int]) -> Mapping[int, Thing]:
    """The ended rounds of a partnership, as points of an agenda name them; their page is for the parties alone."""
    query = select(HealthRound.id, HealthRound.number).where(
        HealthRound.partnership_id == partnership.id, HealthRound.id.in_(ids), HealthRound.closed_on.is_not(None)
    )
    return {
        found: Thing(
            rules.KIND,
            found,
            say("Pemeriksaan kesehatan putaran %(number)s", number=number),
            url_for("checkup.show", partnership_id=partnership.id, number=number),
        )
        for found, number in db.session.execute(query)
    }
