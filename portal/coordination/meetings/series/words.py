"""What the events and fields of series are called in the history."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from ....contracts import Text
from ....web.page_context import name_values
from . import rules

WORDS: list[tuple[str, Text]] = [
    ("coordination.series_begun", _l("Rapat berkala dimulai")),
    ("coordination.series_changed", _l("Rapat berkala diubah")),
    ("coordination.series_stopped", _l("Rapat berkala dihentikan")),
    ("series", _l("Rapat berkala")),
    ("every", _l("Seberapa sering")),
]


def init_app(app: Flask) -> None:
    """Say in words what codes mean in a history."""
    name_values(app, "every", dict(rules.EVERY))
