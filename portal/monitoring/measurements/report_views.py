"""Pages where reports are written and answered: report, change, verify, give back, correct."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ... import clock
from ...errors import Conflict, Invalid, NotAllowed, NotFound
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership, Party
from ...partnerships.working import partnership_or_404, speaks_for, stored
from ...permissions import Action
from ...storage import StoredFile
from ...web import actor, go, needs, page, stay
from ...web.forms import PortalForm, opened_version
from ..fields import ReasonForm
from ..indicators import queries as indicators
from ..indicators import rules as indicator_rules
from ..indicators.models import Indicator
from ..indicators.rules import Period, period_code, period_from
from ..reading import written
from . import amendments, beside, queries, rules, service
from .forms import ReportForm, correction_form, report_form
from .models import Amendment, Measurement
from .views import ALL, ONE, REPORT, bp, report_or_404, url_of

SENDS, KEEPS = "kirim", "simpan"  # the two buttons of a report


@bp.route(ONE + "/lapor", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def report(partnership_id: int, indicator_id: int) -> ResponseReturnValue:
    """Report an indicator for a period (`masa` in the address begins with it), and stay for the next."""
    partnership, found, parties = _to_report(partnership_id, indicator_id)
    form = _report_form(found, parties)
    if not form.validate_on_submit():
        return _report_page(partnership, found, form)
    period = period_from(found.frequency, form._fields["period"].data)
    party = int(form._fields["party"].data) if "party" in form._fields else parties[0].id
    if _is_doubtful(form, found, party, period):
        return _report_page(partnership, found, form)
    try:
        sends = request.form.get("tindakan") != KEEPS
        values, more, parts, files = form.measured_values(), form.more(), form.parts(), _stored(form.files.data)
        made = service.report(
            actor(), partnership_id, indicator_id, party, period or _none(), values, more, parts, files, sends
        )
    except service.Doubled as error:
        form.add_errors(error.errors)
        return _report_page(partnership, found, form, first_id=error.first_id)
    except Invalid as error:
        form.add_errors(error.errors)
        return _report_page(partnership, found, form)
    return _after_report(made)


@bp.route(REPORT + "/ubah", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def rewrite(partnership_id: int, measurement_id: int) -> ResponseReturnValue:
    """Change a draft, or a report that was given back."""
    partnership, found = report_or_404(partnership_id, measurement_id, Action.PARTNERSHIP_WORK)
    _refuse_stranger(found)
    if found.state not in rules.EDITABLE and request.method == "GET":
        raise NotAllowed(_("Laporan ini sedang atau sudah diperiksa; tidak diubah di sini."))
    form = report_form(found.indicator, found=found)
    period = Period(found.starts_on, found.ends_on)
    if form.validate_on_submit() and not _is_doubtful(form, found.indicator, found.party_id, period):
        try:
            sends = request.form.get("tindakan") != KEEPS
            values, more, parts, files = form.measured_values(), form.more(), form.parts(), _stored(form.files.data)
            service.rewrite(
                actor(), partnership_id, measurement_id, opened_version(), values, more, parts, files, sends
            )
            return go(url_of(found), _("Laporan terkirim.") if sends else _("Konsep tersimpan."))
        except Invalid as error:
            form.add_errors(error.errors)
    return _form_page("rewrite", partnership, found, form)


@bp.post(REPORT + "/terima")
@needs(Action.PARTNERSHIP_SETTLE)
def verify(partnership_id: int, measurement_id: int) -> ResponseReturnValue:
    """Say that a report is right."""
    report_or_404(partnership_id, measurement_id, Action.PARTNERSHIP_SETTLE)
    found = service.verify(actor(), partnership_id, measurement_id, opened_version())
    return go(url_of(found), _("Laporan diterima."))


@bp.route(REPORT + "/kembalikan", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_SETTLE)
def send_back(partnership_id: int, measurement_id: int) -> ResponseReturnValue:
    """Give a report back with what has to be put right."""
    partnership, found = report_or_404(partnership_id, measurement_id, Action.PARTNERSHIP_SETTLE)
    if not service.may_answer(actor(), partnership, found):
        raise NotAllowed(_("Yang memeriksa adalah pihak lain atau pembina wilayah, bukan yang melaporkan."))
    form = ReasonForm()
    if form.validate_on_submit():
        service.send_back(actor(), partnership_id, measurement_id, opened_version(), form.reason.data or "")
        return go(url_of(found), _("Laporan dikembalikan."))
    return _form_page("send_back", partnership, found, form)


@bp.route(REPORT + "/betulkan", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def correct(partnership_id: int, measurement_id: int) -> ResponseReturnValue:
    """Correct a verified report; both values stay readable."""
    partnership, found = report_or_404(partnership_id, measurement_id, Action.PARTNERSHIP_WORK)
    _refuse_stranger(found)
    if request.method == "GET" and (found.state != rules.VERIFIED or amendments.open_amendment(found)):
        raise Conflict()
    form = correction_form(found.indicator, found)
    if form.validate_on_submit():
        try:
            values, reason = form.measured_values(), form.reason.data or ""
            amendments.ask(actor(), partnership_id, measurement_id, opened_version(), values, reason)
            return go(url_of(found), _("Pembetulan terkirim; menunggu diperiksa pihak lain."))
        except Invalid as error:
            form.add_errors(error.errors)
    return _form_page("correct", partnership, found, form)


@bp.post(ALL + "/pembetulan/<int:amendment_id>/terima")
@needs(Action.PARTNERSHIP_SETTLE)
def accept(partnership_id: int, amendment_id: int) -> ResponseReturnValue:
    """Verify a correction."""
    _partnership, made = _amendment_or_404(partnership_id, amendment_id)
    amendments.accept(actor(), partnership_id, amendment_id, opened_version())
    return go(url_of(made.measurement), _("Laporan dibetulkan."))


@bp.route(ALL + "/pembetulan/<int:amendment_id>/tolak", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_SETTLE)
def refuse(partnership_id: int, amendment_id: int) -> ResponseReturnValue:
    """Leave a report as it is, and say why."""
    partnership, made = _amendment_or_404(partnership_id, amendment_id)
    if not amendments.may_answer(actor(), partnership, made):
        raise NotAllowed(_("Yang memeriksa adalah pihak lain atau pembina wilayah, bukan yang melaporkan."))
    form = ReasonForm()
    if form.validate_on_submit():
        amendments.refuse(actor(), partnership_id, amendment_id, opened_version(), form.reason.data or "")
        return go(url_of(made.measurement), _("Pembetulan tidak diterima; angka lama tetap berlaku."))
    return _form_page("refuse", partnership, made.measurement, form, amendment=made)


def _to_report(partnership_id: int, indicator_id: int) -> tuple[Partnership, Indicator, list[Party]]:
    """An indicator that is measured, and the parties that this person reports it for."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    found = indicators.whole(partnership.id, indicator_id)
    if found is None or found.archived_at is not None:
        raise NotFound()
    parties = [party for party in queries.reporters_of(partnership, found) if speaks_for(actor(), party)]
    if not parties:
        raise NotAllowed(_("Yang melaporkan indikator ini adalah pihak lain, atau pengurus BKAD."))
    return partnership, found, parties


def _is_doubtful(form: ReportForm, found: Indicator, party_id: int, period: Period | None) -> bool:
    """Whether a number that is sent is far from the earlier ones: the form asks once, and takes it the second time."""
    value = form.measured_values().value
    if found.kind != indicator_rules.NUMBER or period is None or request.form.get("tindakan") == KEEPS:
        return False
    if value is None or request.form.get("yakin") == written(value):
        return False
    if not rules.is_far(value, beside.most_reported(found.id, party_id, period)):
        return False
    form.sure = written(value)
    form.add_errors({"value": _("Jauh dari laporan sebelumnya. Betul? Bila betul, kirim sekali lagi.")})
    return True


def _report_form(found: Indicator, parties: list[Party], fresh: bool = False) -> ReportForm:
    periods = indicator_rules.ended_periods(found.frequency, found.starts_on, clock.today())
    names = party_names(parties) if len(parties) > 1 else {}
    starts = queries.reported_starts(found.id, parties[0].id) if not names else set()
    done = frozenset(period for period in periods if period.starts_on in starts)
    form = report_form(found, periods, done, list(names.items()), **({"formdata": None} if fresh else {}))
    if periods and (request.method == "GET" or fresh):
        wanted = period_from(found.frequency, request.args.get("masa", "")[:10])
        first = next((period for period in periods if period not in done), periods[0])
        form._fields["period"].data = period_code(wanted if wanted in periods and wanted else first)
    return form


def _report_page(
    partnership: Partnership, found: Indicator, form: ReportForm, first_id: int | None = None
) -> ResponseReturnValue:
    context: dict[str, Any] = {"partnership": partnership, "indicator": found, "form": form, "first_id": first_id}
    context["can_report"] = "period" in form._fields
    status = 422 if form.errors else 200
    return page("monitoring/measurements/write.html", "form", status=status, just=None, **context)


def _after_report(made: Measurement) -> ResponseReturnValue:
    partnership, found, parties = _to_report(made.partnership_id, made.indicator_id)
    sent = made.state == rules.SUBMITTED
    here = url_for("measurements.report", partnership_id=partnership.id, indicator_id=found.id)
    return stay(
        here,
        "monitoring/measurements/write.html",
        "form",
        events=("partnership-changed",),
        message=_("Laporan terkirim; menunggu diperiksa pihak lain.") if sent else _("Konsep tersimpan."),
        partnership=partnership,
        indicator=found,
        form=_report_form(found, parties, fresh=True),
        first_id=None,
        can_report=True,
        just=made,
    )


def _form_page(
    name: str, partnership: Partnership, found: Measurement, form: PortalForm, **more: Any
) -> ResponseReturnValue:
    context: dict[str, Any] = {"partnership": partnership, "report": found, "indicator": found.indicator, "form": form}
    context["names"] = party_names([found.party])
    status = 422 if form.errors else 200
    return page(f"monitoring/measurements/{name}.html", "form", status=status, **context, **more)


def _amendment_or_404(partnership_id: int, amendment_id: int) -> tuple[Partnership, Amendment]:
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_SETTLE)
    made = queries.amendment_of(partnership.id, amendment_id)
    if made is None:
        raise NotFound()
    return partnership, made


def _refuse_stranger(found: Measurement) -> None:
    if not speaks_for(actor(), found.party):
        raise NotAllowed(_("Yang mengubah laporan adalah pihak yang melaporkan."))


def _stored(uploads: Any) -> list[StoredFile]:
    """The proofs, safely on the disk before the transaction that names them."""
    return [kept for upload in uploads or () if (kept := stored(upload, "files")) is not None]


def _none() -> Period:
    raise Invalid({"period": _("Pilih salah satu masa.")})
