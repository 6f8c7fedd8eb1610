"""The whole-partnership file: everything about a partnership in one ZIP, and how another installation takes it over."""

from __future__ import annotations

from flask import Flask

from ...partnerships.frozen import add_frozen_elsewhere
from . import arrivals, models, origin, service, tables, views
from .words import WORDS

__all__ = ["WORDS", "init_app", "models", "tables"]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    app.extensions.setdefault("portal.tidiers", []).append(arrivals.forget)
    app.extensions.setdefault("portal.audit_checks", []).append(service.audit)
    add_frozen_elsewhere(app, origin.frozen_there)
