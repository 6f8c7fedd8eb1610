"""Waste: collected, sorted and treated together, with a way for what is left over."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.sdk import ActivityTemplate, Clause, Indicator, PortalForm, Risk, Role, Sector

from .fields import count, figures_of, line, quantity, rupiah, words


class WasteForm(PortalForm):
    site = line(_l("Tempat pengolahan"), _l("Contoh: TPS 3R Desa Sempu."))
    households = count(_l("Rumah yang dilayani (rumah)"), 1_000_000)
    collected = quantity(_l("Sampah yang diangkut (kg/hari)"), 10_000_000)
    treated = quantity(_l("Bagian yang diolah (%)"), 100, _l("Dipilah, dikompos atau dijual; 0 sampai 100."))
    vehicles = count(_l("Kendaraan angkut (unit)"), 10_000)
    fee = rupiah(_l("Iuran rumah tangga (Rp/bulan)"), 10_000_000)
    tipping_fee = rupiah(_l("Biaya buang antar-desa (Rp/ton)"), 100_000_000)
    landfill = line(_l("Tujuan residu"), _l("Tempat pembuangan akhir dan siapa pengelolanya."))
    routes = words(_l("Rute dan jadwal angkut"), _l("Satu baris satu rute: dusun, hari, jam."))


INDICATORS = (
    Indicator(
        "served_households", _l("Rumah yang dilayani"), "rumah", 1, (11,),
        _l("Rumah yang sampahnya diambil paling sedikit sekali sepekan selama sebulan."), "monthly",
    ),
    Indicator(
        "collected", _l("Sampah yang terangkut"), "kg/hari", 1, (11,),
        _l("Rata-rata berat yang ditimbang di tempat pengolahan dalam sebulan."), "monthly",
    ),
    Indicator(
        "treated", _l("Sampah yang diolah"), "%", 1, (12,),
        _l("Berat yang dikompos, didaur ulang atau dijual dibanding berat yang masuk."), "monthly",
    ),
    Indicator(
        "residue", _l("Residu ke pembuangan akhir"), "kg/hari", -1, (11, 12),
        _l("Rata-rata berat yang dibuang ke tempat pembuangan akhir dalam sebulan."), "monthly",
    ),
    Indicator(
        "fees_collected", _l("Iuran yang tertagih"), "%", 1, (11, 16),
        _l("Iuran yang dibayar dibanding yang ditagih pada bulan itu."), "monthly",
    ),
    Indicator(
        "burning_places", _l("Tempat bakar atau buang liar"), "titik", -1, (3, 11, 14),
        _l("Titik pembakaran atau pembuangan liar yang ditemukan saat keliling bulanan."), "monthly",
    ),
)  # fmt: skip

ACTIVITIES = (
    ActivityTemplate(
        "waste_survey", _l("Menimbang sampah rumah tangga"),
        _l("Contoh rumah di tiap desa menimbang sampahnya selama sepekan, menurut jenis."),
        _l("Kader lingkungan tiap desa"), 1, (11, 12),
    ),
    ActivityTemplate(
        "sorting_campaign", _l("Mengajak memilah dari rumah"),
        _l("Kunjungan rumah, wadah terpisah, contoh membuat kompos."), _l("Kader lingkungan"), 3, (4, 12),
    ),
    ActivityTemplate(
        "collection_routes", _l("Menyusun rute angkut bersama"),
        _l("Satu kendaraan melayani dua desa menurut hari; rute ditempel di tiap dusun."),
        _l("Pengelola sampah"), 1, (11,),
    ),
    ActivityTemplate(
        "treatment_site", _l("Membangun tempat pengolahan"),
        _l("Tempat memilah, mengompos dan menyimpan; jauh dari rumah dan sumber air."),
        _l("Desa tempat pengolahan"), 8, (9, 11),
    ),
    ActivityTemplate(
        "waste_bank", _l("Membuka bank sampah"),
        _l("Barang bekas ditimbang dan dicatat sebagai tabungan warga."), _l("Kelompok warga"), 2, (8, 12),
    ),
    ActivityTemplate(
        "compost_sale", _l("Menyalurkan kompos"),
        _l("Kompos dipakai kelompok tani para pihak dengan harga yang disepakati."), _l("Pengelola sampah"), 2, (2, 12),
    ),
)  # fmt: skip

ROLES = (
    Role(_l("Pengelola sampah"), _l("Mengangkut menurut rute, menimbang, mencatat, dan mengumumkan hasilnya.")),
    Role(_l("Desa tempat pengolahan"), _l("Menyediakan lahan dan menjaga bau, air lindi, dan lalu lintasnya.")),
    Role(_l("Kader lingkungan"), _l("Mengajak warga memilah dan memeriksa rumah yang dilayani.")),
    Role(_l("Juru tagih"), _l("Menagih iuran dengan kuitansi dan menyetor pada hari yang sama.")),
)  # fmt: skip

RISKS = (
    Risk(
        _l("Warga sekitar tempat pengolahan menolak"),
        _l("Musyawarah dengan warga terdekat dulu, jarak aman, iuran ringan bagi mereka."),
    ),
    Risk(
        _l("Residu tidak punya tempat buang"),
        _l("Perjanjian tertulis dengan tempat pembuangan akhir sebelum mulai mengangkut."),
    ),
    Risk(_l("Kendaraan rusak, sampah menumpuk"), _l("Dana perbaikan dari iuran, kendaraan cadangan dari desa mitra.")),
    Risk(_l("Air tanah tercemar lindi"), _l("Lantai kedap, penampung lindi, uji sumur terdekat setahun sekali.")),
)  # fmt: skip

CLAUSES = (
    Clause(
        "tipping_fee", _l("Biaya buang"),
        _l("Berapa yang dibayar desa mitra untuk tiap ton, bagaimana ditimbang, dan kapan dibayar."),
        _l(
            "Desa mitra membayar Rp150.000 per ton menurut timbangan di tempat pengolahan, paling lambat tanggal 10 "
            "bulan berikutnya."
        ),
    ),
    Clause(
        "residue", _l("Residu"),
        _l("Ke mana yang tidak terolah dibuang, siapa mengangkut, siapa membayar."),
        _l(
            "Residu diangkut dua kali sepekan ke tempat pembuangan akhir kabupaten; biayanya dibagi menurut berat tiap"
            " desa."
        ),
    ),
    Clause(
        "route", _l("Rute dan jadwal"),
        _l("Dusun mana diangkut kapan, jalan mana yang dilewati, dan bila jadwal tidak terpenuhi."),
        _l(
            "Desa timur Senin dan Kamis, desa barat Selasa dan Jumat; bila tidak terangkut dua hari, desa mitra boleh "
            "memakai kendaraan lain atas biaya pengelola."
        ),
    ),
    Clause(
        "site_safety", _l("Keamanan tempat pengolahan"),
        _l("Jarak, bau, lindi, pemeriksaan, dan hak warga sekitar."),
        _l("Tempat pengolahan diperiksa bersama setiap tiga bulan; keluhan warga dijawab dalam tujuh hari."),
    ),
    Clause(
        "proceeds", _l("Hasil penjualan"),
        _l("Untuk siapa uang dari kompos dan barang bekas."),
        _l("Hasil penjualan dipakai menurunkan iuran semua rumah yang memilah."),
        required=False,
    ),
)  # fmt: skip

SECTOR = Sector(
    "sampah",
    _l("Sampah dan kebersihan"),
    _l("Bank sampah, tempat olah sampah, angkutan, dan kompos."),
    ("ton/bulan", "kg/hari", "rumah", "kendaraan", "unit"),
    order=50,
    form=WasteForm,
    indicators=INDICATORS,
    activities=ACTIVITIES,
    roles=ROLES,
    risks=RISKS,
    clauses=CLAUSES,
    figures=figures_of(
        ("households", _l("rumah yang dilayani"), _l("rumah")),
        ("collected", _l("sampah yang diangkut"), "kg/hari"),
        ("treated", _l("bagian yang diolah"), "%"),
    ),
    icon="M4.5 7h15M9.5 7V4h5v3M6.5 7l1 13.5h9l1-13.5M10.2 11v5.5M13.8 11v5.5",
)
