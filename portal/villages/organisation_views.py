"""Pages of organisations: the list, one organisation, its form, its history and its archive."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ..errors import Invalid
from ..permissions import Action, may, may_do_to_any
from ..web import actor, go, needs, page, require
from ..web.forms import opened_version
from ..web.local_terms import speak_as
from ..web.paging import paged
from . import history, labels, owners, queries, sections, service, terms
from .forms import OrganisationForm, ReasonForm
from .models import Need, Organisation, Potential
from .views import SHOWN, bp


@bp.get("/organisasi")
@needs(Action.ORGANISATION_VIEW)
def organisations() -> ResponseReturnValue:
    """All organisations, by name and kind."""
    text, kind = request.args.get("q", "")[:100].strip(), request.args.get("jenis", "")
    found = paged(queries.organisations(text, kind if kind in labels.ORGANISATION_KINDS else ""))
    return page(
        "organisations/list.html",
        "results",
        found=found,
        places=queries.place_names(item.village_code for item in found.items if item.village_code),
        text=text,
        kind=kind,
        may_create=may_do_to_any(actor(), Action.ORGANISATION_CREATE),
        words=labels,
    )


@bp.route("/organisasi/baru", methods=["GET", "POST"])
@needs(Action.ORGANISATION_CREATE)
def create_organisation() -> ResponseReturnValue:
    """Register an organisation."""
    office = actor().office
    form = OrganisationForm(village_code=office.village_code if office else "")
    if form.validate_on_submit():
        try:
            made = service.create_organisation(actor(), form.kept())
            return go(url_for(".organisation", key=made.id), _("Lembaga didaftarkan. Sekarang tambahkan potensinya."))
        except Invalid as error:
            form.add_errors(error.errors)
    status = 422 if request.method == "POST" else 200
    return page("organisations/edit.html", "form", status=status, form=form, organisation=None, words=labels)


@bp.get("/organisasi/<key>")
@needs(Action.ORGANISATION_VIEW)
def organisation(key: str) -> ResponseReturnValue:
    """An organisation's public page."""
    owner = owners.organisation_owner(key)
    require(Action.ORGANISATION_VIEW, owner.thing)
    return page(
        "organisations/organisation.html",
        potentials=queries.first_listed(Potential, SHOWN + 1, **owner.columns),
        needs=queries.first_listed(Need, SHOWN + 1, **owner.columns),
        sections=sections.sections_of(owner, actor()),
        shown=SHOWN,
        reason_form=ReasonForm(formdata=None),
        **_context(owner),
    )


@bp.route("/organisasi/<key>/ubah", methods=["GET", "POST"])
@needs(Action.ORGANISATION_EDIT)
def edit_organisation(key: str) -> ResponseReturnValue:
    """The form of an organisation's record."""
    owner = _editable(key)
    form = OrganisationForm.of(owner.thing)
    if form.validate_on_submit():
        try:
            service.edit_organisation(actor(), int(owner.key), form.kept(), opened_version())
            return go(owner.url, _("Data lembaga disimpan."))
        except Invalid as error:
            form.add_errors(error.errors)
    status = 422 if request.method == "POST" else 200
    return page("organisations/edit.html", "form", status=status, form=form, **_context(owner))


@bp.get("/organisasi/<key>/riwayat")
@needs(Action.ORGANISATION_EDIT)
def organisation_history(key: str) -> ResponseReturnValue:
    """Who changed what of an organisation, and when."""
    owner = _editable(key)
    return page(
        "villages/history.html", entries=history.history(owner), place=None, title=owner.name, **_context(owner)
    )


@bp.post("/organisasi/<key>/arsip")
@needs(Action.ORGANISATION_EDIT)
def archive_organisation(key: str) -> ResponseReturnValue:
    """Take an organisation out of lists, with a reason."""
    owner, form = _editable(key), ReasonForm()
    if not form.validate_on_submit():
        return page("organisations/archive.html", "form", status=422, form=form, **_context(owner))
    service.archive_organisation(actor(), int(owner.key), form.reason.data or "")
    return go(owner.url, _("Lembaga diarsipkan. Anda dapat memulihkannya di halaman ini."))


@bp.post("/organisasi/<key>/pulihkan")
@needs(Action.ORGANISATION_EDIT)
def restore_organisation(key: str) -> ResponseReturnValue:
    """Bring an organisation back from the archive."""
    owner = _editable(key)
    service.restore_organisation(actor(), int(owner.key))
    return go(owner.url, _("Lembaga dipulihkan."))


def _editable(key: str) -> owners.Owner[Organisation]:
    owner = owners.organisation_owner(key)
    require(Action.ORGANISATION_EDIT, owner.thing, view=Action.ORGANISATION_VIEW)
    return owner


def _context(owner: owners.Owner[Organisation]) -> dict[str, Any]:
    """What every page of an organisation shows."""
    seat = owner.thing.village_code
    local = terms.terms_for(seat)
    speak_as(local)
    return {
        "organisation": owner.thing,
        "owner": owner,
        "seat": queries.place_names([seat]).get(seat) if seat else None,
        "terms": local,
        "may_edit": may(actor(), Action.ORGANISATION_EDIT, owner.thing),
        "words": labels,
    }
