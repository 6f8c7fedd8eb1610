"""Pages of the parties: the list, one party, who is added, and without whom the others go on."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ..errors import Invalid, NotAllowed, NotFound
from ..permissions import Action
from ..web import actor, go, needs, page, stay
from ..web.form_fields import options
from ..web.paging import Page, page_number
from . import membership, membership_rules, overview, parties, party_lists, recording, rules, showing
from .cases import case_of
from .forms import ReasonForm
from .models import Partnership, Party
from .party_forms import AddPartiesForm, GoOnForm
from .service import own_party
from .views import ONE, bp, partnership_or_404

PARTIES = ONE + "/pihak"
PARTY = PARTIES + "/<int(max=2147483647):party_id>"
PER_PAGE = 50


@bp.get(PARTIES, endpoint="parties")
@needs(Action.PARTNERSHIP_VIEW)
def parties_page(partnership_id: int) -> ResponseReturnValue:
    """Every party with how it stands and what it has passed; narrowed by gate, name and state."""
    partnership = partnership_or_404(partnership_id)
    case, insider = case_of(partnership), overview.is_insider(actor(), partnership)
    gates = parties.gates_shown(partnership, case)
    filters = {name: request.args.get(name, "")[:100] for name in ("kurang", "cari", "keadaan")}
    found = parties.narrowed(
        parties.lines_of(partnership, case, gates, insider),
        filters["keadaan"] if insider or filters["keadaan"] not in parties.INSIDERS_ONLY else "",
        filters["cari"],
        filters["kurang"],
    )
    return page(
        "partnerships/parties.html",
        "list",
        partnership=partnership,
        shown=_paged(found),
        count=len(found),
        gates=gates,
        filters=filters,
        states={code: label for code, label in parties.STATES.items() if insider or code not in parties.INSIDERS_ONLY},
        **_comings(partnership, case, insider),
    )


@bp.get(PARTY)
@needs(Action.PARTNERSHIP_VIEW)
def party(partnership_id: int, party_id: int) -> ResponseReturnValue:
    """One party: what it has passed by which paper on what day, and its coming, resting and going."""
    partnership = partnership_or_404(partnership_id)
    case, insider = case_of(partnership), overview.is_insider(actor(), partnership)
    gates = parties.gates_shown(partnership, case)
    line = next((x for x in parties.lines_of(partnership, case, gates, insider) if x.row.id == party_id), None)
    if line is None:
        raise NotFound()
    return page(
        "partnerships/party.html",
        partnership=partnership,
        line=line,
        gates={gate.code: gate for gate in gates},
        day=parties.day_of(line.row),
        sentence=parties.role_sentence(line.row),
        changes=parties.changes_of(actor(), partnership, case, party_id) if insider else [],
        ways=parties.party_ways(actor(), partnership, line.row),
        may_remove=_may_remove(partnership, line.row),
        may_end=line.label and _observes(line.row) and _may_end(partnership, line.row),
        is_insider=insider,
        link_of=lambda item: recording.recordable(actor(), partnership, item),
        files_of=partial(showing.files_of, showing.files_by_record(partnership)),
    )


@bp.route(PARTIES + "/tambah", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_EDIT)
def add_parties(partnership_id: int) -> ResponseReturnValue:
    """Add those who are asked, who join, or who observe; then stay, to add more."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_EDIT)
    form = _add_form(partnership)
    context: dict[str, Any] = {"partnership": partnership, "added": []}
    if form.validate_on_submit():
        try:
            verb = ADDING[form.role.data]
            verb(actor(), partnership_id, form.parties(own_party(actor())))
            here = url_for("partnerships.add_parties", partnership_id=partnership_id)
            fresh = _add_form(partnership, blank=True)
            message = _("Tersimpan. Tambah lagi bila perlu.")
            return stay(here, "partnerships/party_add.html", "form", message=message, form=fresh, **context)
        except Invalid as error:
            form.add_errors(error.errors)
    status = 422 if form.errors else 200
    return page("partnerships/party_add.html", "form", status=status, form=form, saved_message="", **context)


@bp.post(PARTY + "/hapus")
@needs(Action.PARTNERSHIP_EDIT)
def remove_party(partnership_id: int, party_id: int) -> ResponseReturnValue:
    """Take somebody off the list before the offer is sent."""
    partnership_or_404(partnership_id, Action.PARTNERSHIP_EDIT)
    party_lists.take_away(actor(), partnership_id, party_id)
    return go(parties_url(partnership_id), _("Dihapus dari daftar."))


@bp.route(PARTY + "/selesai", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_ANSWER)
def end_observation(partnership_id: int, party_id: int) -> ResponseReturnValue:
    """An observer leaves, or one of the parties ends its observing."""
    partnership = partnership_or_404(partnership_id)
    row = next((item for item in partnership.parties if item.id == party_id), None)
    if row is None or not _observes(row):
        raise NotFound()
    if not _may_end(partnership, row):
        raise NotAllowed()
    form = ReasonForm()
    form.reason.flags.required = True
    if form.validate_on_submit():
        try:
            party_lists.end_observation(actor(), partnership_id, party_id, form.reason.data or "")
            return go(parties_url(partnership_id), _("Pengamatan diakhiri."))
        except Invalid as error:
            form.add_errors(error.errors)
    return form_page(partnership, form, _("Akhiri pengamatan"), _("Akhiri"))


@bp.route(ONE + "/lanjut-tanpa", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_SIGN)
def go_on_without(partnership_id: int) -> ResponseReturnValue:
    """The initiator goes on without those who said no."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_SIGN)
    case = case_of(partnership)
    gone = membership_rules.dropouts(case, party_lists.is_overdue(case))
    own = partnership.party_of(actor().office)
    if not gone or own is None or own.role != rules.INITIATOR:
        raise NotAllowed(_("Tidak ada pihak yang dapat ditinggalkan sekarang."))
    form = GoOnForm()
    form.parties.choices = options((str(item.id), item.name) for item in gone)
    if form.validate_on_submit():
        try:
            chosen = [int(number) for number in form.parties.data or ()]
            party_lists.go_on_without(actor(), partnership_id, chosen, form.reason.data or "")
            return go(url_for("partnerships.show", partnership_id=partnership_id), _("Yang lain melanjutkan."))
        except Invalid as error:
            form.add_errors(error.errors)
    return form_page(partnership, form, _("Lanjutkan tanpa yang tidak ikut"), _("Lanjutkan"))


ADDING = {"receiver": party_lists.add_receivers, "observer": party_lists.add_observers, "joiner": membership.invite}


def form_page(partnership: Partnership, form: Any, title: str, label: str, intro: str = "") -> ResponseReturnValue:
    """A page with one form about one or several parties."""
    status = 422 if form.errors else 200
    return page(
        "partnerships/party_form.html",
        "form",
        status=status,
        partnership=partnership,
        form=form,
        title=title,
        label=label,
        intro=intro,
    )


def parties_url(partnership_id: int) -> str:
    """The address of the list of parties."""
    return url_for("partnerships.parties", partnership_id=partnership_id)


def _paged(found: list[parties.Line]) -> Page:
    number = min(page_number(), max(1, -(-len(found) // PER_PAGE)))
    start = (number - 1) * PER_PAGE
    return Page(found[start : start + PER_PAGE], number, start + PER_PAGE < len(found), PER_PAGE, len(found))


def _comings(partnership: Partnership, case: rules.Case, insider: bool) -> dict[str, Any]:
    """The part of the list's page about who comes and goes."""
    changes = parties.changes_of(actor(), partnership, case) if insider else []
    return {
        "is_insider": insider,
        "changes": changes[: parties.SHOWN_CHANGES],
        "more_changes": len(changes) - parties.SHOWN_CHANGES,
        "may_add": bool(parties.add_roles(actor(), partnership)),
        "may_ask": parties.may_ask_to_join(actor(), partnership, case),
        "link_of": lambda item: recording.recordable(actor(), partnership, item),
    }


def _add_form(partnership: Partnership, blank: bool = False) -> AddPartiesForm:
    roles = parties.add_roles(actor(), partnership)
    if not roles:
        raise NotAllowed(_("Daftar pihak tidak dapat ditambah sekarang."))
    form = AddPartiesForm(formdata=None) if blank else AddPartiesForm()
    form.role.choices = options(roles)
    form.role.data = form.role.data or roles[0][0]
    return form


def _observes(row: Party) -> bool:
    return row.role == rules.OBSERVER and row.state == rules.MEMBER


def _may_end(partnership: Partnership, row: Party) -> bool:
    return party_lists.may_end_observation(actor(), partnership, row)


def _may_remove(partnership: Partnership, row: Party) -> bool:
    own = partnership.party_of(actor().office)
    before = partnership.status in membership_rules.BEFORE_OFFER
    return before and own is not None and own.role == rules.INITIATOR and row is not own
