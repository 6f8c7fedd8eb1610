"""Pages of the partnership record: list, begin, back-enter, show, edit."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from .. import events, permissions
from ..errors import Invalid, NotFound
from ..permissions import Action
from ..villages.queries import look_up_places
from ..villages.terms import terms_for
from ..web import actor, go, needs, page, require, stay
from ..web.form_fields import options
from ..web.forms import opened_version
from ..web.local_terms import speak_as
from ..web.page_context import remember_labels
from ..web.paging import Page, paged
from ..web.waiting import waiting_for
from . import overview, panels, queries, recording, rules, service, showing
from .cases import case_of, registry, type_of
from .forms import EditForm
from .models import Partnership

bp = Blueprint("partnerships", __name__)
ONE = "/kemitraan/<int(max=2147483647):partnership_id>"


def partnership_or_404(partnership_id: int, action: Action = Action.PARTNERSHIP_VIEW) -> Partnership:
    """The partnership, loaded whole, when this request's person may do this to it."""
    partnership = queries.whole(partnership_id)
    if partnership is None:
        raise NotFound()
    require(action, partnership, Action.PARTNERSHIP_VIEW)
    office = actor().office
    own = office.village_code if office else None
    codes = partnership.village_codes
    look_up_places(code for code in (own, *codes) if code)
    speak_as(terms_for(own or codes[0]))
    return partnership


@bp.get("/kemitraan")
@needs(Action.PAGE_VIEW)
def index() -> ResponseReturnValue:
    """The partnerships this person may see, and what waits for them."""
    filters = {name: request.args.get(name, "")[:100] for name in ("cari", "keadaan", "sektor", "desa")}
    own = request.args.get("milik") == "saya"
    query = queries.listed(
        actor(), filters["cari"], filters["keadaan"], filters["sektor"], filters["desa"], only_mine=own
    )
    found = paged(query)
    shown = Page(queries.summaries(found.items), found.number, found.has_next, found.size)
    return page(
        "partnerships/index.html",
        "results",
        shown=shown,
        filters=filters,
        own=own,
        waiting=waiting_for(actor()),
        sectors=registry().sectors.values(),
        may_begin=permissions.may_at_all(actor(), Action.PARTNERSHIP_CREATE),
    )


@bp.get(ONE)
@needs(Action.PARTNERSHIP_VIEW)
def show(partnership_id: int) -> ResponseReturnValue:
    """Where it stands, what is next, who must act, and what each party has done."""
    partnership = partnership_or_404(partnership_id)
    shown = overview.overview_of(actor(), partnership)
    return page(
        "partnerships/show.html",
        "status",
        shown=shown,
        partnership=partnership,
        kind=type_of(partnership),
        summary=overview.summary_of(partnership),
        panels=panels.panels_of(actor(), partnership, shown.case),
        link_of=lambda item: recording.recordable(actor(), partnership, item),
        files_of=partial(showing.files_of, showing.files_by_record(partnership)),
        papers=showing.papers(actor(), partnership, shown.steps, shown.case) if shown.is_insider else [],
        **_abilities(partnership),
    )


@bp.get(ONE + "/panel/<key>")
@needs(Action.PARTNERSHIP_VIEW)
def panel(partnership_id: int, key: str) -> ResponseReturnValue:
    """One panel alone, as a page or a fragment."""
    partnership = partnership_or_404(partnership_id)
    found = panels.panels_of(actor(), partnership, case_of(partnership), only=key[:40])
    if not found:
        raise NotFound()
    insider = overview.is_insider(actor(), partnership)  # a visitor changes nothing, so nothing refreshes itself
    return page("partnerships/panel.html", "panel", partnership=partnership, panel=found[0], is_insider=insider)


@bp.route(ONE + "/ubah", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_EDIT)
def edit(partnership_id: int) -> ResponseReturnValue:
    """Change title, purpose and sector."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_EDIT)
    form = EditForm(obj=partnership)
    known = [(sector.code, sector.label) for sector in registry().sectors.values()]
    if partnership.sector not in registry().sectors:
        known.append((partnership.sector, partnership.sector))
    form.sector.choices = options(known)
    if form.validate_on_submit():
        try:
            service.edit(actor(), partnership_id, opened_version(), form.values())
            return go(_url(partnership), _("Perubahan tersimpan."))
        except Invalid as error:
            form.add_errors(error.errors)
    status = 422 if form.errors else 200
    return page("partnerships/edit.html", "form", status=status, form=form, partnership=partnership)


@bp.route(ONE + "/rincian", methods=["GET", "POST"])
@needs(Action.PARTNERSHIP_EDIT)
def details(partnership_id: int) -> ResponseReturnValue:
    """The form of the partnership's type."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_EDIT)
    kind = type_of(partnership)
    if kind is None or kind.form is None:
        raise NotFound()
    form = kind.form() if request.method == "POST" else kind.form.from_json(partnership.type_values)
    context: dict[str, Any] = {"form": form, "kind": kind, "partnership": partnership}
    if request.method == "POST" and form.validate():
        partnership = service.set_type_values(actor(), partnership_id, opened_version(), form.to_json())
        here = url_for("partnerships.details", partnership_id=partnership_id)
        context["partnership"] = partnership
        return stay(
            here,
            "partnerships/details.html",
            "form",
            events=("partnership-changed",),
            message=_("Rincian tersimpan."),
            **context,
        )
    return page("partnerships/details.html", "form", status=422 if form.errors else 200, saved_message="", **context)


@bp.post(ONE + "/publik")
@needs(Action.PARTNERSHIP_PUBLISH)
def publish(partnership_id: int) -> ResponseReturnValue:
    """Show an agreed partnership to the public, or hide it."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_PUBLISH)
    shown = request.form.get("tampil") == "1"
    service.set_public(actor(), partnership_id, shown)
    return go(_url(partnership), _("Kini tampil untuk umum.") if shown else _("Kini hanya untuk para pihak."))


@bp.get(ONE + "/riwayat")
@needs(Action.PARTNERSHIP_VIEW)
def history(partnership_id: int) -> ResponseReturnValue:
    """Everything that happened, newest first; for the parties and those who oversee them.

    One that declined or left reads what it did itself.
    """
    partnership = partnership_or_404(partnership_id)
    insider = overview.is_insider(actor(), partnership)
    if not insider and partnership.party_of(actor().office) is None:
        raise NotFound()
    before = request.args.get("sebelum", "")
    older_than = int(before) if before.isascii() and before.isdigit() and len(before) < 10 else None
    shown = events.history(
        "partnership", partnership_id, limit=50, before=older_than, of=None if insider else actor().office
    )
    remember_labels(partnership.value_labels)
    return page("partnerships/history.html", "history", partnership=partnership, shown=shown)


@bp.post(ONE + "/benar")
@needs(Action.PARTNERSHIP_PUBLISH)
def confirm(partnership_id: int) -> ResponseReturnValue:
    """Another party says that a record entered from papers is right."""
    partnership = partnership_or_404(partnership_id, Action.PARTNERSHIP_PUBLISH)
    service.confirm_running(actor(), partnership_id)
    return go(_url(partnership), _("Terima kasih. Catatan ini dibenarkan dan kini tampil untuk umum."))


def _abilities(partnership: Partnership) -> dict[str, Any]:
    person = actor()
    return {
        "may_edit": permissions.may(person, Action.PARTNERSHIP_EDIT, partnership),
        "may_confirm": _may_confirm(partnership),
        "may_publish": permissions.may(person, Action.PARTNERSHIP_PUBLISH, partnership),
        "may_step": permissions.may(person, Action.PARTNERSHIP_STEP, partnership),
    }


def _may_confirm(partnership: Partnership) -> bool:
    party = partnership.party_of(actor().office)
    waits = partnership.entered_retroactively and partnership.confirmed_at is None
    other = party is not None and party.role != rules.INITIATOR
    return waits and other and permissions.may(actor(), Action.PARTNERSHIP_PUBLISH, partnership)


def _url(partnership: Partnership) -> str:
    return url_for("partnerships.show", partnership_id=partnership.id)
