"""Pages of series: the list, begin one, one with its meetings, change it from here on, stop it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ....errors import Invalid, NotFound
from ....partnerships.models import Partnership
from ....partnerships.working import insiders_partnership_or_404, may_write, partnership_or_404
from ....permissions import Action
from ....web import PortalForm, actor, go, needs, page
from ....web.forms import opened_version
from ....web.paging import paged
from ...governance import queries as bodies
from .. import rules as meetings
from ..dates.forms import ReasonForm
from . import queries, rules, service
from .forms import EITHER, ChangeForm, SeriesForm, opened_with
from .models import MeetingSeries

bp = Blueprint("series", __name__)
ALL = "/kemitraan/<int:partnership_id>/rapat/berkala"
ONE = ALL + "/<int:series_id>"
ROOM = "coordination/meetings/series/"


@bp.get(ALL)
@needs(Action.PARTNERSHIP_VIEW)
def index(partnership_id: int) -> ResponseReturnValue:
    """The meetings that come back."""
    partnership = insiders_partnership_or_404(partnership_id)
    shown = paged(queries.listed(partnership.id))
    writes = may_write(actor(), partnership)
    return page(ROOM + "list.html", partnership=partnership, shown=shown, may_begin=writes, rule_of=_rule_of)


@bp.route(ALL + "/baru", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def begin(partnership_id: int) -> ResponseReturnValue:
    """Begin a series; its next two meetings are prepared at once."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    form = SeriesForm()
    form.offer_bodies((body.id, body.name) for body in bodies.bodies_of(partnership.id) if body.is_active)
    if form.validate_on_submit():
        try:
            made = service.begin(actor(), partnership_id, form.kept())
            return go(queries.address(partnership_id, made.id), _("Dua rapat berikutnya sudah disiapkan."))
        except Invalid as error:
            form.add_errors(error.errors)
    return _form_page("form.html", form, partnership=partnership, series=None)


@bp.get(ONE)
@needs(Action.PARTNERSHIP_VIEW)
def show(partnership_id: int, series_id: int) -> ResponseReturnValue:
    """The rule in words and its meetings, the cancelled ones among them."""
    partnership = insiders_partnership_or_404(partnership_id)
    series = _series_or_404(partnership, series_id)
    return page(
        ROOM + "show.html", partnership=partnership, series=series, rule=_rule_of(series), states=meetings.STATES,
        held=queries.meetings_of(series), may_change=series.is_active and may_write(actor(), partnership),
        tones=meetings.TONES,
    )  # fmt: skip


@bp.post(ONE + "/siapkan")
@needs(Action.PARTNERSHIP_WORK)
def prepare(partnership_id: int, series_id: int) -> ResponseReturnValue:
    """Prepare what is missing of the next two meetings."""
    _series_or_404(partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK), series_id)
    made = service.prepare(actor(), partnership_id, series_id)
    said = _("%(count)s rapat disiapkan.", count=len(made)) if made else _("Dua rapat berikutnya sudah ada.")
    return go(queries.address(partnership_id, series_id), said)


@bp.route(ONE + "/ubah", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def change(partnership_id: int, series_id: int) -> ResponseReturnValue:
    """Change it from here on; one meeting alone is changed on its own page."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    series = _series_or_404(partnership, series_id)
    form = ChangeForm(obj=series, data=opened_with(series))
    if form.validate_on_submit():
        try:
            service.change(actor(), partnership_id, series_id, opened_version(), form.kept())
            return go(queries.address(partnership_id, series_id), _("Perubahan berlaku mulai rapat berikutnya."))
        except Invalid as error:
            form.add_errors(error.errors)
    return _form_page("form.html", form, partnership=partnership, series=series)


@bp.route(ONE + "/berhenti", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def stop(partnership_id: int, series_id: int) -> ResponseReturnValue:
    """Make no more meetings of it."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    series = _series_or_404(partnership, series_id)
    form = ReasonForm()
    if form.validate_on_submit():
        service.stop(actor(), partnership_id, series_id, opened_version(), form.reason.data or "")
        return go(queries.address(partnership_id, series_id), _("Rapat berkala dihentikan."))
    return _form_page("stop.html", form, partnership=partnership, series=series)


def _rule_of(series: MeetingSeries) -> Any:
    return rules.sentence(queries.rhythm_of(series))


def _series_or_404(partnership: Partnership, series_id: int) -> MeetingSeries:
    series = queries.series_of(partnership.id, series_id)
    if series is None:
        raise NotFound()
    return series


def _form_page(name: str, form: PortalForm, **context: Any) -> ResponseReturnValue:
    status = 422 if request.method == "POST" else 200
    here = url_for(request.endpoint or "", **(request.view_args or {}))
    return page(ROOM + name, "form", status=status, form=form, here=here, either=EITHER, **context)
