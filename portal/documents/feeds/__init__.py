"""News for feed readers (Atom): partnerships that were opened or moved on, and what happened in one of them."""

from __future__ import annotations

from flask import Flask

from ...contracts import Text
from . import views

__all__ = ["WORDS", "init_app"]

WORDS: list[tuple[str, Text]] = []  # feeds only read


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
