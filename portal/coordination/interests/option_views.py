"""Pages of options: put one forward and stay, read one, answer it, confirm it as the head, take it back."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ... import permissions
from ...errors import Invalid, NotAllowed
from ...partnerships.models import Partnership
from ...partnerships.working import own_party_id
from ...permissions import Action
from ...web import actor, go, needs, page, stay
from ...web.forms import opened_version
from . import choosing, queries, rules
from .context import ONE, WORDS, form_page, may_write, names_in, place_of, talks_or_404, to_write
from .forms import AnswerForm, OptionForm, WithdrawForm
from .models import Matter, MatterOption
from .views import bp

OPTION = ONE + "/pilihan/<int:option_id>"
OPTIONS_PAGE, OPTION_PAGE = "coordination/interests/options.html", "coordination/interests/option.html"


@bp.route(ONE + "/pilihan", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def options(partnership_id: int, matter_id: int) -> ResponseReturnValue:
    """Put a way out on the table, and stay for the next."""
    partnership, found = to_write(partnership_id, matter_id)
    form = _option_form(found)
    if form.validate_on_submit():
        choosing.propose_option(actor(), partnership_id, matter_id, form.kept())
        here = url_for(".options", **place_of(found))
        context = _options_context(partnership, found, _option_form(found, formdata=None))
        return stay(here, OPTIONS_PAGE, "options", message=_("Pilihan tercatat. Ada jalan lain?"), **context)
    status = 422 if form.errors else 200
    return page(OPTIONS_PAGE, "options", status=status, **_options_context(partnership, found, form))


@bp.get(OPTION)
@needs(Action.PARTNERSHIP_VIEW)
def option(partnership_id: int, matter_id: int, option_id: int) -> ResponseReturnValue:
    """One option: what it is, what each party said and said before, and the own answer."""
    partnership, found = talks_or_404(partnership_id, matter_id)
    return _option_page(partnership, found, choosing.option_of(found, option_id))


@bp.post(OPTION)
@needs(Action.PARTNERSHIP_WORK)
def answer(partnership_id: int, matter_id: int, option_id: int) -> ResponseReturnValue:
    """Say what the own party can live with, and see how the option stands."""
    partnership, found = to_write(partnership_id, matter_id)
    form = AnswerForm()
    if form.validate():
        try:
            word, is_met = form.word.data or "", bool(form.is_met.data)
            choosing.answer_option(actor(), partnership_id, matter_id, option_id, form.level.data, word, is_met)
            return go(url_for(".option", option_id=option_id, **place_of(found)), _("Jawaban tersimpan."))
        except Invalid as error:
            form.add_errors(error.errors)
    return _option_page(partnership, found, choosing.option_of(found, option_id), form)


@bp.post(OPTION + "/setuju")
@needs(Action.PARTNERSHIP_SIGN)
def consent(partnership_id: int, matter_id: int, option_id: int) -> ResponseReturnValue:
    """Confirm an option that all can live with, as the head of a party."""
    _partnership, found = to_write(partnership_id, matter_id, Action.PARTNERSHIP_SIGN)
    choosing.consent(actor(), partnership_id, matter_id, option_id)
    agreed = found.state == rules.AGREED
    here = url_for(".option", option_id=option_id, **place_of(found))
    return go(here, _("Semua pihak menyetujui pilihan ini.") if agreed else _("Persetujuan tercatat."))


@bp.route(OPTION + "/tarik", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def withdraw_option(partnership_id: int, matter_id: int, option_id: int) -> ResponseReturnValue:
    """Take an own option off the table."""
    partnership, found = to_write(partnership_id, matter_id)
    part = choosing.option_of(found, option_id)
    if part.party_id != own_party_id(actor(), partnership):
        raise NotAllowed(_("Yang menarik adalah pihak yang mengusulkannya."))
    form = WithdrawForm()
    if form.validate_on_submit():
        reason = form.reason.data or ""
        choosing.withdraw_option(actor(), partnership_id, matter_id, option_id, opened_version(), reason)
        return go(url_for(".show", **place_of(found)), _("Ditarik. Catatannya tetap ada di riwayat."))
    context = {"partnership": partnership, "item": found, "part": part, "words": part.title}
    return form_page("coordination/interests/withdraw.html", form, **context)


def _option_form(found: Matter, **kwargs: Any) -> OptionForm:
    form = OptionForm(**kwargs)
    form.offer((item.id, item.need) for item in queries.interests_of(found.id))
    return form


def _options_context(partnership: Partnership, found: Matter, form: OptionForm) -> dict[str, Any]:
    return {"partnership": partnership, "item": found, "form": form, "standing": queries.options_of(found.id), **WORDS}


def _option_page(
    partnership: Partnership, found: Matter, option: MatterOption, form: AnswerForm | None = None
) -> ResponseReturnValue:
    own, names = own_party_id(actor(), partnership), names_in(partnership)
    said = choosing.newest(option.answers)
    mine = said.get(own) if own is not None else None
    known = {"level": mine.level, "word": mine.word, "is_met": mine.is_met} if mine else {}
    count = rules.count_of(
        {party: rules.Answer(item.level, item.is_met) for party, item in said.items()},
        [party.id for party in partnership.members],
    )
    asked = may_write(partnership, found) and found.state == rules.OPEN
    context: dict[str, Any] = {"partnership": partnership, "item": found, "option": option, "names": names}
    return page(
        OPTION_PAGE,
        "option",
        status=422 if form and form.errors else 200,
        form=form or AnswerForm(formdata=None, data=known),
        said=said,
        needs={item.id: item.need for item in queries.interests_of(found.id)},
        count=count,
        given={consent.party_id for consent in option.consents},
        own=own,
        may_answer=asked,
        may_consent=asked and count.is_agreeable and _is_head(partnership),
        **context,
        **WORDS,
    )


def _is_head(partnership: Partnership) -> bool:
    return permissions.may(actor(), Action.PARTNERSHIP_SIGN, partnership)
