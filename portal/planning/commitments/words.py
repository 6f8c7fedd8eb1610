"""What this subject's events and fields are called in the history."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from ...contracts import Text

WORDS: list[tuple[str, Text]] = [
    ("planning.promise_made", _l("Janji dicatat")),
    ("planning.promise_taken_on", _l("Janji diakui")),
    ("planning.promise_declined", _l("Janji tidak diakui")),
    ("planning.promise_edited", _l("Catatan janji diubah")),
    ("planning.promise_released", _l("Janji dibebaskan pihak lain")),
    ("planning.promise_done", _l("Janji dinyatakan selesai")),
    ("planning.promise_needs_time", _l("Tanggal baru diminta untuk sebuah janji")),
    ("planning.promise_blocked", _l("Kendala sebuah janji disampaikan")),
    ("planning.promise_confirmed", _l("Janji dibenarkan selesai")),
    ("planning.promise_moved", _l("Tanggal baru sebuah janji diterima")),
    ("planning.promise_disputed", _l("Keberatan atas janji yang dinyatakan selesai")),
    ("planning.promise_not_moved", _l("Tanggal baru sebuah janji tidak diterima")),
    ("planning.promise_replied", _l("Keberatan dijawab")),
    ("planning.record_shown", _l("Rekam jejak janji disetujui tampil untuk umum")),
    ("planning.record_hidden", _l("Persetujuan menampilkan rekam jejak ditarik")),
    ("promise", _l("Janji")),
    ("promised_by", _l("Pihak yang berjanji")),
    ("due_on", _l("Paling lambat")),
    ("done_on", _l("Selesai tanggal")),
    ("origin", _l("Asal")),
    ("reference", _l("Rujukan")),
    ("proof", _l("Yang membuktikan selesai")),
    ("link", _l("Alamat rujukan")),
    ("day", _l("Tanggal")),
    ("word", _l("Penjelasan")),
    ("record_agreed", _l("Rekam jejak boleh tampil")),
]
