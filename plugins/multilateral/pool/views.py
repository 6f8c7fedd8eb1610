"""Pages of the pool: the register, a resource with its calendar, bookings, maintenance."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.sdk import (
    Action,
    Invalid,
    NotAllowed,
    NotFound,
    actor,
    db,
    go,
    needs,
    opened_version,
    options,
    page,
    paged,
    party_names,
    require,
    stay,
    today,
    zone_of,
)

from ..fields import ReasonForm
from ..together import acts, for_insiders, for_work, is_body, own_member, party_of, zone_code
from . import bookings, queries, rules, service, words
from .bookings import Wish
from .forms import BookingForm, ResourceForm
from .models import Booking, Resource

pool = Blueprint("pool", __name__)
ALL = "/sumber-daya/<int:partnership_id>"
ONE = ALL + "/<int:resource_id>"
RECENT = timedelta(days=90)  # how far back it is said how much was used
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


def opened(partnership_id: int, action: Action = Action.PARTNERSHIP_VIEW) -> Any:
    """The partnership for this request's person, to read; to work in it when that is the action."""
    load = for_work if action is Action.PARTNERSHIP_WORK else for_insiders
    partnership = load(actor(), partnership_id)
    require(action, partnership, Action.PARTNERSHIP_VIEW)
    return partnership


def resource_in(partnership_id: int, resource_id: int) -> Resource:
    """A resource of this partnership."""
    resource = service.found(resource_id)
    if resource.partnership_id != partnership_id:
        raise NotFound()
    return resource


def url_of(resource: Resource, view: str = "show", **values: Any) -> str:
    """The address of a resource, or of one of its pages."""
    endpoint = f"p_multilateral_pool.{view}"
    return url_for(endpoint, partnership_id=resource.partnership_id, resource_id=resource.id, **values)


@pool.get(ALL)
@needs(Action.PARTNERSHIP_VIEW)
def index(partnership_id: int) -> ResponseReturnValue:
    """Everything that is shared, and what waits for an answer."""
    partnership = opened(partnership_id)
    put_away, day = request.args.get("arsip") == "1", today(zone_code(partnership))
    found = paged(queries.resources(partnership_id, archived=put_away), size=15)
    return page(
        "multilateral/pool/index.html",
        "list",
        partnership=partnership,
        found=found,
        rows=queries.rows(found.items, day),
        put_away=put_away,
        kept=queries.keeping(partnership_id, day - RECENT, day, zone_of(zone_code(partnership))),
        waiting=queries.waiting(partnership_id, 10),
        names=party_names(partnership.parties),
        may_act=acts(actor(), partnership),
        **_words(partnership),
    )


@pool.route(ALL + "/baru", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def add(partnership_id: int) -> ResponseReturnValue:
    """Put something into the register, and the next."""
    partnership = opened(partnership_id, Action.PARTNERSHIP_WORK)
    own = own_member(actor(), partnership)
    form = ResourceForm(quantity=Decimal(1), cost_by_scheme=True, owner=str(own.id) if own else "")
    _offer_owners(form, partnership)
    if form.validate_on_submit():
        try:
            resource = service.add_resource(actor(), partnership_id, form.values())
            return go(url_of(resource), _("“%(name)s” tercatat. Tambah lagi lewat daftarnya.", name=resource.name))
        except Invalid as error:
            form.add_errors(error.errors)
    return _edit_page(partnership, form)


@pool.route(ONE + "/ubah", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def edit(partnership_id: int, resource_id: int) -> ResponseReturnValue:
    """Change what is written of a resource."""
    partnership = opened(partnership_id, Action.PARTNERSHIP_WORK)
    resource = resource_in(partnership_id, resource_id)
    service.managed(actor(), resource_id)
    form = ResourceForm(obj=resource)
    del form.owner
    if form.validate_on_submit():
        service.edit_resource(actor(), resource_id, opened_version(), form.values())
        return go(url_of(resource), _("Perubahan tersimpan."))
    return _edit_page(partnership, form, resource)


@pool.get(ONE)
@needs(Action.PARTNERSHIP_VIEW)
def show(partnership_id: int, resource_id: int) -> ResponseReturnValue:
    """One resource: what it is, when it is free, and who booked it."""
    partnership = opened(partnership_id)
    resource = resource_in(partnership_id, resource_id)
    return page("multilateral/pool/resource.html", "use", **_shown(partnership, resource))


@pool.post(ONE + "/pesan")
@needs(Action.PARTNERSHIP_WORK)
def book(partnership_id: int, resource_id: int) -> ResponseReturnValue:
    """Book it for the actor's own party."""
    partnership = opened(partnership_id, Action.PARTNERSHIP_WORK)
    resource = resource_in(partnership_id, resource_id)
    form = BookingForm()
    if form.validate():
        try:
            booking = bookings.book(actor(), resource_id, Wish(**form.values()))
            return _booked(partnership_id, booking)
        except Invalid as error:
            form.add_errors(error.errors)
            partnership, resource = opened(partnership_id), resource_in(partnership_id, resource_id)
    return page("multilateral/pool/resource.html", "use", status=422, **_shown(partnership, resource, form))


@pool.route(ONE + "/lepas/<any(arsip, serahkan):way>", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def let_go(partnership_id: int, resource_id: int, way: str) -> ResponseReturnValue:
    """Put a resource away, or hand it over to the partnership, with the reason."""
    partnership = opened(partnership_id, Action.PARTNERSHIP_WORK)
    resource = resource_in(partnership_id, resource_id)
    service.managed(actor(), resource_id)
    if way == "serahkan" and resource.owner_party_id is None:
        raise NotAllowed(_("Ini sudah milik bersama."))
    form = ReasonForm()
    if form.validate_on_submit():
        verb, said = _LETTING_GO[way]
        verb(actor(), resource_id, form.values()["reason"])
        return go(url_of(resource), str(said))
    return reason_page(partnership, form, _HEADINGS[way], resource, url_of(resource, "let_go", way=way))


@pool.post(ONE + "/pulihkan")
@needs(Action.PARTNERSHIP_WORK)
def restore(partnership_id: int, resource_id: int) -> ResponseReturnValue:
    """Bring a resource back into use."""
    opened(partnership_id, Action.PARTNERSHIP_WORK)
    resource = resource_in(partnership_id, resource_id)
    service.restore_resource(actor(), resource_id)
    return go(url_of(resource), _("Dapat dipakai lagi."))


def reason_page(partnership: Any, form: Any, heading: Any, resource: Resource, here: str) -> ResponseReturnValue:
    """A page that asks for a few words before something is done."""
    return page(
        "multilateral/pool/reason.html",
        "form",
        status=422 if form.errors else 200,
        partnership=partnership,
        form=form,
        heading=heading,
        resource=resource,
        here=here,
    )


def booking_in(partnership_id: int, booking_id: int) -> Booking:
    """A booking of this partnership."""
    booking = db.session.get(Booking, booking_id)
    if booking is None or booking.resource.partnership_id != partnership_id:
        raise NotFound()
    return booking


_LETTING_GO = {
    "arsip": (service.archive_resource, _l("Diarsipkan; catatannya tetap dapat dibaca.")),
    "serahkan": (service.hand_over, _l("Kini milik bersama.")),
}
_HEADINGS = {"arsip": _l("Arsipkan"), "serahkan": _l("Serahkan kepada kemitraan")}


def _booked(partnership_id: int, booking: Booking) -> ResponseReturnValue:
    said = _("Pesanan dikirim; menunggu jawaban pemilik.") if booking.waits else _("Dipesan.")
    partnership = opened(partnership_id)
    resource = resource_in(partnership_id, booking.resource_id)
    shown = _shown(partnership, resource, blank_form())
    template = "multilateral/pool/resource.html"
    return stay(url_of(resource) + "#pakai", template, "use", events=("partnership-changed",), message=said, **shown)


def blank_form(first_day: date | None = None) -> BookingForm:
    """An empty form for a booking."""
    return BookingForm(formdata=None, first_day=first_day, quantity=Decimal(1))


def _shown(partnership: Any, resource: Resource, form: BookingForm | None = None) -> dict[str, Any]:
    """What the page of a resource shows."""
    code = zone_code(partnership)
    zone, first = zone_of(code), _month(today(code))
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    begins = today(code) if first == today(code).replace(day=1) else first  # of this month, what is still to come
    states = {party.id: party.state for party in partnership.parties}
    party = own_member(actor(), partnership)
    manages = resource.archived_at is None and service.may_manage(actor(), partnership, resource)
    return {
        "partnership": partnership,
        "resource": resource,
        "owner": party_of(partnership, resource.owner_party_id),
        "due": queries.due_on(resource),
        "stretches": queries.calendar(resource, begins, last, zone, states),
        "month": first,
        "months": [(first - timedelta(days=1)).strftime("%Y-%m"), (last + timedelta(days=1)).strftime("%Y-%m")],
        "coming": paged(queries.coming(resource.id), size=10),
        "names": party_names(partnership.parties),
        "form": form or blank_form(_day(request.args.get("mulai", ""))),
        "reasons": bookings.why_not(partnership, resource, party) if party else [],
        "may_book": party is not None and not bookings.why_not(partnership, resource, party),
        "may_manage": manages and acts(actor(), partnership),
        "may_restore": resource.archived_at is not None and service.may_manage(actor(), partnership, resource),
        "may_log": resource.archived_at is None and acts(actor(), partnership),
        "may_cancel": lambda booking: bookings.may_cancel(actor(), partnership, booking),
        "may_answer": lambda booking: bookings.may_answer(actor(), partnership, booking),
        "rests": lambda booking: rules.rests(states[booking.party_id]),
        "today": today(code),
        **_words(partnership),
    }


def _words(partnership: Any) -> dict[str, Any]:
    zone = zone_of(zone_code(partnership))
    return {
        "rules": rules,
        "period_of": lambda booking: words.period_words(booking, zone),
        "days_of": words.days,
        "month_name": words.month_name,
    }


def _month(day: date) -> date:
    """The first day of the month that is asked for; of this one for anything that is no month."""
    asked = _MONTH.fullmatch(request.args.get("bulan", ""))
    return date(int(asked[1]), int(asked[2]), 1) if asked else day.replace(day=1)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _offer_owners(form: ResourceForm, partnership: Any) -> None:
    own = own_member(actor(), partnership)
    parties = partnership.members if is_body(actor(), partnership) else [own] if own else []
    names = party_names(parties)
    form.owner.choices = options([(str(party.id), names[party.id]) for party in parties], _l("Milik bersama"))


def _edit_page(partnership: Any, form: ResourceForm, resource: Resource | None = None) -> ResponseReturnValue:
    return page(
        "multilateral/pool/edit.html",
        "form",
        status=422 if form.errors else 200,
        partnership=partnership,
        form=form,
        resource=resource,
    )
