"""SDGs Desa: which partnerships, plans and indicators serve which of the eighteen goals."""

from __future__ import annotations

from typing import Any

from flask import Flask

from ...contracts import Panel, Text
from ...partnerships.goal_links import add_goal_source
from ...villages.sections import add_village_section
from . import queries, views

__all__ = ["WORDS", "init_app", "panels"]

WORDS: list[tuple[str, Text]] = []


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    add_goal_source(app, queries.indicators_serving)
    add_village_section(app, views.of_village)


def panels(partnership: Any, actor: Any) -> list[Panel]:
    """Goals have pages only."""
    return []
