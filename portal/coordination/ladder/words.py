"""What the ladder's events, fields and codes are called in the history of a matter."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from ...contracts import Text
from ...web.page_context import name_values
from . import rules

WORDS: list[tuple[str, Text]] = [
    ("coordination.rung_begun", _l("Naik ke tingkat penyelesaian")),
    ("coordination.rung_skipped", _l("Tingkat penyelesaian dilewati")),
    ("coordination.rung_ended", _l("Hasil tingkat penyelesaian dicatat")),
    ("rung", _l("Tingkat penyelesaian")),
    ("rung_state", _l("Keadaan tingkat")),
]


def init_app(app: Flask) -> None:
    """Give the history the ladder's codes in words; events and fields come by the hook."""
    name_values(app, "rung", {kind.code: kind.label for kind in rules.KINDS.values()})
    name_values(app, "rung_state", dict(rules.STATES))
