"""Pages of bookings that are answered or given up, and of the log of maintenance."""

from __future__ import annotations

from typing import Any

from flask import url_for
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
    options,
    page,
    paged,
    party_names,
    require,
    stay,
    today,
)

from ..fields import ReasonForm
from ..together import acts, for_insiders, zone_code
from . import bookings, queries, service
from .forms import AnswerForm, MaintenanceForm
from .models import Maintenance, Resource
from .views import ALL, ONE, booking_in, opened, pool, reason_page, resource_in, url_of


@pool.route(ALL + "/pesanan/<int:booking_id>/batal", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def cancel(partnership_id: int, booking_id: int) -> ResponseReturnValue:
    """Give a booking up, with the reason."""
    partnership = for_insiders(actor(), partnership_id)
    require(Action.PARTNERSHIP_WORK, partnership, Action.PARTNERSHIP_VIEW)
    booking = booking_in(partnership_id, booking_id)
    if not bookings.may_cancel(actor(), partnership, booking):
        raise NotAllowed(_("Yang membatalkan pesanan ini adalah pemesannya atau pemilik barangnya."))
    form = ReasonForm()
    if form.validate_on_submit():
        bookings.cancel(actor(), booking_id, form.values()["reason"])
        return go(url_of(booking.resource) + "#pakai", _("Pesanan dibatalkan; waktunya bebas lagi."))
    here = url_for(".cancel", partnership_id=partnership_id, booking_id=booking_id)
    return reason_page(partnership, form, _l("Batalkan pesanan"), booking.resource, here)


@pool.route(ALL + "/pesanan/<int:booking_id>/jawab", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def answer(partnership_id: int, booking_id: int) -> ResponseReturnValue:
    """Say yes or no to a booking, with a word."""
    partnership = opened(partnership_id, Action.PARTNERSHIP_WORK)
    booking = booking_in(partnership_id, booking_id)
    if not bookings.may_answer(actor(), partnership, booking):
        raise NotAllowed(_("Yang menjawab pesanan ini adalah pemiliknya, bukan pemesannya."))
    form = AnswerForm()
    if form.validate_on_submit():
        try:
            values = form.values()
            bookings.answer(actor(), booking_id, values["agreed"] == "yes", values["word"])
            return go(url_of(booking.resource) + "#pakai", _("Jawaban tersimpan."))
        except Invalid as error:
            form.add_errors(error.errors)
            partnership, booking = opened(partnership_id), booking_in(partnership_id, booking_id)
    here = url_for(".answer", partnership_id=partnership_id, booking_id=booking_id)
    return reason_page(partnership, form, _l("Jawab pesanan"), booking.resource, here)


@pool.get(ONE + "/perawatan")
@needs(Action.PARTNERSHIP_VIEW)
def maintenance(partnership_id: int, resource_id: int) -> ResponseReturnValue:
    """What was done to keep a resource in order."""
    partnership = opened(partnership_id)
    return page(_LOG, "log", **_log(partnership, resource_in(partnership_id, resource_id)))


@pool.post(ONE + "/perawatan")
@needs(Action.PARTNERSHIP_WORK)
def log_maintenance(partnership_id: int, resource_id: int) -> ResponseReturnValue:
    """Write down what was done, and stay for the next."""
    partnership = opened(partnership_id, Action.PARTNERSHIP_WORK)
    resource = resource_in(partnership_id, resource_id)
    form = MaintenanceForm()
    _offer_payers(form, partnership)
    if not form.validate():
        return page(_LOG, "log", status=422, **_log(partnership, resource, form))
    service.log_maintenance(actor(), resource_id, form.values())
    shown = _log(opened(partnership_id), resource_in(partnership_id, resource_id))
    here = url_of(resource, "maintenance")
    return stay(here, _LOG, "log", events=("partnership-changed",), message=_("Perawatan tercatat."), **shown)


@pool.route(ALL + "/perawatan/<int:maintenance_id>/tarik", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def withdraw(partnership_id: int, maintenance_id: int) -> ResponseReturnValue:
    """Take back an entry of the log that was wrong."""
    partnership = opened(partnership_id, Action.PARTNERSHIP_WORK)
    done = _logged(partnership_id, maintenance_id)
    form = ReasonForm()
    if form.validate_on_submit():
        service.withdraw_maintenance(actor(), maintenance_id, form.values()["reason"])
        return go(url_of(done.resource, "maintenance"), _("Catatan ditarik."))
    here = url_for(".withdraw", partnership_id=partnership_id, maintenance_id=maintenance_id)
    return reason_page(partnership, form, _l("Tarik catatan perawatan"), done.resource, here)


@pool.post(ALL + "/perawatan/<int:maintenance_id>/bagi")
@needs(Action.PARTNERSHIP_WORK)
def share_out(partnership_id: int, maintenance_id: int) -> ResponseReturnValue:
    """Make a levy of what maintenance cost."""
    opened(partnership_id, Action.PARTNERSHIP_WORK)
    _logged(partnership_id, maintenance_id)
    levy = service.share_out_cost(actor(), maintenance_id)
    there = url_for("p_multilateral_sharing.distribution", partnership_id=partnership_id, distribution_id=levy)
    return go(there, _("Biayanya dibagi menurut skema. Inilah bagian tiap pihak."))


_LOG = "multilateral/pool/maintenance.html"


def _logged(partnership_id: int, maintenance_id: int) -> Maintenance:
    done = db.session.get(Maintenance, maintenance_id)
    if done is None or done.archived_at is not None or done.resource.partnership_id != partnership_id:
        raise NotFound()
    return done


def _log(partnership: Any, resource: Resource, form: MaintenanceForm | None = None) -> dict[str, Any]:
    if form is None:
        form = MaintenanceForm(formdata=None, done_on=today(zone_code(partnership)))
        _offer_payers(form, partnership)
    return {
        "partnership": partnership,
        "resource": resource,
        "found": paged(queries.maintenance(resource.id), size=15),
        "form": form,
        "due": queries.due_on(resource),
        "today": today(zone_code(partnership)),
        "names": party_names(partnership.parties),
        "may_log": resource.archived_at is None and acts(actor(), partnership),
    }


def _offer_payers(form: MaintenanceForm, partnership: Any) -> None:
    names = party_names(partnership.bound)
    form.payer.choices = options([(str(number), name) for number, name in names.items()], _l("Kas bersama"))
