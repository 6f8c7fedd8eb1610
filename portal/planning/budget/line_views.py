"""Pages of one source of an item: change its plan, put spending on record, confirm it or object to it."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ...errors import Invalid, NotAllowed, NotFound
from ...partnerships.models import Partnership
from ...permissions import Action
from ...web import actor, go, needs
from ...web.forms import opened_version
from ..access import own_party_id, partnership_or_404, stored
from ..confirming import rules as confirming
from ..fields import ReasonForm, WordForm
from . import service, spending
from .forms import PlannedForm, SpendingForm
from .models import BudgetItem, BudgetLine, Realisation
from .views import ONE, ask, bp, item_or_404, place_of, url_of

LINE = ONE + "/sumber/<int:line_id>"
ENTRY = LINE + "/realisasi/<int:entry_id>"


@bp.route(LINE, methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def edit_line(partnership_id: int, item_id: int, line_id: int) -> ResponseReturnValue:
    """Change how much is planned from a source."""
    partnership, item, line = _line_or_404(partnership_id, item_id, line_id)
    service.refuse_stranger(actor(), line)
    form = PlannedForm(obj=line)
    if form.validate_on_submit():
        planned = form.planned.data
        amount = None if planned is None else int(planned)
        service.edit_line(actor(), partnership_id, line_id, opened_version(), amount)
        return go(url_of(item), _("Perubahan tersimpan."))
    return ask(partnership, item, form, _("Ubah rencana"), url_for(".edit_line", **_place(item, line)), line.version)


@bp.route(LINE + "/arsip", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def archive_line(partnership_id: int, item_id: int, line_id: int) -> ResponseReturnValue:
    """Put away a source that does not pay after all."""
    partnership, item, line = _line_or_404(partnership_id, item_id, line_id)
    service.refuse_stranger(actor(), line)
    form = ReasonForm()
    if form.validate_on_submit():
        service.archive_line(actor(), partnership_id, line_id, opened_version(), form.reason.data or "")
        return go(url_of(item), _("Sumber diarsipkan."))
    here = url_for(".archive_line", **_place(item, line))
    return ask(partnership, item, form, _("Arsipkan sumber"), here, line.version)


@bp.route(LINE + "/realisasi", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def spend(partnership_id: int, item_id: int, line_id: int) -> ResponseReturnValue:
    """Put on record what was spent from a source."""
    partnership, item, line = _line_or_404(partnership_id, item_id, line_id)
    service.refuse_stranger(actor(), line)
    form = SpendingForm()
    form.planned, form.spent = line.planned, sum(entry.amount for entry in line.entries)
    if form.validate_on_submit():
        try:
            file = stored(form.scan.data, "scan")
            spending.spend(actor(), partnership_id, line_id, form.values(), file)
            return go(url_of(item), _("Realisasi tercatat. Sekarang menunggu dibenarkan pihak lain."))
        except Invalid as error:
            form.add_errors(error.errors)
    return ask(partnership, item, form, _("Catat realisasi"), url_for(".spend", **_place(item, line)))


@bp.post(ENTRY + "/benarkan")
@needs(Action.PARTNERSHIP_WORK)
def confirm(partnership_id: int, item_id: int, line_id: int, entry_id: int) -> ResponseReturnValue:
    """Another party confirms what was spent."""
    _partnership, item, _line, _entry = _entry_or_404(partnership_id, item_id, line_id, entry_id)
    spending.confirm(actor(), partnership_id, line_id, entry_id)
    return go(url_of(item), _("Realisasi dibenarkan."))


@bp.route(ENTRY + "/keberatan", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def object_to(partnership_id: int, item_id: int, line_id: int, entry_id: int) -> ResponseReturnValue:
    """Another party objects to what is said to be spent."""
    partnership, item, line, entry = _entry_or_404(partnership_id, item_id, line_id, entry_id)
    if not confirming.may_answer(entry.entry(line.party_id), own_party_id(actor(), partnership)):
        raise NotAllowed(_("Yang menyampaikan keberatan adalah pihak yang lain."))
    form = WordForm()
    if form.validate_on_submit():
        spending.object_to(actor(), partnership_id, line_id, entry_id, form.word.data or "")
        return go(url_of(item), _("Tercatat, dan terbaca oleh semua pihak."))
    here = url_for(".object_to", **_place(item, line), entry_id=entry.id)
    return ask(partnership, item, form, _("Sampaikan keberatan"), here, lead=_said(entry))


@bp.route(ENTRY + "/balas", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def reply(partnership_id: int, item_id: int, line_id: int, entry_id: int) -> ResponseReturnValue:
    """The party that spent answers an objection."""
    partnership, item, line, entry = _entry_or_404(partnership_id, item_id, line_id, entry_id)
    if own_party_id(actor(), partnership) not in (line.party_id, entry.recorded_by_party_id or 0):
        raise NotAllowed(_("Yang menjawab keberatan adalah pihak yang menulis catatan ini."))
    form = WordForm()
    if form.validate_on_submit():
        spending.reply(actor(), partnership_id, line_id, entry_id, form.word.data or "")
        return go(url_of(item), _("Tercatat, dan terbaca oleh semua pihak."))
    here = url_for(".reply", **_place(item, line), entry_id=entry.id)
    lead = _("Keberatan: “%(word)s”", word=entry.objection) if entry.objection else ""
    return ask(partnership, item, form, _("Jawab keberatan"), here, lead=lead)


@bp.route(ENTRY + "/tarik", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def take_back(partnership_id: int, item_id: int, line_id: int, entry_id: int) -> ResponseReturnValue:
    """Put a mistaken entry right by one of the opposite amount."""
    partnership, item, line, entry = _entry_or_404(partnership_id, item_id, line_id, entry_id)
    service.refuse_stranger(actor(), line)
    form = ReasonForm()
    if form.validate_on_submit():
        spending.take_back(actor(), partnership_id, line_id, entry_id, form.reason.data or "")
        return go(url_of(item), _("Catatan ditarik dengan catatan lawannya; keduanya tetap terbaca."))
    here = url_for(".take_back", **_place(item, line), entry_id=entry.id)
    return ask(partnership, item, form, _("Tarik catatan realisasi"), here, lead=_said(entry))


def _said(entry: Realisation) -> str:
    return _("Catatan: %(document)s.", document=entry.document)


def _place(item: BudgetItem, line: BudgetLine) -> dict[str, Any]:
    return {**place_of(item), "line_id": line.id}


def _line_or_404(partnership_id: int, item_id: int, line_id: int) -> tuple[Partnership, BudgetItem, BudgetLine]:
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    item = item_or_404(partnership, item_id)
    line = next((line for line in item.living_lines if line.id == line_id), None)
    if line is None:
        raise NotFound()
    return partnership, item, line


def _entry_or_404(
    partnership_id: int, item_id: int, line_id: int, entry_id: int
) -> tuple[Partnership, BudgetItem, BudgetLine, Realisation]:
    partnership, item, line = _line_or_404(partnership_id, item_id, line_id)
    entry = next((entry for entry in line.entries if entry.id == entry_id), None)
    if entry is None:
        raise NotFound()
    return partnership, item, line, entry
