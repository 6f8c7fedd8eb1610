"""The budget by source: who pays what from which source, what was spent, and what is not known yet."""

from __future__ import annotations

from flask import Flask

from ...web.page_context import name_values
from . import line_views, paper_views, rules, views
from .panel import panels
from .words import WORDS

__all__ = ["WORDS", "init_app", "line_views", "panels", "paper_views"]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    name_values(app, "source", dict(rules.SOURCES))
