"""Pages of agreed plans: all versions, one of them, what differs, propose, agree, minutes, withdraw."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from ...errors import Invalid, NotAllowed, NotFound
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership
from ...partnerships.overview import is_insider
from ...permissions import Action
from ...web import actor, go, needs, page
from ...web.forms import opened_version
from ...web.paging import Page, page_number, paged
from ..access import insiders_partnership_or_404, may_write, partnership_or_404
from ..fields import ReasonForm
from ..programme.context import ALL as PLAN
from ..programme.context import plan_context
from . import queries, rules, service, snapshot
from .forms import ChangeForm, MinutesForm, ProposeForm
from .models import Baseline

bp = Blueprint("baseline", __name__)
ALL = PLAN + "/kesepakatan"
ONE = ALL + "/<int:number>"
A_PAGE, CHANGES_A_PAGE = 50, 25
# What another page may bring to the form: a recommendation becomes a change of the plan by a link.
PREFILLED = {"reason": "alasan", "reference": "rujukan"}


@bp.get(ALL)
@needs(Action.PARTNERSHIP_VIEW)
def index(partnership_id: int) -> ResponseReturnValue:
    """All versions of the plan, and how to propose one."""
    context = plan_context(insiders_partnership_or_404(partnership_id))
    shown = paged(queries.versions(partnership_id))
    waits = any(version.state == rules.PROPOSED for version in shown.items)
    return page("planning/baseline/index.html", shown=shown, waits=waits, **context, **WORDS)


@bp.route(ALL + "/usul", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def propose(partnership_id: int) -> ResponseReturnValue:
    """Propose the plan as it is now: with what differs from the agreed one."""
    context = plan_context(partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK))
    if context["programme"] is None:
        plan = url_for("programme.plan", partnership_id=partnership_id)
        return go(plan, _("Rencananya belum ditulis. Mulai dari kegiatan pertama."))
    earlier = queries.newest_agreed(context["programme"].id)
    form = (ChangeForm if earlier else ProposeForm)(
        data={name: request.args.get(word, "")[:1000] for name, word in PREFILLED.items()}
    )
    if form.validate_on_submit():
        try:
            reason, reference = form.reason.data or "", form.reference.data or ""
            made = service.propose(actor(), partnership_id, context["programme"].id, reason, reference)
            return go(url_of(made), _("Rencana diusulkan. Para pihak kini dapat menyetujuinya."))
        except Invalid as error:
            form.add_errors(error.errors)
    with force_locale("id"):  # as it is proposed: else every number would seem to differ
        now = snapshot.plan_of(context["partnership"], context["programme"])
    context["changes"] = _page_of(rules.changes(service.plan_in(earlier) if earlier else None, now), CHANGES_A_PAGE)
    context["earlier"] = earlier
    return page(
        "planning/baseline/propose.html", "form", status=422 if form.errors else 200, form=form, **context, **WORDS
    )


@bp.get(ONE)
@needs(Action.PARTNERSHIP_VIEW)
def show(partnership_id: int, number: int) -> ResponseReturnValue:
    """One version: who asked and why, who agreed, and the plan itself; to the public once it is agreed."""
    partnership, version = version_or_404(partnership_id, number)
    plan = service.plan_in(version)
    names = party_names(partnership.parties)
    said = {consent.party_id for consent in version.consents}
    awaited = rules.missing(said, [party.id for party in partnership.members])
    return page(
        "planning/baseline/show.html",
        partnership=partnership,
        version=version,
        plan=plan,
        shown=_page_of(plan["activities"], A_PAGE),
        names=names,
        awaited=[names[party_id] for party_id in awaited] if version.state == rules.PROPOSED else [],
        is_insider=is_insider(actor(), partnership),
        **_abilities(partnership, version),
        **WORDS,
    )


@bp.get(ONE + "/banding")
@needs(Action.PARTNERSHIP_VIEW)
def compare(partnership_id: int, number: int) -> ResponseReturnValue:
    """What a version changes, old beside new; for insiders."""
    insiders_partnership_or_404(partnership_id)
    partnership, version = version_or_404(partnership_id, number)
    earlier = queries.newest_agreed(version.programme_id, before=number)
    found = rules.changes(service.plan_in(earlier) if earlier else None, service.plan_in(version))
    context: dict[str, Any] = {"partnership": partnership, "version": version, "earlier": earlier}
    return page("planning/baseline/compare.html", changes=_page_of(found, CHANGES_A_PAGE), **context, **WORDS)


@bp.post(ONE + "/setuju")
@needs(Action.PARTNERSHIP_SIGN)
def agree(partnership_id: int, number: int) -> ResponseReturnValue:
    """Say yes as the head of a party."""
    version_or_404(partnership_id, number, Action.PARTNERSHIP_SIGN)
    version = service.agree(actor(), partnership_id, number)
    agreed = version.state == rules.AGREED
    return go(url_of(version), _("Rencana kini disepakati semua pihak.") if agreed else _("Persetujuan tercatat."))


@bp.route(ONE + "/berita-acara", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def minutes(partnership_id: int, number: int) -> ResponseReturnValue:
    """Put the minutes of the meeting that agreed on record."""
    partnership, version = version_or_404(partnership_id, number, Action.PARTNERSHIP_WORK)
    if not service.may_record(actor(), partnership, version):
        raise NotAllowed(_("Berita acara ini dicatat pihak lain: benarkan, atau minta pihak itu membetulkannya."))
    form = MinutesForm(obj=version)
    if form.validate_on_submit():
        values = form.values()
        said = values["minutes_number"], values["minutes_on"]
        service.record_minutes(actor(), partnership_id, number, *said, opened_version())
        return go(url_of(version), _("Berita acara tercatat. Pihak lain membenarkannya."))
    return _form_page("planning/baseline/minutes.html", form, partnership=partnership, version=version)


@bp.post(ONE + "/berita-acara/benar")
@needs(Action.PARTNERSHIP_WORK)
def confirm_minutes(partnership_id: int, number: int) -> ResponseReturnValue:
    """Say that the minutes on record are right."""
    version_or_404(partnership_id, number, Action.PARTNERSHIP_WORK)
    version = service.confirm_minutes(actor(), partnership_id, number, opened_version())
    return go(url_of(version), _("Rencana kini disepakati menurut berita acara."))


@bp.route(ONE + "/tarik", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def withdraw(partnership_id: int, number: int) -> ResponseReturnValue:
    """Take a proposal back, or ask for changes as the head of another party."""
    partnership, version = version_or_404(partnership_id, number, Action.PARTNERSHIP_WORK)
    if not service.may_withdraw(actor(), partnership, version):
        raise NotAllowed(str(service.REFUSES))
    form, own = ReasonForm(), service.is_own(actor(), partnership, version)
    if form.validate_on_submit():
        service.withdraw(actor(), partnership_id, number, form.reason.data or "")
        return go(url_of(version), _("Usulan ditarik.") if own else _("Tercatat: rencana ini diminta diubah."))
    return _form_page("planning/baseline/withdraw.html", form, partnership=partnership, version=version, own=own)


WORDS: dict[str, Any] = {
    "plan_states": rules.STATES,
    "plan_tones": rules.TONES,
    "change_words": rules.CHANGES,
    "days_of": rules.DAYS,
}


def version_or_404(
    partnership_id: int, number: int, action: Action = Action.PARTNERSHIP_VIEW
) -> tuple[Partnership, Baseline]:
    """A version with its partnership; to who is no insider only an agreed one."""
    partnership = partnership_or_404(partnership_id, action)
    version = queries.version_of(partnership_id, number)
    if version is None or not (version.state == rules.AGREED or is_insider(actor(), partnership)):
        raise NotFound()
    return partnership, version


def url_of(version: Baseline) -> str:
    """The address of a version."""
    return url_for("baseline.show", partnership_id=version.partnership_id, number=version.number)


def _abilities(partnership: Partnership, version: Baseline) -> dict[str, Any]:
    """What this person may do with a version, so that the page offers it and nothing else."""
    person = actor()
    writes = version.state == rules.PROPOSED and may_write(person, partnership)
    return {
        "may_agree": service.may_agree(person, partnership, version),
        "may_confirm": service.may_confirm(person, partnership, version),
        "may_record": writes and service.may_record(person, partnership, version),
        "may_withdraw": writes and service.may_withdraw(person, partnership, version),
        "is_own": service.is_own(person, partnership, version),
    }


def _form_page(template: str, form: Any, **context: Any) -> ResponseReturnValue:
    return page(template, "form", status=422 if form.errors else 200, form=form, **context)


def _page_of(items: list[Any], size: int) -> Page:
    number = page_number()
    start = (number - 1) * size
    return Page(items[start : start + size], number, len(items) > start + size, size, len(items))
