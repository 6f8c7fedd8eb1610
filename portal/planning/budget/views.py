"""Pages of the budget: totals and items, one item with its sources, their change."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ... import clock
from ...errors import Invalid, NotFound
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership
from ...permissions import Action
from ...web import actor, go, needs, page, stay
from ...web.forms import opened_version
from ...web.paging import Page, paged
from ..access import insiders_partnership_or_404, may_write, own_party_id, partnership_or_404, speaks_for
from ..confirming import rules as confirming
from ..fields import ReasonForm, offer_parties
from ..linking import activity_choices, activity_titles, narrowed_to, wanted_activity
from ..overlaps import queries as overlaps
from ..overlaps.rules import PAID_TWICE
from . import queries, rules, service, spending
from .forms import ItemForm, LineForm, NewItemForm
from .models import BudgetItem

bp = Blueprint("budget", __name__)
ALL = "/kemitraan/<int:partnership_id>/anggaran"
ONE = ALL + "/<int:item_id>"
BY = {"pihak": rules.PARTY, "sumber": rules.SOURCE, "tahun": rules.YEAR, "kegiatan": rules.ACTIVITY}
LIST, SHOW, ASK = (f"planning/{name}.html" for name in ("budget/list", "budget/show", "ask"))


@bp.get(ALL)
@needs(Action.PARTNERSHIP_VIEW)
def index(partnership_id: int) -> ResponseReturnValue:
    """The budget: its totals by party, source, year or activity, and its items."""
    return _list_page(insiders_partnership_or_404(partnership_id))


@bp.post(ALL)
@needs(Action.PARTNERSHIP_WORK)
def plan(partnership_id: int) -> ResponseReturnValue:
    """Plan an item with its first source, and stay for the next."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    form = _new_form(partnership)
    if not form.validate():
        return _list_page(partnership, form)
    try:
        made = service.plan_item(actor(), partnership_id, with_party(form))
    except Invalid as error:
        form.add_errors(error.errors)
        return _list_page(partnership, form)
    return _list_page(partnership_or_404(partnership_id), saved=_("“%(title)s” tercatat.", title=made.title))


@bp.get(ONE)
@needs(Action.PARTNERSHIP_VIEW)
def show(partnership_id: int, item_id: int) -> ResponseReturnValue:
    """One item: who pays from which source, and what was spent."""
    partnership = insiders_partnership_or_404(partnership_id)
    return _page(partnership, item_or_404(partnership, item_id))


@bp.post(ONE)
@needs(Action.PARTNERSHIP_WORK)
def add_line(partnership_id: int, item_id: int) -> ResponseReturnValue:
    """Add another source that pays for an item, and stay."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    found = item_or_404(partnership, item_id)
    form = _line_form(partnership)
    if not form.validate():
        return _page(partnership, found, form)
    try:
        service.add_line(actor(), partnership_id, item_id, with_party(form))
    except Invalid as error:
        form.add_errors(error.errors)
        return _page(partnership, found, form)
    partnership = partnership_or_404(partnership_id)
    return _page(partnership, item_or_404(partnership, item_id), saved=_("Sumber tercatat."))


@bp.route(ONE + "/ubah", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def edit(partnership_id: int, item_id: int) -> ResponseReturnValue:
    """Change what an item is, its year or its activity."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    found = item_or_404(partnership, item_id)
    form = ItemForm(obj=found)
    form.offer(activity_choices(partnership.id, wanted_activity(found.activity_id), found.activity_id))
    if form.validate_on_submit():
        try:
            service.edit_item(actor(), partnership_id, item_id, opened_version(), form.values())
            return go(url_of(found), _("Perubahan tersimpan."))
        except Invalid as error:
            form.add_errors(error.errors)
    return ask(partnership, found, form, _("Ubah butir anggaran"), url_for(".edit", **place_of(found)), found.version)


@bp.route(ONE + "/arsip", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def archive(partnership_id: int, item_id: int) -> ResponseReturnValue:
    """Put away an item that was planned by mistake."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    found = item_or_404(partnership, item_id)
    for line in found.living_lines:
        service.refuse_stranger(actor(), line)
    form = ReasonForm()
    if form.validate_on_submit():
        service.archive_item(actor(), partnership_id, item_id, opened_version(), form.reason.data or "")
        return go(url_for(".index", partnership_id=partnership_id), _("Butir anggaran diarsipkan."))
    here = url_for(".archive", **place_of(found))
    return ask(partnership, found, form, _("Arsipkan butir anggaran"), here, found.version)


def item_or_404(partnership: Partnership, item_id: int) -> BudgetItem:
    """An item of this partnership's budget that was not put away, with everything about it."""
    found = queries.whole(partnership.id, item_id)
    if found is None or found.archived_at is not None:
        raise NotFound()
    return found


def ask(
    partnership: Partnership,
    found: BudgetItem,
    form: Any,
    heading: str,
    here: str,
    version: int | None = None,
    lead: str = "",
) -> ResponseReturnValue:
    """A page with one form about an item."""
    subject = (_("Anggaran"), url_for("budget.index", partnership_id=partnership.id))
    context: dict[str, Any] = {
        "heading": heading,
        "here": here,
        "back": url_of(found),
        "lead": lead,
        "version": version,
    }
    status = 422 if form.errors else 200
    return page(
        ASK, "form", status=status, partnership=partnership, form=form, subject=subject, item=found.title, **context
    )


def place_of(found: BudgetItem) -> dict[str, Any]:
    """The numbers in the address of an item."""
    return {"partnership_id": found.partnership_id, "item_id": found.id}


def url_of(found: BudgetItem) -> str:
    """The address of an item."""
    return url_for("budget.show", **place_of(found))


def with_party(form: Any) -> dict[str, Any]:
    """The values of a form with the number of the party that was chosen."""
    values = form.values()
    return {**values, "party_id": int(values.pop("party"))}


def wanted_year() -> int | None:
    """The year that this request asks for, from `?untuk=`; None for all, and for anything that is no year."""
    text = request.args.get("untuk", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None


def _new_form(partnership: Partnership, **kwargs: Any) -> NewItemForm:
    wanted = wanted_activity()
    form = NewItemForm(**kwargs, data={"year": clock.today().year, "activity_id": wanted})
    offer_parties(form.party, party_names(partnership.bound).items(), own_party_id(actor(), partnership))
    form.offer(activity_choices(partnership.id, wanted))
    return form


def _line_form(partnership: Partnership, **kwargs: Any) -> LineForm:
    form = LineForm(**kwargs)
    offer_parties(form.party, party_names(partnership.bound).items(), own_party_id(actor(), partnership))
    return form


def _list_page(partnership: Partnership, form: NewItemForm | None = None, saved: str = "") -> ResponseReturnValue:
    by, year = BY.get(request.args.get("menurut", ""), rules.SOURCE), wanted_year()
    activity = narrowed_to(partnership)
    only = activity.id if activity else None
    groups = [group for group in queries.groups(partnership.id) if only in (None, group.activity)]
    chosen = [group for group in groups if year in (None, group.year)]
    found = paged(queries.listed(partnership.id, year, only))
    if form is None and may_write(actor(), partnership):
        form = _new_form(partnership, formdata=None)
    named = {group.activity for group in chosen} if by == rules.ACTIVITY else set()
    context: dict[str, Any] = {
        "partnership": partnership,
        "shown": Page(queries.views(found.items), found.number, found.has_next, found.size),
        "totals": rules.totals(chosen, by),
        "total": rules.total(chosen),
        "by": by,
        "ways": [(word, code, rules.GROUPINGS[code]) for word, code in BY.items()],
        "year": year,
        "years": queries.years(groups),
        "form": form,
        "names": party_names(partnership.parties),
        "sources": rules.SOURCES,
        "activity": activity,
        "paid_twice": overlaps.how_many(actor(), partnership.id, PAID_TWICE),
        "here": url_for(".index", partnership_id=partnership.id, kegiatan=only),
        "activities": activity_titles(named | {item.activity_id for item in found.items}, activity),
    }
    if saved:
        here = context["here"]
        return stay(here, LIST, "budget", events=("partnership-changed",), message=saved, **context)
    return page(LIST, "budget", status=422 if form is not None and form.errors else 200, **context)


def _page(
    partnership: Partnership, found: BudgetItem, form: LineForm | None = None, saved: str = ""
) -> ResponseReturnValue:
    writes = may_write(actor(), partnership)
    if form is None and writes:
        form = _line_form(partnership, formdata=None)
    context: dict[str, Any] = {
        "partnership": partnership,
        "view": queries.views([found])[0],
        "item": found,
        "form": form,
        "names": party_names(partnership.parties),
        "own": own_party_id(actor(), partnership),
        "may_write": writes,
        "may_archive": all(speaks_for(actor(), line.party) for line in found.living_lines),
        "spends_for": {line.id for line in found.lines if writes and speaks_for(actor(), line.party)},
        "confirming": confirming,
        "is_open": spending.is_open,
        "sources": rules.SOURCES,
        "activities": activity_titles([found.activity_id]),
    }
    if saved:
        return stay(url_of(found), SHOW, "lines", events=("partnership-changed",), message=saved, **context)
    return page(SHOW, "lines", status=422 if form is not None and form.errors else 200, **context)
