"""The district head's yearly sheet on a partnership: what it looks at, and in which words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ...contracts import LegalBasis, Text, say

# The article on the district's evaluation was not read in the law's own text.
BASIS = LegalBasis("Permendagri 96/2017", "evaluasi oleh camat", confirmed=False)

ASPECTS: Mapping[str, tuple[Text, Text]] = {
    "papers": (say("Kelengkapan dokumen"), say("Naskah, pengundangan, susunan pelaksana.")),
    "carrying_out": (say("Pelaksanaan kegiatan"), say("Sesuai rencana dan waktunya.")),
    "money": (say("Keuangan"), say("Tercatat, dan sesuai APB Desa tiap desa.")),
    "reporting": (say("Pelaporan"), say("Laporan sampai kepada kepala desa, BPD, dan kabupaten.")),
    "benefit": (say("Manfaat bagi warga"), say("Dirasakan, dan adil di antara desa.")),
    "disputes": (say("Penyelesaian masalah"), say("Perselisihan ditangani dengan musyawarah.")),
}
GOOD, FAIR, POOR, NOT_SEEN = "good", "fair", "poor", "not_seen"
MARKS: Mapping[str, Text] = {
    GOOD: say("Baik"),
    FAIR: say("Cukup"),
    POOR: say("Perlu perbaikan"),
    NOT_SEEN: say("Belum dapat dinilai"),
}
MARK_TONES = {GOOD: "ok", FAIR: "info", POOR: "warn", NOT_SEEN: "neutral"}
CONCLUSIONS: Mapping[str, Text] = {
    "go_on": say("Dapat dilanjutkan"),
    "improve": say("Dilanjutkan dengan perbaikan"),
    "guide": say("Perlu pembinaan lebih dahulu"),
    "review": say("Perlu ditinjau kembali oleh para pihak"),
}
CONCLUSION_TONES = {"go_on": "ok", "improve": "info", "guide": "warn", "review": "bad"}
EARLIEST = 2015


def year_fault(year: int, today: date) -> Text | None:
    """Why there is no sheet for a year; None when there may be one."""
    if not EARLIEST <= year <= today.year:
        return say("Tahun yang dinilai antara %(first)s dan tahun ini.", first=EARLIEST)
    return None
