"""The partnership health check: what the parties think of working together, without saying who thinks what."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from ...partnerships.things import add_thing_kind
from . import models, queries, rules, service, views
from .words import WORDS

__all__ = ["WORDS", "init_app", "models"]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    add_thing_kind(app, rules.KIND, _l("Pemeriksaan kesehatan kerja sama"), queries.find)
    app.extensions.setdefault("portal.tidiers", []).append(service.end_overdue)
