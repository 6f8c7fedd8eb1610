"""Pages on which a partnership begins: from an idea, or from the papers of one that runs already."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from .. import permissions
from ..contracts import PartnershipType
from ..errors import Invalid, NotFound
from ..permissions import Action
from ..web import actor, go, needs, page
from . import beginning, recording, rules, service, working
from .cases import case_of, registry
from .models import Partnership
from .party_forms import NumbersForm
from .views import ONE, bp, partnership_or_404

# What an address may bring to the first form.
PREFILLED = {"partner": "mitra", "type_code": "jenis", "sector": "sektor", "title": "judul"}


@bp.route("/kemitraan/baru", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_CREATE)
def begin() -> ResponseReturnValue:
    """Begin a partnership with three fields."""
    kind = _type_asked()
    form = beginning.begin_form(kind, _known())
    if form.validate_on_submit():
        try:
            partners = beginning.partners(form, service.own_party(actor()))
            values = form.values()
            partnership = service.begin(actor(), values["type_code"], values["title"], "", values["sector"], partners)
            return go(_url(partnership), _("Kerja sama dimulai. Ini langkah pertamanya."))
        except Invalid as error:
            form.add_errors(error.errors)
    status = 422 if form.errors else 200
    return page("partnerships/begin.html", "form", status=status, form=form, kind=kind, ways=_ways("begin"))


@bp.route("/kemitraan/berjalan", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_CREATE)
def enter_running() -> ResponseReturnValue:
    """Put a partnership that runs already on record."""
    kind = _type_asked()
    form = beginning.running_form(kind, _known())
    if form.validate_on_submit():
        try:
            running = beginning.running(actor(), form)
            partnership = service.enter_running(actor(), running, working.stored(form.scan.data, "scan"))
            return go(*_after_entering(partnership, bool(form.scan.data)))
        except Invalid as error:
            form.add_errors(error.errors)
    status = 422 if form.errors else 200
    may_copy = permissions.may_at_all(actor(), Action.PARTNERSHIP_IMPORT)
    shown: dict[str, Any] = {"form": form, "kind": kind, "ways": _ways("enter_running"), "may_copy": may_copy}
    return page("partnerships/running.html", "form", status=status, **shown)


@bp.route(ONE + "/nomor", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_WORK)
def numbers(partnership_id: int) -> ResponseReturnValue:
    """The numbers of the text in each village, one a line; of a partnership entered from its papers."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_WORK)
    own = partnership.party_of(actor().office)
    if not partnership.entered_retroactively or own is None or own.role != rules.INITIATOR:
        raise NotFound()
    parties = case_of(partnership).parties
    form = NumbersForm(data={"numbers": beginning.number_lines(partnership, parties)})
    if form.validate_on_submit():
        try:
            service.enter_numbers(actor(), partnership_id, beginning.read_numbers(form.numbers.data or "", parties))
            if any(file.archived_at is None for file in partnership.attachments):
                return go(_url(partnership), _("Nomor tersimpan."))
            return go(_scan_url(partnership), _("Nomor tersimpan. Lampirkan pindaian naskahnya di sini."))
        except Invalid as error:
            form.add_errors(error.errors)
    status = 422 if form.errors else 200
    return page("partnerships/numbers.html", "form", status=status, form=form, partnership=partnership)


def _type_asked() -> PartnershipType | None:
    return beginning.type_asked(request.form.get("type_code") or request.args.get("jenis", ""))


def _known() -> dict[str, str]:
    return {name: request.args.get(word, "")[:200] for name, word in PREFILLED.items()}


def _ways(endpoint: str) -> list[tuple[PartnershipType, str]]:
    """Each type that can be begun, with the address of its form; what the address brings stays."""
    kept: dict[str, Any] = {word: request.args[word] for word in ("mitra", "sektor", "judul") if request.args.get(word)}
    here = f"partnerships.{endpoint}"
    return [(kind, url_for(here, jenis=kind.code, **kept)) for kind in registry().usable_types]


def _after_entering(partnership: Partnership, has_scan: bool) -> tuple[str, str]:
    """Where the rest is entered: the partners' numbers when there are many, else the scan where it lacks."""
    lacking = _("Kerja sama tercatat. Lengkapi dengan ini.")
    if len(partnership.parties) > 2:
        return url_for("partnerships.numbers", partnership_id=partnership.id), lacking
    if has_scan:
        return _url(partnership), _("Kerja sama tercatat. Ia tampil untuk umum setelah pihak lain membenarkannya.")
    return _scan_url(partnership), lacking


def _scan_url(partnership: Partnership) -> str:
    """Where the scan of a running partnership's text is attached by who entered it."""
    own = partnership.party_of(actor().office)
    return recording.gate_url(partnership.id, "signature", own.id) if own else _url(partnership)


def _url(partnership: Partnership) -> str:
    return url_for("partnerships.show", partnership_id=partnership.id)
