"""Pages of what is seen on the way: progress with photos, and risks."""

from __future__ import annotations

from typing import Any

from flask import current_app, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ... import clock, storage
from ...errors import Invalid, NotAllowed, NotFound
from ...partnerships.cases import registry
from ...partnerships.models import Partnership
from ...partnerships.overview import is_insider
from ...permissions import Action
from ...storage import StoredFile
from ...web import actor, go, needs, page, stay
from ...web.forms import opened_version
from ..access import own_party_id, partnership_or_404, stored
from ..fields import ReasonForm
from . import progress, queries, rules
from .activity_views import ONE, activity_or_404, url_of
from .context import ALL
from .forms import ProgressForm, RiskForm
from .models import Activity, ActivityRisk
from .views import bp

FEW = 5  # entries shown below the form


@bp.route(ONE + "/kemajuan", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def add_progress(partnership_id: int, activity_id: int) -> ResponseReturnValue:
    """Put on record what was seen, and stay for the next."""
    partnership, activity = activity_or_404(partnership_id, activity_id, Action.PARTNERSHIP_WORK)
    form = ProgressForm(data={"seen_on": clock.today(partnership.village_codes[0])})
    form.know(activity.target, activity.unit, queries.made(activity.id))
    if form.validate_on_submit():
        try:
            photos = _stored(form.photos.data or ())
            progress.add_progress(actor(), partnership_id, activity_id, form.values(), photos)
            again = activity_or_404(partnership_id, activity_id)
            return _progress_page(*again, None, saved=_("Kemajuan tercatat."))
        except Invalid as error:
            form.add_errors(error.errors)
    return _progress_page(partnership, activity, form)


@bp.route(ALL + "/kemajuan/<int:progress_id>/tarik", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def take_back(partnership_id: int, progress_id: int) -> ResponseReturnValue:
    """Put away an entry made by mistake."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    entry = progress.progress_of(partnership, progress_id)
    if entry.party_id != own_party_id(actor(), partnership):
        raise NotAllowed(_("Yang menarik catatan ini adalah pihak yang membuatnya."))
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            progress.take_back_progress(actor(), partnership_id, progress_id, form.reason.data or "")
            return go(url_of(entry.activity), _("Catatan ditarik."))
        except Invalid as error:
            form.add_errors(error.errors)
    context: dict[str, Any] = {"partnership": partnership, "activity": entry.activity, "entry": entry}
    return page("planning/programme/take_back.html", "form", status=422 if form.errors else 200, form=form, **context)


@bp.get(ALL + "/foto/<int:photo_id>")
@needs(Action.PARTNERSHIP_VIEW)
def photo(partnership_id: int, photo_id: int) -> ResponseReturnValue:
    """A photo: for insiders, and for everyone once it is shown."""
    partnership = partnership_or_404(partnership_id)
    found = progress.photo_of(partnership, photo_id)
    if not (found.is_public or is_insider(actor(), partnership)):
        raise NotFound()
    path = storage.path_of(current_app.extensions["portal.settings"].files, found.attachment.stored_name)
    if not path.is_file():
        raise NotFound()
    response = send_file(
        path, mimetype=found.attachment.media_type, as_attachment=found.attachment.media_type != "image/jpeg",
        download_name=found.attachment.original_name, etag=found.attachment.sha256, conditional=True,
    )  # fmt: skip
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@bp.post(ALL + "/foto/<int:photo_id>/tampil")
@needs(Action.PARTNERSHIP_PUBLISH)
def show_photo(partnership_id: int, photo_id: int) -> ResponseReturnValue:
    """Show a photo to everyone (`tampil=1`), or keep it to the parties again."""
    partnership_or_404(partnership_id, Action.PARTNERSHIP_PUBLISH)
    shown = request.form.get("tampil") == "1"
    found = progress.show_photo(actor(), partnership_id, photo_id, shown)
    return go(
        url_of(found.progress.activity), _("Foto tampil untuk umum.") if shown else _("Foto hanya untuk para pihak.")
    )


@bp.route(ONE + "/risiko", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def add_risk(partnership_id: int, activity_id: int) -> ResponseReturnValue:
    """Say what may go wrong, and stay for the next."""
    partnership, activity = activity_or_404(partnership_id, activity_id, Action.PARTNERSHIP_WORK)
    form = _risk_form(partnership)
    if form.validate_on_submit():
        progress.add_risk(actor(), partnership_id, activity_id, form.values())
        return _risk_page(*activity_or_404(partnership_id, activity_id), None, saved=_("Risiko tercatat."))
    return _risk_page(partnership, activity, form)


@bp.route(ALL + "/risiko/<int:risk_id>", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def edit_risk(partnership_id: int, risk_id: int) -> ResponseReturnValue:
    """Correct a risk, or say that it happened or is over."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    risk: ActivityRisk = progress.risk_of(partnership, risk_id)
    form = RiskForm(obj=risk)
    if form.validate_on_submit():
        progress.edit_risk(actor(), partnership_id, risk_id, opened_version(), form.values())
        return go(url_of(risk.activity), _("Perubahan tersimpan."))
    context: dict[str, Any] = {"partnership": partnership, "activity": risk.activity, "risk": risk}
    return page("planning/programme/risk.html", "form", status=422 if form.errors else 200, form=form, **context)


def _stored(uploads: Any) -> list[StoredFile]:
    """The photos, safely on the disk before the transaction that names them; a paper is no photo."""
    found = [kept for upload in uploads if (kept := stored(upload, "photos")) is not None]
    if any(photo.media_type != "image/jpeg" for photo in found):
        raise Invalid({"photos": _("Hanya foto: JPEG, PNG atau WebP.")})
    return found


def _progress_page(
    partnership: Partnership, activity: Activity, form: ProgressForm | None, saved: str = ""
) -> ResponseReturnValue:
    if form is None:
        form = ProgressForm(formdata=None, data={"seen_on": clock.today(partnership.village_codes[0])})
        form.know(activity.target, activity.unit, queries.made(activity.id))
    entries = queries.newest_progress(activity.id, FEW)
    context: dict[str, Any] = {"partnership": partnership, "activity": activity, "form": form, "entries": entries}
    if saved:
        here = url_for("programme.add_progress", partnership_id=partnership.id, activity_id=activity.id)
        events = ("partnership-changed",)
        return stay(here, "planning/programme/progress.html", "form", events=events, message=saved, **context)
    return page("planning/programme/progress.html", "form", status=422 if form.errors else 200, **context)


def _risk_form(partnership: Partnership) -> RiskForm:
    """The form, begun with one of the sector's risks when the address names it by its place in the list."""
    place, known = request.args.get("contoh", ""), _known_risks(partnership)
    if place.isascii() and place.isdigit() and len(place) < 4 and int(place) < len(known):
        return RiskForm(data={"label": str(known[int(place)].label), "response": str(known[int(place)].response)})
    return RiskForm()


def _risk_page(
    partnership: Partnership, activity: Activity, form: RiskForm | None, saved: str = ""
) -> ResponseReturnValue:
    form = form or RiskForm(formdata=None)
    context: dict[str, Any] = {
        "partnership": partnership,
        "activity": activity,
        "form": form,
        "known": _known_risks(partnership),
        "risks": [risk for risk in activity.risks if risk.archived_at is None],
        "levels": rules.LEVELS,
    }
    if saved:
        here = url_for("programme.add_risk", partnership_id=partnership.id, activity_id=activity.id)
        return stay(here, "planning/programme/risks.html", "form", message=saved, **context)
    return page("planning/programme/risks.html", "form", status=422 if form.errors else 200, **context)


def _known_risks(partnership: Partnership) -> tuple[Any, ...]:
    sector = registry().sectors.get(partnership.sector)
    return sector.risks if sector else ()
