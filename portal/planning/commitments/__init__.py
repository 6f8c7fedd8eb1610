"""Promises: who does what until when, what proves it, and how promises were kept."""

from __future__ import annotations

from flask import Flask

from ...partnerships.decided import add_promise_source
from ...web.page_context import name_values
from . import answer_views, rules, sources, views
from .panel import panels
from .words import WORDS

__all__ = ["WORDS", "answer_views", "init_app", "panels"]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    add_promise_source(app, sources.made_of)
    name_values(app, "origin", dict(rules.ORIGINS))
