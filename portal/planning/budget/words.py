"""What this subject's events and fields are called in the history."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from ...contracts import Text

WORDS: list[tuple[str, Text]] = [
    ("planning.budget_planned", _l("Anggaran direncanakan")),
    ("planning.budget_item_edited", _l("Butir anggaran diubah")),
    ("planning.budget_item_archived", _l("Butir anggaran diarsipkan")),
    ("planning.budget_line_archived", _l("Sumber anggaran diarsipkan")),
    ("planning.budget_spent", _l("Realisasi dicatat")),
    ("planning.budget_confirmed", _l("Realisasi dibenarkan")),
    ("planning.budget_disputed", _l("Keberatan atas realisasi")),
    ("planning.budget_replied", _l("Keberatan atas realisasi dijawab")),
    ("planning.budget_taken_back", _l("Catatan realisasi dibetulkan dengan catatan lawannya")),
    ("budget_item", _l("Butir anggaran")),
    ("payer", _l("Pihak yang membayar")),
    ("source", _l("Sumber dana")),
    ("planned", _l("Rencana")),
    ("spent_on", _l("Tanggal dibelanjakan")),
]
