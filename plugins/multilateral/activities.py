"""What many villages often do together, whatever their field."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.sdk import ActivityTemplate

ACTIVITIES = (
    ActivityTemplate(
        "meet_regularly", _l("Rapat berkala para pihak"),
        _l("Bergiliran tempat; tiap desa melaporkan satu kemajuan dan satu kesulitan."),
        _l("Ketua BKAD"), 1, (16, 17),
    ),
    ActivityTemplate(
        "map_together", _l("Memetakan potensi dan masalah bersama"),
        _l("Tiap desa membawa datanya; satu peta dan satu daftar yang diakui semua desa."),
        _l("Kaur Perencanaan tiap desa"), 2, (11, 17),
    ),
    ActivityTemplate(
        "joint_purchase", _l("Membeli bersama"),
        _l("Kebutuhan semua desa dikumpulkan, satu pemasok dipilih terbuka, barang dibagi menurut pesanan."),
        _l("BKAD atau BUM Desa bersama"), 2, (8, 12, 17),
    ),
    ActivityTemplate(
        "pool_rota", _l("Menyusun giliran pakai alat dan sarana bersama"),
        _l("Siapa memakai kapan, siapa merawat, dan dari mana biayanya."),
        _l("Pengelola sarana bersama"), 1, (9, 17),
    ),
    ActivityTemplate(
        "one_voice", _l("Menyampaikan usulan bersama ke kabupaten"),
        _l("Satu naskah yang disetujui semua desa, dengan data tiap desa, dibawa sebelum musrenbang kecamatan."),
        _l("Para Kepala Desa"), 2, (16, 17),
    ),
    ActivityTemplate(
        "open_accounts", _l("Membuka laporan kepada warga semua desa"),
        _l("Kegiatan, uang, dan pembagiannya ditempel di tiap balai desa dan dibacakan dalam musyawarah desa."),
        _l("Sekretaris BKAD"), 1, (16, 17),
    ),
)  # fmt: skip
