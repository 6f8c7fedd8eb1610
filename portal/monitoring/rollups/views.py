"""Pages of rolled-up figures: the nation, an area, one measure with its parts and its formula."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ... import clock
from ...errors import NotFound
from ...partnerships import sdgs
from ...partnerships.cases import registry
from ...partnerships.queries import summaries
from ...permissions import Action
from ...villages import queries as areas
from ...villages.models import Area
from ...villages.rules import is_party_village, parse_code
from ...villages.terms import usual_terms
from ...web import actor, needs, page
from ...web.local_terms import speak_as
from ...web.paging import Page, page_number, paged
from ..charts import Share, sparkline, stacked
from ..indicators.rules import PERCENTAGE
from . import parts, queries, rules
from .queries import View
from .vocabulary import source_of

bp = Blueprint("rollups", __name__)
A_PAGE, PARTS = 20, 12
MOST_OWN = 4  # areas of one office that are offered first
FIRST_YEAR, LAST_YEAR = 2000, 2100


@bp.get("/monitoring/nasional")
@needs(Action.AREA_VIEW)
def nation() -> ResponseReturnValue:
    """What partnerships reached in the whole country."""
    return _area_page(None)


@bp.get("/monitoring/wilayah/<code>")
@needs(Action.AREA_VIEW)
def area(code: str) -> ResponseReturnValue:
    """What the partnerships of a province, kabupaten, kecamatan or village reached."""
    found = _area(code)
    if found.code != code:
        return redirect(url_for(".area", code=found.code), 301)
    return _area_page(found)


@bp.get("/monitoring/angka/<int:measure_id>")
@needs(Action.AREA_VIEW)
def figure(measure_id: int) -> ResponseReturnValue:
    """One figure opened: its formula, the areas it is made of, and the results behind it."""
    row = queries.measure_for(actor(), measure_id)
    if row is None:
        raise NotFound()
    place = _area(request.args["wilayah"]) if request.args.get("wilayah") else None
    view = _view(place)
    line = queries.line_of(actor(), view, row)
    found = paged(queries.contributions(actor(), view, row.id), size=PARTS)
    children = _below(place)
    by_area = queries.below(actor(), view, row, [item.code for item in children])
    return page(
        "monitoring/rollups/figure.html",
        line=line,
        silent=queries.silent(actor(), view, row) if place else 0,  # in the whole country nobody can act on it
        most_silent=queries.MOST_SILENT,
        figure=line.figures.get(view.year, rules.NOTHING),
        found=found,
        summaries={item.id: item for item in summaries([item.partnership for item in found.items])},
        part_of=parts.kept_part,
        by_area=[(item, by_area[item.code]) for item in children if item.code in by_area],
        picture=_shares_picture(line, view, children, by_area),
        **_context(place, view),
    )


def _area_page(place: Area | None) -> ResponseReturnValue:
    view = _view(place)
    found = queries.lines(actor(), view)
    number = page_number()
    shown = found[(number - 1) * A_PAGE : number * A_PAGE]
    return page(
        "monitoring/rollups/area.html",
        "figures",
        shown=Page(shown, number, len(found) > number * A_PAGE, A_PAGE, len(found)),
        below=_below(place),
        course=partial(_course, view),
        own_areas=_own_areas() if place is None else [],
        **_context(place, view),
    )


def _own_areas() -> list[tuple[str, str]]:
    """The kecamatan and the kabupaten of one's own office, as (code, name), the nearest first; one statement."""
    office = actor().office
    known = areas.place_names(office.scope_codes[:MOST_OWN]) if office else {}
    steps = [step for place in known.values() for step in reversed([*place.above, (place.code, place.name)])]
    near = dict(step for step in steps if step[0].count(".") in (1, 2))
    return [(code, _("%(district)s %(name)s", district=usual_terms(code).district, name=name)
             if code.count(".") == 2 else name) for code, name in near.items()]  # fmt: skip


def _below(place: Area | None) -> list[Area]:
    """The areas one level down that have villages, or are one."""
    if place is not None and place.is_village:
        return []
    found = areas.areas_in(place.code if place else None)
    return [item for item in found if item.valid and (item.village_count or is_party_village(item.code))]


def _course(view: View, line: queries.Line) -> Any:
    """The line of five years, where there is a number."""
    if not line.measure.has_total and line.measure.kind != PERCENTAGE:
        return "–"
    return sparkline(line.label, [(str(year), _rounded(line.value(year))) for year in view.years], line.measure.unit)


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else round(value, 1)


def _context(place: Area | None, view: View) -> dict[str, Any]:
    if place is not None:
        speak_as(usual_terms(place.code))
    today_year = clock.today().year
    first_year, _newest = queries.years_seen(actor(), view.area, today_year)
    return {
        "place": areas.place_names([place.code]).get(place.code) if place else None,
        "area": place,
        "view": view,
        "rules": rules,
        "source_of": source_of,
        "nothing": rules.NOTHING,
        "years": range(max(today_year, view.year), min(first_year, view.year) - 1, -1),
        "is_over": view.year < today_year,
        "sectors": registry().sectors.values(),
        "goals": sdgs.GOALS,
        "sees_all": queries.may_see_all(actor(), view.area),
    }


def _view(place: Area | None) -> View:
    code = place.code if place else rules.NATION
    year = _number("tahun", FIRST_YEAR, LAST_YEAR) or queries.newest_year(actor(), code, clock.today().year)
    return View(code, year, request.args.get("sektor", "")[:40], _number("tujuan", 1, 18))


def _number(name: str, least: int, most: int) -> int | None:
    """A number of the query string, when it is one within bounds."""
    text = request.args.get(name, "")
    found = int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None
    return found if found is not None and least <= found <= most else None


def _area(code: str) -> Area:
    found = areas.area(parse_code(code[:40]) or "")
    if found is None:
        raise NotFound()
    return found


def _shares_picture(line: queries.Line, view: View, children: list[Area], by_area: dict[str, rules.Figure]) -> Any:
    """What the areas one level down hold of a total, when there are few enough to be told apart."""
    held = [Share(item.name, by_area[item.code].attributed) for item in children if item.code in by_area]
    held = [share for share in held if share.value > 0]
    whole = line.figures.get(view.year, rules.NOTHING)
    if not line.measure.has_total or not 2 <= len(held) <= 6 or whole.attributed <= 0:
        return ""
    return stacked(line.label, held, line.measure.unit)
