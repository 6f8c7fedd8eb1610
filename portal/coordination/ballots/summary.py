"""The open elections, for the panel that all of coordination shares."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Date, Select, cast, func, literal, null, select

from ...permissions import Actor
from ..governance.models import Body
from . import rules
from .models import Election


def summary(partnership_id: int, person: Actor) -> list[Select[Any]]:
    """The open election that ends first: (what, thing, name of its body, day, much, moment)."""
    columns: list[Any] = [
        literal("election").label("what"),
        Election.id.label("thing"),
        Body.name.label("name"),
        cast(null(), Date).label("day"),
        func.count().over().label("much"),
        Election.deadline.label("moment"),
    ]
    query = select(*columns).join(Body, Body.id == Election.body_id)
    query = query.where(Election.partnership_id == partnership_id, Election.state == rules.OPEN)
    return [query.order_by(Election.deadline, Election.id).limit(1)]
