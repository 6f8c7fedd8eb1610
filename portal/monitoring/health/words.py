"""What this subject's events and fields are called in the history."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from ...contracts import Text

WORDS: list[tuple[str, Text]] = [
    ("monitoring.health_opened", _l("Pemeriksaan kesehatan kerja sama dibuka")),
    ("monitoring.health_answered", _l("Satu pihak menjawab pemeriksaan kesehatan")),
    ("monitoring.health_closed", _l("Pemeriksaan kesehatan ditutup")),
    ("health_round", _l("Putaran pemeriksaan")),
    ("last_day", _l("Dijawab paling lambat")),
    ("answers", _l("Jawaban yang masuk")),
]
