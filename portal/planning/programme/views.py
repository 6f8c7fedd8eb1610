"""Pages that show a plan: list, calendar, timeline, and the work plan on paper."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from sqlalchemy import Select

from ... import clock
from ...errors import NotFound
from ...partnerships.overview import is_insider
from ...permissions import Action
from ...web import actor, needs, page
from ...web.paging import Page, paged
from ..access import insiders_partnership_or_404, own_party_id, partnership_or_404
from ..baseline import queries as baselines
from ..commitments import queries as promises
from . import drawing, queries, rules
from .context import ALL, plan_context
from .models import Programme
from .queries import Filters

bp = Blueprint("programme", __name__)
ON_PAPER = 100  # activities on one printed list


@bp.get(ALL)
@needs(Action.PARTNERSHIP_VIEW)
def plan(partnership_id: int) -> ResponseReturnValue:
    """The activities by month for insiders; to the public, the plan that the parties agreed."""
    partnership = partnership_or_404(partnership_id)
    if not is_insider(actor(), partnership):
        number = baselines.agreed_number(partnership_id, clock.today())
        if number is None:
            raise NotFound()
        return redirect(url_for("baseline.show", partnership_id=partnership_id, number=number), 303)
    context = plan_context(partnership)
    filters = _filters()
    shown = _listed(context, filters, queries.A_PAGE)
    standing = baselines.standing(partnership_id)
    return page(
        "planning/programme/plan.html",
        "lines",
        months=queries.by_month(shown.items),
        shown=shown,
        filters=filters,
        numbers=_numbers(context),
        standing=standing,
        changes=baselines.changes_since(partnership_id, standing.agreed) if standing.agreed else 0,
        own=own_party_id(actor(), partnership),
        **context,
    )


@bp.get(ALL + "/kalender")
@needs(Action.PARTNERSHIP_VIEW)
def month(partnership_id: int) -> ResponseReturnValue:
    """What is due in one month, as a calendar and as a list."""
    context = plan_context(insiders_partnership_or_404(partnership_id))
    first = rules.month_of(request.args.get("bulan", ""), context["today"])
    programme, days = context["programme"], (first, rules.last_of_month(first))
    shown = _lines(context, queries.in_days(programme.id, *days), queries.IN_A_MONTH) if programme else Page([], 1)
    counts = queries.counts_by_day(programme.id, *days) if programme else {}
    return page(
        "planning/programme/month.html",
        first=first,
        weeks=drawing.weeks_of(first, counts, queries.IN_A_MONTH),
        shown=shown,
        vows=promises.due_in(partnership_id, *days, queries.IN_A_MONTH),
        before=rules.month_after(first, -1),
        after=rules.month_after(first, 1),
        **context,
    )


@bp.get(ALL + "/garis-waktu")
@needs(Action.PARTNERSHIP_VIEW)
def timeline(partnership_id: int) -> ResponseReturnValue:
    """The activities as bars over the months, page by page."""
    context = plan_context(insiders_partnership_or_404(partnership_id))
    shown = _listed(context, Filters(), queries.ON_A_LINE)
    chart = drawing.chart_of(shown.items, context["today"])
    return page("planning/programme/timeline.html", shown=shown, chart=chart, **context)


@bp.get(ALL + "/cetak")
@needs(Action.PARTNERSHIP_VIEW)
def paper(partnership_id: int) -> ResponseReturnValue:
    """The work plan, to be printed. Papers are Indonesian."""
    with force_locale("id"):
        context = plan_context(insiders_partnership_or_404(partnership_id))
        shown = _listed(context, _filters(), ON_PAPER)
        return page("planning/programme/paper.html", shown=shown, **context)


def _listed(context: dict[str, Any], filters: Filters, size: int) -> Page:
    programme: Programme | None = context["programme"]
    if programme is None:
        return Page([], 1)
    return _lines(context, queries.listed(programme.id, filters, context["today"]), size)


def _lines(context: dict[str, Any], query: Select[Any], size: int) -> Page:
    found = paged(query, size=size)
    lines = queries.lines(found.items, context["names"], context["today"])
    return Page(lines, found.number, found.has_next, found.size)


def _numbers(context: dict[str, Any]) -> queries.Numbers | None:
    programme: Programme | None = context["programme"]
    return queries.numbers_of(programme.id, context["today"]) if programme else None


def _filters() -> Filters:
    status, party = request.args.get("keadaan", ""), request.args.get("pihak", "")
    return Filters(
        status=status if status in (*rules.STATUSES, queries.LATE) else "",
        party_id=int(party) if party.isascii() and party.isdigit() and len(party) < 10 else None,
        text=request.args.get("cari", "").strip()[:100],
    )
