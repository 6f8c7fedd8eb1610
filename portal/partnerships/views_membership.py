"""Pages on which parties ask to join, leave, rest and come back, and on which others answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ..db import db
from ..errors import Invalid, NotAllowed, NotFound
from ..permissions import Action
from ..web import actor, go, needs
from . import membership, overview, parties, resting
from .cases import case_of
from .forms import ReasonForm
from .models import Partnership, PartyChange
from .party_changes import refuse
from .party_forms import JoinRequestForm, LeaveForm, MinutesOfParty, SuspendForm
from .views import ONE, bp, partnership_or_404
from .views_parties import PARTY, form_page, parties_url

SETTING = _l("Ini setelan portal, bukan aturan hukum yang sudah dibaca; yang mengikat adalah perjanjian para pihak.")


@bp.route(ONE + "/gabung", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_CREATE)
def ask_to_join(partnership_id: int) -> ResponseReturnValue:
    """A village or organisation that reads of a partnership asks to join it."""
    partnership = partnership_or_404(partnership_id)
    if not parties.may_ask_to_join(actor(), partnership, case_of(partnership)):
        raise NotAllowed(_("Kerja sama ini tidak menerima permintaan bergabung dari Anda sekarang."))
    form = JoinRequestForm()
    if form.validate_on_submit():
        try:
            membership.ask_to_join(actor(), partnership_id, form.to_json())
            here = url_for("partnerships.show", partnership_id=partnership_id)
            return go(here, _("Permintaan tersimpan. Salah satu pihak akan menjawabnya."))
        except Invalid as error:
            form.add_errors(error.errors)
    intro = _("Salah satu pihak menerima atau menolak. Setelah diterima, desa Anda menjalani persiapannya sendiri.")
    return form_page(partnership, form, _("Minta bergabung"), _("Kirim permintaan"), intro)


@bp.route(PARTY + "/keluar", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def leave(partnership_id: int, party_id: int) -> ResponseReturnValue:
    """A party asks to leave, with its own minutes and what becomes of what it gave and owes."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    own = partnership.party_of(actor().office)
    if own is None or own.id != party_id:
        raise NotAllowed(_("Yang meminta keluar adalah pihak itu sendiri."))
    _refuse_unless("keluar", partnership, party_id)
    refuse(membership.reasons_to_stay(partnership, own))
    form = LeaveForm()
    if form.validate_on_submit():
        membership.ask_to_leave(actor(), partnership_id, form.to_json())
        return go(parties_url(partnership_id), _("Tersimpan. Keluar berlaku setelah perjanjiannya diubah."))
    intro = _("Keluar berlaku lewat perubahan perjanjian yang ditandatangani semua pihak, juga yang keluar.")
    return form_page(partnership, form, _("Keluar dari kerja sama"), _("Minta keluar"), f"{intro} {SETTING}")


@bp.route(PARTY + "/tangguhkan", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def suspend_party(partnership_id: int, party_id: int) -> ResponseReturnValue:
    """Minutes of a musyawarah antar desa that suspend one party."""
    partnership, title = _about(partnership_id, party_id, "tangguhkan", _l("Tangguhkan %(name)s"))
    form = SuspendForm()
    if form.validate_on_submit():
        resting.suspend(actor(), partnership_id, party_id, form.to_json())
        return go(parties_url(partnership_id), _("Tersimpan. Berlaku setelah dibenarkan pihak lain."))
    return form_page(partnership, form, title, _("Simpan"), str(SETTING))


@bp.route(PARTY + "/aktifkan", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def reinstate_party(partnership_id: int, party_id: int) -> ResponseReturnValue:
    """Minutes of a musyawarah antar desa that let a suspended party take part again."""
    partnership, title = _about(partnership_id, party_id, "aktifkan", _l("Aktifkan kembali %(name)s"))
    form = MinutesOfParty()
    if form.validate_on_submit():
        resting.reinstate(actor(), partnership_id, party_id, form.to_json())
        return go(parties_url(partnership_id), _("Tersimpan. Berlaku setelah dibenarkan pihak lain."))
    return form_page(partnership, form, title, _("Simpan"), str(SETTING))


@dataclass(frozen=True)
class Answer:
    """An answer to a change: its verb, whether a reason is needed, and what is said after it."""

    verb: Callable[..., Any]
    needs_reason: bool
    message: Any


ANSWERS = {
    "terima": Answer(membership.accept_request, False, _l("Diterima. Calon pihak kini menjalani persiapannya.")),
    "tolak": Answer(membership.refuse_request, True, _l("Permintaan ditolak.")),
    "benarkan": Answer(resting.confirm, False, _l("Dibenarkan, dan berlaku mulai hari ini.")),
    "masukkan": Answer(membership.put_into_change, False, _l("Masuk ke perubahan perjanjian.")),
    "tarik": Answer(membership.withdraw, True, _l("Ditarik kembali.")),
}


@bp.route("/perubahan-pihak/<int(max=2147483647):change_id>/<answer>", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_ANSWER)
def answer_change(change_id: int, answer: str) -> ResponseReturnValue:
    """Accept, refuse, confirm, carry or withdraw a coming, resting or going; asked once more."""
    change, given = db.session.get(PartyChange, change_id), ANSWERS.get(answer)
    if change is None or given is None:
        raise NotFound()
    partnership = partnership_or_404(change.partnership_id)
    if answer not in parties.answers_to(actor(), partnership, case_of(partnership), change):
        raise NotAllowed() if overview.is_insider(actor(), partnership) else NotFound()
    form = ReasonForm()
    form.reason.flags.required = given.needs_reason
    if not given.needs_reason:
        del form.reason
    if form.validate_on_submit():
        try:
            return _answered(change, given, form)
        except Invalid as error:
            form.add_errors(error.errors)
    label = parties.ANSWER_LABELS[answer]
    return form_page(partnership, form, str(label), str(label))


def _answered(change: PartyChange, given: Answer, form: ReasonForm) -> ResponseReturnValue:
    partnership_id = change.partnership_id
    if not given.needs_reason:
        try:
            given.verb(actor(), change.id)
        except Invalid as error:  # there is no field to put it beside
            raise NotAllowed(*error.errors.values()) from error
        return go(parties_url(partnership_id), str(given.message))
    reason = (form.reason.data or "").strip()
    if not reason:
        raise Invalid({"reason": _("Tulis alasannya.")})
    given.verb(actor(), change.id, reason)
    return go(parties_url(partnership_id), str(given.message))


def _about(partnership_id: int, party_id: int, way: str, title: Any) -> tuple[Partnership, str]:
    """The partnership, and a title with the name of the party that the page is about."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    view = parties.party_view(case_of(partnership), party_id)
    if view is None:
        raise NotFound()
    _refuse_unless(way, partnership, party_id)
    return partnership, str(title) % {"name": view.name}


def _refuse_unless(way: str, partnership: Partnership, party_id: int) -> None:
    row = next(item for item in partnership.parties if item.id == party_id)
    if way not in parties.party_ways(actor(), partnership, row):
        raise NotAllowed(_("Ini tidak dapat dilakukan dengan pihak itu sekarang."))
