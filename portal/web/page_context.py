"""What every page knows: who reads, where they may go, and the local terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, g, get_flashed_messages, request, url_for

from ..contracts import Text
from ..permissions import Action, Actor, may_do_to_any
from ..settings import Settings
from .forms import VERSION_FIELD
from .guard import actor


@dataclass(frozen=True)
class MenuEntry:
    """A place in the menu, shown to those who may go there."""

    endpoint: str
    label: Text
    action: Action
    order: int = 100


def add_menu_entry(app: Flask, entry: MenuEntry) -> None:
    """Put a room's page into the menu."""
    app.extensions.setdefault("portal.menu", []).append(entry)


def menu_of(app: Flask, person: Actor) -> list[MenuEntry]:
    """The menu of one person, in order."""
    entries = [entry for entry in app.extensions.get("portal.menu", ()) if may_do_to_any(person, entry.action)]
    return sorted(entries, key=lambda entry: entry.order)


def name_events(app: Flask, labels: dict[str, Text]) -> None:
    """Say in words what the kinds of events mean ("village.edited" → "Profil desa diperbarui")."""
    app.extensions.setdefault("portal.event_labels", {}).update(labels)


def name_fields(app: Flask, labels: dict[str, Text]) -> None:
    """Say in words what the fields in a history mean ("head_name" → "Nama kepala desa")."""
    app.extensions.setdefault("portal.field_labels", {}).update(labels)


def name_values(app: Flask, field: str, labels: dict[str, Text]) -> None:
    """Say in words what a field's codes mean in a history ("draft" → "Gagasan")."""
    app.extensions.setdefault("portal.value_labels", {}).setdefault(field, {}).update(labels)


def value_label(field: str, value: Any) -> Any:
    """A value in words; the value itself when no room has given any."""
    labels = current_app.extensions.get("portal.value_labels", {}).get(field, {})
    return labels.get(value, value) if isinstance(value, str) else value


def event_label(kind: str) -> Text:
    """The words for a kind of event; its bare name when no room has given any."""
    return current_app.extensions.get("portal.event_labels", {}).get(kind, kind)


def field_label(name: str) -> Text:
    """The words for a field in a history; those its thing remembered, or its bare name, when no room has given any."""
    return current_app.extensions.get("portal.field_labels", {}).get(name) or g.get("kept_labels", {}).get(name, name)


def is_kept_number(name: str) -> bool:
    """Whether a field of a history is a thing's number, kept for links: it says nothing to a reader."""
    return name.endswith(("_id", "_ids"))


def remember_labels(labels: dict[str, str]) -> None:
    """What a thing's fields were once called: this page's history says so when their plugin is gone."""
    g.kept_labels = labels


def shown_version(version: int) -> str:
    """The version a form carries: the one it was opened on, also when it is shown again with errors."""
    if request.method == "POST" and not g.get("saved"):
        return request.form.get(VERSION_FIELD, str(version))
    return str(version)


def init_app(app: Flask, settings: Settings) -> None:
    """Hand the common values to every template."""
    app.jinja_env.globals.update(event_label=event_label, field_label=field_label, value_label=value_label)
    app.jinja_env.globals.update(shown_version=shown_version)
    app.jinja_env.tests["kept_number"] = is_kept_number

    @app.context_processor
    def common() -> dict[str, Any]:
        return {
            "actor": actor(),
            "menu": menu_of(app, actor()),
            "settings": settings,
            "terms": settings.terms,
            "flashes": _flashes,
            "page_url": page_url,
        }


def _flashes() -> list[str]:
    """The waiting messages; a page without any leaves the session alone, so that it can be cached."""
    if not request.cookies.get(current_app.config["SESSION_COOKIE_NAME"]):
        return []
    return get_flashed_messages()  # type: ignore[return-value]


def page_url(**changes: Any) -> str:
    """This page's address with some query values changed; None takes one away."""
    asked = {name: value for name, value in request.args.items() if name != "endpoint" and not name.startswith("_")}
    values = {**asked, **(request.view_args or {}), **changes}
    return url_for(request.endpoint or "knowledge.home", **{k: v for k, v in values.items() if v is not None})
