"""Pages of citizens' voices: those shown, the form without any login, and what the parties do with each."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ... import clock
from ...accounts.rules import network_of
from ...accounts.throttle import TooManyAttempts, before_the_form, take_turn
from ...errors import NotFound
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership
from ...partnerships.working import partnership_or_404
from ...permissions import Action
from ...web import actor, go, needs, page, public
from ...web.forms import opened_version
from ...web.paging import paged
from . import queries, rules, service
from .forms import HideForm, ReplyForm, VoiceForm
from .models import Feedback

bp = Blueprint("feedback", __name__)
ALL = "/kemitraan/<int:partnership_id>/suara-warga"
ONE = ALL + "/<int:feedback_id>"
SHOWS = "tampilkan"  # the button that shows a voice together with its reply
SHELVES = {"tampil": rules.SHOWN, "baru": rules.NEW, "tidak-tampil": rules.HIDDEN}
WORDS: dict[str, Any] = {
    "kinds": rules.KINDS,
    "tones": rules.TONES,
    "states": rules.STATES,
    "state_tones": rules.STATE_TONES,
    "grounds": rules.GROUNDS,
    "masked": rules.masked,
}


@bp.get(ALL)
@needs(Action.PARTNERSHIP_VIEW)
def index(partnership_id: int) -> ResponseReturnValue:
    """The voices that are shown; to the parties and their overseers also those that wait or are not shown."""
    partnership = partnership_or_404(partnership_id)
    reads_all = service.reads_all(actor(), partnership)
    shelf = request.args.get("bagian", "") if reads_all else "tampil"
    shelf = shelf if shelf in SHELVES else "tampil"
    return page(
        "monitoring/feedback/list.html",
        partnership=partnership,
        shown=paged(queries.listed(partnership.id, SHELVES[shelf])),
        shelf=shelf,
        counts=queries.counts(partnership.id),
        names=party_names(partnership.parties),
        reads_all=reads_all,
        is_open=service.is_open(partnership),
        may_moderate=service.moderates(actor(), partnership),
        today=clock.today(),
        is_late=rules.is_late,
        **WORDS,
    )


@bp.route(ALL + "/kirim", methods=["GET", "POST"])
@public
def say(partnership_id: int) -> ResponseReturnValue:
    """Anybody says something of a public partnership, without a login."""
    partnership = partnership_or_404(partnership_id)
    if not service.is_open(partnership):
        raise NotFound()
    form = VoiceForm()
    if form.validate_on_submit():
        here = url_for(".index", partnership_id=partnership_id)
        thanks = _("Terima kasih. Para pihak membacanya dulu sebelum ditampilkan.")
        if form.is_machine:
            return go(here, thanks)
        try:
            _count_one(partnership_id)
            service.say(actor(), partnership_id, form.values())
            return go(here, thanks)
        except TooManyAttempts as slowed:
            form.form_errors.extend(slowed.reasons)
    return _form_page("say", partnership, form)


@bp.get(ONE)
@needs(Action.PARTNERSHIP_VIEW)
def show(partnership_id: int, feedback_id: int) -> ResponseReturnValue:
    """One voice, for the parties and their overseers: what is known, and what the parties can do with it."""
    partnership = partnership_or_404(partnership_id)
    if not service.reads_all(actor(), partnership):
        raise NotFound()
    found = _feedback_or_404(partnership, feedback_id)
    moderates = service.moderates(actor(), partnership)
    return page(
        "monitoring/feedback/show.html",
        partnership=partnership,
        item=found,
        contact=service.contact_of(found) if moderates else "",
        may_moderate=moderates,
        names=party_names(partnership.parties),
        numbers=rules.numbers_in(f"{found.text}\n{found.place}"),
        people=rules.names_in(f"{found.text}\n{found.place}"),
        **WORDS,
    )


@bp.post(ONE + "/tampilkan")
@needs(Action.PARTNERSHIP_WORK)
def publish(partnership_id: int, feedback_id: int) -> ResponseReturnValue:
    """Show a voice to everyone."""
    partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    found = service.show(actor(), partnership_id, feedback_id, opened_version())
    return go(_url_of(found), _("Suara warga ini kini tampil untuk umum."))


@bp.route(ONE + "/sembunyikan", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def hide(partnership_id: int, feedback_id: int) -> ResponseReturnValue:
    """Do not show a voice, and say why."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    found = _feedback_or_404(partnership, feedback_id)
    form = HideForm()
    if form.validate_on_submit():
        ground, why = form.ground.data, form.why.data or ""
        service.hide(actor(), partnership_id, feedback_id, opened_version(), ground, why)
        return go(_url_of(found), _("Suara warga ini tidak ditampilkan. Alasannya tercatat."))
    return _form_page("hide", partnership, form, item=found)


@bp.route(ONE + "/jawab", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def reply(partnership_id: int, feedback_id: int) -> ResponseReturnValue:
    """Reply to a voice."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    found = _feedback_or_404(partnership, feedback_id)
    form = ReplyForm(data={"text": found.reply})
    if form.validate_on_submit():
        shows = request.form.get("tindakan") == SHOWS
        made = service.reply(actor(), partnership_id, feedback_id, opened_version(), form.text.data or "", shows)
        shown = made.state == rules.SHOWN
        return go(_url_of(found), _("Jawaban tampil untuk umum.") if shown else _("Jawaban tersimpan, belum tampil."))
    numbers = rules.numbers_in(f"{found.text}\n{found.place}")
    return _form_page("reply", partnership, form, item=found, numbers=numbers)


def _count_one(partnership_id: int) -> None:
    """Count one voice against its address, by the hour and by the day, and against the partnership."""
    network = network_of(request.remote_addr or "")
    with before_the_form():
        take_turn(("feedback", network), ("feedback_day", network), ("feedback_here", str(partnership_id)))


def _feedback_or_404(partnership: Partnership, feedback_id: int) -> Feedback:
    found = queries.one(partnership.id, feedback_id)
    if found is None:
        raise NotFound()
    return found


def _form_page(name: str, partnership: Partnership, form: Any, **context: Any) -> ResponseReturnValue:
    failed = bool(form.errors or form.form_errors)
    template = f"monitoring/feedback/{name}.html"
    return page(template, "form", status=422 if failed else 200, form=form, partnership=partnership, **context, **WORDS)


def _url_of(found: Feedback) -> str:
    return url_for("feedback.show", partnership_id=found.partnership_id, feedback_id=found.id)
