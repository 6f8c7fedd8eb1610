"""Sample plans, promises, contributions and money for the sample partnerships that run, with some trouble in each."""

from __future__ import annotations

from collections.abc import Mapping

from ... import clock
from ...partnerships.models import Partnership
from ...permissions import Actor
from .plans import PLANS
from .programme import Planner
from .promises import Sample

RUNNING = ("active",)


def fill(partnership: Partnership, heads: Mapping[str, Actor]) -> None:
    """Put a sample plan, promises and money into a partnership of two villages or more that runs."""
    villages = [party for party in partnership.bound if party.village_code in heads]
    if partnership.status not in RUNNING or len(villages) < 2:
        return
    today = clock.today()
    plan = PLANS.get((partnership.type_code, partnership.sector))
    works = Planner(partnership.id, villages, heads, today).write(plan) if plan else {}
    sample = Sample(partnership, heads, today, works[plan.main] if plan else None)
    sample.promises(*villages[:2])
    sample.gifts(*villages[:2])
    sample.money(*villages[:2])
    for key, title, planned in plan.costs if plan else ():
        sample.cost(villages[0], title, works[key], planned)
