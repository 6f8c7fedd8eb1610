"""The partnership health check: what the parties think of working together, without saying who thinks what."""

from __future__ import annotations

from flask import Flask

from . import models, service, views
from .words import WORDS

__all__ = ["WORDS", "init_app", "models"]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    app.extensions.setdefault("portal.tidiers", []).append(service.end_overdue)
