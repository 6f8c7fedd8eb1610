"""What this room's events, fields and codes are called in the history of a matter."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask
from flask_babel import lazy_gettext as _l

from ...contracts import Text
from ...web.page_context import name_values
from . import rules

WORDS: list[tuple[str, Text]] = [
    ("coordination.matter_opened", _l("Perbedaan kepentingan dibuka")),
    ("coordination.matter_edited", _l("Perbedaan kepentingan diubah")),
    ("coordination.matter_agreed", _l("Semua pihak menyetujui satu pilihan")),
    ("coordination.matter_closed", _l("Perbedaan kepentingan selesai")),
    ("coordination.matter_told", _l("Perbedaan kepentingan selesai, ringkasannya untuk umum")),
    ("coordination.interest_added", _l("Kepentingan disampaikan")),
    ("coordination.interest_withdrawn", _l("Kepentingan ditarik")),
    ("coordination.interests_marked", _l("Kepentingan pihak lain ditandai")),
    ("coordination.option_proposed", _l("Pilihan penyelesaian diusulkan")),
    ("coordination.option_answered", _l("Pilihan penyelesaian dijawab")),
    ("coordination.option_confirmed", _l("Pilihan disetujui pimpinan")),
    ("coordination.option_withdrawn", _l("Pilihan penyelesaian ditarik")),
    ("matter", _l("Perbedaan kepentingan")),
    ("confidentiality", _l("Yang boleh membaca")),
    ("mediator", _l("Pendamping yang diundang")),
    ("about", _l("Apa yang dilihat berbeda")),
    ("why_now", _l("Mengapa sekarang")),
    ("need", _l("Kebutuhan")),
    ("marked", _l("Yang ditandai")),
    ("option", _l("Pilihan")),
    ("level", _l("Jawaban")),
    ("matter_outcome", _l("Jadinya")),
]
CODES: Mapping[str, Mapping[str, Text]] = {
    "confidentiality": rules.CONFIDENTIALITY,
    "level": rules.LEVELS,
    "matter_outcome": rules.OUTCOMES,
}


def init_app(app: Flask) -> None:
    """Give the history this room's codes in words; events and fields come by the hook."""
    for field, labels in CODES.items():
        name_values(app, field, dict(labels))
