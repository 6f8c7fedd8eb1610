"""What this subject's events and fields are called in the history."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from ...contracts import Text

WORDS: list[tuple[str, Text]] = [
    ("coordination.thread_opened", _l("Percakapan dimulai")),
    ("coordination.announced", _l("Pengumuman untuk semua pihak")),
    ("coordination.post_added", _l("Tulisan baru di percakapan")),
    ("coordination.post_edited", _l("Tulisan di percakapan diubah")),
    ("coordination.post_hidden", _l("Tulisan di percakapan disembunyikan")),
    ("coordination.post_shown", _l("Tulisan di percakapan ditampilkan lagi")),
    ("coordination.post_tied", _l("Tulisan ditautkan ke keputusan")),
    ("coordination.mentioned", _l("Jabatan dipanggil di percakapan")),
    ("coordination.thread_renamed", _l("Judul percakapan diubah")),
    ("coordination.thread_locked", _l("Percakapan ditutup")),
    ("coordination.thread_unlocked", _l("Percakapan dibuka lagi")),
    ("thread_title", _l("Percakapan")),
    ("pinned_until", _l("Tampil di atas sampai")),
]
