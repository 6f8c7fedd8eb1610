"""Pages of worth: the agreed values, a village's budget, and what each party brings beside its size."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ... import clock
from ...errors import NotAllowed, NotFound
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership
from ...permissions import Action
from ...web import actor, go, needs, page, stay
from ...web.paging import paged
from ..access import insiders_partnership_or_404, may_write, own_party_id, partnership_or_404
from ..confirming import rules as confirming
from ..fields import ReasonForm, WordForm
from . import bars, queries, rules, service
from .forms import BudgetTotalForm, ValueForm
from .models import AgreedValue
from .views import ALL, bp

VALUE = ALL + "/nilai/<int:value_id>"


@bp.get(ALL + "/timbangan")
@needs(Action.PARTNERSHIP_VIEW)
def fairness(partnership_id: int) -> ResponseReturnValue:
    """What each party brings: by kind, in rupiah where that is agreed, and beside its size."""
    partnership = insiders_partnership_or_404(partnership_id)
    names = party_names(partnership.parties)
    found = queries.fairness(partnership)
    party = partnership.party_of(actor().office)
    return page(
        "planning/contributions/fairness.html",
        partnership=partnership,
        names=names,
        found=found,
        kinds=rules.KINDS,
        absolute=bars.of([(names[item.party.id], item.delivered.known_worth) for item in found]),
        relative=bars.of([(names[item.party.id], item.per_head) for item in found]),
        may_fill=party is not None and party.is_village and may_write(actor(), partnership),
    )


@bp.get(ALL + "/nilai")
@needs(Action.PARTNERSHIP_VIEW)
def values(partnership_id: int) -> ResponseReturnValue:
    """The table of agreed values, with the form for those who may add to it."""
    return _values_page(insiders_partnership_or_404(partnership_id))


@bp.post(ALL + "/nilai")
@needs(Action.PARTNERSHIP_WORK)
def agree_value(partnership_id: int) -> ResponseReturnValue:
    """Put an agreed value on record, and stay."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    form = ValueForm()
    if not form.validate():
        return _values_page(partnership, form)
    made = service.agree_value(actor(), partnership_id, form.values())
    message = _("Nilai “%(item)s” tercatat. Berlaku setelah dibenarkan pihak lain.", item=made.item)
    return _values_page(partnership_or_404(partnership_id), saved=message)


@bp.post(VALUE + "/benarkan")
@needs(Action.PARTNERSHIP_WORK)
def confirm_value(partnership_id: int, value_id: int) -> ResponseReturnValue:
    """Another party confirms that a value was agreed."""
    partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    service.confirm_value(actor(), partnership_id, value_id)
    return go(url_for(".values", partnership_id=partnership_id), _("Nilai dibenarkan."))


@bp.route(VALUE + "/keberatan", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def object_to_value(partnership_id: int, value_id: int) -> ResponseReturnValue:
    """Another party says that a value was not agreed, and why."""
    partnership, found = _value_or_404(partnership_id, value_id)
    if not confirming.may_answer(found.entry(found.recorded_by_party_id or 0), own_party_id(actor(), partnership)):
        raise NotAllowed(_("Yang menyampaikan keberatan adalah pihak yang lain."))
    form = WordForm()
    if form.validate_on_submit():
        service.object_to_value(actor(), partnership_id, value_id, form.word.data or "")
        return go(url_for(".values", partnership_id=partnership_id), _("Tercatat, dan terbaca oleh semua pihak."))
    lead = _("Selama ada keberatan, nilai ini tidak dipakai.")
    return _ask_value(partnership, found, form, _("Sampaikan keberatan"), ".object_to_value", lead)


@bp.route(VALUE + "/tarik", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def withdraw_value(partnership_id: int, value_id: int) -> ResponseReturnValue:
    """The party that wrote a value takes it back."""
    partnership, found = _value_or_404(partnership_id, value_id)
    if not service.may_withdraw(actor(), partnership, found):
        raise NotAllowed(_("Yang menarik nilai adalah pihak yang mencatatnya, selama belum dibenarkan."))
    form = ReasonForm()
    if form.validate_on_submit():
        service.withdraw_value(actor(), partnership_id, value_id, form.reason.data or "")
        return go(url_for(".values", partnership_id=partnership_id), _("Nilai ditarik; catatannya tetap terbaca."))
    return _ask_value(partnership, found, form, _("Tarik nilai"), ".withdraw_value")


@bp.route(ALL + "/apb-desa", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def village_budget(partnership_id: int) -> ResponseReturnValue:
    """A village fills in the total of its own APB Desa."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    party = partnership.party_of(actor().office)
    if party is None or not party.is_village:
        raise NotAllowed(_("Yang mengisi APB Desa adalah desa itu sendiri."))
    form = BudgetTotalForm(data={"year": clock.today().year})
    back = url_for(".fairness", partnership_id=partnership_id)
    if form.validate_on_submit():
        service.set_party_budget(actor(), partnership_id, form.values())
        return go(back, _("APB Desa tersimpan."))
    lead = _("Dipakai untuk membandingkan sumbangan dengan kemampuan desa. Hanya terbaca oleh para pihak.")
    here = url_for(".village_budget", partnership_id=partnership_id)
    return _ask(partnership, form, heading=_("Isi jumlah APB Desa"), lead=lead, here=here, back=back)


def _value_or_404(partnership_id: int, value_id: int) -> tuple[Partnership, AgreedValue]:
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    found = queries.value_of(partnership.id, value_id)
    if found is None:
        raise NotFound()
    return partnership, found


def _ask_value(
    partnership: Partnership, found: AgreedValue, form: Any, heading: str, endpoint: str, lead: str = ""
) -> ResponseReturnValue:
    here = url_for(endpoint, partnership_id=partnership.id, value_id=found.id)
    back = url_for(".values", partnership_id=partnership.id)
    return _ask(partnership, form, item=found.item, heading=heading, lead=lead, here=here, back=back)


def _ask(partnership: Partnership, form: Any, **context: Any) -> ResponseReturnValue:
    """A page with one form about worth."""
    subject = (_("Sumbangan"), url_for(".index", partnership_id=partnership.id))
    context = {"partnership": partnership, "form": form, "subject": subject, "item": "", "version": None, **context}
    return page("planning/ask.html", "form", status=422 if form.errors else 200, **context)


def _values_page(partnership: Partnership, form: ValueForm | None = None, saved: str = "") -> ResponseReturnValue:
    writes = may_write(actor(), partnership)
    shown = paged(queries.listed_values(partnership.id))
    context: dict[str, Any] = {
        "partnership": partnership,
        "shown": shown,
        "may_withdraw": {value.id for value in shown.items if service.may_withdraw(actor(), partnership, value)},
        "form": form or (ValueForm(formdata=None) if writes else None),
        "may_write": writes,
        "own": own_party_id(actor(), partnership),
        "names": party_names(partnership.parties),
        "confirming": confirming,
        "kinds": rules.KINDS,
    }
    template = "planning/contributions/values.html"
    if saved:
        here = url_for(".values", partnership_id=partnership.id)
        return stay(here, template, "values", message=saved, **context)
    return page(template, "values", status=422 if form is not None and form.errors else 200, **context)
