"""The partnership health check: what the parties think of working together, without saying who thinks what."""

from __future__ import annotations

from flask import Flask

from ...web.waiting import add_waiting_source
from . import models, service, views, waiting
from .panel import panels
from .words import WORDS

__all__ = ["WORDS", "init_app", "models", "panels"]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    add_waiting_source(app, waiting.waiting_for)
    app.extensions.setdefault("portal.tidiers", []).append(service.end_overdue)
