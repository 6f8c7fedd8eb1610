"""What can be done to potentials and needs; the same for both, and for villages and organisations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from .. import events, permissions
from ..db import db, transactional
from ..errors import NotAllowed, NotFound
from ..permissions import Actor
from . import rules, service
from .models import Need, Organisation, Potential
from .owners import Owner

Listed = type[Potential] | type[Need]
FIELDS: Mapping[Listed, tuple[str, ...]] = {
    Potential: ("sector", "title", "quantity", "unit", "note"),
    Need: ("sector", "title", "urgency", "quantity", "unit", "note"),
}
NOUNS: Mapping[Listed, str] = {Potential: "potential", Need: "need"}


@transactional
def add(actor: Actor, owner: Owner[Any], model: Listed, values: Mapping[str, Any]) -> Potential | Need:
    """Add a potential or need (`FIELDS` of its model) to a village or organisation."""
    _require(actor, owner)
    item = model(**owner.columns, **{name: values[name] for name in FIELDS[model]})
    db.session.add(item)
    db.session.flush()
    _record(actor, "added", owner, item, after={"number": item.id, **_filled(item)})
    return item


@transactional
def edit(
    actor: Actor, owner: Owner[Any], model: Listed, number: int, values: Mapping[str, Any], version: int | None
) -> Potential | Need:
    """Change a potential or need; Conflict with both versions when somebody else saved meanwhile."""
    item = _item(actor, owner, model, number)
    was, now = _told(item), {name: values[name] for name in FIELDS[model]}
    service.refuse_stale(item, version, was, now)
    before, after = events.differences(was, now)
    if after:
        for name, value in after.items():
            setattr(item, name, value)
        _record(actor, "edited", owner, item, before=_named(item, was, before), after=_named(item, now, after))
    return item


@transactional
def archive(actor: Actor, owner: Owner[Any], model: Listed, number: int, reason: str) -> Potential | Need:
    """Take a potential or need out of the lists, with a reason; it can be brought back."""
    item = _item(actor, owner, model, number)
    service.archive(actor, item, reason)
    _record(actor, "archived", owner, item, reason=reason, **_which(item))
    return item


@transactional
def restore(actor: Actor, owner: Owner[Any], model: Listed, number: int) -> Potential | Need:
    """Bring a potential or need back."""
    item = _item(actor, owner, model, number)
    service.restore(item)
    _record(actor, "restored", owner, item, **_which(item))
    return item


def find(owner: Owner[Any], model: Listed, number: int) -> Potential | Need:
    """A potential or need of this owner; NotFound when there is none."""
    item = cast("Potential | Need | None", db.session.get(model, number))
    if item is None or any(getattr(item, name) != value for name, value in owner.columns.items()):
        raise NotFound()
    return item


def _require(actor: Actor, owner: Owner[Any]) -> None:
    permissions.require(actor, owner.edit, owner.thing, view=owner.view)
    if owner.is_village and not rules.is_party_village(owner.key):
        raise NotAllowed()
    if isinstance(owner.thing, Organisation) and owner.thing.archived_at is not None:
        raise NotAllowed()


def _item(actor: Actor, owner: Owner[Any], model: Listed, number: int) -> Potential | Need:
    _require(actor, owner)
    item = find(owner, model, number)
    db.session.refresh(item, with_for_update=True)
    return item


def _told(item: Potential | Need) -> dict[str, Any]:
    return {name: getattr(item, name) for name in FIELDS[type(item)]}


def _filled(item: Potential | Need) -> dict[str, Any]:
    return {name: value for name, value in _told(item).items() if value not in (None, "")}


def _named(item: Potential | Need, all_values: Mapping[str, Any], changed: Mapping[str, Any]) -> dict[str, Any]:
    """What changed, and which potential or need it was."""
    return {"number": item.id, "title": all_values["title"], **changed}


def _which(item: Potential | Need) -> dict[str, Any]:
    """Which potential or need it was, before and after alike: nothing in it changed."""
    named = {"number": item.id, "title": item.title}
    return {"before": named, "after": named}


def _record(actor: Actor, verb: str, owner: Owner[Any], item: Potential | Need, **values: Any) -> None:
    kind = f"{NOUNS[type(item)]}.{verb}"
    events.record(actor, kind, owner.kind, owner.key, village_code=owner.village_code, **values)
