"""Pages of lists: hand a sheet out, take one in, look before saving."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...permissions import Action
from ...web import PortalForm, actor, go, needs, page, workbooks
from ...web.form_fields import SHEET_TYPE, sheet_file
from ...web.paging import Page, page_number
from ...web.sheets import Fault
from . import service
from .kinds import SheetKind, kind_for, kinds_for

bp = Blueprint("imports", __name__)
ALL = "/impor"
KIND = ALL + "/<any(desa, register):kind>"
ONE = KIND + "/<int(max=2147483647):import_id>"
A_PAGE = 50


class SheetForm(PortalForm):
    sheet = sheet_file()


@bp.get(ALL)
@needs(Action.SHEET_IMPORT)
def index() -> ResponseReturnValue:
    """What can be brought in as a list."""
    return page("documents/imports/index.html", kinds=kinds_for(actor()))


@bp.get(KIND)
@needs(Action.SHEET_IMPORT)
def sheet(kind: str) -> ResponseReturnValue:
    """A list as a sheet, out and in."""
    return _sheet_page(kind_for(actor(), kind), SheetForm(formdata=None), [])


@bp.post(KIND)
@needs(Action.SHEET_IMPORT)
def send(kind: str) -> ResponseReturnValue:
    """Read a sheet: what is wrong in it row by row, or a look at what it would write."""
    found, form = kind_for(actor(), kind), SheetForm()
    upload = form.sheet.data
    if not form.validate() or not upload:
        return _sheet_page(found, form, [])
    limit = current_app.extensions["portal.settings"].upload_limit
    try:
        read = workbooks.read(upload.stream.read(limit + 1), found.shape)
    except workbooks.NoSheet as refused:
        return _sheet_page(found, form, list(refused.faults))
    entries, faults = found.understood(actor(), read)
    if faults or not read.rows:
        return _sheet_page(found, form, faults or [Fault(_("Lembar ini belum berisi."))])
    kept = service.keep(actor(), kind, upload.filename or "", entries)
    return go(url_for(".preview", kind=kind, import_id=kept.id), _("Lembar terbaca."))


@bp.get(KIND + "/lembar.xlsx")
@needs(Action.SHEET_IMPORT)
def download(kind: str) -> ResponseReturnValue:
    """The sheet to fill; of villages with what is known of them, `?wilayah=` of a part of one's area."""
    content = kind_for(actor(), kind).sheet(actor(), request.args.get("wilayah", "")[:20])
    answer = Response(content, mimetype=SHEET_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="impor-{kind}.xlsx"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.get(ONE)
@needs(Action.SHEET_IMPORT)
def preview(kind: str, import_id: int) -> ResponseReturnValue:
    """What a sheet would write, before anything is written."""
    found, kept = kind_for(actor(), kind), service.import_of(actor(), kind, import_id)
    number = page_number()
    start = (number - 1) * A_PAGE
    shown = Page(kept.rows[start : start + A_PAGE], number, len(kept.rows) > start + A_PAGE, A_PAGE, len(kept.rows))
    own = sum(1 for row in kept.rows if row["kept"])
    return page("documents/imports/preview.html", kind=found, kept=kept, shown=shown, own=own)


@bp.post(ONE)
@needs(Action.SHEET_IMPORT)
def take_over(kind: str, import_id: int) -> ResponseReturnValue:
    """Write what a sheet says, all of it or nothing."""
    count = service.take_over(actor(), kind, import_id, request.form.get("ganti") == "ya")
    return go(url_for(".sheet", kind=kind), _("%(count)s baris dari lembar tersimpan.", count=count))


def _sheet_page(kind: SheetKind, form: SheetForm, faults: list[Fault]) -> ResponseReturnValue:
    status = 422 if faults or form.errors else 200
    return page("documents/imports/sheet.html", "form", status=status, kind=kind, form=form, faults=faults)
