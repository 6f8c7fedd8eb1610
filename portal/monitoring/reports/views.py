"""Pages of one partnership's results: the matrix of a year, the yearly report, a page for everyone, and the data."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from ... import clock
from ...errors import NotFound
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership
from ...partnerships.overview import is_insider
from ...partnerships.working import partnership_or_404
from ...permissions import Action
from ...web import actor, needs, page
from ..charts import light, map_of
from ..indicators.rules import ACHIEVEMENTS, FREQUENCIES, Period
from . import pictures, queries, rules, tables

bp = Blueprint("reports", __name__)
ONE = "/kemitraan/<int:partnership_id>/hasil"
OF_YEAR = ONE + "/<int:year>"
LEAST_ON_MAP = 3  # points: two say nothing that their names do not
MIMETYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@bp.get(ONE)
@needs(Action.PARTNERSHIP_VIEW)
def matrix(partnership_id: int) -> ResponseReturnValue:
    """Every indicator by period with its target, on one page that can be printed."""
    partnership = partnership_or_404(partnership_id)
    today_year = clock.today().year
    asked = request.args.get("tahun", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else 0
    if not rules.FIRST_YEAR <= year <= rules.LAST_YEAR:
        year = queries.newest_year(partnership.id, is_insider(actor(), partnership), today_year)
    context = _context(partnership, year)
    groups = {name: [line for line in context["lines"] if line.indicator.frequency == name] for name in FREQUENCIES}
    return page(
        "monitoring/reports/matrix.html",
        "matrix",
        groups={FREQUENCIES[name]: found for name, found in groups.items() if found},
        years=rules.years_of(
            (partnership.start_date, *(line.indicator.starts_on for line in context["lines"])), year, today_year
        ),
        periods_of=_periods_of,
        cells_of=_cells_of,
        **context,
    )


@bp.get(OF_YEAR + "/laporan")
@needs(Action.PARTNERSHIP_VIEW)
def report(partnership_id: int, year: int) -> ResponseReturnValue:
    """The yearly report on paper: results, what is missing, shares, and how figures came about. In Indonesian."""
    with force_locale("id"):
        partnership = partnership_or_404(partnership_id)
        context = _context(partnership, year)
        evaluations = queries.evaluations(partnership, year, context["is_insider"])
        return page("monitoring/reports/report.html", evaluations=evaluations, **context)


@bp.get(OF_YEAR + "/ringkasan")
@needs(Action.PARTNERSHIP_VIEW)
def summary(partnership_id: int, year: int) -> ResponseReturnValue:
    """One page for everyone: what was wanted, what was reached, and where."""
    partnership = partnership_or_404(partnership_id)
    context = _context(partnership, year, insider=False)
    places = queries.places(partnership.bound, context["names"])
    shown = [line for line in context["lines"] if line.result.values is not None]
    return page(
        "monitoring/reports/summary.html",
        shown=shown[: pictures.MOST_ON_SUMMARY],
        photos=list(queries.photos(partnership.id, insider=False).values())[:2],
        places=places,
        map=map_of(_("Letak desa-desa yang ikut"), places) if len(places) >= LEAST_ON_MAP else "",
        bullet=pictures.against_target,
        **context,
    )


@bp.get(OF_YEAR + "/data.<any(csv,json,xlsx):form>")
@needs(Action.PARTNERSHIP_VIEW)
def data(partnership_id: int, year: int, form: str) -> ResponseReturnValue:
    """The reports of a year as a table for other programs; strangers get what everyone may read."""
    with force_locale("id"):
        partnership = partnership_or_404(partnership_id)
        _check_year(year)
        found = queries.rows(partnership.id, year, is_insider(actor(), partnership))
        rows = tables.rows_of(partnership, found, party_names(partnership.parties))
    answer = Response(_written(form, partnership, year, rows), content_type=MIMETYPES[form])
    answer.headers["Content-Disposition"] = f'attachment; filename="hasil-{partnership.id}-{year}.{form}"'
    return answer


def _written(form: str, partnership: Partnership, year: int, rows: list[tables.Row]) -> str | bytes:
    if form == "csv":
        return tables.as_csv(rows)
    if form == "xlsx":
        return tables.as_xlsx(rows)
    return tables.as_json(partnership, year, rows, clock.now())


def _context(partnership: Partnership, year: int, insider: bool | None = None) -> dict[str, Any]:
    """What all these pages show; `insider` is False for a page that shows everyone's view to all."""
    _check_year(year)
    reads_more = is_insider(actor(), partnership) if insider is None else insider
    lines = queries.lines(partnership, year, reads_more, clock.today())
    return {
        "partnership": partnership,
        "year": year,
        "is_insider": reads_more,
        "names": party_names(partnership.parties),
        "lines": lines,
        "standings": rules.standings({line.indicator.id: line.result for line in lines}),
        "achievements": ACHIEVEMENTS,
        "light": light,
    }


def _periods_of(lines: list[queries.Line]) -> list[Period]:
    """The periods of the year that any of these indicators has, oldest first."""
    return sorted({cell.period for line in lines for cell in line.result.cells})


def _cells_of(line: queries.Line) -> dict[Period, rules.Cell]:
    return {cell.period: cell for cell in line.result.cells}


def _check_year(year: int) -> None:
    if not rules.FIRST_YEAR <= year <= rules.LAST_YEAR:
        raise NotFound()
