"""Roll-ups: what partnerships reached, seen from the nation, an area, a goal or a sector, and counted once."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l

from ...contracts import Happened, Panel, Text
from ...partnerships.service import KIND
from ...permissions import Action
from ...villages.sections import add_village_section
from ...web.page_context import MenuEntry, add_menu_entry
from . import models, sections, service, views

__all__ = ["WORDS", "follow", "init_app", "models", "panels", "views"]
WORDS: list[tuple[str, Text]] = []  # figures follow from what others record; they leave no events of their own


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    app.extensions.setdefault("portal.tidiers", []).append(service.mend)
    add_village_section(app, sections.results_of_village)
    add_menu_entry(app, MenuEntry("rollups.nation", _l("Hasil"), Action.PAGE_VIEW, order=40))


def panels(partnership: Any, actor: Any) -> list[Panel]:
    """None: the figures of areas are no part of a partnership's page."""
    return []


def follow(event: Happened) -> None:
    """Bring a partnership's figures up to date when an event of its own may have changed what they rest on."""
    room, _dot, _what = event.kind.partition(".")
    if event.kind == "documents.imported":  # its reports came with it, its figures did not
        service.refresh(int(event.subject_id))
    elif event.subject_kind == KIND and room in ("partnership", "party", "step"):
        service.follow(int(event.subject_id), room == "party")
