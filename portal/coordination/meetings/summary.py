"""The next meeting and minutes that wait, for the panel that all of coordination shares."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Date, Select, cast, func, literal, null, select

from ... import clock
from ...permissions import Actor
from . import queries, rules
from .models import Meeting


def summary(partnership_id: int, person: Actor) -> list[Select[Any]]:
    """The next meeting, and the minutes that are to be confirmed first: (what, thing, name, day, much, moment)."""
    coming = _row("meeting", partnership_id, cast(null(), Date)).where(queries.concerns(person))
    coming = coming.where(Meeting.state == rules.CALLED, Meeting.starts_at > clock.now())
    waiting = _row("minutes", partnership_id, Meeting.confirm_by).where(Meeting.state == rules.CONFIRMING)
    waiting = waiting.where(queries.concerns(person))
    return [
        coming.order_by(Meeting.starts_at, Meeting.id).limit(1),
        waiting.order_by(Meeting.confirm_by, Meeting.id).limit(1),
    ]


def for_all(partnership_id: int) -> list[Select[Any]]:
    """The newest meeting whose decisions everyone reads."""
    shown = _row("decisions", partnership_id, cast(null(), Date))
    shown = shown.where(Meeting.is_public, Meeting.state == rules.SETTLED)
    return [shown.order_by(Meeting.starts_at.desc(), Meeting.id.desc()).limit(1)]


def _row(what: str, partnership_id: int, day: ColumnElement[Any] | Any) -> Select[Any]:
    columns: list[Any] = [
        literal(what).label("what"),
        Meeting.id.label("thing"),
        Meeting.title.label("name"),
        day.label("day"),
        func.count().over().label("much"),
        Meeting.starts_at.label("moment"),
    ]
    return select(*columns).where(Meeting.partnership_id == partnership_id)
