"""Measurements: what a party reports for a period, what proves it, and who verified it."""

from __future__ import annotations

from flask import Flask

from ...web.waiting import add_waiting_parts
from . import models, reminders, report_views, rules, sheet_views, views, waiting
from .panel import panels
from .sample import fill_sample
from .words import WORDS

__all__ = ["WORDS", "fill_sample", "init_app", "models", "panels", "report_views", "sheet_views"]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    app.jinja_env.globals.update(report_states=rules.STATES, report_tones=rules.TONES)
    add_waiting_parts(app, waiting.parts)
    app.extensions.setdefault("portal.tidiers", []).append(reminders.remind)
