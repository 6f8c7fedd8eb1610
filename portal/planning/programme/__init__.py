"""A partnership's programme: goal, results, plans it draws on, activities with progress and risks."""

from __future__ import annotations

from flask import Flask

from ...web.page_context import name_values
from . import activity_views, programme_views, progress_views, rules, views, words
from .panel import panels
from .words import WORDS

__all__ = ["WORDS", "activity_views", "init_app", "panels", "programme_views", "progress_views"]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    app.jinja_env.globals.update(
        activity_statuses=rules.STATUSES,
        activity_tones=rules.TONES,
        risk_levels=rules.LEVELS,
        risk_states=rules.RISK_STATES,
    )
    for field, labels in words.CODES.items():
        name_values(app, field, dict(labels))
