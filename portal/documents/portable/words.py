"""What the history calls the events of whole-partnership files, and their fields."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from ...contracts import Text

WORDS: list[tuple[str, Text]] = [
    ("documents.imported", _l("Disalin dari portal lain")),
    ("copied_from", _l("Disalin dari")),
    ("made_at", _l("Berkas dibuat pada")),
    ("content_sha256", _l("Sidik isi berkas")),
    ("frozen_sha256", _l("Sidik naskah-naskah yang dibekukan")),
]
