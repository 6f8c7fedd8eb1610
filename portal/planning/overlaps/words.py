"""What this subject's events, fields and codes are called in the history."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from ...contracts import Text

WORDS: list[tuple[str, Text]] = [
    ("planning.overlap_set_aside", _l("Temuan tumpang tindih dikesampingkan")),
    ("planning.overlap_taken_back", _l("Temuan tumpang tindih dihitung lagi")),
    ("planning.own_item_added", _l("Rencana desa sendiri dicatat")),
    ("planning.own_item_edited", _l("Rencana desa sendiri diubah")),
    ("planning.own_item_archived", _l("Rencana desa sendiri dihapus dari daftar")),
    ("overlap", _l("Yang bertumpang tindih")),
    ("overlap_kind", _l("Jenis temuan")),
    ("beneficiaries", _l("Penerima manfaat")),
]
