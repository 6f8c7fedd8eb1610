"""What citizens say of a public partnership, read by the parties before it is shown."""

from __future__ import annotations

from flask import Flask

from ...web.page_context import name_values
from ...web.waiting import add_waiting_source
from . import models, rules, service, views, waiting
from .panel import panels
from .words import WORDS

__all__ = ["WORDS", "init_app", "models", "panels"]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    add_waiting_source(app, waiting.waiting_for)
    name_values(app, "feedback_kind", dict(rules.KINDS))
    name_values(app, "hidden_ground", dict(rules.GROUNDS))
    app.extensions.setdefault("portal.tidiers", []).append(service.forget_contacts)
