"""What this subject's events and fields are called in the history."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from ...contracts import Text

WORDS: list[tuple[str, Text]] = [
    ("monitoring.feedback_received", _l("Suara warga diterima")),
    ("monitoring.feedback_shown", _l("Suara warga ditampilkan")),
    ("monitoring.feedback_not_shown", _l("Suara warga tidak ditampilkan")),
    ("monitoring.feedback_replied", _l("Suara warga dijawab")),
    ("feedback", _l("Suara warga nomor")),
    ("feedback_kind", _l("Macam suara warga")),
    ("hidden_ground", _l("Alasan tidak ditampilkan")),
]
