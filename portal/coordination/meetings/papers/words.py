"""What the events and fields of a hall's file are called in the history."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from ....contracts import Text

WORDS: list[tuple[str, Text]] = [
    ("coordination.hall_sheet_taken", _l("Hasil rapat dari berkas tanpa sinyal dicatat")),
    ("people", _l("Orang yang hadir")),
    ("items", _l("Acara")),
]
