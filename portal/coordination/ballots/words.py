"""What this subject's events and fields are called in the history."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from ...contracts import Text

WORDS: list[tuple[str, Text]] = [
    ("coordination.election_opened", _l("Pemilihan pengurus dibuka")),
    ("coordination.ballot_cast", _l("Suara masuk ke kotak")),
    ("coordination.election_closed", _l("Pemilihan pengurus ditutup dan dihitung")),
    ("coordination.election_called_off", _l("Pemilihan pengurus dibatalkan")),
    ("election_result", _l("Hasil pemilihan")),
]
