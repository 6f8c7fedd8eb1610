"""Pages of one delivery: another party confirms it or objects, its own party answers, or takes it back."""

from __future__ import annotations

from typing import Any

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...errors import NotAllowed, NotFound
from ...partnerships.models import Partnership
from ...permissions import Action
from ...web import actor, go, needs
from ..access import own_party_id, partnership_or_404, speaks_for
from ..confirming import rules as confirming
from ..fields import ReasonForm, WordForm
from . import deliveries
from .models import Contribution, Delivery
from .views import ONE, ask, bp, contribution_or_404, url_of

DELIVERY = ONE + "/serah/<int:delivery_id>"


@bp.post(DELIVERY + "/benarkan")
@needs(Action.PARTNERSHIP_WORK)
def confirm(partnership_id: int, contribution_id: int, delivery_id: int) -> ResponseReturnValue:
    """Another party confirms a delivery."""
    _partnership, found, _made = _delivery_or_404(partnership_id, contribution_id, delivery_id)
    deliveries.confirm(actor(), partnership_id, contribution_id, delivery_id)
    return go(url_of(found), _("Penyerahan dibenarkan."))


@bp.route(DELIVERY + "/keberatan", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def object_to(partnership_id: int, contribution_id: int, delivery_id: int) -> ResponseReturnValue:
    """Another party objects to a delivery."""
    partnership, found, made = _delivery_or_404(partnership_id, contribution_id, delivery_id)
    if not confirming.may_answer(made.entry(found.party_id), own_party_id(actor(), partnership)):
        raise NotAllowed(_("Yang menyampaikan keberatan adalah pihak yang lain."))
    form = WordForm()
    if form.validate_on_submit():
        deliveries.object_to(actor(), partnership_id, contribution_id, delivery_id, form.word.data or "")
        return go(url_of(found), _("Tercatat, dan terbaca oleh semua pihak."))
    lead = _("Selama ada keberatan, penyerahan ini tidak dihitung. Kata-kata kedua pihak terbaca berdampingan.")
    return _ask(partnership, found, made, form, _("Sampaikan keberatan"), "contributions.object_to", lead)


@bp.route(DELIVERY + "/balas", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def reply(partnership_id: int, contribution_id: int, delivery_id: int) -> ResponseReturnValue:
    """The delivering party answers an objection."""
    partnership, found, made = _delivery_or_404(partnership_id, contribution_id, delivery_id)
    if own_party_id(actor(), partnership) not in (found.party_id, made.recorded_by_party_id or 0):
        raise NotAllowed(_("Yang menjawab keberatan adalah pihak yang menulis catatan ini."))
    form = WordForm()
    if form.validate_on_submit():
        deliveries.reply(actor(), partnership_id, contribution_id, delivery_id, form.word.data or "")
        return go(url_of(found), _("Tercatat, dan terbaca oleh semua pihak."))
    lead = _("Keberatan: “%(word)s”", word=made.objection) if made.objection else ""
    return _ask(partnership, found, made, form, _("Jawab keberatan"), "contributions.reply", lead)


@bp.route(DELIVERY + "/tarik", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def take_back(partnership_id: int, contribution_id: int, delivery_id: int) -> ResponseReturnValue:
    """Take back a delivery that was put on record by mistake."""
    partnership, found, made = _delivery_or_404(partnership_id, contribution_id, delivery_id)
    if not speaks_for(actor(), found.party):
        raise NotAllowed(_("Yang mencatat penyerahan adalah pihak yang menyerahkan, atau pengurus BKAD."))
    form = ReasonForm()
    if form.validate_on_submit():
        deliveries.take_back(actor(), partnership_id, contribution_id, delivery_id, form.reason.data or "")
        return go(url_of(found), _("Catatan ditarik dengan catatan lawannya; keduanya tetap terbaca."))
    lead = _("Catatan tidak dihapus: dibuat catatan lawannya dengan alasan Anda.")
    return _ask(partnership, found, made, form, _("Tarik catatan penyerahan"), "contributions.take_back", lead)


def _ask(
    partnership: Partnership, found: Contribution, made: Delivery, form: Any, heading: str, endpoint: str, lead: str
) -> ResponseReturnValue:
    return ask(partnership, found, form, heading, endpoint, lead=lead, place={"delivery_id": made.id})


def _delivery_or_404(
    partnership_id: int, contribution_id: int, delivery_id: int
) -> tuple[Partnership, Contribution, Delivery]:
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    found = contribution_or_404(partnership, contribution_id)
    made = next((item for item in found.deliveries if item.id == delivery_id), None)
    if made is None:
        raise NotFound()
    return partnership, found, made
