"""What citizens say of a public partnership, read by the parties before it is shown."""

from __future__ import annotations

from flask import Flask

from ...web.page_context import name_values
from . import models, rules, service, views
from .words import WORDS

__all__ = ["WORDS", "init_app", "models"]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    name_values(app, "feedback_kind", dict(rules.KINDS))
    name_values(app, "hidden_ground", dict(rules.GROUNDS))
    app.extensions.setdefault("portal.tidiers", []).append(service.forget)
