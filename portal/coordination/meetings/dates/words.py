"""What the events and fields of looking for a day are called in the history."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from ....contracts import Text
from ....web.page_context import name_values
from . import rules

WORDS: list[tuple[str, Text]] = [
    ("coordination.dates_opened", _l("Mencari hari rapat")),
    ("coordination.date_offered", _l("Hari rapat diusulkan")),
    ("coordination.dates_answered", _l("Hari rapat dijawab")),
    ("coordination.date_found", _l("Hari rapat dipilih")),
    ("coordination.dates_given_up", _l("Pencarian hari dihentikan")),
    ("looked_for", _l("Rapat yang mencari hari")),
    ("closes_on", _l("Jawaban ditunggu sampai")),
    ("answered_for", _l("Yang menjawab")),
    ("told_by", _l("Disampaikan dengan")),
]


def init_app(app: Flask) -> None:
    """Say in words what codes mean in a history."""
    name_values(app, "told_by", dict(rules.CHANNELS))
