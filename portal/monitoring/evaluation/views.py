"""Pages of evaluations: the list, one of them, open it, answer it, close it, show it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ... import clock, permissions
from ...contracts import say
from ...errors import Invalid, NotAllowed, NotFound
from ...partnerships.agenda import agenda_place, bring_to_meeting
from ...partnerships.cases import is_over, party_names
from ...partnerships.models import Partnership
from ...partnerships.overview import is_insider
from ...partnerships.working import may_write, own_party_id, partnership_or_404
from ...permissions import Action
from ...web import actor, go, needs, page
from ...web.forms import opened_version
from ...web.paging import Page, page_number, paged
from . import queries, rules, service, writing
from .forms import AnswerForm, CloseForm, OpenForm
from .models import Evaluation, Recommendation

bp = Blueprint("evaluation", __name__)
ALL = "/kemitraan/<int:partnership_id>/evaluasi"
ONE = ALL + "/<int:evaluation_id>"
ANSWERS_A_PAGE = 20
KIND = "evaluation"  # of thing: what a point of an agenda is about
WORDS: dict[str, Any] = {
    "kinds": rules.KINDS,
    "states": rules.STATES,
    "state_tones": rules.STATE_TONES,
    "questions": rules.QUESTIONS,
    "scale": rules.SCALE,
    "scale_tones": rules.SCALE_TONES,
    "finding_kinds": rules.FINDING_KINDS,
    "outcomes": rules.OUTCOMES,
    "outcome_tones": rules.OUTCOME_TONES,
}


@bp.get(ALL)
@needs(Action.PARTNERSHIP_VIEW)
def index(partnership_id: int) -> ResponseReturnValue:
    """The evaluations of a partnership; to the public those that every party shows."""
    partnership = partnership_or_404(partnership_id)
    insider = is_insider(actor(), partnership)
    shown = paged(queries.listed(partnership, insider))
    if not insider and not shown.items:
        raise NotFound()
    going = any(row[0].state == rules.OPEN for row in shown.items)
    return page(
        "monitoring/evaluation/list.html",
        partnership=partnership,
        shown=shown,
        is_insider=insider,
        may_open=not going and may_evaluate(partnership),
        **WORDS,
    )


@bp.route(ALL + "/buka", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_EVALUATE)
def open_evaluation(partnership_id: int) -> ResponseReturnValue:
    """Begin an evaluation."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_EVALUATE)
    year, due_on = clock.today().year, clock.today() + timedelta(days=21)
    usual = {"kind": rules.YEARLY, "title": _("Evaluasi tahunan %(year)s", year=year), "due_on": due_on}
    form = OpenForm(data=usual)
    if form.validate_on_submit():
        try:
            made = service.open_evaluation(actor(), partnership_id, form.values())
            return go(url_of(made), _("Evaluasi dibuka. Para pihak kini dapat menjawab."))
        except Invalid as error:
            form.add_errors(error.errors)
    return form_page("monitoring/evaluation/open.html", form, partnership=partnership)


@bp.get(ONE)
@needs(Action.PARTNERSHIP_VIEW)
def show(partnership_id: int, evaluation_id: int) -> ResponseReturnValue:
    """One evaluation: how the parties answered, what was found, what became of it."""
    return evaluation_page(*evaluation_or_404(partnership_id, evaluation_id))


@bp.get(ONE + "/jawaban/<question>")
@needs(Action.PARTNERSHIP_VIEW)
def answers(partnership_id: int, evaluation_id: int, question: str) -> ResponseReturnValue:
    """What each party said to one question, for those who may read it now."""
    partnership, found = evaluation_or_404(partnership_id, evaluation_id)
    if question not in rules.QUESTIONS or not _sees_answers(partnership, found):
        raise NotFound()
    said = [item for item in found.answers if item.question == question]
    number = page_number()
    start = (number - 1) * ANSWERS_A_PAGE
    shown = Page(said[start : start + ANSWERS_A_PAGE], number, len(said) > start + ANSWERS_A_PAGE, ANSWERS_A_PAGE)
    return page(
        "monitoring/evaluation/answers.html",
        partnership=partnership,
        item=found,
        question=question,
        shown=shown,
        names=party_names(partnership.parties),
        **WORDS,
    )


@bp.route(ONE + "/jawab", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def answer(partnership_id: int, evaluation_id: int) -> ResponseReturnValue:
    """A party answers the six questions."""
    partnership, found = evaluation_or_404(partnership_id, evaluation_id, Action.PARTNERSHIP_WORK)
    own = own_party_id(actor(), partnership)
    said = {item.question: item for item in found.answers if item.party_id == own}
    known = {f"{code}_mark": str(item.mark) for code, item in said.items()}
    form = AnswerForm(data=known | {f"{code}_word": item.word for code, item in said.items()})
    if form.validate_on_submit():
        service.answer(actor(), partnership_id, evaluation_id, form.marks())
        return go(url_of(found), _("Jawaban tersimpan. Terima kasih."))
    context = {"partnership": partnership, "item": found, "is_party": own is not None}
    return form_page("monitoring/evaluation/answer.html", form, **context, **WORDS)


@bp.route(ONE + "/tutup", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def close(partnership_id: int, evaluation_id: int) -> ResponseReturnValue:
    """Close an evaluation: its text is frozen."""
    partnership, found = evaluation_or_404(partnership_id, evaluation_id, Action.PARTNERSHIP_WORK)
    form = CloseForm()
    faults = service.faults_of(partnership, found) if found.state == rules.OPEN else []
    if form.validate_on_submit():
        service.close(actor(), partnership_id, evaluation_id, opened_version(), form.summary.data or "")
        return go(url_of(found), _("Evaluasi ditutup. Isinya tidak berubah lagi."))
    return form_page("monitoring/evaluation/close.html", form, partnership=partnership, item=found, faults=faults)


@bp.post(ONE + "/umum")
@needs(Action.PARTNERSHIP_PUBLISH)
def publish(partnership_id: int, evaluation_id: int) -> ResponseReturnValue:
    """A party's head agrees to showing a closed evaluation to everyone (`setuju=1`), or takes that back."""
    agrees = request.form.get("setuju") == "1"
    action = Action.PARTNERSHIP_PUBLISH if agrees else Action.PARTNERSHIP_VIEW
    partnership, found = evaluation_or_404(partnership_id, evaluation_id, action)
    service.agree_to_show(actor(), partnership_id, evaluation_id, agrees)
    if agrees:
        return go(url_of(found), _("Persetujuan tercatat."))
    reads = is_insider(actor(), partnership)
    here = url_of(found) if reads else url_for("partnerships.show", partnership_id=partnership_id)
    return go(here, _("Persetujuan ditarik."))


@bp.post(ONE + "/rapat")
@needs(Action.PARTNERSHIP_WORK)
def bring(partnership_id: int, evaluation_id: int) -> ResponseReturnValue:
    """Put the recommendations that nobody has answered yet on the next meeting's agenda."""
    _partnership, found = evaluation_or_404(partnership_id, evaluation_id, Action.PARTNERSHIP_WORK)
    topics = [say("Rekomendasi: %(words)s", words=item.words) for item in unanswered(found)]
    if found.state != rules.OPEN or not topics:
        raise NotAllowed(_("Tidak ada rekomendasi yang masih menunggu jawaban."))
    meeting = bring_to_meeting(actor(), partnership_id, KIND, found.id, topics)
    return go(meeting.url, _("Rekomendasi ada di acara rapat."))


def unanswered(found: Evaluation) -> list[Recommendation]:
    """The recommendations of which nobody has said what becomes of them."""
    return [item for item in found.recommendations if item.archived_at is None and not item.outcome]


def evaluation_or_404(
    partnership_id: int, evaluation_id: int, action: Action = Action.PARTNERSHIP_VIEW
) -> tuple[Partnership, Evaluation]:
    """An evaluation that this person may read, with all that was said in it.

    A party that left reads what it agreed to show, so that it can take that back.
    """
    partnership = partnership_or_404(partnership_id, action)
    found = queries.whole(partnership.id, evaluation_id)
    if found is None:
        raise NotFound()
    agreed = own_party_id(actor(), partnership) in queries.agreed_to_show(found)
    if not (agreed or is_insider(actor(), partnership) or queries.is_public(partnership, found)):
        raise NotFound()
    return partnership, found


def evaluation_page(partnership: Partnership, found: Evaluation) -> ResponseReturnValue:
    """The page of one evaluation."""
    own, is_open = own_party_id(actor(), partnership), found.state == rules.OPEN
    answered = {item.party_id for item in found.answers}
    members = {party.id for party in partnership.members}
    names = party_names(partnership.parties)
    writes = is_open and may_write(actor(), partnership)
    recommendations = [item for item in found.recommendations if item.archived_at is None]
    return page(
        "monitoring/evaluation/show.html",
        partnership=partnership,
        item=found,
        names=names,
        own=own,
        is_insider=is_insider(actor(), partnership),
        answered=answered & members,
        awaited=[names[party.id] for party in partnership.members if is_open and party.id not in answered],
        spreads=rules.spreads((item.question, item.mark) for item in found.answers),
        sees_answers=_sees_answers(partnership, found),
        findings=[item for item in found.findings if item.archived_at is None],
        recommendations=recommendations,
        settles={item.id for item in recommendations if writes and writing.may_settle(actor(), partnership, item)},
        may_answer=writes and own in members,
        may_write=is_open and may_evaluate(partnership),
        may_settle=writes,
        faults=service.faults_of(partnership, found) if is_open else [],
        agreed=queries.agreed_to_show(found),
        asked=queries.asked_to_show(found),
        may_agree=not is_open and _may_agree(partnership, found),
        on_agenda=agenda_place(actor(), partnership, KIND, found.id) if writes and unanswered(found) else None,
        **WORDS,
    )


def may_evaluate(partnership: Partnership) -> bool:
    """Whether this person may write an evaluation of the partnership now."""
    return not is_over(partnership) and permissions.may(actor(), Action.PARTNERSHIP_EVALUATE, partnership)


def form_page(template: str, form: Any, **context: Any) -> ResponseReturnValue:
    """A page with one form, with its errors if there are any."""
    return page(template, "form", status=422 if form.errors else 200, form=form, **context)


def url_of(found: Evaluation) -> str:
    """The address of an evaluation."""
    return url_for("evaluation.show", partnership_id=found.partnership_id, evaluation_id=found.id)


def _may_agree(partnership: Partnership, found: Evaluation) -> bool:
    """Whether this person says for a party that answered whether everyone reads it, or takes such a yes back."""
    own = own_party_id(actor(), partnership)
    if actor().kind not in service.HEADS or own not in queries.asked_to_show(found):
        return False
    may_publish = permissions.may(actor(), Action.PARTNERSHIP_PUBLISH, partnership)
    return may_publish or own in queries.agreed_to_show(found)


def _sees_answers(partnership: Partnership, found: Evaluation) -> bool:
    members = {party.id for party in partnership.members}
    own = own_party_id(actor(), partnership)
    answering = own if own in members else None
    return rules.sees_answers(found.state == rules.CLOSED, answering, (item.party_id for item in found.answers))
