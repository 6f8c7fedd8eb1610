"""Roll-ups: what partnerships reached, seen from the nation, an area, a goal or a sector, and counted once."""

from __future__ import annotations

from typing import Any

from flask import Flask

from ...contracts import Panel, Text
from . import models, views

__all__ = ["WORDS", "init_app", "models", "panels", "views"]
WORDS: list[tuple[str, Text]] = []  # figures follow from what others record; they leave no events of their own


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)


def panels(partnership: Any, actor: Any) -> list[Panel]:
    """None: the figures of areas are no part of a partnership's page."""
    return []
