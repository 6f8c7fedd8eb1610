"""What this subject's events and fields are called in the history."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from ...contracts import Text

WORDS: list[tuple[str, Text]] = [
    ("planning.contribution_promised", _l("Sumbangan dijanjikan")),
    ("planning.contribution_edited", _l("Sumbangan yang dijanjikan diubah")),
    ("planning.contribution_archived", _l("Sumbangan yang dijanjikan diarsipkan")),
    ("planning.contribution_delivered", _l("Sumbangan diserahkan")),
    ("planning.delivery_confirmed", _l("Penyerahan dibenarkan")),
    ("planning.delivery_disputed", _l("Keberatan atas penyerahan")),
    ("planning.delivery_replied", _l("Keberatan atas penyerahan dijawab")),
    ("planning.delivery_taken_back", _l("Catatan penyerahan ditarik")),
    ("planning.value_agreed", _l("Nilai satuan disepakati")),
    ("planning.value_confirmed", _l("Nilai satuan dibenarkan")),
    ("planning.value_disputed", _l("Keberatan atas nilai satuan")),
    ("planning.value_withdrawn", _l("Nilai satuan ditarik")),
    ("planning.village_budget", _l("Jumlah APB Desa diisi")),
    ("contribution", _l("Sumbangan")),
    ("contribution_kind", _l("Macam sumbangan")),
    ("contributor", _l("Pihak yang menyumbang")),
    ("quantity", _l("Jumlah")),
    ("amount", _l("Rupiah")),
    ("unit", _l("Satuan")),
    ("delivered_on", _l("Diserahkan tanggal")),
    ("document", _l("Bukti tertulis")),
    ("item", _l("Untuk apa")),
    ("unit_value", _l("Nilai satu satuan")),
    ("agreed_on", _l("Disepakati tanggal")),
    ("year", _l("Tahun")),
    ("valued_as", _l("Dinilai sebagai")),
    ("activity_id", _l("Nomor kegiatan")),
]
