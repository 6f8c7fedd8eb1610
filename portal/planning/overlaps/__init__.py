"""The guard: what is planned twice, in one partnership, in two, or beside a village's own plan; who is forgotten."""

from __future__ import annotations

from flask import Flask

from ...villages.sections import add_village_section
from ...web.page_context import name_values
from . import own_views, rules, views, watching
from .panel import own_plan_of, panels
from .words import WORDS

__all__ = ["WORDS", "init_app", "own_views", "panels"]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    add_village_section(app, own_plan_of)
    name_values(app, "overlap_kind", dict(rules.KINDS))
    watching.watch()
