"""What the events and fields of the pool are called in the history."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

WORDS: list[tuple[str, Any]] = [
    ("multilateral.resource_added", _l("Sumber daya bersama didaftarkan")),
    ("multilateral.resource_edited", _l("Sumber daya bersama diubah")),
    ("multilateral.resource_archived", _l("Sumber daya bersama diarsipkan")),
    ("multilateral.resource_restored", _l("Sumber daya bersama dipulihkan")),
    ("multilateral.resource_handed_over", _l("Sumber daya diserahkan kepada kemitraan")),
    ("multilateral.maintenance", _l("Perawatan dicatat")),
    ("multilateral.maintenance_withdrawn", _l("Catatan perawatan ditarik")),
    ("multilateral.booked", _l("Sumber daya dipesan")),
    ("multilateral.booking_asked", _l("Pesanan diajukan kepada pemilik")),
    ("multilateral.booking_agreed", _l("Pesanan disetujui pemilik")),
    ("multilateral.booking_refused", _l("Pesanan ditolak pemilik")),
    ("multilateral.booking_cancelled", _l("Pesanan dibatalkan")),
    ("multilateral.booking_yielded", _l("Pesanan pihak yang tidak ikut gugur")),
    ("resource", _l("Sumber daya")),
    ("place", _l("Tempat")),
    ("condition", _l("Keadaan barang")),
    ("use_terms", _l("Syarat memakai")),
    ("fee", _l("Biaya memakai")),
    ("fee_per", _l("Biaya dihitung")),
    ("keeper", _l("Yang menyimpan")),
    ("needs_consent", _l("Pesanan menunggu jawaban pemilik")),
    ("cost_by_scheme", _l("Biaya perawatan menurut skema")),
    ("cost_words", _l("Penanggung biaya perawatan")),
    ("maintain_every", _l("Dirawat setiap berapa hari")),
    ("what", _l("Tentang")),
    ("first_day", _l("Hari pertama")),
    ("last_day", _l("Hari terakhir")),
    ("hours", _l("Jam")),
]
