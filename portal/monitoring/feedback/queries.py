"""What the pages of citizens' voices show, in few statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased

from ...db import db
from ...partnerships.models import Partnership, Party
from ...partnerships.rules import INITIATOR, MEMBER, OBSERVER
from ...partnerships.working import goes_on, is_own_party
from ...permissions import Action, Actor, may_at_all
from . import rules
from .models import Feedback

WAITING_SHOWN = 10
IN_PANEL = 2


@dataclass(frozen=True)
class Newest:
    """The newest voices that are shown, how many are, and how many wait to be read."""

    voices: tuple[Feedback, ...]
    shown: int
    waiting: int


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


def newest(partnership_id: int, insider: bool) -> Newest:
    """What the panel shows, in one statement."""
    states = (rules.SHOWN, rules.NEW) if insider else (rules.SHOWN,)
    latest = Feedback.received_at.desc(), Feedback.id.desc()
    rank = func.row_number().over(partition_by=Feedback.state, order_by=latest).label("rank")
    count = func.count().over(partition_by=Feedback.state).label("of_all")
    inner = (
        select(Feedback, rank, count)
        .where(Feedback.partnership_id == partnership_id, Feedback.state.in_(states))
        .subquery()
    )
    voice = aliased(Feedback, inner)
    rows = db.session.execute(select(voice, inner.c.of_all).where(inner.c.rank <= IN_PANEL).order_by(inner.c.rank))
    found = rows.all()
    of_all = {item.state: int(total) for item, total in found}
    voices = tuple(item for item, _total in found if item.state == rules.SHOWN)
    return Newest(voices, of_all.get(rules.SHOWN, 0), of_all.get(rules.NEW, 0))


def waiting_rows(actor: Actor) -> list[tuple[int, str, int, datetime]]:
    """Voices that the actor's party may read first, as (partnership, its title, how many, since when)."""
    if actor.office is None or not may_at_all(actor, Action.PARTNERSHIP_WORK):
        return []
    query = (
        select(Partnership.id, Partnership.title, func.count(Feedback.id), func.min(Feedback.received_at))
        .join(Feedback, Feedback.partnership_id == Partnership.id)
        .join(Party, Party.partnership_id == Partnership.id)
        .where(
            is_own_party(actor), goes_on(), Party.role != OBSERVER, Party.state == MEMBER,
            or_(Party.role == INITIATOR, Partnership.offered_at.is_not(None)), Feedback.state == rules.NEW,
        )
        .group_by(Partnership.id, Partnership.title)
        .order_by(func.min(Feedback.received_at), Partnership.id)
        .limit(WAITING_SHOWN)
    )  # fmt: skip
    return [(row[0], row[1], int(row[2]), row[3]) for row in db.session.execute(query)]
