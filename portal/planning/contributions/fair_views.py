"""Pages of worth: the agreed values, a village's budget, and what each party brings beside its size."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ... import clock
from ...errors import NotAllowed
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership
from ...permissions import Action
from ...web import actor, go, needs, page, stay
from ..access import insiders_partnership_or_404, may_write, own_party_id, partnership_or_404
from ..confirming import rules as confirming
from . import bars, queries, rules, service
from .forms import BudgetTotalForm, ValueForm
from .views import ALL, bp


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
        absolute=bars.of([(names[item.party.id], item.delivered.worth) for item in found]),
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


@bp.post(ALL + "/nilai/<int:value_id>/benarkan")
@needs(Action.PARTNERSHIP_WORK)
def confirm_value(partnership_id: int, value_id: int) -> ResponseReturnValue:
    """Another party confirms that a value was agreed."""
    partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    service.confirm_value(actor(), partnership_id, value_id)
    return go(url_for(".values", partnership_id=partnership_id), _("Nilai dibenarkan."))


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
    return page(
        "planning/ask.html",
        "form",
        status=422 if form.errors else 200,
        partnership=partnership,
        form=form,
        subject=(_("Sumbangan"), url_for(".index", partnership_id=partnership_id)),
        item="",
        heading=_("Isi jumlah APB Desa"),
        lead=_("Dipakai untuk membandingkan sumbangan dengan kemampuan desa. Hanya terbaca oleh para pihak."),
        here=url_for(".village_budget", partnership_id=partnership_id),
        back=back,
        version=None,
    )


def _values_page(partnership: Partnership, form: ValueForm | None = None, saved: str = "") -> ResponseReturnValue:
    writes = may_write(actor(), partnership)
    context: dict[str, Any] = {
        "partnership": partnership,
        "found": queries.values(partnership.id)[:200],
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
