"""What this subject's events and fields are called in the history."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from ...contracts import Text

WORDS: list[tuple[str, Text]] = [
    ("monitoring.evaluation_opened", _l("Evaluasi dibuka")),
    ("monitoring.evaluation_answered", _l("Satu pihak menjawab evaluasi")),
    ("monitoring.finding_added", _l("Temuan evaluasi dicatat")),
    ("monitoring.finding_withdrawn", _l("Temuan evaluasi ditarik")),
    ("monitoring.recommendation_added", _l("Rekomendasi evaluasi dicatat")),
    ("monitoring.recommendation_withdrawn", _l("Rekomendasi evaluasi ditarik")),
    ("monitoring.recommendation_answered", _l("Rekomendasi evaluasi dijawab")),
    ("monitoring.evaluation_closed", _l("Evaluasi ditutup")),
    ("monitoring.evaluation_shown", _l("Evaluasi disetujui tampil untuk umum")),
    ("monitoring.evaluation_hidden", _l("Persetujuan menampilkan evaluasi ditarik")),
    ("evaluation", _l("Evaluasi")),
    ("finding", _l("Temuan atau pelajaran")),
    ("recommendation", _l("Rekomendasi")),
    ("outcome", _l("Jadinya")),
    ("outcome_title", _l("Rencana atau janji yang dimaksud")),
    ("evaluation_hash", _l("Sidik isi evaluasi")),
    ("evaluation_agreed", _l("Evaluasi boleh tampil")),
]
