"""One calendar over a person's partnerships, and its secret feeds."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l

from ...contracts import Panel, Text
from ...web.page_context import name_fields
from . import models, views, waiting_views

__all__ = ["WORDS", "init_app", "models", "panels", "waiting_views"]

WORDS: list[tuple[str, Text]] = [
    ("coordination.calendar_link_made", _l("Tautan kalender dibuat")),
    ("coordination.calendar_link_withdrawn", _l("Tautan kalender dicabut")),
]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    name_fields(app, {"calendar_link": _l("Tautan kalender")})


def panels(partnership: Any, actor: Any) -> list[Panel]:
    """None: the calendar is reached from the home page, the shared panel, one's account and the plan."""
    return []
