"""What of the plans serves a goal of SDGs Desa, as everyone may read it: the plan that the parties agreed."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for
from sqlalchemy import select

from ..contracts import say
from ..db import db
from ..partnerships.goal_links import GoalLink, Serving
from .baseline.models import Baseline
from .baseline.rules import AGREED
from .programme.service import GOAL_KIND


def serving(goal: int, partnership_ids: Sequence[int]) -> list[Serving]:
    """The agreed plans of these partnerships whose programme serves the goal; one statement."""
    query = (
        select(Baseline.partnership_id)
        .join(GoalLink, (GoalLink.thing_id == Baseline.programme_id) & (GoalLink.kind == GOAL_KIND))
        .where(Baseline.partnership_id.in_(partnership_ids), Baseline.state == AGREED, GoalLink.goal == goal)
        .distinct()
        .order_by(Baseline.partnership_id)
    )
    label = say("Kegiatan dalam rencana yang disepakati")
    return [
        Serving(number, label, url_for("programme.plan", partnership_id=number)) for number in db.session.scalars(query)
    ]
