"""Pages where indicators are chosen and described: add, pick, edit, targets, shares, put away."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ... import clock
from ...errors import Invalid, NotFound
from ...partnerships.cases import party_names
from ...partnerships.goal_links import goals_linked
from ...partnerships.models import Partnership
from ...partnerships.working import partnership_or_404
from ...permissions import Action
from ...web import actor, go, needs, page, stay
from ...web.forms import PortalForm, opened_version
from ...web.i18n import format_day
from ..fields import ReasonForm
from . import library, queries, rules, service
from .forms import TARGETS_ASKED, AddForm, edit_form, shares_form, target_field_name, targets_form
from .models import KIND, Indicator

bp = Blueprint("indicators", __name__)
ALL = "/kemitraan/<int:partnership_id>/monitoring/indikator"
ONE = ALL + "/<int:indicator_id>"


@bp.route(ALL + "/baru", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def add(partnership_id: int) -> ResponseReturnValue:
    """Add an indicator of one's own in three fields, and stay for the next; or pick from the library."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    form = AddForm()
    if form.validate_on_submit():
        try:
            made = service.add(actor(), partnership_id, form.kept())
            return _add_page(partnership_or_404(partnership_id), saved=_("“%(name)s” tercatat.", name=made.name))
        except Invalid as error:
            form.add_errors(error.errors)
    return _add_page(partnership, form)


@bp.post(ALL + "/ambil")
@needs(Action.PARTNERSHIP_WORK)
def pick(partnership_id: int) -> ResponseReturnValue:
    """Take an indicator over from the library, and stay for the next."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    try:
        made = service.pick(actor(), partnership_id, request.form.get("pilihan", "")[:200])
    except Invalid as error:
        form = AddForm(formdata=None)
        form.form_errors = list(error.errors.values())
        return _add_page(partnership, form)
    return _add_page(partnership_or_404(partnership_id), saved=_picked(made))


@bp.route(ONE + "/ubah", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def edit(partnership_id: int, indicator_id: int) -> ResponseReturnValue:
    """Describe an indicator better."""
    partnership, found = indicator_to_change_or_404(partnership_id, indicator_id)
    names = party_names(partnership.parties)
    form = edit_form(found)
    form.offer(partnership.bound, names, found)
    if request.method == "GET":
        form.show(found, goals_linked(KIND, [found.id]).get(found.id, ()))
    if form.validate_on_submit():
        try:
            values = form.values_kept(partnership.bound, names)
            service.edit(actor(), partnership_id, indicator_id, opened_version(), values)
            return go(url_of(found), _("Perubahan tersimpan."))
        except Invalid as error:
            form.add_errors(error.errors)
    return _form_page("edit", partnership, found, form)


@bp.route(ONE + "/target", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def targets(partnership_id: int, indicator_id: int) -> ResponseReturnValue:
    """Set what is wanted at the end of each period."""
    partnership, found = indicator_to_change_or_404(partnership_id, indicator_id)
    today = clock.today()
    asked = rules.periods_for_targets(found.frequency, found.starts_on, today, TARGETS_ASKED[found.frequency])
    form = targets_form(found, asked, found.targets)
    if form.validate_on_submit():
        try:
            service.set_targets(actor(), partnership_id, indicator_id, opened_version(), form.targets())
            return go(url_of(found), _("Target tersimpan."))
        except Invalid as error:
            form.add_errors({target_field_name(code): sentence for code, sentence in error.errors.items()})
    return _form_page("targets", partnership, found, form)


@bp.route(ONE + "/bagian", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def shares(partnership_id: int, indicator_id: int) -> ResponseReturnValue:
    """Say whose the results are, so that they are counted once."""
    partnership, found = indicator_to_change_or_404(partnership_id, indicator_id)
    form = shares_form(partnership.bound, party_names(partnership.bound), found.attributions)
    if form.validate_on_submit():
        try:
            service.set_attributions(actor(), partnership_id, indicator_id, opened_version(), form.parts())
            return go(url_of(found), _("Bagian para pihak tersimpan."))
        except Invalid as error:
            form.add_errors(error.errors)
    return _form_page("shares", partnership, found, form)


@bp.route(ONE + "/hapus", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def archive(partnership_id: int, indicator_id: int) -> ResponseReturnValue:
    """Stop measuring an indicator."""
    partnership, found = indicator_to_change_or_404(partnership_id, indicator_id)
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            service.archive(actor(), partnership_id, indicator_id, opened_version(), form.reason.data or "")
            here = url_for("measurements.index", partnership_id=partnership_id)
            return go(here, _("Indikator tidak dipakai lagi. Laporannya tetap terbaca."))
        except Invalid as error:
            form.add_errors(error.errors)
    return _form_page("archive", partnership, found, form)


def indicator_to_change_or_404(partnership_id: int, indicator_id: int) -> tuple[Partnership, Indicator]:
    """An indicator that is measured, with its partnership, for those who may write."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    found = queries.whole(partnership.id, indicator_id)
    if found is None or found.archived_at is not None:
        raise NotFound()
    return partnership, found


def url_of(found: Indicator) -> str:
    """The address of an indicator."""
    return url_for("measurements.indicator", partnership_id=found.partnership_id, indicator_id=found.id)


def _picked(made: Indicator) -> str:
    """What was picked, who reports it and from when on."""
    often, day = str(rules.FREQUENCIES[made.frequency]).lower(), format_day(made.starts_on)
    who = party_names([made.reporter])[made.reporter.id] if made.reporter else _("setiap pihak")
    said = {"name": made.name, "who": who, "often": often, "day": day}
    return _("“%(name)s” dipakai. Yang melaporkan: %(who)s, %(often)s, sejak %(day)s.", **said)


def _form_page(name: str, partnership: Partnership, found: Indicator, form: PortalForm) -> ResponseReturnValue:
    context: dict[str, Any] = {"partnership": partnership, "indicator": found, "form": form}
    return page(f"monitoring/indicators/{name}.html", "form", status=422 if form.errors else 200, **context)


def _add_page(partnership: Partnership, form: AddForm | None = None, saved: str = "") -> ResponseReturnValue:
    taken = queries.picked(partnership.id)
    context: dict[str, Any] = {
        "partnership": partnership,
        "form": form or AddForm(formdata=None),
        "is_party": partnership.party_of(actor().office) is not None,
        "choices": [item for item in library.choices_of(partnership).values() if item.key not in taken],
    }
    if saved:
        here = url_for("indicators.add", partnership_id=partnership.id)
        events = ("partnership-changed",)
        return stay(here, "monitoring/indicators/add.html", "form", events=events, message=saved, **context)
    status = 422 if context["form"].errors else 200
    return page("monitoring/indicators/add.html", "form", status=status, **context)
