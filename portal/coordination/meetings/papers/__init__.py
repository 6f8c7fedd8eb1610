"""The papers of a meeting: printed sheets, the berita acara, and a file for a hall without signal."""

from __future__ import annotations

from flask import Flask

from . import views
from .words import WORDS

__all__ = ["WORDS", "init_app"]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
