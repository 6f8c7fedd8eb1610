"""Evaluations of the parties: questions, findings, lessons, recommendations and what became of each."""

from __future__ import annotations

from flask import Flask

from ...web.page_context import name_values
from ...web.waiting import add_waiting_source
from . import models, rules, views, waiting, writing_views
from .panel import panels
from .sample import fill_sample
from .words import WORDS

__all__ = ["WORDS", "fill_sample", "init_app", "models", "panels", "writing_views"]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    add_waiting_source(app, waiting.waiting_for)
    name_values(app, "outcome", dict(rules.OUTCOMES))
