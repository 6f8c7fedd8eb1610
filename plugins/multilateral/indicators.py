"""What is worth counting among many parties. SDGs Desa goals as in the list of eighteen."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.sdk import Indicator

INDICATORS = (
    Indicator(
        "party_participation",
        _l("Pihak yang hadir di MAD"),
        "%",
        1,
        (16, 17),
        _l("Pihak yang hadir sendiri atau diwakili dengan mandat, dibagi semua pihak yang diundang."),
        "semester",
    ),
    Indicator(
        "commitments_kept",
        _l("Pihak yang menepati janjinya"),
        "%",
        1,
        (16, 17),
        _l("Pihak yang memenuhi semua janji yang jatuh tempo dalam masa ini, dibagi pihak yang punya janji."),
        "quarterly",
    ),
    Indicator(
        "women_present",
        _l("Perempuan di antara peserta MAD"),
        "%",
        1,
        (5, 16),
        _l("Utusan perempuan yang hadir, dibagi semua utusan yang hadir."),
        "semester",
    ),
    Indicator(
        "villages_served",
        _l("Desa yang sudah merasakan hasilnya"),
        _l("desa"),
        1,
        (10, 17),
        _l("Desa tempat sedikitnya satu kegiatan selesai atau satu layanan berjalan; rencana tidak dihitung."),
        "semester",
    ),
    Indicator(
        "resource_use",
        _l("Sumber daya bersama yang terpakai"),
        "%",
        1,
        (9, 12),
        _l("Sumber daya yang dipesan sedikitnya sekali dalam masa ini, dibagi semua yang terdaftar."),
        "quarterly",
    ),
    Indicator(
        "maintenance_done",
        _l("Perawatan yang dilakukan"),
        _l("kali"),
        1,
        (9, 12),
        _l("Perawatan sumber daya bersama yang tercatat dengan tanggal dan pelaksananya."),
        "quarterly",
        adds="always",
    ),
    Indicator(
        "cost_saved",
        _l("Biaya yang dihemat karena dikerjakan bersama"),
        "Rp",
        1,
        (8, 17),
        _l("Biaya bila tiap desa mengerjakannya sendiri, dikurangi biaya bersama; keduanya dengan bukti."),
        "yearly",
        adds="always",
    ),
    Indicator(
        "beneficiaries",
        _l("Penerima manfaat di semua pihak"),
        _l("orang"),
        1,
        (1, 10),
        _l("Orang yang menerima manfaat langsung, masing-masing dihitung sekali walaupun di beberapa kegiatan."),
        "yearly",
    ),
    Indicator(
        "advocacy_answered",
        _l("Sikap bersama yang dijawab"),
        "%",
        1,
        (16, 17),
        _l("Sikap bersama yang mendapat jawaban tertulis, dibagi semua yang sudah dikirim."),
        "yearly",
    ),
    Indicator(
        "open_disputes",
        _l("Perselisihan yang belum selesai"),
        _l("perkara"),
        -1,
        (16,),
        _l("Perselisihan yang disampaikan dan belum ada berita acara penyelesaiannya pada akhir masa ini."),
        "yearly",
    ),
)
