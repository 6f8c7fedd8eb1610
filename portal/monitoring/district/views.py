"""Pages of the district's evaluation: what is still to be evaluated in an area, the sheets, the form."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ... import clock, permissions
from ...errors import Invalid, NotFound
from ...partnerships.models import Partnership
from ...partnerships.working import insiders_partnership_or_404, partnership_or_404
from ...permissions import Action
from ...web import actor, go, needs, page
from ...web.forms import opened_version
from ...web.paging import Page, paged
from . import queries, rules, service
from .forms import SheetForm, known
from .models import DistrictSheet

bp = Blueprint("district", __name__)
ALL = "/kemitraan/<int:partnership_id>/evaluasi-kecamatan"
WORDS: dict[str, Any] = {
    "aspects": rules.ASPECTS,
    "marks": rules.MARKS,
    "mark_tones": rules.MARK_TONES,
    "conclusions": rules.CONCLUSIONS,
    "conclusion_tones": rules.CONCLUSION_TONES,
    "basis": rules.BASIS,
}


@bp.get("/evaluasi-kecamatan")
@needs(Action.SCOPE_VIEW)
def area() -> ResponseReturnValue:
    """The partnerships of the officer's area: which were evaluated this year, and which not."""
    year = _year(request.args.get("tahun", ""))
    state = request.args.get("keadaan", "")
    state = state if state in queries.STATES else queries.NOT_YET
    found = paged(queries.listed(actor(), year, state))
    shown = Page(queries.lines(actor(), found.items, year), found.number, found.has_next, found.size)
    this_year = clock.today().year
    return page(
        "monitoring/district/area.html",
        shown=shown,
        state=state,
        year=year,
        years=[this_year, this_year - 1, this_year - 2],
        count=queries.count(actor(), year),
        may_fill=permissions.may_at_all(actor(), Action.PARTNERSHIP_OVERSEE),
        **WORDS,
    )


@bp.get(ALL)
@needs(Action.PARTNERSHIP_VIEW)
def index(partnership_id: int) -> ResponseReturnValue:
    """The sheets of a partnership, for its parties and those who oversee it."""
    partnership = insiders_partnership_or_404(partnership_id)
    return page(
        "monitoring/district/list.html",
        partnership=partnership,
        shown=paged(queries.sheets_of(partnership.id)),
        year=clock.today().year,
        may_fill=permissions.may(actor(), Action.PARTNERSHIP_OVERSEE, partnership),
        **WORDS,
    )


@bp.get(ALL + "/<int:sheet_id>")
@needs(Action.PARTNERSHIP_VIEW)
def show(partnership_id: int, sheet_id: int) -> ResponseReturnValue:
    """One sheet, as it is read and printed."""
    partnership = insiders_partnership_or_404(partnership_id)
    sheet = paged(queries.sheets_of(partnership.id).where(DistrictSheet.id == sheet_id), 1).items
    if not sheet:
        raise NotFound()
    mine = permissions.may(actor(), Action.PARTNERSHIP_OVERSEE, partnership)
    may_fill = mine and sheet[0].district_code == service.district_of(actor(), partnership)
    return page("monitoring/district/show.html", partnership=partnership, sheet=sheet[0], may_fill=may_fill, **WORDS)


@bp.route(ALL + "/isi/<int:year>", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_OVERSEE)
def fill(partnership_id: int, year: int) -> ResponseReturnValue:
    """The district officer fills the sheet of a year, or corrects it."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_OVERSEE)
    if rules.year_fault(year, clock.today()):
        raise NotFound()
    sheet = service.sheet_of(partnership.id, year, service.district_of(actor(), partnership))
    form = SheetForm(data=known(sheet) or {"held_on": clock.today()})
    if form.validate_on_submit():
        try:
            made = service.write_sheet(actor(), partnership_id, year, opened_version(), form.sheet())
            return go(_url_of(made), _("Lembar evaluasi tersimpan."))
        except Invalid as error:
            form.add_errors(error.errors)
    return _form_page(partnership, form, year, sheet)


def _form_page(partnership: Partnership, form: Any, year: int, sheet: DistrictSheet | None) -> ResponseReturnValue:
    status = 422 if form.errors else 200
    context: dict[str, Any] = {"partnership": partnership, "year": year, "sheet": sheet}
    return page("monitoring/district/fill.html", "form", status=status, form=form, **context, **WORDS)


def _url_of(sheet: DistrictSheet) -> str:
    return url_for("district.show", partnership_id=sheet.partnership_id, sheet_id=sheet.id)


def _year(text: str) -> int:
    """The year that is asked for; this one for anything else."""
    today = clock.today()
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else today.year
    return today.year if rules.year_fault(year, today) else year
