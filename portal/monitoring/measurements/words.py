"""What this subject's events and fields are called in the history."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from ...contracts import Text

WORDS: list[tuple[str, Text]] = [
    ("monitoring.measurement_drafted", _l("Laporan indikator disimpan sebagai konsep")),
    ("monitoring.measurement_submitted", _l("Laporan indikator dikirim")),
    ("monitoring.measurement_returned", _l("Laporan indikator dikembalikan")),
    ("monitoring.measurement_verified", _l("Laporan indikator diperiksa dan diterima")),
    ("monitoring.amendment_asked", _l("Pembetulan laporan diminta")),
    ("monitoring.amendment_returned", _l("Pembetulan laporan tidak diterima")),
    ("monitoring.amendment_verified", _l("Laporan dibetulkan")),
    ("monitoring.evidence_publicity", _l("Bukti ditampilkan atau disimpan kembali")),
    ("monitoring.report_late", _l("Laporan indikator terlambat")),
    ("late_reports", _l("Laporan yang terlambat")),
    ("period", _l("Masa laporan")),
    ("measured", _l("Hasil")),
    ("measured_parts", _l("Rincian yang tidak berlaku lagi")),
    ("measured_by", _l("Pihak yang melaporkan")),
]
