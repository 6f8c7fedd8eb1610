"""Indicators: what a partnership wants to see change, from where, to where, and who says so."""

from __future__ import annotations

from typing import Any

from flask import Flask

from ...contracts import Panel
from ...web.page_context import name_values
from . import models, rules, views, words
from .words import WORDS

__all__ = ["WORDS", "init_app", "models", "panels", "views"]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    app.jinja_env.filters["masa"] = words.period_words
    app.jinja_env.globals.update(
        value_words=words.value_words,
        amount_words=words.amount_words,
        way_words=words.way_words,
        indicator_kinds=rules.KINDS,
        indicator_frequencies=rules.FREQUENCIES,
        indicator_directions=rules.DIRECTIONS,
        achievements=rules.ACHIEVEMENTS,
        achievement_tones=rules.TONES,
    )
    name_values(app, "frequency", dict(rules.FREQUENCIES))


def panels(partnership: Any, actor: Any) -> list[Panel]:
    """The panel of monitoring is that of measurements."""
    return []
