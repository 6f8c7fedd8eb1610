"""The guard: what is planned twice, in one partnership, in two, or beside a village's own plan; who is forgotten."""

from __future__ import annotations

from typing import Any

from flask import Flask

from ...contracts import Panel
from ...villages.sections import add_village_section
from ...web.page_context import name_values
from ...web.waiting import add_waiting_parts
from . import demo, own_views, rules, views, waiting, watching
from .of_village import own_plan_of
from .words import WORDS

__all__ = ["WORDS", "demo", "init_app", "own_views", "panels"]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    add_waiting_parts(app, waiting.parts)
    add_village_section(app, own_plan_of)
    name_values(app, "overlap_kind", dict(rules.KINDS))
    watching.watch()


def panels(partnership: Any, actor: Any) -> list[Panel]:
    """None of its own: what is found stands in the panel of the plan, asked in one statement with it."""
    return []
