"""What this subject's events and fields are called in the history."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from ...contracts import Text

WORDS: list[tuple[str, Text]] = [
    ("documents.template_added", _l("Templat dokumen diunggah")),
    ("documents.template_withdrawn", _l("Templat dokumen ditarik")),
    ("template_kind", _l("Jenis dokumen")),
    ("template_area", _l("Wilayah templat")),
    ("template_number", _l("Nomor templat")),
    ("valid_from", _l("Berlaku sejak")),
]
