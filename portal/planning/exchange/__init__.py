"""The plan out of the portal and into it: spreadsheets and calendars."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l

from ...contracts import Panel, Text
from . import views

__all__ = ["WORDS", "init_app", "panels"]

WORDS: list[tuple[str, Text]] = [
    ("planning.sheet_imported", _l("Kegiatan dimasukkan dari lembar kerja")),
    ("sheet", _l("Berkas")),
    ("added", _l("Kegiatan baru")),
    ("changed", _l("Kegiatan yang berubah")),
    ("activities", _l("Kegiatan")),
]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)


def panels(partnership: Any, actor: Any) -> list[Panel]:
    """Exchange has pages only."""
    return []
