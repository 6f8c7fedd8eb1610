"""Evaluations of the parties: questions, findings, lessons, recommendations and what became of each."""

from __future__ import annotations

from flask import Flask

from ...web.page_context import name_values
from . import models, rules, views, writing_views
from .words import WORDS

__all__ = ["WORDS", "init_app", "models", "writing_views"]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    name_values(app, "outcome", dict(rules.OUTCOMES))
