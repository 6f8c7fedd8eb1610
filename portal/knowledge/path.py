"""The lawful path in plain words, for the page that explains the portal."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from ..contracts import LegalBasis, Text

BASICS = (
    LegalBasis("UU 6/2014 tentang Desa", "pasal 91–93"),
    LegalBasis("Permendagri 96/2017 tentang Tata Cara Kerja Sama Desa", "pasal 13"),
)

BREACH_NOTICE = LegalBasis("UU 27/2022 tentang Pelindungan Data Pribadi", "pasal 46")

STAGES: tuple[tuple[Text, Text], ...] = (
    (
        _l("Persiapan di tiap desa"),
        _l(
            "Kepala desa mendaftar bidang dan potensi serta urutan kepentingannya. BPD mengadakan musyawarah "
            "desa, yang boleh setuju atau tidak setuju. Yang disetujui masuk RPJM Desa dan RKP Desa."
        ),
    ),
    (
        _l("Penawaran"),
        _l(
            "Satu desa mengirim surat penawaran: ruang lingkup, jangka waktu, hak dan kewajiban, pendanaan, dan "
            "seterusnya. Desa yang ditawari menerima, menolak, atau menawar balik."
        ),
    ),
    (
        _l("Penyusunan rancangan"),
        _l("Para pihak menulis rancangan bersama, menanyai warga, lalu membahasnya dalam musyawarah antar desa."),
    ),
    (
        _l("Penandatanganan dan pengundangan"),
        _l(
            "Setiap kepala desa menandatangani peraturan bersama. Setiap desa memberi nomor dan mengundangkannya "
            "dalam Berita Desa. Dengan pihak ketiga bentuknya perjanjian bersama."
        ),
    ),
    (
        _l("Pelaksanaan"),
        _l("Kegiatan dijalankan bersama, misalnya oleh BKAD, badan kerja sama antar desa."),
    ),
    (
        _l("Pelaporan dan penilaian"),
        _l(
            "Hasilnya dilaporkan kepada kepala desa dan BPD, dengan tembusan kepada bupati lewat camat. Dari situ "
            "kerja sama dilanjutkan, diubah, atau diakhiri."
        ),
    ),
)
