"""The newest open matter of a partnership for the panel that all of coordination shares."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Date, Select, cast, func, literal, null, select

from ...partnerships.models import Partnership
from ...permissions import Actor
from . import reading, rules
from .models import Matter


def summary(partnership_id: int, person: Actor) -> list[Select[Any]]:
    """One row when a matter is open that the person reads: (what, thing, name, day, much)."""
    columns: list[Any] = [
        literal("matter").label("what"),
        Matter.id.label("thing"),
        Matter.title.label("name"),
        cast(null(), Date).label("day"),
        func.count().over().label("much"),
    ]
    query = select(*columns).join(Partnership).where(Matter.partnership_id == partnership_id)
    return [query.where(Matter.state != rules.CLOSED, reading.readable_by(person)).order_by(Matter.id.desc()).limit(1)]
