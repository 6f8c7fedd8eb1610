"""Pages of the path: put a gate on record, print its paper, take a step, compare letters, fetch a file."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

from flask import current_app, request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from .. import storage
from ..accounts import step_up
from ..contracts import Gate
from ..db import db
from ..errors import Invalid, NotAllowed, NotFound
from ..permissions import Action
from ..villages.queries import place_names
from ..villages.terms import terms_for
from ..web import actor, go, needs, page
from ..web.forms import opened_version
from ..web.links import local_target
from . import attachments, overview, recording, rules, showing, steps
from .cases import case_of, gates_of, records_of, workflow_of
from .forms import ReasonForm, form_of
from .models import Attachment, GateRecord, Partnership
from .number_offers import offered_number
from .rules import Case, PartyView
from .views import ONE, _url, bp, partnership_or_404

GATE = ONE + "/langkah/<gate>"
PARTY = "/<int(max=2147483647):party_id>"
# What another page brings to a form: an agreed option to `dispute` and `amendment_basis`, a meeting to its own gates.
BROUGHT_DAYS = ("held_on", "invited_on")
BROUGHT = (
    "facts", "reason", "number", "time", "place", "chair", "secretary", "decisions", "notes", "representative",
    "mandate", "attended", "women", "vulnerable",
)  # fmt: skip
SIGNING_STEPS = frozenset({"complete_signing", "start"})


@bp.route(GATE, methods=["GET", "POST"])
@bp.route(GATE + PARTY, methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_STEP)  # whoever may walk the path at all; which gate is whose is decided inside
def gate(partnership_id: int, gate: str, party_id: int | None = None) -> ResponseReturnValue:
    """The form of one gate. A signature asks for the password first."""
    show = step_up(_gate_page) if gate == "signature" else _gate_page
    return show(partnership_id, gate, party_id)


def _gate_page(partnership_id: int, gate: str, party_id: int | None) -> ResponseReturnValue:
    """Saving is never refused because something else is missing."""
    partnership, found, party, _case = _gate_or_404(partnership_id, gate, party_id)
    if not recording.may_record(actor(), partnership, found, party_id):
        raise NotAllowed(_("Yang mencatat ini adalah pejabat pihak itu sendiri."))
    entries = records_of(partnership, found.code, party_id)
    open_entry = next((entry for entry in entries[-1:] if not entry.locked), None)
    known = _standing_values(entries) or _brought()
    form = form_of(found)() if request.method == "POST" else form_of(found).from_json(known)
    if request.method == "POST" and form.validate():
        try:
            _record(partnership_id, found, party_id, form)
            return go(_url(partnership), _("%(gate)s tersimpan.", gate=found.label))
        except Invalid as error:
            form.add_errors(error.errors)
    return page(
        "partnerships/gate.html",
        "form",
        status=422 if form.errors else 200,
        form=form,
        gate=found,
        party=party,
        partnership=partnership,
        entries=entries,
        open_entry=open_entry,
        shown_values=recording.shown_values,
        next_number="" if form.data.get("number") else offered_number(partnership, found.code, party_id),
    )


@bp.get(GATE + "/cetak")
@bp.get(GATE + PARTY + "/cetak")
@needs(Action.PARTNERSHIP_VIEW)
def paper(partnership_id: int, gate: str, party_id: int | None = None) -> ResponseReturnValue:
    """The paper of one gate, to be printed: filled with what is on record, or empty to be filled by hand.

    Papers are Indonesian, whatever language their reader chose for the pages.
    """
    with force_locale("id"):
        partnership, found, party, case = _gate_or_404(partnership_id, gate, party_id)
        if not overview.is_insider(actor(), partnership):
            raise NotFound()
        entries = records_of(partnership, found.code, party_id)
        values = {} if request.args.get("kosong") or not entries else entries[-1].values
        form = found.form.from_json(values)
        code = party.code if party and party.code else (partnership.village_codes or ("",))[0]
        return page(
            "partnerships/paper.html",
            form=form,
            gate=found,
            party=party,
            partnership=partnership,
            case=case,
            values=dict(recording.shown_values(found, values)),
            place=place_names([code]).get(code),
            signatories=showing.signatories(found, party, case),
            local=terms_for(code),
        )


@bp.route(ONE + "/lanjut/<step>", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_STEP)
def take_step(partnership_id: int, step: str) -> ResponseReturnValue:
    """Ask once more, then move the partnership along its path. What makes it binding asks for the password."""
    show = step_up(_step_page) if step in SIGNING_STEPS else _step_page
    return show(partnership_id, step)


def _step_page(partnership_id: int, step: str) -> ResponseReturnValue:
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_STEP)
    view = overview.step_view(actor(), partnership, step)
    if view is None:
        raise NotAllowed(_("Langkah ini tidak berangkat dari keadaan sekarang; mungkin sudah diambil orang lain."))
    if not view.may_take:
        raise NotAllowed(str(rules.not_yours(view.step)), _("Yang bertindak: %(who)s", who=view.who))
    found = view.step
    form = ReasonForm()
    form.reason.flags.required = found.needs_reason
    if form.validate_on_submit():
        try:
            steps.take_step(actor(), partnership_id, found.name, form.reason.data or "")
            return go(_url(partnership), _("Langkah selesai: %(step)s.", step=found.label))
        except Invalid as error:
            form.add_errors(error.errors)
    return page(
        "partnerships/step.html",
        "form",
        status=422 if form.errors else 200,
        form=form,
        step=found,
        partnership=partnership,
        target=workflow_of(partnership).state(found.target),
        lacking=view.lacking,
        link_of=lambda item: recording.recordable(actor(), partnership, item),
    )


@bp.get(ONE + "/penawaran")
@needs(Action.PARTNERSHIP_VIEW)
def letters(partnership_id: int) -> ResponseReturnValue:
    """All offers and counter-offers side by side, with what differs marked."""
    partnership = partnership_or_404(partnership_id)
    if not overview.is_insider(actor(), partnership):
        raise NotFound()
    gates = gates_of(partnership)
    found = [record for record in partnership.records if record.gate in ("offer", "counter_offer")]
    return page(
        "partnerships/letters.html",
        partnership=partnership,
        letters=found[-4:],
        gates=gates,
        steps=overview.ready_steps(actor(), partnership),
    )


@bp.get("/berkas/<int(max=2147483647):attachment_id>")
@needs(Action.PARTNERSHIP_VIEW)
def attachment(attachment_id: int) -> ResponseReturnValue:
    """A file, for those who may: pictures are shown, everything else is handed over to be saved."""
    found = db.session.get(Attachment, attachment_id)
    if found is None or found.archived_at is not None:
        raise NotFound()
    partnership = partnership_or_404(found.partnership_id)
    if not overview.is_insider(actor(), partnership) or attachments.is_closed_to(actor(), partnership, found):
        raise NotFound()
    path = storage.path_of(current_app.extensions["portal.settings"].files, found.stored_name)
    if not path.is_file():
        raise NotFound()
    response = send_file(
        path,
        mimetype=found.media_type,
        as_attachment=found.media_type != "image/jpeg",
        download_name=found.original_name,
        etag=found.sha256,
        conditional=True,
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@bp.route("/berkas/<int(max=2147483647):attachment_id>/tarik", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def take_back_file(attachment_id: int) -> ResponseReturnValue:
    """Put away a file that was attached by mistake; `?kembali=` says where it was shown."""
    found = db.session.get(Attachment, attachment_id)
    if found is None or found.archived_at is not None:
        raise NotFound()
    partnership = partnership_or_404(found.partnership_id, Action.PARTNERSHIP_WORK)
    if not attachments.is_attached_by(actor(), partnership, found):
        raise NotAllowed(_("Yang menarik berkas ini adalah pihak yang melampirkannya."))
    back = local_target(request.args.get("kembali")) or _url(partnership)
    form = ReasonForm()
    form.reason.flags.required = True
    if form.validate_on_submit():
        try:
            attachments.take_back(actor(), attachment_id, form.reason.data or "")
            return go(back, _("Berkas ditarik."))
        except Invalid as error:
            form.add_errors(error.errors)
    status = 422 if form.errors else 200
    context: dict[str, Any] = {"file": found, "partnership": partnership, "back": back}
    return page("partnerships/take_back.html", "form", status=status, form=form, **context)


def _standing_values(entries: list[GateRecord]) -> dict[str, Any] | None:
    """What a form opens with: the newest entry that still counts, also when a correction will stand beside it."""
    return entries[-1].values if entries and not entries[-1].closed else None


def _brought() -> dict[str, Any]:
    """What another page brings to the form: an agreed option or a meeting fills it in by a link."""
    found: dict[str, Any] = {name: request.args[name][:1000] for name in BROUGHT if name in request.args}
    for name in BROUGHT_DAYS:
        with suppress(ValueError):
            found[name] = date.fromisoformat(request.args.get(name, "")).isoformat()
    return found


def _gate_or_404(
    partnership_id: int, gate: str, party_id: int | None
) -> tuple[Partnership, Gate, PartyView | None, Case]:
    partnership = partnership_or_404(partnership_id)
    found = gates_of(partnership).get(gate)
    if found is None:
        raise NotFound()
    case = case_of(partnership)
    wanted = {party.id if party else None: party for party in rules.recorded_for(found, case)}
    if party_id not in wanted:
        raise NotFound()
    return partnership, found, wanted[party_id], case


def _record(partnership_id: int, found: Gate, party_id: int | None, form: Any) -> GateRecord:
    """Put the file safely on the disk first, outside the transaction; then the record that names it."""
    scan = None
    upload = form.scan.data
    if upload:
        settings = current_app.extensions["portal.settings"]
        try:
            scan = storage.store(settings.files, upload.stream, upload.filename or "", settings.upload_limit)
        except storage.Refused as refused:
            raise Invalid({"scan": str(refused.sentence)}) from refused
    return steps.record_gate(
        actor(), partnership_id, found.code, party_id, form.to_json(), version=opened_version(), scan=scan
    )
