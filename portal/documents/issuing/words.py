"""What this subject's events and fields are called in the history."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from ...contracts import Text

WORDS: list[tuple[str, Text]] = [
    ("documents.issued", _l("Dokumen diterbitkan")),
    ("documents.withdrawn", _l("Dokumen ditarik")),
    ("documents.scan_added", _l("Pindaian bertanda tangan disimpan")),
    ("documents.scan_replaced", _l("Pindaian bertanda tangan diganti")),
    ("documents.book_edited", _l("Pola nomor surat diubah")),
    ("documents.number_started", _l("Nomor surat berikutnya ditetapkan")),
    ("document", _l("Dokumen")),
    ("document_id", _l("Nomor catatan dokumen")),
    ("document_number", _l("Nomor dokumen")),
    ("document_code", _l("Kode pemeriksaan")),
    ("replaces", _l("Menggantikan dokumen")),
    ("number_register", _l("Buku nomor")),
    ("number_pattern", _l("Pola nomor")),
    ("number_classification", _l("Kode klasifikasi")),
    ("next_number", _l("Nomor berikutnya")),
]
