"""Pages of contributions: what is promised, each one's deliveries, and their confirmation."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...errors import Invalid, NotAllowed, NotFound
from ...partnerships.cases import party_names, registry
from ...partnerships.models import Partnership
from ...permissions import Action, OfficeKind
from ...web import actor, go, needs, page, stay
from ...web.forms import opened_version
from ...web.paging import Page, paged
from ..access import insiders_partnership_or_404, may_write, own_party_id, partnership_or_404, speaks_for, stored
from ..confirming import rules as confirming
from ..fields import ReasonForm, offer_parties
from ..linking import activity_choices, activity_titles, narrowed_to, wanted_activity
from . import deliveries, queries, rules, service
from .forms import ContributionForm, DeliveryForm
from .models import Contribution

bp = Blueprint("contributions", __name__)
ALL = "/kemitraan/<int:partnership_id>/sumbangan"
ONE = ALL + "/<int:contribution_id>"
LIST, SHOW, ASK = (f"planning/{name}.html" for name in ("contributions/list", "contributions/show", "ask"))


@bp.get(ALL)
@needs(Action.PARTNERSHIP_VIEW)
def index(partnership_id: int) -> ResponseReturnValue:
    """What each party promised and delivered, with the form for those who may add to it."""
    return _list_page(insiders_partnership_or_404(partnership_id))


@bp.post(ALL)
@needs(Action.PARTNERSHIP_WORK)
def promise(partnership_id: int) -> ResponseReturnValue:
    """Write down what a party brings, and stay for the next."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    form = _form(partnership)
    if not form.validate():
        return _list_page(partnership, form)
    try:
        party_id = int(form.party.data) if "party" in form else None
        made = service.promise(actor(), partnership_id, party_id, form.kept())
    except Invalid as error:
        form.add_errors(error.errors)
        return _list_page(partnership, form)
    return _list_page(partnership_or_404(partnership_id), saved=_("“%(title)s” tercatat.", title=made.title))


@bp.get(ONE)
@needs(Action.PARTNERSHIP_VIEW)
def show(partnership_id: int, contribution_id: int) -> ResponseReturnValue:
    """One contribution with its deliveries, and the form to put another on record."""
    partnership = insiders_partnership_or_404(partnership_id)
    return _page(partnership, contribution_or_404(partnership, contribution_id))


@bp.post(ONE)
@needs(Action.PARTNERSHIP_WORK)
def deliver(partnership_id: int, contribution_id: int) -> ResponseReturnValue:
    """Put a delivery on record, and stay."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    found = contribution_or_404(partnership, contribution_id)
    _only_for_its_party(found)
    form = _delivery_form(found)
    if not form.validate():
        return _page(partnership, found, form)
    try:
        file = stored(form.scan.data, "scan")
        deliveries.deliver(actor(), partnership_id, contribution_id, form.values(), file)
    except Invalid as error:
        form.add_errors(error.errors)
        return _page(partnership, found, form)
    partnership = partnership_or_404(partnership_id)
    message = _("Penyerahan tercatat. Sekarang menunggu dibenarkan pihak lain.")
    return _page(partnership, contribution_or_404(partnership, contribution_id), saved=message)


@bp.route(ONE + "/ubah", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def edit(partnership_id: int, contribution_id: int) -> ResponseReturnValue:
    """Change what is promised."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    found = contribution_or_404(partnership, contribution_id)
    _only_for_its_party(found)
    form = _form(partnership, found)
    if form.validate_on_submit():
        try:
            service.edit(actor(), partnership_id, contribution_id, opened_version(), form.kept())
            return go(url_of(found), _("Perubahan tersimpan."))
        except Invalid as error:
            form.add_errors(error.errors)
    return ask(partnership, found, form, _("Ubah sumbangan"), "contributions.edit", version=found.version)


@bp.route(ONE + "/arsip", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def archive(partnership_id: int, contribution_id: int) -> ResponseReturnValue:
    """Put away what was written down by mistake."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    found = contribution_or_404(partnership, contribution_id)
    _only_for_its_party(found)
    form = ReasonForm()
    if form.validate_on_submit():
        service.archive(actor(), partnership_id, contribution_id, opened_version(), form.reason.data or "")
        return go(url_for(".index", partnership_id=partnership_id), _("Sumbangan diarsipkan."))
    return ask(partnership, found, form, _("Arsipkan sumbangan"), "contributions.archive", version=found.version)


def contribution_or_404(partnership: Partnership, contribution_id: int) -> Contribution:
    """A contribution of this partnership, with its deliveries."""
    found = queries.whole(partnership.id, contribution_id)
    if found is None:
        raise NotFound()
    return found


def ask(
    partnership: Partnership, found: Contribution, form: Any, heading: str, endpoint: str, **context: Any
) -> ResponseReturnValue:
    """A page with one form about a contribution."""
    place = {"partnership_id": partnership.id, "contribution_id": found.id, **context.pop("place", {})}
    subject = (_("Sumbangan"), url_for("contributions.index", partnership_id=partnership.id))
    return page(
        ASK,
        "form",
        status=422 if form.errors else 200,
        partnership=partnership,
        form=form,
        subject=subject,
        item=found.title,
        heading=heading,
        here=url_for(endpoint, **place),
        back=url_of(found),
        **{"version": None, "lead": "", **context},
    )


def url_of(found: Contribution) -> str:
    """The address of a contribution."""
    return url_for("contributions.show", partnership_id=found.partnership_id, contribution_id=found.id)


def _only_for_its_party(found: Contribution) -> None:
    if not speaks_for(actor(), found.party):
        raise NotAllowed(_("Yang mencatat sumbangan suatu pihak adalah pihak itu sendiri, atau pengurus BKAD."))


def _form(partnership: Partnership, found: Contribution | None = None, **kwargs: Any) -> ContributionForm:
    stored = found.activity_id if found else None
    wanted = wanted_activity(stored)
    if found is not None:
        much = found.amount if found.amount is not None else found.quantity
        valued = f"{found.kind}|{found.valued_as}|{found.unit}" if found.valued_as else ""
        stored_values = {name: getattr(found, name) for name in service.FIELDS}
        kwargs["data"] = stored_values | {"quantity": much, "valued_as": valued}
    elif "formdata" in kwargs:
        kwargs["data"] = {"activity_id": wanted}
    form = ContributionForm(**kwargs)
    if found is not None or own_party_id(actor(), partnership) is not None:
        del form.party
    else:
        offer_parties(form.party, party_names(partnership.bound).items(), None)
    sector = registry().sectors.get(partnership.sector)
    valued_items = queries.valued_items(partnership.id)
    if found is not None and found.valued_as:  # also when its value counts no more
        valued_items = [*dict.fromkeys([*valued_items, (found.kind, found.valued_as, found.unit)])]
    form.offer(sector, valued_items, activity_choices(partnership.id, wanted, stored))
    return form


def _delivery_form(found: Contribution, **kwargs: Any) -> DeliveryForm:
    form = DeliveryForm(**kwargs)
    form.is_money = found.kind == rules.MONEY
    unit = _("rupiah") if form.is_money else found.unit
    form.quantity.label.text = _("Berapa banyak diserahkan (%(unit)s)", unit=unit)
    return form


def _may_add(partnership: Partnership) -> bool:
    person = actor()
    speaks = own_party_id(person, partnership) is not None or person.kind == OfficeKind.BKAD_OFFICER
    return speaks and may_write(person, partnership)


def _list_page(partnership: Partnership, form: ContributionForm | None = None, saved: str = "") -> ResponseReturnValue:
    activity = narrowed_to(partnership)
    found = paged(queries.listed(partnership.id, activity.id if activity else None))
    if form is None and _may_add(partnership):
        form = _form(partnership, formdata=None)
    context: dict[str, Any] = {
        "partnership": partnership,
        "shown": Page(queries.lines(found.items), found.number, found.has_next, found.size),
        "form": form,
        "names": party_names(partnership.parties),
        "kinds": rules.KINDS,
        "activity": activity,
        "here": url_for(".index", partnership_id=partnership.id, kegiatan=activity.id if activity else None),
        "activities": activity_titles((item.activity_id for item in found.items), activity),
    }
    if saved:
        here = context["here"]
        return stay(here, LIST, "contributions", events=("partnership-changed",), message=saved, **context)
    return page(LIST, "contributions", status=422 if form is not None and form.errors else 200, **context)


def _page(
    partnership: Partnership, found: Contribution, form: DeliveryForm | None = None, saved: str = ""
) -> ResponseReturnValue:
    writes = may_write(actor(), partnership) and found.archived_at is None
    mine = writes and speaks_for(actor(), found.party)
    if form is None and mine:
        form = _delivery_form(found, formdata=None)
    context: dict[str, Any] = {
        "partnership": partnership,
        "item": found,
        "line": queries.lines([found])[0],
        "form": form,
        "names": party_names(partnership.parties),
        "own": own_party_id(actor(), partnership),
        "may_write": writes,
        "is_mine": mine,
        "confirming": confirming,
        "is_open": deliveries.is_open,
        "kinds": rules.KINDS,
        "activities": activity_titles([found.activity_id]),
    }
    if saved:
        return stay(url_of(found), SHOW, "deliveries", events=("partnership-changed",), message=saved, **context)
    return page(SHOW, "deliveries", status=422 if form is not None and form.errors else 200, **context)
