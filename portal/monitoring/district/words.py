"""What this subject's events and fields are called in the history."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from ...contracts import Text

WORDS: list[tuple[str, Text]] = [
    ("monitoring.district_evaluated", _l("Evaluasi kecamatan dicatat")),
    ("monitoring.district_evaluation_corrected", _l("Evaluasi kecamatan dibetulkan")),
    ("evaluated_year", _l("Tahun yang dinilai")),
    ("evaluated_in", _l("Kecamatan")),
    ("conclusion", _l("Kesimpulan")),
]
