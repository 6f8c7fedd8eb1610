"""Pages of meetings: the list with its form, one meeting, its correction, and what becomes of it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ... import clock
from ...errors import Invalid, NotFound
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership
from ...partnerships.overview import is_insider
from ...partnerships.working import may_write, own_party_id, partnership_or_404
from ...permissions import Action
from ...web import actor, go, needs, page
from ...web.forms import opened_version
from ...web.paging import paged
from . import gate_links, minutes, queries, rules, service, showing
from .access import form_page, meeting_or_404, own_meeting_or_404, url_of, zone_of
from .forms import HeldForm, MeetingForm, PlanForm, ReasonForm
from .models import Meeting
from .objecting import objected_among

bp = Blueprint("meetings", __name__)
ALL = "/kemitraan/<int(max=2147483647):partnership_id>/rapat"
ONE = ALL + "/<int(max=2147483647):meeting_id>"
WHENS = (queries.EVERYTHING, queries.COMING, queries.PAST)


@bp.get(ALL)
@needs(Action.PARTNERSHIP_VIEW)
def index(partnership_id: int) -> ResponseReturnValue:
    """The meetings of a partnership, with the form to prepare one for those who may."""
    partnership = partnership_or_404(partnership_id)
    form = plan_form(partnership) if may_write(actor(), partnership) else None
    return _list_page(partnership, form)


@bp.post(ALL)
@needs(Action.PARTNERSHIP_WORK)
def plan(partnership_id: int) -> ResponseReturnValue:
    """Prepare a meeting from what, when and where; its agenda follows on its own page."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    form = plan_form(partnership)
    if form.validate():
        try:
            meeting = service.plan(actor(), partnership_id, form.moments(zone_of(partnership)))
            return go(url_of(meeting), _said_of(meeting))
        except Invalid as error:
            form.add_errors(error.errors)
    return _list_page(partnership, form)


@bp.get(ONE)
@needs(Action.PARTNERSHIP_VIEW)
def show(partnership_id: int, meeting_id: int) -> ResponseReturnValue:
    """One meeting: its agenda or minutes, who comes, what was answered, and what can be done now."""
    partnership, meeting = meeting_or_404(partnership_id, meeting_id)
    if not is_insider(actor(), partnership):
        items = queries.items_of(meeting)
        return page("coordination/meetings/public.html", partnership=partnership, meeting=meeting, items=items)
    return page("coordination/meetings/meeting.html", **showing.context_of(actor(), partnership, meeting))


@bp.route(ONE + "/ubah", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def edit(partnership_id: int, meeting_id: int) -> ResponseReturnValue:
    """Correct what, when or where."""
    partnership, meeting = own_meeting_or_404(partnership_id, meeting_id)
    form = MeetingForm(obj=meeting, data=_clock_values(partnership, meeting))
    form.offer(party_names(partnership.bound).items())
    if form.validate_on_submit():
        try:
            values = form.moments(zone_of(partnership))
            service.edit(actor(), partnership_id, meeting_id, opened_version(), values)
            return go(url_of(meeting), _("Perubahan tersimpan."))
        except Invalid as error:
            form.add_errors(error.errors)
    return form_page("edit.html", form, partnership=partnership, meeting=meeting)


@bp.post(ONE + "/undang")
@needs(Action.PARTNERSHIP_WORK)
def call(partnership_id: int, meeting_id: int) -> ResponseReturnValue:
    """Send the call to every party with a voice."""
    own_meeting_or_404(partnership_id, meeting_id)
    meeting = service.call(actor(), partnership_id, meeting_id, opened_version())
    return go(url_of(meeting), _("Undangan terkirim kepada semua pihak."))


@bp.route(ONE + "/hentikan/<how>", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def stop(partnership_id: int, meeting_id: int, how: str) -> ResponseReturnValue:
    """Put a meeting off (`tunda`) or cancel it (`batal`), with the reason."""
    verb = {"tunda": service.postpone, "batal": service.cancel}.get(how)
    if verb is None:
        raise NotFound()
    partnership, meeting = own_meeting_or_404(partnership_id, meeting_id)
    form = ReasonForm()
    if form.validate_on_submit():
        verb(actor(), partnership_id, meeting_id, opened_version(), form.reason.data or "")
        return go(url_of(meeting), _("Rapat ditunda.") if how == "tunda" else _("Rapat dibatalkan."))
    return form_page("stop.html", form, partnership=partnership, meeting=meeting, how=how)


@bp.route(ONE + "/berlangsung", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def hold(partnership_id: int, meeting_id: int) -> ResponseReturnValue:
    """Say that it took place, and who led it."""
    partnership, meeting = own_meeting_or_404(partnership_id, meeting_id)
    form = HeldForm(obj=meeting)
    if form.validate_on_submit():
        service.hold(actor(), partnership_id, meeting_id, opened_version(), form.values())
        return go(url_of(meeting), _("Tercatat berlangsung. Isi daftar hadir dan hasil tiap acara."))
    return form_page("hold.html", form, partnership=partnership, meeting=meeting)


@bp.post(ONE + "/tetapkan")
@needs(Action.PARTNERSHIP_WORK)
def settle(partnership_id: int, meeting_id: int) -> ResponseReturnValue:
    """Settle minutes whose day has passed without objection."""
    own_meeting_or_404(partnership_id, meeting_id)
    meeting = minutes.settle(actor(), partnership_id, meeting_id, opened_version())
    return go(url_of(meeting), _("Berita acara tetap dan dibekukan."))


@bp.post(ONE + "/tampilkan")
@needs(Action.PARTNERSHIP_PUBLISH)
def publish(partnership_id: int, meeting_id: int) -> ResponseReturnValue:
    """Show the settled decisions to everyone (`tampil=1`), or take that back."""
    own_meeting_or_404(partnership_id, meeting_id, Action.PARTNERSHIP_PUBLISH)
    shows = request.form.get("tampil") == "1"
    meeting = service.publish(actor(), partnership_id, meeting_id, shows)
    return go(url_of(meeting), _("Keputusan tampil untuk umum.") if shows else _("Keputusan tidak tampil lagi."))


@bp.get(ONE + "/langkah/<path_gate>")
@needs(Action.PARTNERSHIP_WORK)
def to_gate(partnership_id: int, meeting_id: int, path_gate: str) -> ResponseReturnValue:
    """Go to the form of a gate of the lawful path with what the meeting already says filled in."""
    partnership, meeting = own_meeting_or_404(partnership_id, meeting_id)
    target = gate_links.address(path_gate, partnership, meeting, own_party_id(actor(), partnership))
    if target is None:
        raise NotFound()
    return go(target)


def plan_form(partnership: Partnership) -> PlanForm:
    """The form to prepare a meeting, with its choices."""
    form = PlanForm()
    form.offer(party_names(partnership.bound).items())
    form.offer_bodies(queries.living_bodies(partnership.id))
    return form


def _said_of(meeting: Meeting) -> str:
    """What is said of a meeting that was just put down, and what follows."""
    if queries.has_twin(meeting):
        return _("Rapat tercatat, tetapi yang berjudul sama pada hari dan jam itu sudah ada. Batalkan yang kembar.")
    if meeting.starts_at <= clock.now():
        return _("Rapat tercatat. Catat bahwa sudah berlangsung, lalu isi daftar hadir dan hasilnya.")
    return _("Rapat tercatat. Susun acaranya, lalu kirim undangannya.")


def _clock_values(partnership: Partnership, meeting: Meeting) -> dict[str, Any]:
    zone = zone_of(partnership)
    starts, ends = meeting.starts_at.astimezone(zone), meeting.ends_at
    return {
        "day": starts.date(),
        "time": starts.time(),
        "ends": ends.astimezone(zone).time() if ends else None,
    }


def _list_page(partnership: Partnership, form: PlanForm | None) -> ResponseReturnValue:
    insider = is_insider(actor(), partnership)
    when = request.args.get("kapan", "")
    when = when if when in WHENS else queries.EVERYTHING
    shown = paged(queries.listed(partnership.id, insider, when))
    return page(
        "coordination/meetings/list.html",
        "meetings",
        status=422 if form is not None and form.errors else 200,
        partnership=partnership,
        shown=shown,
        objected=objected_among([one.id for one in shown.items if one.state == rules.CONFIRMING]),
        when=when,
        form=form,
        is_insider=insider,
        index_url=url_for(".index", partnership_id=partnership.id),
        **showing.WORDS,
    )
