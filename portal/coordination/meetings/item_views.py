"""Pages of the agenda and of the minutes, item by item, and of the files."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...errors import Invalid
from ...partnerships.models import Partnership
from ...partnerships.working import stored
from ...permissions import Action
from ...web import actor, go, needs, page, stay
from ...web.forms import opened_version
from . import agenda, filing, minutes, queries, rules, showing
from .access import form_page, item_or_404, own_meeting_or_404, url_of
from .forms import CorrectionForm, ItemForm, MinutesForm, PaperForm, ReasonForm, SendForm
from .models import Meeting
from .recording import expect_state
from .views import ONE, bp

AGENDA = ONE + "/acara"
ITEM = AGENDA + "/<int(max=2147483647):item_id>"


@bp.get(AGENDA)
@needs(Action.PARTNERSHIP_WORK)
def items(partnership_id: int, meeting_id: int) -> ResponseReturnValue:
    """The agenda with the form to add to it; another page may bring words and a thing (`judul`, `jenis`, `nomor`)."""
    partnership, meeting = own_meeting_or_404(partnership_id, meeting_id)
    expect_state(meeting, *agenda.EDITABLE)
    return _agenda_page(partnership, meeting, ItemForm(data={"title": request.args.get("judul", "")[:200]}))


@bp.post(AGENDA)
@needs(Action.PARTNERSHIP_WORK)
def add_item(partnership_id: int, meeting_id: int) -> ResponseReturnValue:
    """Put an item on the agenda, and stay for the next."""
    partnership, meeting = own_meeting_or_404(partnership_id, meeting_id)
    form = ItemForm()
    if form.validate():
        try:
            item = agenda.add_item(actor(), partnership_id, meeting_id, form.values() | _pointed_at())
            saved = _("“%(title)s” masuk acara.", title=item.title)
            partnership, meeting = own_meeting_or_404(partnership_id, meeting_id)
            return _agenda_page(partnership, meeting, ItemForm(formdata=None), saved)
        except Invalid as error:
            form.add_errors(error.errors)
    return _agenda_page(partnership, meeting, form)


@bp.post(ITEM + "/naik")
@needs(Action.PARTNERSHIP_WORK)
def move_up(partnership_id: int, meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Put an item one place earlier."""
    partnership, meeting = own_meeting_or_404(partnership_id, meeting_id)
    agenda.move_up(actor(), partnership_id, meeting_id, item_id)
    partnership, meeting = own_meeting_or_404(partnership_id, meeting_id)
    return _agenda_page(partnership, meeting, ItemForm(formdata=None), _("Urutan diubah."))


@bp.route(ITEM + "/ubah", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def edit_item(partnership_id: int, meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Correct an item of the agenda."""
    partnership, meeting = own_meeting_or_404(partnership_id, meeting_id)
    item = item_or_404(meeting, item_id)
    form = ItemForm(obj=item)
    if form.validate_on_submit():
        agenda.edit_item(actor(), partnership_id, meeting_id, item_id, opened_version(), form.values())
        return go(_agenda_url(meeting), _("Perubahan tersimpan."))
    return form_page("item.html", form, partnership=partnership, meeting=meeting, item=item)


@bp.route(ITEM + "/lepas", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def take_off(partnership_id: int, meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Take an item off the agenda, with the reason."""
    partnership, meeting = own_meeting_or_404(partnership_id, meeting_id)
    item = item_or_404(meeting, item_id)
    form = ReasonForm()
    if form.validate_on_submit():
        try:
            agenda.take_off(actor(), partnership_id, meeting_id, item_id, form.reason.data or "")
            return go(_agenda_url(meeting), _("Acara dilepas. Catatannya tetap ada di riwayat."))
        except Invalid as error:
            form.add_errors(error.errors)
    return form_page("take_off.html", form, partnership=partnership, meeting=meeting, item=item)


@bp.route(ITEM + "/notulen", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def write(partnership_id: int, meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Write what was said on an item and what came of it; after an objection, correct it."""
    partnership, meeting = own_meeting_or_404(partnership_id, meeting_id)
    item = item_or_404(meeting, item_id)
    expect_state(meeting, rules.HELD, rules.CONFIRMING)
    writes = meeting.state == rules.HELD
    form = MinutesForm(obj=item) if writes else CorrectionForm(obj=item)
    if form.validate_on_submit():
        verb = minutes.write_item if writes else minutes.correct
        try:
            verb(actor(), partnership_id, meeting_id, item_id, opened_version(), form.values())
            return go(url_of(meeting, f"acara-{item_id}"), _("Tersimpan."))
        except Invalid as error:
            form.add_errors(error.errors)
    template = "write.html" if writes else "correct.html"
    return form_page(template, form, partnership=partnership, meeting=meeting, item=item, **showing.WORDS)


@bp.route(ONE + "/kirim", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def send(partnership_id: int, meeting_id: int) -> ResponseReturnValue:
    """Send the minutes to the parties to be confirmed; again after a correction."""
    partnership, meeting = own_meeting_or_404(partnership_id, meeting_id)
    expect_state(meeting, rules.HELD, rules.CONFIRMING)
    form = SendForm(obj=meeting)
    if meeting.state == rules.CONFIRMING:
        del form.number, form.confirm_days
    if form.validate_on_submit():
        if meeting.state == rules.CONFIRMING:
            minutes.send_again(actor(), partnership_id, meeting_id, opened_version())
        else:
            values = form.values()
            minutes.send(
                actor(), partnership_id, meeting_id, opened_version(), values["number"] or "", values["confirm_days"]
            )
        return go(url_of(meeting), _("Berita acara terkirim untuk dibenarkan."))
    return form_page("send.html", form, partnership=partnership, meeting=meeting, **showing.WORDS)


@bp.route(ONE + "/berkas", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def add_paper(partnership_id: int, meeting_id: int) -> ResponseReturnValue:
    """Attach a paper of the call, the signed minutes, or a photo."""
    partnership, meeting = own_meeting_or_404(partnership_id, meeting_id)
    form = PaperForm()
    form.offer((item.id, item.title) for item in meeting.items if item.archived_at is None)
    if form.validate_on_submit():
        try:
            scan = stored(form.scan.data, "scan")
            if scan is None:
                raise Invalid({"scan": _("Pilih berkasnya.")})
            values = form.values()
            filing.add_paper(
                actor(), partnership_id, meeting_id, scan, values["kind"], values["title"] or "", values["item_id"]
            )
            return go(url_of(meeting, "berkas"), _("Berkas terlampir."))
        except Invalid as error:
            form.add_errors(error.errors)
    return form_page("paper.html", form, partnership=partnership, meeting=meeting)


def _pointed_at() -> dict[str, object]:
    """The thing that an item is about, where another page brought one."""
    number = request.args.get("nomor", "")
    known = number.isascii() and number.isdigit() and len(number) < 10
    return {"thing_kind": request.args.get("jenis", "")[:40], "thing_id": int(number)} if known else {}


def _agenda_url(meeting: Meeting) -> str:
    return url_for("meetings.items", partnership_id=meeting.partnership_id, meeting_id=meeting.id)


def _agenda_page(partnership: Partnership, meeting: Meeting, form: ItemForm, saved: str = "") -> ResponseReturnValue:
    template = "coordination/meetings/agenda.html"
    context: dict[str, Any] = {
        "partnership": partnership,
        "meeting": meeting,
        "form": form,
        "items": queries.items_of(meeting),
    }
    if saved:
        return stay(_agenda_url(meeting), template, "agenda", message=saved, **context)
    return page(template, "agenda", status=422 if form.errors else 200, **context)
