"""What the pages of health checks show, in few statements."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import selectinload

from ...db import db
from ...partnerships.models import Partnership, Party
from ...partnerships.rules import INITIATOR, MEMBER, OBSERVER
from ...partnerships.working import goes_on, is_own_party
from ...permissions import Action, Actor, may_at_all
from .models import HealthAnswer, HealthRound

WAITING_SHOWN = 10


def listed(partnership_id: int) -> Select[Any]:
    """All rounds, the newest first."""
    query = select(HealthRound).where(HealthRound.partnership_id == partnership_id)
    return query.options(selectinload(HealthRound.answers)).order_by(HealthRound.number.desc())


def whole(partnership_id: int, number: int) -> HealthRound | None:
    """One round with who answered."""
    return db.session.scalars(listed(partnership_id).where(HealthRound.number == number)).one_or_none()


def newest(partnership_id: int, most: int = 2) -> list[HealthRound]:
    """The newest rounds, without who answered; one statement."""
    query = select(HealthRound).where(HealthRound.partnership_id == partnership_id)
    return list(db.session.scalars(query.order_by(HealthRound.number.desc()).limit(most)))


def waiting_rows(actor: Actor) -> list[tuple[HealthRound, str]]:
    """The rounds that still ask the actor's party, as (round, title of the partnership)."""
    if actor.office is None or not may_at_all(actor, Action.PARTNERSHIP_WORK):
        return []
    said = exists().where(HealthAnswer.round_id == HealthRound.id, HealthAnswer.party_id == Party.id)
    query = (
        select(HealthRound, Partnership.title, Party.id)
        .join(Partnership, Partnership.id == HealthRound.partnership_id)
        .join(Party, Party.partnership_id == Partnership.id)
        .where(
            is_own_party(actor), goes_on(), Party.role != OBSERVER, Party.state == MEMBER,
            or_(Party.role == INITIATOR, Partnership.offered_at.is_not(None)),
            HealthRound.closed_on.is_(None), ~said.correlate(HealthRound, Party),
        )
        .order_by(HealthRound.last_day, HealthRound.id)
        .limit(WAITING_SHOWN)
    )  # fmt: skip
    return [(row[0], row[1]) for row in db.session.execute(query) if row[2] in row[0].asked]
