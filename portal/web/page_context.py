"""What every page knows: who reads, where they may go, and the local terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, get_flashed_messages, request, url_for

from ..contracts import Text
from ..permissions import Action, Actor, may_do_to_any
from ..settings import Settings
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


def init_app(app: Flask, settings: Settings) -> None:
    """Hand the common values to every template."""

    @app.context_processor
    def common() -> dict[str, Any]:
        return {
            "actor": actor(),
            "menu": menu_of(app, actor()),
            "settings": settings,
            "terms": settings.terms,
            "flashes": _flashes,
            "page_url": _page_url,
        }


def _flashes() -> list[str]:
    """The waiting messages; a page without any leaves the session alone, so that it can be cached."""
    if not request.cookies.get(current_app.config["SESSION_COOKIE_NAME"]):
        return []
    return get_flashed_messages()  # type: ignore[return-value]


def _page_url(**changes: Any) -> str:
    """This page's address with some query values changed; None takes one away."""
    values = {**request.args.to_dict(), **(request.view_args or {}), **changes}
    return url_for(request.endpoint or "knowledge.home", **{k: v for k, v in values.items() if v is not None})

