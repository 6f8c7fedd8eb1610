"""Pages of exchange: hand a sheet out, take one in, look before saving."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...permissions import Action
from ...web import actor, go, needs, page
from ...web.paging import Page, page_number
from ...web.sheets import Fault
from ..access import insiders_partnership_or_404, partnership_or_404
from ..programme import queries as plans
from ..programme.context import ALL, plan_context
from . import reading, service, sheets, workbook
from .forms import SHEET_TYPE, SheetForm

bp = Blueprint("exchange", __name__)
SHEET = ALL + "/lembar"
A_PAGE = 50
MOST_PARTS = 100  # of a plan; the largest plan fills twenty


@bp.get(SHEET)
@needs(Action.PARTNERSHIP_VIEW)
def index(partnership_id: int) -> ResponseReturnValue:
    """The plan as a sheet, out and in."""
    insiders_partnership_or_404(partnership_id)
    return _sheet_page(partnership_id, SheetForm(formdata=None), [])


@bp.post(SHEET)
@needs(Action.PARTNERSHIP_WORK)
def send(partnership_id: int) -> ResponseReturnValue:
    """Read a sheet: what is wrong in it row by row, or a look at what it would write."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    form = SheetForm()
    upload = form.sheet.data
    if not form.validate() or not upload:
        return _sheet_page(partnership_id, form, [])
    limit = current_app.extensions["portal.settings"].upload_limit
    try:
        sheet = workbook.read(upload.stream.read(limit + 1))
    except workbook.NoSheet as refused:
        return _sheet_page(partnership_id, form, list(refused.faults))
    entries, faults = reading.understood(partnership, sheet)
    if faults or not entries:
        return _sheet_page(partnership_id, form, faults or [Fault(_("Lembar ini belum berisi kegiatan."))])
    kept = service.keep(actor(), partnership_id, upload.filename or "", entries)
    return go(url_for("exchange.preview", partnership_id=partnership_id, import_id=kept.id), _("Lembar terbaca."))


@bp.get(SHEET + "/unduh")
@needs(Action.PARTNERSHIP_VIEW)
def download(partnership_id: int) -> ResponseReturnValue:
    """An empty sheet with an example; with `?isi=1` the plan as it is, to be changed, and `?isi=2` its next part."""
    context = plan_context(insiders_partnership_or_404(partnership_id))
    partnership, programme = context["partnership"], context["programme"]
    part = request.args.get("isi", 0, type=int)
    if programme is not None and 0 < part <= MOST_PARTS:
        content, name = sheets.filled_sheet(partnership, programme, part), f"rencana-{partnership_id}-{part}.xlsx"
    else:
        content, name = sheets.empty_sheet(partnership, context["today"]), f"rencana-{partnership_id}-kosong.xlsx"
    answer = Response(content, mimetype=SHEET_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.get(SHEET + "/<int:import_id>")
@needs(Action.PARTNERSHIP_WORK)
def preview(partnership_id: int, import_id: int) -> ResponseReturnValue:
    """What a sheet would write, before anything is written."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    kept = service.import_of(actor(), partnership, import_id)
    number = page_number()
    start = (number - 1) * A_PAGE
    shown = Page(kept.rows[start : start + A_PAGE], number, len(kept.rows) > start + A_PAGE, A_PAGE, len(kept.rows))
    added = sum(1 for row in kept.rows if row["activity_id"] is None)
    return page("planning/exchange/preview.html", partnership=partnership, kept=kept, shown=shown, added=added)


@bp.post(SHEET + "/<int:import_id>")
@needs(Action.PARTNERSHIP_WORK)
def take_over(partnership_id: int, import_id: int) -> ResponseReturnValue:
    """Write what a sheet says, all of it or nothing."""
    partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    kept = service.take_over(actor(), partnership_id, import_id)
    count = len(kept.rows)
    return go(
        url_for("programme.plan", partnership_id=partnership_id),
        _("%(count)s kegiatan dari lembar tersimpan.", count=count),
    )


def _sheet_page(partnership_id: int, form: SheetForm, faults: list[Fault]) -> ResponseReturnValue:
    context = plan_context(partnership_or_404(partnership_id))
    programme = context["programme"]
    context["parts"] = sheets.parts_of(plans.numbers_of(programme.id, context["today"]).total) if programme else []
    status = 422 if faults or form.errors else 200
    return page("planning/exchange/sheet.html", "form", status=status, form=form, faults=faults, **context)
