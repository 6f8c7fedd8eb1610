"""Pages of an activity: plan it in three fields, look at it, let it grow, say how it stands, take it away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ... import clock, permissions
from ...contracts import Text
from ...errors import Invalid, NotAllowed, NotFound
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership
from ...partnerships.sdgs import goals_of
from ...permissions import Action
from ...web import actor, go, needs, page, stay
from ...web.form_fields import options
from ...web.forms import PortalForm, opened_version
from ...web.i18n import format_day
from ...web.paging import paged
from ..access import insiders_partnership_or_404, may_write, own_party_id, partnership_or_404
from ..commitments import rules as promises
from ..fields import ReasonForm, offer_parties
from ..overlaps import queries as overlaps
from ..tied import tied_to
from . import activities, queries, rules, service, writing
from .context import ALL
from .forms import ActivityGoalsForm, AddForm, CoreForm, PilotForm, PlaceForm, StatusForm
from .models import Activity
from .views import bp

ONE = ALL + "/kegiatan/<int:activity_id>"
JUST_ADDED = 5  # shown below the form, to see that it was saved


@bp.route(ALL + "/kegiatan/baru", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def add(partnership_id: int) -> ResponseReturnValue:
    """Plan an activity in three fields, and stay for the next."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    form = _add_form(partnership)
    _know_days(form, partnership)
    if form.validate_on_submit():
        try:
            made = activities.add_activity(actor(), partnership_id, form.kept())
            return _added_page(partnership_id, made.id, made.title, made.party_id)
        except Invalid as error:
            form.add_errors(error.errors)
    return _add_page(partnership, form)


@bp.get(ONE)
@needs(Action.PARTNERSHIP_VIEW)
def show(partnership_id: int, activity_id: int) -> ResponseReturnValue:
    """Everything about one activity."""
    partnership, activity = activity_or_404(partnership_id, activity_id)
    today = clock.today()
    return page(
        "planning/programme/activity.html",
        partnership=partnership,
        activity=activity,
        names=party_names(partnership.parties),
        villages=writing.villages_of(activity.id),
        goals=goals_of(activity.sdgs or activity.programme.sdgs),
        progress=paged(queries.progress_of(activity.id), size=10),
        risks=[risk for risk in activity.risks if risk.archived_at is None],
        is_late=rules.is_late(activity.status, activity.due_on, today),
        waits_for=[item for item in activity.prerequisites if item.status in rules.OPEN and not item.archived_at],
        may_write=may_write(actor(), partnership),
        may_publish=permissions.may(actor(), Action.PARTNERSHIP_PUBLISH, partnership),
        own=own_party_id(actor(), partnership),
        alike=overlaps.how_many_about(actor(), partnership_id, activity_id),
        tied=tied_to(partnership.id, activity.id, url_of(activity), today),
        outcomes=promises.OUTCOMES,
        outcome_tones=promises.TONES,
    )


@dataclass(frozen=True)
class Part:
    """A part of an activity with a form of its own."""

    title: Text
    save: Callable[..., Activity]
    form: Callable[[Partnership, Activity], PortalForm]


def _core_form(partnership: Partnership, activity: Activity) -> PortalForm:
    chosen = {"party": str(activity.party_id), "result": str(activity.result_id or "")}
    form = CoreForm(obj=activity, data=chosen | {"helpers": [str(party.id) for party in activity.helpers]})
    programme = queries.with_results(activity.programme_id)
    outputs = [item for item in programme.results if item.kind == rules.OUTPUT] if programme else []
    known = party_names(partnership.bound)
    _know_days(form, partnership, activity.due_on)
    form.offer(
        known, [(item.id, item.title) for item in outputs if item.archived_at is None], activity.party_id, "jabatan"
    )
    return form


def _place_form(partnership: Partnership, activity: Activity) -> PortalForm:
    form = PlaceForm(obj=activity, data={"villages": writing.villages_of(activity.id)})
    names = party_names(partnership.bound)
    form.villages.choices = options(
        (party.village_code, names[party.id]) for party in partnership.bound if party.village_code
    )
    return form


def _goals_form(partnership: Partnership, activity: Activity) -> PortalForm:
    """Its own goals; where it has none, those of the template it began from are ticked as a proposal."""
    goals = activity.sdgs or writing.suggested_goals(partnership, activity)
    return ActivityGoalsForm(data={"sdgs": [str(number) for number in goals]})


PARTS = {
    "pokok": Part(_l("Apa, siapa, kapan"), activities.edit_activity, _core_form),
    "tempat": Part(_l("Tempat"), activities.set_place, _place_form),
    "sdgs": Part(_l("Tujuan SDGs Desa"), activities.set_goals, _goals_form),
    "uji-coba": Part(
        _l("Uji coba hal baru"), activities.set_pilot, lambda partnership, activity: PilotForm(obj=activity)
    ),
}


@bp.route(ONE + "/ubah/<part>", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def edit(partnership_id: int, activity_id: int, part: str) -> ResponseReturnValue:
    """Change one part of an activity."""
    if part not in PARTS:
        raise NotFound()
    partnership, activity = activity_or_404(partnership_id, activity_id, Action.PARTNERSHIP_WORK)
    form = PARTS[part].form(partnership, activity)
    if form.validate_on_submit():
        try:
            values = form.kept() if isinstance(form, CoreForm | ActivityGoalsForm) else form.values()
            PARTS[part].save(actor(), partnership_id, activity_id, opened_version(), values)
            return go(url_of(activity), _("Perubahan tersimpan."))
        except Invalid as error:
            form.add_errors(error.errors)
    context: dict[str, Any] = {
        "partnership": partnership,
        "activity": activity,
        "part": part,
        "title": PARTS[part].title,
    }
    status = 422 if form.errors else 200
    return page("planning/programme/edit.html", "form", status=status, form=form, offices=rules.OFFICES, **context)


@bp.route(ONE + "/keadaan", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def status(partnership_id: int, activity_id: int) -> ResponseReturnValue:
    """Say how an activity stands."""
    partnership, activity = activity_or_404(partnership_id, activity_id, Action.PARTNERSHIP_WORK)
    form = StatusForm()
    if request.method == "GET":
        form.suggest(activity.status, activity.percent)
        if request.args.get("keadaan") == rules.CANCELLED:
            form.status.data = rules.CANCELLED
    if form.validate_on_submit():
        try:
            activities.set_status(actor(), partnership_id, activity_id, opened_version(), form.values())
            return go(url_of(activity), _("Keadaan tersimpan."))
        except Invalid as error:
            form.add_errors(error.errors)
    waits_for = [item for item in activity.prerequisites if item.status in rules.OPEN and not item.archived_at]
    context: dict[str, Any] = {"partnership": partnership, "activity": activity, "waits_for": waits_for}
    return page("planning/programme/status.html", "form", status=422 if form.errors else 200, form=form, **context)


@bp.route(ONE + "/syarat", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def prerequisites(partnership_id: int, activity_id: int) -> ResponseReturnValue:
    """What an activity waits for: look for another one, add it (`tambah`), take it away (`lepas`)."""
    partnership, activity = activity_or_404(partnership_id, activity_id, Action.PARTNERSHIP_WORK)
    refusal = ""
    if request.method == "POST":
        try:
            verb, number = _chosen()
            verb(actor(), partnership_id, activity_id, number)
            again = activity_or_404(partnership_id, activity_id)
            return _prerequisites_page(*again, saved=_("Syarat tersimpan."))
        except NotAllowed as error:
            refusal = " ".join(error.reasons)
    return _prerequisites_page(partnership, activity, refusal)


@bp.route(ONE + "/hapus", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def archive(partnership_id: int, activity_id: int) -> ResponseReturnValue:
    """Take away an activity that was written down by mistake."""
    partnership, activity = activity_or_404(partnership_id, activity_id, Action.PARTNERSHIP_WORK)
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            activities.archive_activity(actor(), partnership_id, activity_id, opened_version(), form.reason.data or "")
            return go(url_for("programme.plan", partnership_id=partnership_id), _("Kegiatan dihapus dari rencana."))
        except Invalid as error:
            form.add_errors(error.errors)
    context: dict[str, Any] = {
        "partnership": partnership,
        "activity": activity,
        "names": party_names(partnership.parties),
    }
    context["tied"] = tied_to(partnership.id, activity.id, url_of(activity), clock.today())
    return page("planning/programme/archive.html", "form", status=422 if form.errors else 200, form=form, **context)


def activity_or_404(
    partnership_id: int, activity_id: int, action: Action = Action.PARTNERSHIP_VIEW
) -> tuple[Partnership, Activity]:
    """An activity with its partnership, for insiders who may do this."""
    if action == Action.PARTNERSHIP_VIEW:
        partnership = insiders_partnership_or_404(partnership_id)
    else:
        partnership = partnership_or_404(partnership_id, action)
    activity = queries.whole_activity(partnership_id, activity_id)
    if activity is None:
        raise NotFound()
    return partnership, activity


def url_of(activity: Activity) -> str:
    """The address of an activity."""
    return url_for("programme.show", partnership_id=activity.partnership_id, activity_id=activity.id)


def _add_form(partnership: Partnership) -> AddForm:
    begun = request.args.get("contoh", "")[:60]
    template = next((item for item in writing.templates_of(partnership) if item.key == begun), None)
    today = clock.today()
    data = {"title": template.label, "template": template.key} if template else {}
    due_on = rules.last_of_month(rules.month_after(today, template.months)) if template else None
    form = AddForm(data=data | {"due_on": due_on})
    offer_parties(form.party, party_names(partnership.bound).items(), own_party_id(actor(), partnership))
    return form


def _know_days(form: AddForm, partnership: Partnership, kept: date | None = None) -> None:
    """Let the form doubt a day outside the programmes or the partnership's term, other than the one that is kept."""
    if request.method == "POST":
        begins = min((period.starts_on for period in service.periods_of(partnership.id)), default=None)
        term = (partnership.start_date, partnership.end_date)
        form.doubted = lambda day: None if day == kept else rules.doubted_day(day, begins, term, format_day)


def _added_page(partnership_id: int, activity_id: int, title: str, party_id: int) -> ResponseReturnValue:
    """The form for the next by the same party, with what looks like the one that was just planned."""
    partnership = partnership_or_404(partnership_id)
    alike = overlaps.notice(actor(), partnership_id, activity_id)
    saved = _("“%(title)s” tercatat.", title=title)
    form = AddForm(formdata=None, data={"party": str(party_id)})
    offer_parties(form.party, party_names(partnership.bound).items(), own_party_id(actor(), partnership))
    return _add_page(partnership, form, saved, alike=alike, activity_id=activity_id)


def _add_page(partnership: Partnership, form: AddForm, saved: str = "", **more: Any) -> ResponseReturnValue:
    newest = queries.newest(partnership.id, JUST_ADDED)
    context: dict[str, Any] = {
        "partnership": partnership,
        "form": form,
        "templates": writing.templates_of(partnership),
        "newest": newest,
        "alike": (),
    } | more
    if saved:
        here = url_for("programme.add", partnership_id=partnership.id)
        events = ("partnership-changed",)
        return stay(here, "planning/programme/add.html", "form", events=events, message=saved, **context)
    return page("planning/programme/add.html", "form", status=422 if form.errors else 200, **context)


def _chosen() -> tuple[Callable[..., Activity], int]:
    """The verb of the button that was pressed, with the number it carries."""
    for name, verb in (("tambah", activities.add_prerequisite), ("lepas", activities.remove_prerequisite)):
        value = request.form.get(name, "")
        if value.isascii() and value.isdigit() and len(value) < 10:
            return verb, int(value)
    raise NotAllowed(_("Pilih kegiatannya."))


def _prerequisites_page(
    partnership: Partnership, activity: Activity, refusal: str = "", saved: str = ""
) -> ResponseReturnValue:
    text = request.args.get("cari", "").strip()[:100]
    found = queries.lines(queries.candidates_for(activity, text), party_names(partnership.parties), clock.today())
    context: dict[str, Any] = {"partnership": partnership, "activity": activity, "found": found, "text": text}
    if saved:
        here = url_for("programme.prerequisites", partnership_id=partnership.id, activity_id=activity.id)
        return stay(here, "planning/programme/prerequisites.html", "list", message=saved, refusal="", **context)
    status = 422 if refusal else 200
    return page("planning/programme/prerequisites.html", "list", status=status, refusal=refusal, **context)
