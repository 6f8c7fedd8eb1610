"""What every partnership of one field counts and does, beside the sector's own indicators and activities."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.sdk import ActivityTemplate, Indicator

INDICATORS = (
    Indicator(
        "parties_at_standard", _l("Pihak yang memenuhi standar"), "%", 1, (9, 17),
        _l("Pihak yang pada pemeriksaan terakhir memenuhi standar yang disepakati, dibanding semua pihak."), "semester",
    ),
    Indicator(
        "learning_meetings", _l("Pertemuan belajar"), "kali", 1, (4, 17),
        _l("Kunjungan, pelatihan atau pendampingan yang diikuti paling sedikit dua pihak."), "quarterly", adds="always",
    ),
    Indicator(
        "people_trained", _l("Warga dan petugas yang dilatih"), "orang", 1, (4, 5),
        _l("Orang yang mengikuti pelatihan sampai selesai, laki-laki dan perempuan, masing-masing sekali."), "semester",
        adds="always",
    ),
    Indicator(
        "practices_adopted", _l("Cara kerja yang ditiru"), "cara", 1, (9, 17),
        _l("Cara kerja satu pihak yang enam bulan kemudian masih dipakai pihak lain."), "semester",
    ),
    Indicator(
        "beneficiaries", _l("Penerima manfaat"), "orang", 1, (1, 10),
        _l("Warga semua pihak yang memakai layanan atau mendapat hasilnya, laki-laki dan perempuan."), "yearly",
    ),
    Indicator(
        "open_problems", _l("Masalah yang belum terselesaikan"), "masalah", -1, (16,),
        _l("Masalah yang dicatat bersama lebih dari tiga bulan lalu dan belum selesai."), "quarterly",
    ),
)  # fmt: skip

ACTIVITIES = (
    ActivityTemplate(
        "learning_visit", _l("Kunjungan belajar"),
        _l("Petugas semua pihak melihat cara kerja pihak yang paling berpengalaman, dan menulis yang dapat ditiru."),
        _l("Pihak yang dikunjungi"), 1, (4, 17),
    ),
    ActivityTemplate(
        "standard_check", _l("Pemeriksaan standar bersama"),
        _l("Tiap pihak diperiksa menurut standar yang disepakati; hasilnya dibahas bersama."),
        _l("Pihak yang disepakati sebagai pemeriksa"), 2, (16, 17),
    ),
    ActivityTemplate(
        "shared_handbook", _l("Menulis buku petunjuk bersama"),
        _l("Cara kerja yang terbukti baik ditulis singkat, dengan gambar, supaya petugas baru dapat mengikutinya."),
        _l("Pihak yang mengatur belajar bersama"), 3, (4, 9),
    ),
)  # fmt: skip
