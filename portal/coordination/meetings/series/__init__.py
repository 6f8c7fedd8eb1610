"""Meetings that come back: a rule, and the next two meetings made by it."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from ....partnerships.things import add_thing_kind
from . import models, queries, service, views, words
from .words import WORDS

__all__ = ["WORDS", "init_app", "models"]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    words.init_app(app)
    add_thing_kind(app, "meeting_series", _l("Rapat berkala"), queries.find)
    app.extensions.setdefault("portal.tidiers", []).append(service.prepare_all)
