"""Every list that a person can see, as XLSX, CSV and JSON; and an area's year in one file."""

from __future__ import annotations

from flask import Flask

from ...contracts import Text
from ...web.listings import file_links
from . import turns, views

__all__ = ["WORDS", "init_app"]

WORDS: list[tuple[str, Text]] = []  # taking a list along changes nothing, so no history tells of it


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.extensions["portal.turns"] = turns.Turns()
    app.register_blueprint(views.bp)
    app.jinja_env.globals["file_links"] = file_links
