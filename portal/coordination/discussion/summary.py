"""The newest conversation, for the panel that all of coordination shares."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Date, Select, cast, literal, null, select

from ...permissions import Actor
from .models import Thread


def summary(partnership_id: int, person: Actor) -> list[Select[Any]]:
    """The conversation that was written in last: (what, thing, name, day, much, moment)."""
    columns: list[Any] = [
        literal("thread").label("what"),
        Thread.id.label("thing"),
        Thread.title.label("name"),
        cast(null(), Date).label("day"),
        Thread.posts.label("much"),
        Thread.last_at.label("moment"),
    ]
    query = select(*columns).where(Thread.partnership_id == partnership_id)
    return [query.order_by(Thread.last_at.desc(), Thread.id.desc()).limit(1)]
