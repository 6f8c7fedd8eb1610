"""Pages of proposals: the list, put one forward, read and answer it, note a paper, withdraw, close; mandates."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ... import permissions
from ...errors import Invalid, NotAllowed
from ...partnerships.agenda import Place, agenda_place, bring_to_meeting
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership
from ...partnerships.things import thing_of
from ...partnerships.working import insiders_partnership_or_404, own_party_id, stored
from ...permissions import Action, OfficeKind
from ...web import actor, go, needs, page
from ...web.forms import opened_version
from ...web.paging import paged
from ..governance import decisions
from . import mandates, queries, rules, service
from .access import ALL, ONE, WORDS, form_page, may_speak, open_one_or_403, proposal_or_404, to_write, url_of, zone_of
from .forms import AnswerForm, CloseForm, MandateForm, PaperForm, ProposalForm, WhyForm
from .models import Proposal

bp = Blueprint("proposals", __name__)
MANDATES = "/kemitraan/<int:partnership_id>/mandat"


@bp.get(ALL)
@needs(Action.PARTNERSHIP_VIEW)
def index(partnership_id: int) -> ResponseReturnValue:
    """The proposals of a partnership."""
    partnership = insiders_partnership_or_404(partnership_id)
    shown = paged(queries.listed(partnership.id))
    may_open = may_speak(partnership)
    return page("coordination/proposals/list.html", partnership=partnership, shown=shown, may_open=may_open, **WORDS)


@bp.route(ALL + "/baru", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def open_proposal(partnership_id: int) -> ResponseReturnValue:
    """Put something to the parties; `?hal=activity&nomor=3` says what it is about, `?salin=7` copies an old one."""
    partnership = to_write(partnership_id)
    form = ProposalForm(data=_brought(partnership_id))
    bodies = queries.bodies(partnership.id)
    form.offer([(body.id, body.name) for body in bodies], queries.bkad_of(bodies))
    if form.validate_on_submit():
        try:
            made = service.open_proposal(actor(), partnership_id, form.kept(zone_of(partnership)))
            return go(url_of(made), _("Usulan sudah dikirim kepada para pihak."))
        except Invalid as error:
            form.add_errors(error.errors)
    return form_page("form.html", form, partnership=partnership)


@bp.get(ONE)
@needs(Action.PARTNERSHIP_VIEW)
def show(partnership_id: int, proposal_id: int) -> ResponseReturnValue:
    """A proposal: what is asked, who answered what, by which rule, and what came of it."""
    partnership, proposal = proposal_or_404(partnership_id, proposal_id)
    own = next((voice for voice in proposal.voices if voice.party_id == own_party_id(actor(), partnership)), None)
    sees = rules.sees_results(proposal.is_hidden, proposal.state, bool(own and own.position))
    counted = queries.counted(proposal, partnership)
    thing = thing_of(partnership, proposal.thing_kind, proposal.thing_id) if proposal.thing_id else None
    opens = proposal.is_open and may_speak(partnership)
    now = queries.moment()
    context: dict[str, Any] = {
        "words": queries.words_of(proposal.id) if sees else [],
        "result": rules.result(proposal.rule, counted) if sees and counted.voices else None,
        "may_answer": opens
        and now < proposal.deadline
        and own
        and mandates.may_answer(actor(), own.party, proposal.topic),
        "may_note": opens and now < proposal.deadline,
        "may_close": opens and rules.may_close(now, proposal.deadline, counted),
        "may_withdraw": opens and now < proposal.deadline and proposal.party_id == own_party_id(actor(), partnership),
    }
    names = party_names(partnership.parties)
    context |= {"partnership": partnership, "item": proposal, "own": own, "sees": sees, "counted": counted}
    context |= {"counting": queries.counting(proposal, partnership), "agenda": _agenda(partnership, proposal)}
    return page("coordination/proposals/show.html", names=names, thing=thing, is_late=now >= proposal.deadline,
                may_open=may_speak(partnership), **context, **WORDS)  # fmt: skip


@bp.route(ONE + "/jawab", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def answer(partnership_id: int, proposal_id: int) -> ResponseReturnValue:
    """Answer for the own party, or change the answer."""
    partnership, proposal = open_one_or_403(partnership_id, proposal_id)
    own = next((voice for voice in proposal.voices if voice.party_id == own_party_id(actor(), partnership)), None)
    if own is None or not mandates.may_answer(actor(), own.party, proposal.topic):
        raise NotAllowed(_("Yang menjawab untuk desa adalah Kepala Desa, Sekretaris Desa, atau yang diberi mandat."))
    form = AnswerForm(obj=own)
    if form.validate_on_submit():
        try:
            said = (form.position.data, form.reason.data or "")
            service.answer(actor(), partnership_id, proposal_id, opened_version(), *said)
            return go(url_of(proposal), _("Jawaban tercatat. Sampai batas waktunya masih dapat diubah."))
        except Invalid as error:
            form.add_errors(error.errors)
    return form_page("answer.html", form, partnership=partnership, item=proposal, version=own.version)


@bp.route(ONE + "/kertas", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def paper(partnership_id: int, proposal_id: int) -> ResponseReturnValue:
    """Note what a party answered on paper."""
    partnership, proposal = open_one_or_403(partnership_id, proposal_id)
    form = PaperForm()
    form.offer(_on_paper(partnership, proposal))
    if form.validate_on_submit():
        try:
            scan = stored(form.scan.data, "scan")
            if scan is None:
                raise Invalid({"scan": _("Lampirkan foto suratnya.")})
            values = form.values()
            party = int(values.pop("party_id"))
            service.note_answer(actor(), partnership_id, proposal_id, party, opened_version(), values, scan)
            return go(url_of(proposal), _("Jawaban dari kertas tercatat."))
        except Invalid as error:
            form.add_errors(error.errors)
    newest = queries.newest_word(proposal.id)
    return form_page("paper.html", form, partnership=partnership, item=proposal, newest=newest)


@bp.route(ONE + "/tarik", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def withdraw(partnership_id: int, proposal_id: int) -> ResponseReturnValue:
    """Take a proposal back, with a reason."""
    partnership, proposal = open_one_or_403(partnership_id, proposal_id)
    if proposal.party_id != own_party_id(actor(), partnership):
        raise NotAllowed(_("Usulan ditarik oleh pihak yang mengajukannya."))
    form = WhyForm()
    if form.validate_on_submit():
        service.withdraw(actor(), partnership_id, proposal_id, opened_version(), form.reason.data or "")
        return go(url_of(proposal), _("Usulan ditarik."))
    return form_page("withdraw.html", form, partnership=partnership, item=proposal)


@bp.route(ONE + "/tutup", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def close(partnership_id: int, proposal_id: int) -> ResponseReturnValue:
    """Close a proposal: the count is the rule's, the words are the person's."""
    partnership, proposal = open_one_or_403(partnership_id, proposal_id)
    counted, form = queries.counted(proposal, partnership), CloseForm()
    if form.validate_on_submit():
        service.close(actor(), partnership_id, proposal_id, opened_version(), form.outcome.data or "")
        return go(url_of(proposal), _("Usulan ditutup dan dibekukan."))
    ready = rules.may_close(queries.moment(), proposal.deadline, counted)
    result = rules.result(proposal.rule, counted) if ready else None
    return form_page("close.html", form, partnership=partnership, item=proposal, result=result)


@bp.post(ONE + "/rapat")
@needs(Action.PARTNERSHIP_WORK)
def bring(partnership_id: int, proposal_id: int) -> ResponseReturnValue:
    """Put a proposal on the next meeting's agenda: while it is open, or when it did not pass."""
    _partnership, proposal = proposal_or_404(partnership_id, proposal_id)
    to_write(partnership_id)
    if not rules.to_talk_about(proposal.state, proposal.result):
        raise NotAllowed(_("Usulan ini sudah diputuskan atau ditarik."))
    meeting = bring_to_meeting(actor(), partnership_id, "proposal", proposal.id, [proposal.title])
    return go(meeting.url, _("Usulan ini ada di acara rapat."))


@bp.route(MANDATES, methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def give_mandate(partnership_id: int) -> ResponseReturnValue:
    """The mandates of the villages, and the form to put one on record."""
    partnership = to_write(partnership_id)
    form = MandateForm()
    may_give = actor().kind in (OfficeKind.VILLAGE_HEAD, OfficeKind.VILLAGE_SECRETARY)
    if form.validate_on_submit():
        try:
            mandates.give_mandate(actor(), partnership_id, form.values())
            return go(url_for("proposals.give_mandate", partnership_id=partnership_id), _("Mandat tercatat."))
        except Invalid as error:
            form.add_errors(error.errors)
    shown = queries.mandates_of(party.id for party in partnership.members)
    context = {"names": party_names(partnership.parties), "shown": shown, "own": own_party_id(actor(), partnership)}
    return form_page("mandates.html", form, partnership=partnership, may_give=may_give, **context)


@bp.route(MANDATES + "/<int:mandate_id>/akhiri", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def end_mandate(partnership_id: int, mandate_id: int) -> ResponseReturnValue:
    """End a mandate at once."""
    partnership = to_write(partnership_id)
    mandate = mandates.own_mandate(actor(), partnership, mandate_id)
    form = WhyForm()
    if form.validate_on_submit():
        mandates.end_mandate(actor(), partnership_id, mandate_id, form.reason.data or "")
        return go(url_for("proposals.give_mandate", partnership_id=partnership_id), _("Mandat berakhir."))
    return form_page("end_mandate.html", form, partnership=partnership, mandate=mandate)


def _agenda(partnership: Partnership, proposal: Proposal) -> Place | None:
    """Where a proposal that is still to be talked about stands on an agenda, or could."""
    if not rules.to_talk_about(proposal.state, proposal.result):
        return None
    return agenda_place(actor(), partnership, "proposal", proposal.id)


def _brought(partnership_id: int) -> dict[str, Any]:
    """What the address brings into the form: a thing, a title, or the text of an earlier proposal."""
    number = request.args.get("salin", "")
    if number.isascii() and number.isdigit() and len(number) < 10:
        old = queries.proposal_of(partnership_id, int(number))
        if old is not None:
            names = ("title", "words", "topic", "thing_kind", "thing_id", "is_hidden")
            return {name: getattr(old, name) for name in names} | {"body_id": str(old.body_id or "")}
    return {
        "title": request.args.get("judul", "")[:200],
        "thing_kind": request.args.get("hal", "")[:40],
        "thing_id": request.args.get("nomor", "")[:10],
        "topic": decisions.GENERAL,
    }


def _on_paper(partnership: Any, proposal: Any) -> list[tuple[int, str, bool]]:
    """The parties whose paper this person notes, with whether they answered: its own, or all for an officer."""
    own, names = own_party_id(actor(), partnership), party_names(partnership.parties)
    all_of_them = permissions.may(actor(), Action.PARTNERSHIP_WORK, partnership) and own is None
    counting = queries.counting(proposal, partnership)
    return [
        (voice.party_id, names[voice.party_id], bool(voice.position))
        for voice in proposal.voices
        if voice.party_id in counting and (all_of_them or voice.party_id == own)
    ]
