"""What the events and fields of the sharing are called in the history."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

WORDS: list[tuple[str, Any]] = [
    ("multilateral.scheme_begun", _l("Skema pembagian disusun")),
    ("multilateral.scheme_edited", _l("Skema pembagian diubah")),
    ("multilateral.figures_written", _l("Angka untuk skema pembagian ditulis")),
    ("multilateral.scheme_proposed", _l("Skema pembagian diajukan")),
    ("multilateral.scheme_assent", _l("Pihak menyetujui skema pembagian")),
    ("multilateral.scheme_agreed", _l("Skema pembagian disetujui")),
    ("multilateral.scheme_withdrawn", _l("Skema pembagian ditarik")),
    ("multilateral.payout", _l("Hasil dibagi")),
    ("multilateral.levy", _l("Iuran atau biaya dibagi")),
    ("multilateral.distribution_cancelled", _l("Pembagian atau iuran dibatalkan")),
    ("multilateral.share_settled", _l("Bagian ditandai dibayar atau diterima")),
    ("multilateral.share_unsettled", _l("Tanda pada bagian diurungkan")),
    ("multilateral.share_confirmed", _l("Bagian dibenarkan pihak lain")),
    ("version", _l("Versi")),
    ("weights", _l("Dasar dan bobot")),
    ("covers", _l("Berlaku untuk")),
    ("shares_while_suspended", _l("Ikut selama ditangguhkan")),
    ("equal", _l("Sama rata")),
    ("population", _l("Jumlah penduduk")),
    ("area", _l("Luas wilayah")),
    ("use", _l("Pemakaian")),
    ("contribution", _l("Kontribusi")),
    ("settled_on", _l("Tanggal dibayar atau diterima")),
    ("document", _l("Nomor dokumen")),
]
