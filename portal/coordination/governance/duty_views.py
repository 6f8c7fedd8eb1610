"""Pages of a body's duties: write one down and stay for the next, change one, put one away."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...errors import Invalid, NotFound
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership
from ...permissions import Action
from ...web import actor, go, needs, page, stay
from ...web.forms import opened_version
from . import duties, queries, recording
from .forms import ArchiveForm, DutyForm
from .models import Body, Duty
from .views import ONE, bp, form_page, url_of, workable_or_404

DUTIES = ONE + "/tugas"
DUTY = DUTIES + "/<int(max=2147483647):duty_id>"


@bp.route(DUTIES, methods=["GET", "POST"])
@needs(Action.BODY_EDIT)
def add_duty(partnership_id: int, body_id: int) -> ResponseReturnValue:
    """Write a task of the body down, and stay for the next."""
    partnership = workable_or_404(partnership_id, Action.BODY_EDIT)
    body = recording.living_body(partnership, body_id)
    form = DutyForm()
    names = _offer(form, partnership)
    if form.validate_on_submit():
        try:
            duty = duties.add_duty(actor(), partnership_id, body_id, form.kept())
            return _saved(partnership, body, names, _("Tugas “%(task)s” tercatat.", task=duty.task))
        except Invalid as error:
            form.add_errors(error.errors)
    status = 422 if form.errors else 200
    return page(
        "coordination/governance/duties.html", "duties", status=status, **_shown(partnership, body, names, form)
    )


@bp.route(DUTY + "/ubah", methods=["GET", "POST"])
@needs(Action.BODY_EDIT)
def change_duty(partnership_id: int, body_id: int, duty_id: int) -> ResponseReturnValue:
    """Correct a task, or give it to others."""
    partnership, duty = _duty_or_404(partnership_id, body_id, duty_id)
    form = DutyForm(obj=duty)
    _offer(form, partnership)
    if form.validate_on_submit():
        try:
            duties.change_duty(actor(), partnership_id, body_id, duty_id, opened_version(), form.kept())
            return go(url_of(duty.body), _("Perubahan tersimpan."))
        except Invalid as error:
            form.add_errors(error.errors)
    return form_page("coordination/governance/duty.html", form, partnership=partnership, body=duty.body, duty=duty)


@bp.route(DUTY + "/arsipkan", methods=["GET", "POST"])
@needs(Action.BODY_EDIT)
def archive_duty(partnership_id: int, body_id: int, duty_id: int) -> ResponseReturnValue:
    """Put a task away, with the reason."""
    partnership, duty = _duty_or_404(partnership_id, body_id, duty_id)
    form = ArchiveForm()
    if form.validate_on_submit():
        duties.archive_duty(actor(), partnership_id, body_id, duty_id, opened_version(), form.reason.data or "")
        return go(url_of(duty.body), _("Tugas “%(task)s” diarsipkan.", task=duty.task))
    page_name = "coordination/governance/archive_duty.html"
    return form_page(page_name, form, partnership=partnership, body=duty.body, duty=duty)


def _duty_or_404(partnership_id: int, body_id: int, duty_id: int) -> tuple[Partnership, Duty]:
    partnership = workable_or_404(partnership_id, Action.BODY_EDIT)
    recording.living_body(partnership, body_id)
    duty = queries.duty_of(partnership.id, body_id, duty_id)
    if duty is None or duty.archived_at is not None:
        raise NotFound()
    return partnership, duty


def _offer(form: DutyForm, partnership: Partnership) -> dict[int, str]:
    """Offer the parties that take part now; the names of all."""
    names = party_names(partnership.parties)
    form.offer((party.id, names[party.id]) for party in partnership.members)
    return names


def _saved(partnership: Partnership, body: Body, names: dict[int, str], message: str) -> ResponseReturnValue:
    here = url_for("governance.add_duty", partnership_id=body.partnership_id, body_id=body.id)
    form = DutyForm(formdata=None)
    form.offer((party.id, names[party.id]) for party in partnership.members)
    context = _shown(partnership, body, names, form)
    return stay(here, "coordination/governance/duties.html", "duties", message=message, **context)


def _shown(partnership: Partnership, body: Body, names: dict[int, str], form: DutyForm) -> dict[str, Any]:
    found = queries.duties_of(body.id)
    return {"partnership": partnership, "body": body, "names": names, "duties": found, "form": form}
