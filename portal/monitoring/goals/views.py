"""Pages of the goals of SDGs Desa: who serves which, in the nation or an area, and one goal."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from ... import clock
from ...errors import NotFound
from ...partnerships import goal_links
from ...partnerships.sdgs import GOALS, PILLARS
from ...permissions import Action, Actor
from ...villages import queries as areas
from ...villages.rules import parse_code
from ...villages.sections import Section
from ...web import needs, page
from ...web.paging import paged
from . import bars, official, queries

bp = Blueprint("goals", __name__)
AREA = "wilayah"  # the parameter that narrows to an area
PARTNERSHIPS = 17  # the goal that counts partnerships


@bp.get("/sdgs")
@needs(Action.AREA_VIEW)
def index() -> ResponseReturnValue:
    """The eighteen goals, with how many public partnerships serve each, everywhere or in one area."""
    code, name = _area()
    counts = queries.profile(code)
    return page(
        "monitoring/goals/index.html",
        pillars=[
            (label, [(goal, GOALS[goal], counts.get(goal, 0)) for goal in goals]) for label, goals in PILLARS.values()
        ],
        bars=bars.profile_bars(counts),
        area_code=code,
        area_name=name,
        serves=bool(counts),
    )


@bp.get("/sdgs/<int:goal>")
@needs(Action.AREA_VIEW)
def show(goal: int) -> ResponseReturnValue:
    """One goal: the public partnerships that serve it and by what, and its official indicators."""
    if goal not in GOALS:
        raise NotFound()
    code, name = _area()
    shown = paged(queries.partnerships_serving(goal, code))
    return page(
        "monitoring/goals/goal.html",
        goal=goal,
        title=GOALS[goal],
        pillar=next(label for label, goals in PILLARS.values() if goal in goals),
        shown=shown,
        serving=goal_links.serving(goal, [item.id for item in shown.items]),
        begun=queries.begun_within_a_year(code, clock.today()) if goal == PARTNERSHIPS else None,
        official=official.of_goal(goal),
        basis=official.BASIS,
        units=official.UNITS,
        area_code=code,
        area_name=name,
    )


def of_village(code: str, actor: Actor) -> Section | None:
    """On a village's page: the goals that its public partnerships serve."""
    counts = queries.profile(code)
    if not counts:
        return None
    served = [(goal, GOALS[goal], counts[goal]) for goal in sorted(counts)]
    return Section(
        _l("SDGs Desa yang dilayani kemitraan"), "monitoring/goals/_of_village.html", {"served": served, "code": code}
    )


def _area() -> tuple[str, str]:
    """The area that the address narrows to, by its code and name; nothing for the nation."""
    asked = request.args.get(AREA, "")[:40]
    if not asked:
        return "", ""
    found = areas.area(parse_code(asked) or "")
    if found is None:
        raise NotFound()
    return found.code, found.name
