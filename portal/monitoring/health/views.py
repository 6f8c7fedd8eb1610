"""Pages of health checks: all rounds, one of them, the ten statements. For the parties alone."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ... import clock
from ...errors import Invalid, NotAllowed, NotFound
from ...partnerships.agenda import agenda_place, bring_to_meeting
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership
from ...partnerships.working import may_write, own_party_id, partnership_or_404
from ...permissions import Action
from ...web import actor, go, needs, page
from ...web.paging import paged
from . import queries, rules, service
from .forms import HealthForm
from .models import HealthRound

bp = Blueprint("checkup", __name__)
ALL = "/kemitraan/<int:partnership_id>/kesehatan"
ONE = ALL + "/<int:number>"
WORDS: dict[str, Any] = {
    "statements": rules.STATEMENTS,
    "talk": rules.TALK,
    "few": rules.FEW,
    "open_days": rules.OPEN_DAYS,
}


@bp.get(ALL)
@needs(Action.PARTNERSHIP_VIEW)
def index(partnership_id: int) -> ResponseReturnValue:
    """The rounds so far, and the way to open one."""
    partnership = sides_partnership_or_404(partnership_id)
    shown = paged(queries.listed(partnership.id))
    newest = shown.items[0] if shown.items and shown.number == 1 else None
    going = newest is not None and takes_answers(newest)
    ended_on = newest.closed_on or newest.last_day if newest else None
    fault = rules.opening_fault(ended_on, clock.today())
    return page(
        "monitoring/health/list.html",
        partnership=partnership,
        shown=shown,
        fault=fault,
        may_open=may_write(actor(), partnership) and not going and shown.number == 1,
        takes_answers=takes_answers,
        setting=rules.SETTING,
        **WORDS,
    )


@bp.post(ALL + "/buka")
@needs(Action.PARTNERSHIP_WORK)
def open_round(partnership_id: int) -> ResponseReturnValue:
    """Ask every party."""
    sides_partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    made = service.open_round(actor(), partnership_id)
    return go(_url_of(made), _("Putaran dibuka. Tiap pihak dapat menjawab sampai putaran berakhir."))


@bp.get(ONE)
@needs(Action.PARTNERSHIP_VIEW)
def show(partnership_id: int, number: int) -> ResponseReturnValue:
    """One round: who has answered while it runs, and the result once it has ended."""
    partnership, found = round_or_404(partnership_id, number)
    names, own = party_names(partnership.parties), own_party_id(actor(), partnership)
    answered = {item.party_id for item in found.answers}
    lines = rules.read(found.result or [])
    writes, going = may_write(actor(), partnership), takes_answers(found)
    return page(
        "monitoring/health/show.html",
        partnership=partnership,
        item=found,
        lines=lines,
        agenda=rules.to_talk_about(lines),
        agenda_words="; ".join(str(rules.TALK[line.code]) for line in rules.to_talk_about(lines)),
        awaited=[names[party_id] for party_id in found.asked if party_id not in answered and party_id in names],
        answered=len(answered),
        has_answered=own in answered,
        may_answer=writes and going and own in found.asked,
        may_end=writes and not going and found.closed_on is None,
        may_write=writes,
        on_agenda=agenda_place(actor(), partnership, rules.KIND, found.id) if rules.to_talk_about(lines) else None,
        **WORDS,
    )


@bp.route(ONE + "/jawab", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def answer(partnership_id: int, number: int) -> ResponseReturnValue:
    """The ten statements, answered by a party for itself."""
    partnership, found = round_or_404(partnership_id, number, Action.PARTNERSHIP_WORK)
    own = own_party_id(actor(), partnership)
    said = next((item.colours for item in found.answers if item.party_id == own), {})
    form = HealthForm(data=said)
    if form.validate_on_submit():
        try:
            found = service.answer(actor(), partnership_id, number, form.values())
            ended = found.closed_on is not None
            return go(_url_of(found), _("Semua sudah menjawab: ini hasilnya.") if ended else _("Jawaban tersimpan."))
        except Invalid as error:
            form.add_errors(error.errors)
    return page(
        "monitoring/health/answer.html",
        "form",
        status=422 if form.errors else 200,
        form=form,
        partnership=partnership,
        item=found,
        may_answer=takes_answers(found) and own in found.asked,
        is_last=len(found.asked) - len(found.answers) == 1 and not said,
        **WORDS,
    )


@bp.post(ONE + "/tutup")
@needs(Action.PARTNERSHIP_WORK)
def end_round(partnership_id: int, number: int) -> ResponseReturnValue:
    """End a round whose time is over."""
    round_or_404(partnership_id, number, Action.PARTNERSHIP_WORK)
    found = service.end_round(actor(), partnership_id, number)
    return go(_url_of(found), _("Putaran berakhir: ini hasilnya."))


@bp.post(ONE + "/rapat")
@needs(Action.PARTNERSHIP_WORK)
def bring(partnership_id: int, number: int) -> ResponseReturnValue:
    """Put what is to be talked about on the next meeting's agenda; the topics, never who said what."""
    _partnership, found = round_or_404(partnership_id, number, Action.PARTNERSHIP_WORK)
    topics = [rules.TALK[line.code] for line in rules.to_talk_about(rules.read(found.result or []))]
    if not topics:
        raise NotAllowed(_("Putaran ini tidak menyebut hal yang perlu dibicarakan."))
    meeting = bring_to_meeting(actor(), partnership_id, rules.KIND, found.id, topics)
    return go(meeting.url, _("Hal-hal ini ada di acara rapat."))


def takes_answers(found: HealthRound) -> bool:
    """Whether a round takes answers now."""
    return rules.takes_answers(found.last_day, found.closed_on is not None, clock.today())


def sides_partnership_or_404(partnership_id: int, action: Action = Action.PARTNERSHIP_VIEW) -> Partnership:
    """The partnership, for its parties and their body; for all others there is no health check."""
    partnership = partnership_or_404(partnership_id, action)
    if not service.is_side(actor(), partnership):
        raise NotFound()
    return partnership


def round_or_404(
    partnership_id: int, number: int, action: Action = Action.PARTNERSHIP_VIEW
) -> tuple[Partnership, HealthRound]:
    """A round of a partnership, for its parties."""
    partnership = sides_partnership_or_404(partnership_id, action)
    found = queries.whole(partnership.id, number)
    if found is None:
        raise NotFound()
    return partnership, found


def _url_of(found: HealthRound) -> str:
    return url_for("checkup.show", partnership_id=found.partnership_id, number=found.number)
