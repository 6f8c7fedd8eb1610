"""Pages of potentials and needs: one set of views, mounted for villages and for organisations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import current_app, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ..permissions import Action, may
from ..web import actor, go, needs, page, require, stay
from ..web.forms import opened_version
from ..web.local_terms import speak_as
from ..web.paging import paged
from . import labels, listings, owners, queries, rules, terms
from .forms import ListedForm, NeedForm, PotentialForm, ReasonForm
from .listings import Listed
from .models import Need, Organisation, Potential
from .owners import Owner
from .views import bp

AnyOwner = Owner[Any]
MODELS: dict[str, Listed] = {"potensi": Potential, "kebutuhan": Need}
FORMS: dict[str, type[ListedForm]] = {"potensi": PotentialForm, "kebutuhan": NeedForm}


def show(owner: AnyOwner, what: str) -> ResponseReturnValue:
    """The list, with the form to add for those who may."""
    return page("villages/listed.html", "listed", **_context(owner, what))


def add(owner: AnyOwner, what: str) -> ResponseReturnValue:
    """Add one, and stay to add the next."""
    form = FORMS[what]()
    if not form.validate_on_submit():
        return page("villages/listed.html", "listed", status=422, **_context(owner, what, form=form))
    item = listings.add(actor(), owner, MODELS[what], form.kept())
    again = FORMS[what](formdata=None, sector=item.sector)
    message = _("“%(title)s” ditambahkan.", title=item.title)
    return stay(
        _url("show", owner, what),
        "villages/listed.html",
        "listed",
        message=message,
        **_context(owner, what, form=again),
    )


def edit_form(owner: AnyOwner, what: str, number: int) -> ResponseReturnValue:
    """The form of one potential or need."""
    item = listings.find(owner, MODELS[what], number)
    return _edit_page(owner, what, item, FORMS[what](obj=item))


def edit(owner: AnyOwner, what: str, number: int) -> ResponseReturnValue:
    """Change one potential or need."""
    item = listings.find(owner, MODELS[what], number)
    form = FORMS[what](obj=item)
    if not form.validate_on_submit():
        return _edit_page(owner, what, item, form, status=422)
    listings.edit(actor(), owner, MODELS[what], number, form.kept(), opened_version())
    return go(_url("show", owner, what), _("Perubahan disimpan."))


def archive(owner: AnyOwner, what: str, number: int) -> ResponseReturnValue:
    """Take one out of the list, with a reason."""
    form = ReasonForm()
    if not form.validate_on_submit():
        item = listings.find(owner, MODELS[what], number)
        return _edit_page(owner, what, item, FORMS[what](formdata=None, obj=item), status=422, reason_form=form)
    item = listings.archive(actor(), owner, MODELS[what], number, form.reason.data or "")
    message = _("“%(title)s” diarsipkan. Anda dapat memulihkannya di bagian Arsip.", title=item.title)
    return go(_url("show", owner, what), message)


def restore(owner: AnyOwner, what: str, number: int) -> ResponseReturnValue:
    """Bring one back."""
    item = listings.restore(actor(), owner, MODELS[what], number)
    return go(_url("show", owner, what), _("“%(title)s” dipulihkan.", title=item.title))


def mount(prefix: str, kind: str, find: Callable[[str], AnyOwner], view_action: Action, edit_action: Action) -> None:
    """Give the owners of one kind these pages; `find` gets the owner's key from the address."""
    base = f"/{prefix}/<key>/<any(potensi, kebutuhan):what>"
    item = f"{base}/<int(max=999999999):number>"

    def route(rule: str, view: Callable[..., ResponseReturnValue], method: str, action: Action) -> None:
        def bound(key: str, **values: Any) -> ResponseReturnValue:
            owner = find(key)
            require(action, owner.thing, view=view_action)
            return view(owner, **values)

        bound.__doc__ = view.__doc__
        bp.add_url_rule(rule, f"{kind}_{view.__name__}", needs(action)(bound), methods=[method])

    route(base, show, "GET", view_action)
    route(base, add, "POST", edit_action)
    route(item, edit_form, "GET", edit_action)
    route(item, edit, "POST", edit_action)
    route(f"{item}/arsip", archive, "POST", edit_action)
    route(f"{item}/pulihkan", restore, "POST", edit_action)


mount("desa", "village", owners.village_owner, Action.VILLAGE_VIEW, Action.VILLAGE_EDIT)
mount("organisasi", "organisation", owners.organisation_owner, Action.ORGANISATION_VIEW, Action.ORGANISATION_EDIT)


def _url(view: str, owner: AnyOwner, what: str, **values: Any) -> str:
    return url_for(f"villages.{owner.kind}_{view}", key=owner.key, what=what, **values)


def _edit_page(
    owner: AnyOwner, what: str, item: Any, form: ListedForm, status: int = 200, reason_form: ReasonForm | None = None
) -> ResponseReturnValue:
    return page(
        "villages/listed_edit.html",
        "form",
        status=status,
        item=item,
        form=form,
        reason_form=reason_form or ReasonForm(formdata=None),
        **_shared(owner, what),
    )


def _context(owner: AnyOwner, what: str, form: ListedForm | None = None) -> dict[str, Any]:
    shared = _shared(owner, what)
    found = paged(queries.listed(MODELS[what], **owner.columns))
    archived = queries.first_archived(MODELS[what], **owner.columns) if shared["may_edit"] else []
    return {**shared, "found": found, "archived": archived, "form": form or FORMS[what](formdata=None)}


def _shared(owner: AnyOwner, what: str) -> dict[str, Any]:
    local = terms.terms_for(owner.village_code)
    speak_as(local)
    return {
        "owner": owner,
        "what": what,
        "may_edit": _may_edit(owner),
        "terms": local,
        "units": _units(),
        "words": labels,
        "place_of": lambda view, **values: _url(view, owner, what, **values),
        "edit_url": lambda item: _url("edit", owner, what, number=item.id),
    }


def _may_edit(owner: AnyOwner) -> bool:
    if owner.is_village:
        return rules.is_party_village(owner.key) and may(actor(), owner.edit, owner.thing)
    assert isinstance(owner.thing, Organisation)
    return owner.thing.archived_at is None and may(actor(), owner.edit, owner.thing)


def _units() -> list[str]:
    """The units that sectors suggest, each once."""
    sectors = current_app.extensions["portal.registry"].sectors.values()
    return list(dict.fromkeys(unit for sector in sectors for unit in sector.units))
