"""What this subject's events and fields are called in the history."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from ...contracts import Text

WORDS: list[tuple[str, Text]] = [
    ("monitoring.indicator_added", _l("Indikator ditambahkan")),
    ("monitoring.indicator_edited", _l("Indikator diubah")),
    ("monitoring.indicator_archived", _l("Indikator tidak dipakai lagi")),
    ("monitoring.targets_set", _l("Target indikator ditetapkan")),
    ("monitoring.attribution_set", _l("Bagian para pihak atas hasil ditetapkan")),
    ("indicator", _l("Indikator")),
    ("definition", _l("Pengertian")),
    ("frequency", _l("Seberapa sering")),
    ("direction", _l("Arah yang baik")),
    ("is_cumulative", _l("Dijumlahkan dari awal")),
    ("baseline", _l("Keadaan awal")),
    ("baseline_on", _l("Tanggal keadaan awal")),
    ("method", _l("Cara mengukur")),
    ("reporter", _l("Yang melaporkan")),
    ("verifier", _l("Yang memeriksa")),
    ("targets", _l("Target")),
    ("shares", _l("Bagian para pihak")),
]
