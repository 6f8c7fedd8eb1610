"""Pages of the sheet of reports: hand it out, take it in; what is wrong is told row by row, nothing is half kept."""

from __future__ import annotations

from flask import Response, current_app, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ... import clock
from ...errors import NotAllowed
from ...partnerships.models import Partnership, Party
from ...partnerships.working import partnership_or_404
from ...permissions import Action
from ...web import PortalForm, actor, go, needs, page, workbooks
from ...web.form_fields import SHEET_TYPE, sheet_file
from ...web.sheets import Fault
from . import service, sheets
from .views import ALL, bp


class SheetForm(PortalForm):
    """The sheet that comes back."""

    sheet = sheet_file()


@bp.route(ALL + "/lembar", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def sheet(partnership_id: int) -> ResponseReturnValue:
    """One's own reports as a sheet, out and in; what comes in is kept as drafts, all of it or nothing."""
    partnership, party = _reporter_or_404(partnership_id)
    form = SheetForm()
    if not form.validate_on_submit() or not form.sheet.data:
        return _sheet_page(partnership, party, form, [])
    limit = current_app.extensions["portal.settings"].upload_limit
    due = sheets.owed(partnership, party, clock.today())
    try:
        entries, faults = sheets.understood(due, workbooks.read(form.sheet.data.stream.read(limit + 1), sheets.SHAPE))
    except workbooks.NoSheet as refused:
        return _sheet_page(partnership, party, form, list(refused.faults))
    if faults or not entries:
        return _sheet_page(partnership, party, form, faults or [Fault(_("Lembar ini belum berisi hasil."))])
    made = service.report_many(actor(), partnership_id, party.id, entries)
    here = url_for("measurements.index", partnership_id=partnership_id)
    return go(here, _("%(count)s laporan tersimpan sebagai konsep. Periksa, lalu kirim.", count=made))


@bp.get(ALL + "/lembar/unduh")
@needs(Action.PARTNERSHIP_WORK)
def sheet_out(partnership_id: int) -> ResponseReturnValue:
    """A sheet with a row for each report that one's party still owes."""
    partnership, party = _reporter_or_404(partnership_id)
    answer = Response(sheets.written(sheets.owed(partnership, party, clock.today())), mimetype=SHEET_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="laporan-{partnership_id}.xlsx"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _reporter_or_404(partnership_id: int) -> tuple[Partnership, Party]:
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    party = partnership.party_of(actor().office)
    if party is None:
        raise NotAllowed(_("Lembar ini untuk pihak yang melaporkan; pengurus BKAD melapor di halaman indikator."))
    return partnership, party


def _sheet_page(partnership: Partnership, party: Party, form: SheetForm, faults: list[Fault]) -> ResponseReturnValue:
    return page(
        "monitoring/measurements/sheet.html",
        "form",
        status=422 if faults or form.errors else 200,
        partnership=partnership,
        form=form,
        faults=faults,
        owed=len(sheets.owed(partnership, party, clock.today())),
        returned=sheets.given_back(party),
    )
