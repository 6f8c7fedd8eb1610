"""Reports: one partnership's results of a year as a matrix, on paper, on one page for everyone, and as data."""

from __future__ import annotations

from typing import Any

from flask import Flask

from ...contracts import Panel, Text
from . import views

__all__ = ["WORDS", "init_app", "panels", "views"]
WORDS: list[tuple[str, Text]] = []  # reports only read


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)


def panels(partnership: Any, actor: Any) -> list[Panel]:
    """None: the panel of monitoring leads here."""
    return []
