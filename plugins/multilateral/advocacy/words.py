"""What the events and fields of joint positions are called in the history."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

WORDS: list[tuple[str, Any]] = [
    ("multilateral.position_begun", _l("Sikap bersama ditulis")),
    ("multilateral.position_edited", _l("Sikap bersama diubah")),
    ("multilateral.position_gathering", _l("Para pihak dimintai suara atas sikap bersama")),
    ("multilateral.position_reworked", _l("Sikap bersama ditarik kembali untuk diperbaiki")),
    ("multilateral.position_withdrawn", _l("Sikap bersama dibatalkan")),
    ("multilateral.position_supports", _l("Mendukung sikap bersama")),
    ("multilateral.position_abstains", _l("Tidak ikut dalam sikap bersama")),
    ("multilateral.position_objects", _l("Keberatan atas sikap bersama")),
    ("multilateral.position_sent", _l("Sikap bersama dikirim dan dibekukan")),
    ("multilateral.position_replaced", _l("Sikap bersama diganti versi baru")),
    ("multilateral.position_version", _l("Versi perbaikan sikap bersama dibuat")),
    ("multilateral.position_publicity", _l("Tampilnya sikap bersama untuk umum diubah")),
    ("multilateral.position_step", _l("Langkah advokasi dicatat")),
    ("multilateral.position_step_back", _l("Catatan langkah advokasi ditarik")),
    ("multilateral.position_accepted", _l("Jawaban dicatat: diterima")),
    ("multilateral.position_partly", _l("Jawaban dicatat: diterima sebagian")),
    ("multilateral.position_refused", _l("Jawaban dicatat: ditolak")),
    ("multilateral.position_closed", _l("Sikap bersama ditutup")),
    ("position", _l("Sikap bersama")),
    ("ask", _l("Yang diminta")),
    ("addressee", _l("Kepada")),
    ("addressee_body", _l("Lembaga yang dituju")),
    ("evidence", _l("Bukti dan alasan")),
    ("links", _l("Tautan bukti")),
    ("papers", _l("Dokumen")),
    ("threshold", _l("Dukungan yang diperlukan")),
    ("letter_number", _l("Nomor surat")),
    ("sent_on", _l("Tanggal dikirim")),
    ("supporters", _l("Banyaknya pendukung")),
    ("what", _l("Yang dilakukan")),
    ("answered_on", _l("Tanggal jawaban")),
    ("answer_number", _l("Nomor surat jawaban")),
    ("answer_text", _l("Isi jawaban")),
    ("outcome", _l("Hasil")),
    ("lesson", _l("Pelajaran")),
]
