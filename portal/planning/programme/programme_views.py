"""Pages of a programme: goal and period, results, the villages' plans it draws on."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...errors import Invalid, NotFound
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership
from ...partnerships.sdgs import goals_of
from ...permissions import Action
from ...web import actor, go, needs, page, stay
from ...web.forms import opened_version
from ..access import insiders_partnership_or_404, own_party_id, partnership_or_404, speaks_for
from ..fields import ReasonForm, offer_parties
from ..overlaps import queries as overlaps
from . import queries, rules, service
from .context import ALL, plan_context
from .forms import ProgrammeForm, ResultForm, SourceForm
from .models import Programme
from .views import bp

PROGRAMME = ALL + "/program"


@bp.get(PROGRAMME)
@needs(Action.PARTNERSHIP_VIEW)
def programme(partnership_id: int) -> ResponseReturnValue:
    """The goal, the results with what leads to them, the plans it draws on, and what is tried out."""
    context = plan_context(insiders_partnership_or_404(partnership_id))
    found = context["programme"]
    if found is not None:
        context["programme"] = found = queries.with_results(found.id) or found
        context |= {
            "results": service.living(found.results),
            "sources": service.living(found.sources),
            "counts": queries.counts_by_result(found.id),
            "pilots": queries.pilots_of(found.id),
            "goals": goals_of(found.sdgs),
            "overlaps": overlaps.how_many(actor(), partnership_id),
            "documents": rules.DOCUMENTS,
        }
    return page("planning/programme/programme.html", **context)


@bp.route(PROGRAMME + "/baru", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def open_programme(partnership_id: int) -> ResponseReturnValue:
    """Begin a programme for a period of its own."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    form = ProgrammeForm()
    if form.validate_on_submit():
        try:
            made = service.open_programme(actor(), partnership_id, form.kept())
            return go(url_of(made), _("Program dimulai. Sekarang tulis hasil yang diharapkan."))
        except Invalid as error:
            form.add_errors(error.errors)
    return _form_page("planning/programme/goal.html", form, partnership=partnership, programme=None)


@bp.route(PROGRAMME + "/<int:programme_id>/ubah", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def edit_programme(partnership_id: int, programme_id: int) -> ResponseReturnValue:
    """Change the goal, the period or the SDGs Desa goals."""
    partnership, found = programme_or_404(partnership_id, programme_id)
    form = ProgrammeForm(obj=found, data={"sdgs": [str(number) for number in found.sdgs]})
    if form.validate_on_submit():
        try:
            service.edit_programme(actor(), partnership_id, programme_id, opened_version(), form.kept())
            return go(url_of(found), _("Perubahan tersimpan."))
        except Invalid as error:
            form.add_errors(error.errors)
    return _form_page("planning/programme/goal.html", form, partnership=partnership, programme=found)


@bp.route(PROGRAMME + "/<int:programme_id>/hasil", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def add_result(partnership_id: int, programme_id: int) -> ResponseReturnValue:
    """Say what the programme is to bring about, and stay for the next."""
    partnership, found = programme_or_404(partnership_id, programme_id)
    form = _result_form(found)
    if form.validate_on_submit():
        try:
            service.add_result(actor(), partnership_id, programme_id, form.kept())
            return _results_page(*programme_or_404(partnership_id, programme_id), saved=_("Hasil tercatat."))
        except Invalid as error:
            form.add_errors(_fields(error))
    return _results_page(partnership, found, form)


@bp.route(PROGRAMME + "/hasil/<int:result_id>/ubah", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def edit_result(partnership_id: int, result_id: int) -> ResponseReturnValue:
    """Correct a result."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    result = service.result_of(partnership, result_id)
    form = _result_form(result.programme, result_id, obj=result, data={"parent": str(result.parent_id or "")})
    if form.validate_on_submit():
        try:
            service.edit_result(actor(), partnership_id, result_id, opened_version(), form.kept())
            return go(url_of(result.programme), _("Perubahan tersimpan."))
        except Invalid as error:
            form.add_errors(_fields(error))
    context: dict[str, Any] = {"partnership": partnership, "programme": result.programme, "result": result}
    return _form_page("planning/programme/result.html", form, **context)


@bp.route(PROGRAMME + "/hasil/<int:result_id>/hapus", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def archive_result(partnership_id: int, result_id: int) -> ResponseReturnValue:
    """Take a result away."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    result = service.result_of(partnership, result_id)
    form = ReasonForm()
    if form.validate_on_submit():
        service.archive_result(actor(), partnership_id, result_id, opened_version(), form.reason.data or "")
        return go(url_of(result.programme), _("Hasil dihapus dari program."))
    context: dict[str, Any] = {
        "partnership": partnership,
        "programme": result.programme,
        "thing": result,
        "name": result.title,
    }
    return _form_page("planning/programme/put_away.html", form, **context)


@bp.route(PROGRAMME + "/<int:programme_id>/dokumen", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def add_source(partnership_id: int, programme_id: int) -> ResponseReturnValue:
    """Say which item of a village's own plan the programme draws on, and stay for the next."""
    partnership, found = programme_or_404(partnership_id, programme_id)
    form = _source_form(partnership)
    if form.validate_on_submit():
        try:
            service.add_source(actor(), partnership_id, programme_id, form.kept())
            return _sources_page(*programme_or_404(partnership_id, programme_id), saved=_("Dokumen tercatat."))
        except Invalid as error:
            form.add_errors(error.errors)
    return _sources_page(partnership, found, form)


@bp.route(PROGRAMME + "/dokumen/<int:source_id>/hapus", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def archive_source(partnership_id: int, source_id: int) -> ResponseReturnValue:
    """Take away an item that was named by mistake."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    source = service.source_of(partnership, source_id)
    service.writable_party(actor(), partnership, source.party_id)
    form = ReasonForm()
    if form.validate_on_submit():
        service.archive_source(actor(), partnership_id, source_id, opened_version(), form.reason.data or "")
        return go(url_of(source.programme), _("Dokumen dihapus dari program."))
    context: dict[str, Any] = {
        "partnership": partnership,
        "programme": source.programme,
        "thing": source,
        "name": source.item,
    }
    return _form_page("planning/programme/put_away.html", form, **context)


def programme_or_404(partnership_id: int, programme_id: int) -> tuple[Partnership, Programme]:
    """A programme with its partnership, for those who write."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    found = queries.with_results(programme_id)
    if found is None or found.partnership_id != partnership.id:
        raise NotFound()
    return partnership, found


def url_of(found: Programme) -> str:
    """The address of a programme's page."""
    return url_for("programme.programme", partnership_id=found.partnership_id, periode=found.id)


def _form_page(template: str, form: Any, **context: Any) -> ResponseReturnValue:
    return page(template, "form", status=422 if form.errors else 200, form=form, **context)


def _fields(error: Invalid) -> dict[str, str]:
    """A service's sentences by the names of the form's fields."""
    return {"parent" if name == "parent_id" else name: sentence for name, sentence in error.errors.items()}


def _result_form(found: Programme, own: int | None = None, **given: Any) -> ResultForm:
    form = ResultForm(**given)
    living = service.living(found.results)
    form.offer((item.id, item.title) for item in living if item.kind == rules.OUTCOME and item.id != own)
    return form


def _results_page(
    partnership: Partnership, found: Programme, form: ResultForm | None = None, saved: str = ""
) -> ResponseReturnValue:
    form = form or _result_form(found, formdata=None)
    context: dict[str, Any] = {"partnership": partnership, "programme": found, "form": form}
    context["results"] = service.living(found.results)
    if saved:
        here = url_for("programme.add_result", partnership_id=partnership.id, programme_id=found.id)
        return stay(here, "planning/programme/results.html", "form", message=saved, **context)
    return page("planning/programme/results.html", "form", status=422 if form.errors else 200, **context)


def _source_form(partnership: Partnership, **given: Any) -> SourceForm:
    form = SourceForm(**given)
    names = party_names(partnership.bound)
    own = [party for party in partnership.bound if party.is_village and speaks_for(actor(), party)]
    offer_parties(form.party, [(party.id, names[party.id]) for party in own], own_party_id(actor(), partnership))
    return form


def _sources_page(
    partnership: Partnership, found: Programme, form: SourceForm | None = None, saved: str = ""
) -> ResponseReturnValue:
    context: dict[str, Any] = {
        "partnership": partnership,
        "programme": found,
        "form": form or _source_form(partnership, formdata=None),
        "sources": service.living(found.sources),
        "names": party_names(partnership.parties),
        "documents": rules.DOCUMENTS,
    }
    if saved:
        here = url_for("programme.add_source", partnership_id=partnership.id, programme_id=found.id)
        return stay(here, "planning/programme/sources.html", "form", message=saved, **context)
    return page("planning/programme/sources.html", "form", status=422 if context["form"].errors else 200, **context)
