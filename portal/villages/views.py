"""Pages of areas and villages: search, browsing, a village's page, the form of its profile, its history."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ..errors import NotFound
from ..permissions import Action, may
from ..web import actor, go, needs, page, require
from ..web.forms import opened_version
from ..web.local_terms import speak_as
from . import history, labels, owners, queries, rules, search, sections, service, terms
from .forms import VillageForm
from .models import Area, Need, Potential, Village

bp = Blueprint("villages", __name__)
SHOWN = 8  # potentials and needs on a village's own page; the rest is one step away


@bp.get("/desa", endpoint="search")
@needs(Action.AREA_VIEW)
def search_page() -> ResponseReturnValue:
    """One search box over all villages."""
    results = search.find(request.args.get("q", ""), _page_number())
    return page("villages/search.html", "results", results=results, words=labels)


@bp.get("/wilayah")
@needs(Action.AREA_VIEW)
def provinces() -> ResponseReturnValue:
    """All provinces, to browse from."""
    return page("villages/areas.html", area=None, place=None, below=queries.areas_in(None), words=labels)


@bp.get("/wilayah/<code>")
@needs(Action.AREA_VIEW)
def areas(code: str) -> ResponseReturnValue:
    """What lies in a province, regency or district."""
    area = _area(code, ".areas")
    if area.is_village:
        return redirect(url_for(".village", code=area.code), 301)
    local = terms.usual_terms(area.code)
    speak_as(local)
    return page(
        "villages/areas.html",
        area=area,
        place=queries.place_names([area.code])[area.code],
        below=queries.areas_in(area.code),
        terms=local,
        words=labels,
    )


@bp.get("/desa/<code>")
@needs(Action.VILLAGE_VIEW)
def village(code: str) -> ResponseReturnValue:
    """A village's public page."""
    area = _area(code, ".village")
    if not area.is_village:
        return redirect(url_for(".areas", code=area.code), 301)
    owner = owners.village_owner(area.code)
    require(Action.VILLAGE_VIEW, owner.thing)
    if not area.is_ward:
        speak_as(terms.terms_for(area.code))
    return page(
        "villages/village.html",
        potentials=queries.first_listed(Potential, SHOWN + 1, **owner.columns),
        needs=queries.first_listed(Need, SHOWN + 1, **owner.columns),
        organisations=queries.first_organisations(area.code, SHOWN + 1),
        sections=[] if area.is_ward else sections.sections_of(owner, actor()),
        shown=SHOWN,
        **_context(area, owner),
    )


@bp.route("/desa/<code>/ubah", methods=["GET", "POST"])
@needs(Action.VILLAGE_EDIT)
def edit_village(code: str) -> ResponseReturnValue:
    """The form of a village's profile."""
    area, owner = _editable(code, ".edit_village")
    form = VillageForm.of(owner.thing)
    if form.validate_on_submit():
        service.edit_village(actor(), area.code, form.kept(), opened_version())
        return go(url_for(".village", code=area.code), _("Profil disimpan."))
    status = 422 if request.method == "POST" else 200
    usual = terms.usual_terms(area.code)
    return page("villages/edit.html", "form", status=status, form=form, usual=usual, **_context(area, owner))


@bp.get("/desa/<code>/riwayat")
@needs(Action.VILLAGE_EDIT)
def village_history(code: str) -> ResponseReturnValue:
    """Who changed what of a village, and when."""
    area, owner = _editable(code, ".village_history")
    return page("villages/history.html", entries=history.history(owner), **_context(area, owner))


def _area(code: str, endpoint: str) -> Area:
    """The area of a code. Another spelling of it is sent to the official one; what is no code is not found."""
    official = rules.parse_code(code)
    area = queries.area(official) if official else None
    if area is None:
        raise NotFound()
    if area.code != code and request.method == "GET":
        abort(redirect(url_for(endpoint, code=area.code), 301))
    return area


def _editable(code: str, endpoint: str) -> tuple[Area, owners.Owner[Village]]:
    """A village that this person may edit."""
    area = _area(code, endpoint)
    owner = owners.village_owner(area.code)
    require(Action.VILLAGE_EDIT, owner.thing, view=Action.VILLAGE_VIEW)
    return area, owner


def _context(area: Area, owner: owners.Owner[Village]) -> dict[str, Any]:
    """What every page of a village shows: where it is, and how things are called there."""
    local = terms.with_own(area.code, owner.thing.terms)
    place = queries.place_names([area.code])[area.code]
    return {
        "area": area,
        "owner": owner,
        "village": owner.thing,
        "place": place,
        "terms": local,
        "title": place.titled(local),
        "may_edit": not area.is_ward and may(actor(), Action.VILLAGE_EDIT, owner.thing),
        "words": labels,
    }


def _page_number() -> int:
    value = request.args.get("hal", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else 1
