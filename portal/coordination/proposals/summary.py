"""The open proposals, for the panel that all of coordination shares."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Date, Select, cast, func, literal, null, select

from ...permissions import Actor
from . import rules
from .models import Proposal


def summary(partnership_id: int, person: Actor) -> list[Select[Any]]:
    """The open proposal that ends first: (what, thing, name, day, much, moment)."""
    columns: list[Any] = [
        literal("proposal").label("what"),
        Proposal.id.label("thing"),
        Proposal.title.label("name"),
        cast(null(), Date).label("day"),
        func.count().over().label("much"),
        Proposal.deadline.label("moment"),
    ]
    query = select(*columns).where(Proposal.partnership_id == partnership_id, Proposal.state == rules.OPEN)
    return [query.order_by(Proposal.deadline, Proposal.id).limit(1)]
