"""Pages of what an evaluation says: add findings and recommendations, withdraw them, say what became of these."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...errors import Invalid, NotAllowed, NotFound
from ...partnerships import following
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership
from ...permissions import Action
from ...web import actor, go, needs, page, stay
from ...web.form_fields import options
from ...web.forms import opened_version
from ...web.i18n import format_moment
from . import queries, rules, writing
from .forms import NOTHING, FindingForm, OutcomeForm, RecommendationForm, WithdrawForm, part_choices
from .models import Evaluation, Finding, Recommendation
from .views import ONE, WORDS, bp, evaluation_or_404, form_page, url_of


@bp.route(ONE + "/temuan", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_EVALUATE)
def findings(partnership_id: int, evaluation_id: int) -> ResponseReturnValue:
    """Write findings and lessons down, one after another."""
    partnership, found = _to_write(partnership_id, evaluation_id, Action.PARTNERSHIP_EVALUATE)
    form = _finding_form(partnership)
    if form.validate_on_submit():
        try:
            writing.add_finding(actor(), partnership_id, evaluation_id, form.values())
            return _stay("findings", partnership_id, evaluation_id, _("Tersimpan. Tambah lagi bila ada."))
        except Invalid as error:
            form.add_errors(error.errors)
    return _list_page("findings", partnership, found, form)


@bp.route(ONE + "/rekomendasi", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_EVALUATE)
def recommendations(partnership_id: int, evaluation_id: int) -> ResponseReturnValue:
    """Write recommendations down, one after another."""
    partnership, found = _to_write(partnership_id, evaluation_id, Action.PARTNERSHIP_EVALUATE)
    form = _recommendation_form(partnership, found)
    if form.validate_on_submit():
        try:
            writing.recommend(actor(), partnership_id, evaluation_id, form.values())
            return _stay("recommendations", partnership_id, evaluation_id, _("Tersimpan. Tambah lagi bila ada."))
        except Invalid as error:
            form.add_errors(error.errors)
    return _list_page("recommendations", partnership, found, form)


@bp.route(ONE + "/temuan/<int:finding_id>/tarik", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_EVALUATE)
def withdraw_finding(partnership_id: int, evaluation_id: int, finding_id: int) -> ResponseReturnValue:
    """Take a finding back."""
    partnership, found = _to_write(partnership_id, evaluation_id, Action.PARTNERSHIP_EVALUATE)
    part = _part_or_404(found.findings, finding_id)
    form = WithdrawForm()
    if form.validate_on_submit():
        reason = form.reason.data or ""
        writing.withdraw_finding(actor(), partnership_id, evaluation_id, finding_id, opened_version(), reason)
        return go(url_of(found), _("Ditarik. Catatannya tetap ada di riwayat."))
    return form_page("monitoring/evaluation/withdraw.html", form, partnership=partnership, item=found, part=part)


@bp.route(ONE + "/rekomendasi/<int:recommendation_id>/tarik", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_EVALUATE)
def withdraw_recommendation(partnership_id: int, evaluation_id: int, recommendation_id: int) -> ResponseReturnValue:
    """Take a recommendation back."""
    partnership, found = _to_write(partnership_id, evaluation_id, Action.PARTNERSHIP_EVALUATE)
    part = _part_or_404(found.recommendations, recommendation_id)
    form = WithdrawForm()
    if form.validate_on_submit():
        reason, version = form.reason.data or "", opened_version()
        writing.withdraw_recommendation(actor(), partnership_id, evaluation_id, recommendation_id, version, reason)
        return go(url_of(found), _("Ditarik. Catatannya tetap ada di riwayat."))
    return form_page("monitoring/evaluation/withdraw.html", form, partnership=partnership, item=found, part=part)


@bp.route(ONE + "/rekomendasi/<int:recommendation_id>", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def outcome(partnership_id: int, evaluation_id: int, recommendation_id: int) -> ResponseReturnValue:
    """Say what a recommendation became: a change of the plan, a promise, or a no with its reason."""
    partnership, found = _to_write(partnership_id, evaluation_id, Action.PARTNERSHIP_WORK)
    part = _part_or_404(found.recommendations, recommendation_id)
    if not writing.may_settle(actor(), partnership, part):
        raise NotAllowed(_("Yang menjawab rekomendasi ini adalah pihak yang ditujunya."))
    known = following.follow_ups(partnership.id, found.opened_at)
    form = _outcome_form(part, known)
    if form.validate_on_submit():
        try:
            values = _outcome_values(form, known)
            writing.answer_recommendation(
                actor(), partnership_id, evaluation_id, recommendation_id, opened_version(), values
            )
            return go(url_of(found), _("Jawaban atas rekomendasi tercatat."))
        except Invalid as error:
            form.add_errors(error.errors)
    context = {"partnership": partnership, "item": found, "part": part, "names": party_names(partnership.parties)}
    return form_page("monitoring/evaluation/outcome.html", form, **context, **_ways(partnership, found, part))


def _ways(partnership: Partnership, found: Evaluation, part: Recommendation) -> dict[str, str]:
    """The addresses where a recommendation becomes a promise or a change of the plan, filled with what is known."""
    reference = _("rekomendasi %(title)s", title=found.title)[:200]
    place: dict[str, Any] = {"partnership_id": partnership.id, "evaluation_id": found.id}
    here = url_for(".show", _anchor=f"rekomendasi-{part.id}", **place)
    promise: dict[str, Any] = {"judul": part.words[:200], "asal": "decision", "rujukan": reference, "alamat": here}
    if part.party_id:
        promise["pihak"] = str(part.party_id)
    return {
        "promise_url": url_for("commitments.index", partnership_id=partnership.id, _anchor="tambah", **promise),
        "plan_url": url_for("programme.plan", partnership_id=partnership.id),
        "propose_url": url_for(
            "baseline.propose", partnership_id=partnership.id, alasan=part.words, rujukan=reference
        ),
    }  # fmt: skip


def _outcome_form(part: Recommendation, known: list[following.FollowUp]) -> OutcomeForm:
    stored = {"outcome": part.outcome or None, "word": part.outcome_word}
    urls = [item.url for item in known]
    stored |= {"known": part.outcome_link} if part.outcome_link in urls else {"link": part.outcome_link}
    form = OutcomeForm(data=stored)
    labels = [(item.url, f"{item.title} ({format_moment(item.at)})") for item in known]
    form.known.choices = options(labels, NOTHING)
    if not labels:
        del form.known
        form.link.label.text = _("Alamat halaman rencana atau janjinya")
    return form


def _outcome_values(form: OutcomeForm, known: list[following.FollowUp]) -> dict[str, Any]:
    values = form.values()
    values["link"] = (values["link"] or "").strip().removeprefix(request.host_url.rstrip("/"))
    chosen = next((item for item in known if item.url == values.get("known")), None)
    if chosen is not None and values["outcome"] not in (chosen.kind, rules.DECLINED):
        raise Invalid({"known": _("Pilihan ini tidak cocok dengan jawaban di atas.")})
    if chosen is not None:
        values |= {"link": chosen.url, "title": str(chosen.title)}
    return values


def _to_write(partnership_id: int, evaluation_id: int, action: Action) -> tuple[Partnership, Evaluation]:
    partnership, found = evaluation_or_404(partnership_id, evaluation_id, action)
    if found.state != rules.OPEN:
        raise NotAllowed(_("Evaluasi ini sudah ditutup; isinya tidak berubah lagi."))
    return partnership, found


def _part_or_404(parts: list[Any], number: int) -> Any:
    found = next((item for item in parts if item.id == number and item.archived_at is None), None)
    if found is None:
        raise NotFound()
    return found


def _finding_form(partnership: Partnership, **kwargs: Any) -> FindingForm:
    form = FindingForm(**kwargs)
    names = [(str(number), name) for number, name in queries.indicator_choices(partnership.id)]
    form.indicator_id.choices = options(names, NOTHING)
    return form


def _recommendation_form(partnership: Partnership, found: Evaluation, **kwargs: Any) -> RecommendationForm:
    form = RecommendationForm(**kwargs)
    names = party_names(partnership.members)
    parties = [(str(party.id), names[party.id]) for party in partnership.members]
    form.party_id.choices = options(parties, _("semua pihak"))
    open_findings = [item for item in found.findings if item.archived_at is None]
    form.finding_id.choices = options(part_choices(open_findings), NOTHING)
    return form


def _stay(what: str, partnership_id: int, evaluation_id: int, message: str) -> ResponseReturnValue:
    partnership, found = evaluation_or_404(partnership_id, evaluation_id)
    if what == "findings":
        form: Any = _finding_form(partnership, formdata=None)
    else:
        form = _recommendation_form(partnership, found, formdata=None)
    here = url_for(f".{what}", partnership_id=partnership_id, evaluation_id=evaluation_id)
    template, context = f"monitoring/evaluation/{what}.html", _list_context(partnership, found, form)
    return stay(here, template, what, events=("partnership-changed",), message=message, **context)


def _list_page(what: str, partnership: Partnership, found: Evaluation, form: Any) -> ResponseReturnValue:
    context = _list_context(partnership, found, form)
    return page(f"monitoring/evaluation/{what}.html", what, status=422 if form.errors else 200, **context)


def _list_context(partnership: Partnership, found: Evaluation, form: Any) -> dict[str, Any]:
    kept: dict[str, list[Finding | Recommendation]] = {
        "findings": [item for item in found.findings if item.archived_at is None],
        "recommendations": [item for item in found.recommendations if item.archived_at is None],
    }
    names = party_names(partnership.parties)
    return {"partnership": partnership, "item": found, "form": form, "names": names, **kept, **WORDS}
