"""Renewable energy: who owns the plant, who keeps it running, what it costs."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.sdk import ActivityTemplate, Clause, Indicator, PortalForm, Risk, Role, Sector

from .fields import choice, count, figures_of, line, quantity, rupiah, words

SOURCES = [
    ("hydro", _l("Air (mikrohidro)")), ("solar", _l("Surya")), ("biogas", _l("Biogas")), ("wind", _l("Angin")),
    ("biomass", _l("Biomassa")),
]  # fmt: skip


class EnergyForm(PortalForm):
    source = choice(_l("Sumber energi"), SOURCES)
    capacity = quantity(_l("Daya terpasang (kW)"), 1_000_000)
    households = count(_l("Rumah yang dilayani (rumah)"), 1_000_000)
    hours = quantity(_l("Jam layanan dalam sehari (jam)"), 24, _l("0 sampai 24."))
    monthly_energy = quantity(_l("Energi yang dihasilkan (kWh/bulan)"), 100_000_000)
    tariff = rupiah(_l("Tarif (Rp/kWh)"), 1_000_000)
    monthly_fee = rupiah(_l("Iuran tetap (Rp/bulan)"), 100_000_000)
    owner = line(_l("Pemilik pembangkit"), _l("Contoh: BUM Desa bersama."))
    upkeep = words(_l("Rencana perawatan"), _l("Siapa, kapan, suku cadang apa."))


INDICATORS = (
    Indicator(
        "served_households", _l("Rumah yang menyala"), "rumah", 1, (7,),
        _l("Rumah yang mendapat listrik atau gas dari pembangkit ini pada bulan itu."), "monthly",
    ),
    Indicator(
        "energy", _l("Energi yang dihasilkan"), "kWh/bulan", 1, (7,),
        _l("Angka meter pembangkit pada akhir bulan dikurangi awal bulan."), "monthly",
    ),
    Indicator(
        "outage", _l("Jam padam"), "jam/bulan", -1, (7, 9),
        _l("Jumlah jam tanpa layanan, yang direncanakan maupun tidak."), "monthly", adds="never",
    ),
    Indicator(
        "fees_collected", _l("Iuran yang tertagih"), "%", 1, (7, 16),
        _l("Iuran dan tarif yang dibayar dibanding yang ditagih."), "monthly",
    ),
    Indicator(
        "upkeep_fund", _l("Dana perawatan yang tersedia"), "Rp", 1, (7, 12),
        _l("Saldo dana perawatan pada akhir triwulan."), "quarterly",
    ),
    Indicator(
        "fuel_replaced", _l("Minyak, gas atau kayu yang tergantikan"), "Rp/bulan", 1, (7, 13),
        _l("Belanja bahan bakar yang tidak lagi dikeluarkan, dari contoh rumah."), "semester",
    ),
)  # fmt: skip

ACTIVITIES = (
    ActivityTemplate(
        "resource_survey", _l("Mengukur sumber energi"),
        _l("Debit dan tinggi jatuh air, sinar matahari, atau jumlah kotoran ternak selama satu musim."),
        _l("Tenaga ahli dengan kedua desa"), 3, (7,),
    ),
    ActivityTemplate(
        "build_plant", _l("Membangun pembangkit"),
        _l("Bangunan, jaringan, meter; pekerja dari semua desa."), _l("BKAD atau BUM Desa bersama"), 9, (7, 9),
    ),
    ActivityTemplate(
        "train_operators", _l("Melatih operator"),
        _l("Menjalankan, merawat, memperbaiki, dan mematikan dengan aman."),
        _l("Pemasang atau perguruan tinggi"), 2, (4, 7),
    ),
    ActivityTemplate(
        "tariff_meeting", _l("Musyawarah tarif"),
        _l("Biaya rawat dan ganti dihitung terbuka, lalu tarif dan keringanan diputuskan."),
        _l("Pengelola energi"), 1, (7, 16),
    ),
    ActivityTemplate(
        "productive_use", _l("Memakai energi untuk usaha"),
        _l("Penggilingan, pendingin, bengkel: siang hari ketika rumah memakai sedikit."),
        _l("Kelompok usaha"), 4, (7, 8),
    ),
)  # fmt: skip

ROLES = (
    Role(_l("Pengelola energi"), _l("Menagih, mencatat, mengumumkan keuangan, memesan suku cadang.")),
    Role(_l("Operator"), _l("Menjalankan pembangkit, mencatat meter, menjaga keselamatan.")),
    Role(_l("Desa pemilik lahan atau sungai"), _l("Menjaga hulu dan memberi jalan bagi jaringan.")),
    Role(_l("Kelompok pemakai"), _l("Membayar tepat waktu dan memakai menurut daya yang disepakati.")),
)  # fmt: skip

RISKS = (
    Risk(
        _l("Alat rusak dan tidak ada uang menggantinya"),
        _l("Tarif memuat dana ganti sejak bulan pertama, rekening terpisah."),
    ),
    Risk(
        _l("Hanya satu orang yang bisa menjalankan"),
        _l("Paling sedikit dua operator dari dua desa, buku petunjuk di pembangkit."),
    ),
    Risk(
        _l("Debit atau matahari kurang pada musim tertentu"),
        _l("Jadwal pemakaian menurut musim, beban usaha dikurangi dulu."),
    ),
    Risk(
        _l("Jaringan listrik umum masuk"),
        _l("Sepakati dari awal apakah pembangkit dijual, dipindah, atau disambung."),
    ),
    Risk(_l("Kecelakaan listrik"), _l("Pemasangan oleh yang berwenang, pemeriksaan setahun sekali, tanda bahaya.")),
)  # fmt: skip

CLAUSES = (
    Clause(
        "tariff", _l("Tarif dan iuran"),
        _l("Besarnya, siapa menagih, keringanan, dan kapan ditinjau."),
        _l(
            "Tarif Rp1.000 per kWh dan iuran Rp10.000 sebulan, ditagih pengelola, ditinjau setahun sekali dalam "
            "musyawarah."
        ),
    ),
    Clause(
        "maintenance", _l("Perawatan dan penggantian"),
        _l("Siapa merawat, dana apa, dan apa yang terjadi bila rusak berat."),
        _l("Sepertiga pendapatan disimpan sebagai dana ganti; kerusakan di atas Rp5.000.000 diputuskan bersama."),
    ),
    Clause(
        "ownership", _l("Kepemilikan"),
        _l("Milik siapa pembangkit dan jaringannya, dan bagaimana bila kerja sama berakhir."),
        _l(
            "Pembangkit milik BUM Desa bersama; bila kerja sama berakhir, desa tempatnya membayar bagian pihak lain "
            "menurut nilai sisa."
        ),
    ),
    Clause(
        "service", _l("Layanan dan daya"),
        _l("Berapa daya untuk tiap desa dan rumah, jam berapa, siapa didahulukan."),
        _l("Tiap rumah mendapat 450 watt pukul 17.00 sampai 06.00; posyandu dan sekolah didahulukan."),
    ),
    Clause(
        "safety", _l("Keselamatan"),
        _l("Pemeriksaan, tanda bahaya, dan tanggung jawab bila terjadi kecelakaan."),
        _l("Jaringan diperiksa teknisi berwenang setahun sekali; pengelola menanggung pertolongan pertama."),
        required=False,
    ),
)  # fmt: skip

SECTOR = Sector(
    "energi",
    _l("Energi terbarukan"),
    _l("Listrik dari air dan surya, biogas, dan hemat energi."),
    ("kW", "kWh/bulan", "rumah", "unit"),
    order=80,
    form=EnergyForm,
    indicators=INDICATORS,
    activities=ACTIVITIES,
    roles=ROLES,
    risks=RISKS,
    clauses=CLAUSES,
    figures=figures_of(
        ("capacity", _l("daya terpasang"), "kW"),
        ("households", _l("rumah yang dilayani"), _l("rumah")),
        ("tariff", _l("tarif"), "Rp/kWh"),
    ),
    icon="M13.5 2.5L5 13.5h6l-1.5 8 9-11.5h-6z",
)
