"""Pages of answers: done, needs time, held up in one step each; and what the other parties say to that."""

from __future__ import annotations

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ... import clock
from ...errors import Invalid, NotAllowed, NotFound
from ...permissions import Action
from ...web import actor, go, needs
from ...web.forms import opened_version
from ..access import own_party_id, speaks_for, stored
from ..confirming import rules as confirming
from ..fields import WordForm
from . import answers, rules
from .forms import FORMS
from .views import ONE, bp, form_page, promise_or_404, url_of

KINDS = {word: kind for kind, word in rules.WAYS.items()}
ANSWER = ONE + "/jawaban/<int:answer_id>"


@bp.route(ONE + "/jawab/<how>", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def answer(partnership_id: int, commitment_id: int, how: str) -> ResponseReturnValue:
    """Answer one's own promise: `selesai`, `perlu-waktu` or `terkendala`."""
    partnership, found = promise_or_404(partnership_id, commitment_id, Action.PARTNERSHIP_WORK)
    kind = KINDS.get(how)
    if kind is None:
        raise NotFound()
    if not speaks_for(actor(), found.party):
        raise NotAllowed(_("Yang menjawab adalah pihak yang berjanji."))
    form = FORMS[kind](data={"day": rules.usual_day(kind, found.due_on, clock.today())})
    if form.validate_on_submit():
        try:
            file = stored(form.scan.data if "scan" in form else None, "scan")
            answers.answer(actor(), partnership_id, commitment_id, opened_version(), kind, form.values(), file)
            return go(url_of(found), MESSAGES[kind]())
        except Invalid as error:
            form.add_errors(error.errors)
    context = {"partnership": partnership, "item": found, "kind": kind, "how": how, "answers": rules.ANSWERS}
    return form_page("planning/commitments/answer.html", form, **context)


MESSAGES = {
    rules.DONE: lambda: _("Tercatat selesai. Sekarang menunggu dibenarkan pihak lain."),
    rules.NEEDS_TIME: lambda: _("Tanggal baru diminta. Berlaku setelah diterima pihak lain."),
    rules.BLOCKED: lambda: _("Kendala tercatat; pihak lain dapat membacanya."),
}


@bp.post(ANSWER + "/benarkan")
@needs(Action.PARTNERSHIP_WORK)
def confirm(partnership_id: int, commitment_id: int, answer_id: int) -> ResponseReturnValue:
    """Another party confirms that it is done, or accepts the new day."""
    promise_or_404(partnership_id, commitment_id, Action.PARTNERSHIP_WORK)
    found = answers.confirm(actor(), partnership_id, commitment_id, answer_id, opened_version())
    return go(url_of(found), _("Dibenarkan.") if found.state == rules.FULFILLED else _("Tanggal baru diterima."))


@bp.route(ANSWER + "/keberatan", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def object_to(partnership_id: int, commitment_id: int, answer_id: int) -> ResponseReturnValue:
    """Another party objects, with its reason."""
    return _say(partnership_id, commitment_id, answer_id, "keberatan")


@bp.route(ANSWER + "/balas", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def reply(partnership_id: int, commitment_id: int, answer_id: int) -> ResponseReturnValue:
    """The party that promised answers an objection."""
    return _say(partnership_id, commitment_id, answer_id, "balas")


def _say(partnership_id: int, commitment_id: int, answer_id: int, what: str) -> ResponseReturnValue:
    partnership, found = promise_or_404(partnership_id, commitment_id, Action.PARTNERSHIP_WORK)
    said = next((item for item in found.answers if item.id == answer_id), None)
    if said is None:
        raise NotFound()
    seen, own = said.entry(found.party_id), own_party_id(actor(), partnership)
    if not (confirming.may_answer(seen, own) if what == "keberatan" else own in (seen.owner, seen.writer)):
        raise NotAllowed(_("Yang menyampaikan keberatan adalah pihak lain; yang menjawabnya pihak yang berjanji."))
    form = WordForm()
    if form.validate_on_submit():
        verb = answers.object_to if what == "keberatan" else answers.reply
        verb(actor(), partnership_id, commitment_id, answer_id, form.word.data or "")
        return go(url_of(found), _("Tercatat, dan terbaca oleh semua pihak."))
    return form_page(
        "planning/commitments/say.html", form, partnership=partnership, item=found, said=said, what=what,
        answers=rules.ANSWERS,
    )  # fmt: skip
