"""What the pages of joint positions show, in few statements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, exists, func, or_, select, true

from portal.sdk import db

from . import rules
from .models import Position, Step, Support


def listed(partnership_id: int, cleared: str, state: str = "") -> Select[Any]:
    """The positions of a partnership that may be read with this clearance, last changed first."""
    query = select(Position).where(Position.partnership_id == partnership_id, _readable(cleared))
    if state:
        query = query.where(Position.state == state)
    return query.order_by(Position.changed_at.desc(), Position.id.desc())


def any_public(partnership_id: int) -> bool:
    """Whether everybody may read one."""
    return bool(
        db.session.scalar(
            select(exists().where(Position.partnership_id == partnership_id, Position.is_public.is_(True)))
        )
    )


def in_short(partnership_id: int, cleared: str, most: int = 3) -> tuple[list[Row[Any]], dict[str, int]]:
    """The newest few (`id`, `title`, `state`, `answer`), and how many there are in each state; one statement."""
    newest_first = (Position.changed_at.desc(), Position.id.desc())
    ranked = select(
        Position.id,
        Position.title,
        Position.state,
        Position.answer,
        func.row_number().over(order_by=newest_first).label("place"),
        func.row_number().over(partition_by=Position.state, order_by=newest_first).label("place_in_state"),
        func.count().over(partition_by=Position.state).label("in_state"),
    )
    inner = ranked.where(Position.partnership_id == partnership_id, _readable(cleared)).subquery()
    query = select(inner).where(or_(inner.c.place <= most, inner.c.place_in_state == 1)).order_by(inner.c.place)
    rows = db.session.execute(query).all()
    return [row for row in rows if row.place <= most], {row.state: row.in_state for row in rows}


def word_of(position: Position, party_id: int) -> Support | None:
    """What one party said to the present text."""
    return db.session.scalars(_words(position).where(Support.party_id == party_id)).one_or_none()


def words_of(position: Position) -> Sequence[Support]:
    """What the parties said to the present text, in the order they first spoke."""
    return db.session.scalars(_words(position).order_by(Support.id)).all()


def steps_of(position: Position) -> Select[Any]:
    """The steps taken, newest first."""
    query = select(Step).where(Step.position_id == position.id, Step.archived_at.is_(None))
    return query.order_by(Step.held_on.desc(), Step.id.desc())


def step_of(position: Position, step_id: int) -> Step | None:
    """One step of a position that was not taken back."""
    return db.session.scalars(steps_of(position).where(Step.id == step_id)).one_or_none()


def newer_than(position: Position) -> Position | None:
    """The version that corrects this one."""
    return db.session.scalars(select(Position).where(Position.replaces_id == position.id)).one_or_none()


def _words(position: Position) -> Select[Any]:
    return select(Support).where(Support.position_id == position.id, Support.round == position.round)


def _readable(cleared: str) -> ColumnElement[bool]:
    """The SQL of `rules.may_read`."""
    if cleared == rules.ALL_OF_IT:
        return true()
    public = Position.is_public.is_(True)
    return or_(public, Position.state.in_(rules.FROZEN)) if cleared == rules.SINCE_SENT else public
