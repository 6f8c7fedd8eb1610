"""Contributions: what each party promised to bring and delivered, in money and in kind, and how fair that is."""

from __future__ import annotations

from flask import Flask

from ...web.page_context import name_values
from . import delivery_views, fair_views, rules, views
from .words import WORDS

__all__ = ["WORDS", "delivery_views", "fair_views", "init_app", "panels"]


def panels(partnership: object, actor: object) -> list[object]:
    """None of its own: the panel of money stands with the budget."""
    return []


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    name_values(app, "contribution_kind", dict(rules.KINDS))
