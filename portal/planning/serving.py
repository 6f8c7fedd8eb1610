"""What of the plans serves a goal of SDGs Desa, as everyone may read it: the plan that the parties agreed."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for
from sqlalchemy import select

from ..contracts import say
from ..db import db
from ..partnerships.goal_links import GoalLink, Serving
from .baseline.service import GOAL_KIND


def serving(goal: int, partnership_ids: Sequence[int]) -> list[Serving]:
    """The agreed plans of these partnerships that serve the goal, as they were agreed; one statement."""
    query = (
        select(GoalLink.partnership_id)
        .where(GoalLink.partnership_id.in_(partnership_ids), GoalLink.kind == GOAL_KIND, GoalLink.goal == goal)
        .distinct()
        .order_by(GoalLink.partnership_id)
    )
    label = say("Kegiatan dalam rencana yang disepakati")
    return [
        Serving(number, label, url_for("programme.plan", partnership_id=number)) for number in db.session.scalars(query)
    ]
