"""What the pages of citizens' voices show, in few statements."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, select

from ...db import db
from . import rules
from .models import Feedback


def listed(partnership_id: int, state: str) -> Select[Any]:
    """The voices in one state: those that wait in the order they came, the others newest first."""
    query = select(Feedback).where(Feedback.partnership_id == partnership_id, Feedback.state == state)
    if state == rules.NEW:
        return query.order_by(Feedback.received_at, Feedback.id)
    return query.order_by(Feedback.received_at.desc(), Feedback.id.desc())


def one(partnership_id: int, feedback_id: int) -> Feedback | None:
    """One voice of a partnership."""
    query = select(Feedback).where(Feedback.partnership_id == partnership_id, Feedback.id == feedback_id)
    return db.session.scalars(query).one_or_none()


def counts(partnership_id: int) -> dict[str, int]:
    """How many there are in each state, and of the hidden ones on each ground; one statement."""
    query = select(Feedback.state, Feedback.hidden_ground, func.count(Feedback.id)).where(
        Feedback.partnership_id == partnership_id
    )
    found = dict.fromkeys((*rules.STATES, *rules.GROUNDS), 0)
    for state, ground, count in db.session.execute(query.group_by(Feedback.state, Feedback.hidden_ground)):
        found[state] += count
        if state == rules.HIDDEN and ground in found:
            found[ground] += count
    return found
