"""What this subject's events, fields and codes are called in the history."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from ...contracts import Text
from . import rules

WORDS: list[tuple[str, Text]] = [
    ("planning.programme_opened", _l("Program dimulai")),
    ("planning.programme_edited", _l("Program diubah")),
    ("planning.activities_moved", _l("Kegiatan pindah ke program pada masanya")),
    ("planning.result_added", _l("Hasil yang diharapkan dicatat")),
    ("planning.result_edited", _l("Hasil yang diharapkan diubah")),
    ("planning.result_archived", _l("Hasil yang diharapkan dihapus dari program")),
    ("planning.source_added", _l("Dokumen perencanaan desa dicatat")),
    ("planning.source_archived", _l("Dokumen perencanaan desa dihapus dari program")),
    ("planning.activity_added", _l("Kegiatan direncanakan")),
    ("planning.activity_edited", _l("Kegiatan diubah")),
    ("planning.activity_status", _l("Keadaan kegiatan diubah")),
    ("planning.activity_archived", _l("Kegiatan dihapus dari rencana")),
    ("planning.prerequisite_added", _l("Syarat kegiatan ditambah")),
    ("planning.prerequisite_removed", _l("Syarat kegiatan dilepas")),
    ("planning.progress_added", _l("Kemajuan kegiatan dicatat")),
    ("planning.progress_taken_back", _l("Catatan kemajuan ditarik")),
    ("planning.photo_publicity", _l("Tampilnya sebuah foto diubah")),
    ("planning.risk_added", _l("Risiko kegiatan dicatat")),
    ("planning.risk_edited", _l("Risiko kegiatan diubah")),
    ("programme", _l("Program")),
    ("goal", _l("Tujuan")),
    ("starts_on", _l("Mulai")),
    ("ends_on", _l("Sampai")),
    ("sdgs", _l("Tujuan SDGs Desa")),
    ("result", _l("Hasil")),
    ("result_kind", _l("Jenis hasil")),
    ("measure", _l("Bagaimana terlihat")),
    ("parent_id", _l("Menuju manfaat")),
    ("document", _l("Dokumen")),
    ("item", _l("Kegiatan menurut dokumen")),
    ("account_code", _l("Kode rekening")),
    ("activity", _l("Kegiatan")),
    ("moved_activities", _l("Banyaknya kegiatan yang pindah")),
    ("activity_status", _l("Keadaan kegiatan")),
    ("due_on", _l("Paling lambat")),
    ("done_on", _l("Selesai tanggal")),
    ("party_id", _l("Penanggung jawab")),
    ("office", _l("Jabatan yang mengerjakan")),
    ("helpers", _l("Pihak yang membantu")),
    ("result_id", _l("Menuju keluaran")),
    ("target", _l("Target")),
    ("unit", _l("Satuan")),
    ("villages", _l("Desa tempat kegiatan")),
    ("place", _l("Tempat")),
    ("latitude", _l("Lintang")),
    ("longitude", _l("Bujur")),
    ("is_pilot", _l("Uji coba")),
    ("pilot_tries", _l("Yang dicoba")),
    ("pilot_judged_by", _l("Cara menilai")),
    ("pilot_lesson", _l("Hasil dan pelajaran")),
    ("prerequisite", _l("Syarat")),
    ("seen_on", _l("Tanggal dilihat")),
    ("percent", _l("Persen")),
    ("words", _l("Cerita")),
    ("risk", _l("Risiko")),
    ("risk_level", _l("Besarnya risiko")),
    ("risk_state", _l("Keadaan risiko")),
    ("response", _l("Yang dilakukan")),
]
CODES: Mapping[str, Mapping[str, Text]] = {
    "activity_status": rules.STATUSES,
    "result_kind": {rules.OUTCOME: _l("Manfaat"), rules.OUTPUT: _l("Keluaran")},
    "document": rules.DOCUMENTS,
    "risk_level": rules.LEVELS,
    "risk_state": rules.RISK_STATES,
}
