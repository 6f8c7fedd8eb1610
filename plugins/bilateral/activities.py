"""What two parties often do together, whatever their field."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.sdk import ActivityTemplate

ACTIVITIES = (
    ActivityTemplate(
        "study_visit", _l("Kunjungan belajar ke desa mitra"),
        _l("Warga satu desa melihat sendiri yang sudah berhasil di desa mitra, lalu menuliskan tiga hal yang ditiru."),
        _l("Desa yang belajar"), 1, (4, 17),
    ),
    ActivityTemplate(
        "teach_each_other", _l("Saling melatih warga"),
        _l("Tiap pihak mengajarkan satu keahliannya kepada warga pihak lain, bergantian tempat."),
        _l("Desa yang mengajar"), 2, (4, 17),
    ),
    ActivityTemplate(
        "lend_things", _l("Saling meminjamkan alat"),
        _l("Daftar alat, giliran pemakaian, dan siapa yang memperbaiki bila rusak."),
        _l("Kasi Kesejahteraan kedua desa"), 1, (9, 17),
    ),
    ActivityTemplate(
        "joint_campaign", _l("Penyuluhan bersama"),
        _l("Satu pesan disampaikan di kedua desa pada minggu yang sama, oleh kader dari kedua pihak."),
        _l("Kader kedua desa"), 1, (3, 11, 17),
    ),
    ActivityTemplate(
        "look_back", _l("Duduk bersama menilai kerja sama"),
        _l("Janji, sumbangan, dan hasil dibaca bersama; yang perlu diubah diputuskan saat itu juga."),
        _l("Kepala Desa kedua pihak"), 1, (16, 17),
    ),
)  # fmt: skip
