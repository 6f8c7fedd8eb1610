"""What this room's events, fields and codes are called in the history."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask
from flask_babel import lazy_gettext as _l

from ...contracts import Text
from ...web.page_context import name_values
from . import decisions, rules

WORDS: list[tuple[str, Text]] = [
    ("coordination.body_formed", _l("Badan kerja sama dibentuk")),
    ("coordination.body_edited", _l("Data badan kerja sama diubah")),
    ("coordination.body_dissolved", _l("Badan kerja sama dibubarkan")),
    ("coordination.seat_filled", _l("Kursi badan kerja sama diisi")),
    ("coordination.seat_edited", _l("Kursi badan kerja sama dibetulkan")),
    ("coordination.seat_ended", _l("Kursi badan kerja sama berakhir")),
    ("coordination.rule_adopted", _l("Aturan keputusan ditetapkan")),
    ("coordination.duty_added", _l("Tugas badan dicatat")),
    ("coordination.duty_given", _l("Tugas badan diserahkan kepada pihak lain")),
    ("coordination.duty_changed", _l("Tugas badan diubah")),
    ("coordination.duty_archived", _l("Tugas badan diarsipkan")),
    ("duty", _l("Tugas")),
    ("duty_office", _l("Jabatan yang mengerjakan")),
    ("duty_helpers", _l("Yang membantu")),
    ("duty_informed", _l("Yang diberi tahu")),
    ("body", _l("Badan")),
    ("body_kind", _l("Jenis badan")),
    ("formed_by", _l("Dibentuk dengan")),
    ("decree_on", _l("Tanggal SK atau peraturan")),
    ("located_at", _l("Kedudukan")),
    ("dissolved_on", _l("Tanggal dibubarkan")),
    ("dissolution_number", _l("Nomor berita acara pembubaran")),
    ("seat_office", _l("Jabatan di badan")),
    ("team", _l("Bidang")),
    ("element", _l("Unsur")),
    ("party", _l("Pihak")),
    ("mandate_number", _l("Nomor SK Kepala Desa")),
    ("mandate_on", _l("Tanggal SK Kepala Desa")),
    ("ended_on", _l("Berakhir tanggal")),
    ("topic", _l("Jenis keputusan")),
    ("method", _l("Cara memutuskan")),
    ("quorum", _l("Kuorum")),
    ("weights", _l("Bobot suara")),
    ("fallback", _l("Bila mufakat tidak tercapai")),
    ("minutes_number", _l("Nomor berita acara")),
    ("minutes_on", _l("Tanggal berita acara")),
    ("in_force_from", _l("Berlaku sejak")),
    ("seats", _l("Jumlah kursi")),
]
CODES: Mapping[str, Mapping[str, Text]] = {
    "body_kind": rules.KINDS,
    "formed_by": rules.FORMED_BY,
    "seat_office": rules.OFFICES,
    "element": rules.ELEMENTS,
    "topic": decisions.TOPICS,
    "method": decisions.METHODS,
    "fallback": decisions.FALLBACKS,
}


def init_app(app: Flask) -> None:
    """Give the history this room's codes in words; events and fields come by the hook."""
    for field, labels in CODES.items():
        name_values(app, field, dict(labels))
