"""Pages of a village's own plan: the list that everyone reads, with the form for its officers."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ... import clock
from ...errors import Invalid
from ...permissions import Action, may
from ...villages import queries as villages
from ...villages.models import Village
from ...villages.terms import terms_for
from ...web import actor, go, needs, page, require, stay
from ...web.forms import opened_version
from ...web.local_terms import speak_as
from ...web.paging import paged
from ..budget.rules import SOURCES
from ..fields import ReasonForm
from ..programme.rules import DOCUMENTS
from . import own_plan, queries
from .forms import OwnItemForm
from .models import VillagePlanItem
from .views import bp

OWN = "/desa/<code>/rencana-sendiri"
ONE = OWN + "/<int:own_item_id>"


@bp.get(OWN)
@needs(Action.VILLAGE_VIEW)
def own_items(code: str) -> ResponseReturnValue:
    """What a village plans by itself, for everyone; its officers add to it here."""
    village = own_plan.village_or_404(code)
    require(Action.VILLAGE_VIEW, village)
    return _list_page(village)


@bp.post(OWN)
@needs(Action.VILLAGE_EDIT)
def add_own_item(code: str) -> ResponseReturnValue:
    """Write an item down, and stay for the next."""
    village = _editable(code)
    form = OwnItemForm()
    if form.validate():
        try:
            made = own_plan.add_item(actor(), code, form.values())
            return _list_page(own_plan.village_or_404(code), saved=_("“%(title)s” tercatat.", title=made.title))
        except Invalid as error:
            form.add_errors(error.errors)
    return _list_page(village, form)


@bp.route(ONE + "/ubah", methods=["GET", "POST"])
@needs(Action.VILLAGE_EDIT)
def edit_own_item(code: str, own_item_id: int) -> ResponseReturnValue:
    """Correct an item."""
    village = _editable(code)
    item = own_plan.item_of(code, own_item_id)
    form = OwnItemForm(obj=item)
    if form.validate_on_submit():
        try:
            own_plan.edit_item(actor(), code, own_item_id, opened_version(), form.values())
            return go(url_for(".own_items", code=code), _("Perubahan tersimpan."))
        except Invalid as error:
            form.add_errors(error.errors)
    return _form_page("planning/overlaps/own_edit.html", form, village, item)


@bp.route(ONE + "/hapus", methods=["GET", "POST"])
@needs(Action.VILLAGE_EDIT)
def archive_own_item(code: str, own_item_id: int) -> ResponseReturnValue:
    """Take an item away."""
    village = _editable(code)
    item = own_plan.item_of(code, own_item_id)
    form = ReasonForm()
    if form.validate_on_submit():
        own_plan.archive_item(actor(), code, own_item_id, opened_version(), form.reason.data or "")
        return go(url_for(".own_items", code=code), _("Dihapus dari daftar."))
    return _form_page("planning/overlaps/own_archive.html", form, village, item)


def _editable(code: str) -> Village:
    village = own_plan.village_or_404(code)
    require(Action.VILLAGE_EDIT, village, Action.VILLAGE_VIEW)
    return village


def _form_page(template: str, form: Any, village: Village, item: VillagePlanItem) -> ResponseReturnValue:
    context = {"form": form, "item": item, "code": village.code, "name": _name(village)}
    return page(template, "form", status=422 if form.errors else 200, **context)


def _name(village: Village) -> str:
    speak_as(terms_for(village.code))
    return villages.name_of_area(village.code) or village.code


def _list_page(village: Village, form: OwnItemForm | None = None, saved: str = "") -> ResponseReturnValue:
    code, text = village.code, request.args.get("tahun", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None
    shown = paged(own_plan.listed(code, year))
    writes = may(actor(), Action.VILLAGE_EDIT, village)
    if writes and form is None:
        form = OwnItemForm(formdata=None, data={"year": clock.today(code).year})
    context: dict[str, Any] = {
        "code": code,
        "name": _name(village),
        "shown": shown,
        "year": year,
        "years": own_plan.years_of(code),
        "alike": queries.about_items(item.id for item in shown.items) if writes else {},
        "form": form,
        "documents": DOCUMENTS,
        "sources": SOURCES,
    }
    if saved:
        here = url_for(".own_items", code=code)
        return stay(here, "planning/overlaps/own.html", "items", message=saved, **context)
    status = 422 if form is not None and form.errors else 200
    return page("planning/overlaps/own.html", "items", status=status, **context)
