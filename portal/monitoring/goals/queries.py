"""How public partnerships serve the goals of SDGs Desa, in the nation, an area, a village."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask import url_for
from sqlalchemy import ColumnElement, Select, case, exists, func, select

from ...db import db
from ...partnerships.goal_links import GoalLink, Serving
from ...partnerships.models import Partnership, Party
from ...partnerships.rules import NOT_BOUND, OBSERVER
from ..indicators.models import KIND, Indicator

SHOWN_INDICATORS = 100  # of the partnerships on one page


def profile(area: str = "") -> dict[int, int]:
    """How many public partnerships serve each goal, of an area by its code or of the nation; one statement."""
    query = (
        select(GoalLink.goal, func.count(GoalLink.partnership_id.distinct()))
        .join(Partnership, Partnership.id == GoalLink.partnership_id)
        .where(Partnership.is_public, *_in_area(area))
        .group_by(GoalLink.goal)
    )
    return {goal: count for goal, count in db.session.execute(query)}


def partnerships_serving(goal: int, area: str = "") -> Select[Any]:
    """The public partnerships that serve a goal, the newest first."""
    linked = select(GoalLink.partnership_id).where(GoalLink.goal == goal)
    query = select(Partnership).where(Partnership.is_public, Partnership.id.in_(linked), *_in_area(area))
    return query.order_by(Partnership.status_since.desc(), Partnership.id.desc())


def indicators_serving(goal: int, partnership_ids: Sequence[int]) -> list[Serving]:
    """The indicators of these partnerships that serve the goal and are shown to everyone; one statement."""
    query = (
        select(Indicator.partnership_id, Indicator.id, Indicator.name)
        .join(GoalLink, (GoalLink.thing_id == Indicator.id) & (GoalLink.kind == KIND))
        .where(
            Indicator.partnership_id.in_(partnership_ids),
            GoalLink.goal == goal,
            Indicator.is_public,
            Indicator.archived_at.is_(None),
        )
        .order_by(Indicator.partnership_id, Indicator.code, Indicator.id)
        .limit(SHOWN_INDICATORS)
    )
    return [
        Serving(number, name, url_for("measurements.indicator", partnership_id=number, indicator_id=indicator))
        for number, indicator, name in db.session.execute(query)
    ]


def begun_within_a_year(area: str, today: date) -> tuple[int, int]:
    """The public partnerships that began in the year up to today, as SDGs Desa counts them under 17.11:
    between villages alone (17.11.1), and with a third party (17.11.2). One statement."""
    bound = (Party.partnership_id == Partnership.id, Party.role != OBSERVER, Party.state.not_in(NOT_BOUND))
    with_third = exists().where(*bound, Party.organisation_id.is_not(None))
    query = select(
        func.count(case((~with_third, 1))),
        func.count(case((with_third, 1))),
    ).where(
        Partnership.is_public,
        Partnership.start_date <= today,
        Partnership.start_date > today - timedelta(days=365),
        *_in_area(area),
    )
    between_villages, with_others = db.session.execute(query).one()
    return between_villages, with_others


def goals_of_partnership(partnership_id: int) -> list[int]:
    """The goals that something of a partnership serves."""
    query = select(GoalLink.goal).where(GoalLink.partnership_id == partnership_id).distinct().order_by(GoalLink.goal)
    return list(db.session.scalars(query))


def _in_area(area: str) -> list[ColumnElement[bool]]:
    """A village of the area is bound by the partnership."""
    if not area:
        return []
    is_village = area.count(".") == 3
    inside = Party.village_code == area if is_village else Party.village_code.startswith(area + ".", autoescape=True)
    bound = select(Party.partnership_id).where(inside, Party.role != OBSERVER, Party.state.not_in(NOT_BOUND))
    return [Partnership.id.in_(bound)]
