"""Lists from spreadsheets: the records of many villages, and a register of partnerships on paper."""

from __future__ import annotations

from flask import Flask

from ...contracts import Text
from ...permissions import Action, may_do_to_any
from ...web import actor
from . import models, views

__all__ = ["WORDS", "init_app", "models"]

WORDS: list[tuple[str, Text]] = []  # each village and partnership tells in its own history what was entered


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    app.jinja_env.globals["may_import"] = lambda: may_do_to_any(actor(), Action.SHEET_IMPORT)
