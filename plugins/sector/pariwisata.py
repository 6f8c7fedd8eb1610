"""Tourism: roads and rooms built together, one region shown to visitors."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.sdk import ActivityTemplate, Clause, Indicator, PortalForm, Risk, Role, Sector

from .fields import count, figures_of, line, quantity, rupiah, words


class TourismForm(PortalForm):
    attraction = line(_l("Tempat wisata utama"), _l("Contoh: Telaga Ngebel, air terjun, kampung batik."))
    visitors = count(_l("Pengunjung sebulan (orang)"), 10_000_000)
    ticket = rupiah(_l("Harga karcis masuk (Rp/orang)"), 10_000_000)
    rooms = count(_l("Kamar homestay (kamar)"), 100_000)
    guides = count(_l("Pemandu setempat (orang)"), 100_000)
    daily_capacity = count(
        _l("Pengunjung paling banyak dalam sehari (orang)"), 1_000_000, _l("Sebanyak yang aman bagi orang dan alam.")
    )
    access_road = quantity(_l("Jalan masuk yang dipakai bersama (km)"), 10_000)
    packages = words(_l("Paket wisata bersama"), _l("Satu baris satu paket: tempat, lama, harga."))


INDICATORS = (
    Indicator(
        "visitors", _l("Pengunjung"), "orang/bulan", 1, (8,),
        _l("Orang yang masuk dengan karcis atau tercatat di buku tamu, di semua tempat."), "monthly",
    ),
    Indicator(
        "overnight_guests", _l("Tamu yang menginap"), "orang/bulan", 1, (8,),
        _l("Tamu homestay; orang yang menginap tiga malam dihitung satu."), "monthly",
    ),
    Indicator(
        "packages_sold", _l("Paket wisata terjual"), "paket", 1, (8, 17),
        _l("Paket yang memakai tempat atau jasa lebih dari satu desa."), "monthly", adds="always",
    ),
    Indicator(
        "revenue", _l("Pendapatan"), "Rp/bulan", 1, (8,),
        _l("Karcis, parkir dan paket sebelum dibagi, menurut buku kas bersama."), "monthly",
    ),
    Indicator(
        "local_workers", _l("Warga yang bekerja"), "orang", 1, (5, 8),
        _l("Warga para pihak yang mendapat upah dari wisata ini, laki-laki dan perempuan."), "quarterly",
    ),
    Indicator(
        "complaints", _l("Keluhan yang belum ditanggapi"), "keluhan", -1, (16,),
        _l("Keluhan pengunjung atau warga yang lebih dari tujuh hari belum dijawab."), "monthly",
    ),
    Indicator(
        "waste_left", _l("Sampah yang tertinggal"), "kg/bulan", -1, (12, 15),
        _l("Sampah yang dikumpulkan di luar tempat sampah di lokasi wisata."), "monthly",
    ),
)  # fmt: skip

ACTIVITIES = (
    ActivityTemplate(
        "map_attractions", _l("Memetakan tempat wisata"),
        _l("Daftar tempat, jalan, kamar dan pemandu di semua desa, dengan keadaan dan pemiliknya."),
        _l("Kelompok sadar wisata tiap desa"), 1, (8,),
    ),
    ActivityTemplate(
        "build_access", _l("Memperbaiki jalan dan fasilitas"),
        _l("Jalan masuk, toilet, tempat ibadah, penunjuk arah, jalan landai bagi kursi roda."),
        _l("BKAD atau panitia bersama"), 6, (9, 11),
    ),
    ActivityTemplate(
        "train_hosts", _l("Melatih pemandu dan tuan rumah"),
        _l("Bercerita tentang tempat, menjaga keselamatan, kebersihan kamar dan makanan."),
        _l("Desa yang paling berpengalaman"), 2, (4, 8),
    ),
    ActivityTemplate(
        "joint_package", _l("Menyusun paket wisata bersama"),
        _l("Satu hari di dua desa atau lebih: tempat, makan, pertunjukan, harga, pembagian."),
        _l("Pengelola wisata para pihak"), 2, (8, 17),
    ),
    ActivityTemplate(
        "promotion", _l("Promosi bersama"),
        _l("Satu nama kawasan, foto, brosur dan halaman; biaya dibagi."), _l("Pengelola promosi"), 3, (8,),
    ),
    ActivityTemplate(
        "safety_drill", _l("Latihan keselamatan"),
        _l("Pertolongan pertama, jalur evakuasi, hari ketika tempat ditutup."),
        _l("Pengelola wisata dengan relawan"), 1, (3, 13),
    ),
)  # fmt: skip

ROLES = (
    Role(_l("Pengelola wisata"), _l("Menjual karcis, menjaga buku kas bersama, membuka dan menutup tempat.")),
    Role(_l("Kelompok sadar wisata"), _l("Menyambut tamu, menjaga kebersihan dan adat setempat.")),
    Role(_l("Pemandu"), _l("Mendampingi tamu, mengutamakan keselamatan.")),
    Role(_l("Pengelola promosi"), _l("Menjaga nama kawasan, foto, dan kabar yang benar.")),
)  # fmt: skip

RISKS = (
    Risk(
        _l("Pembagian uang karcis dipersoalkan"),
        _l("Karcis bernomor, buku kas bersama, hasil diumumkan setiap bulan."),
    ),
    Risk(
        _l("Alam dan adat rusak karena terlalu ramai"),
        _l("Batas pengunjung sehari, hari libur tempat, aturan adat di pintu masuk."),
    ),
    Risk(_l("Kecelakaan pengunjung"), _l("Petugas terlatih, tanda bahaya, asuransi dalam karcis.")),
    Risk(
        _l("Satu desa mendapat ramai, desa lain mendapat macet dan sampah"),
        _l("Biaya jalan, parkir dan sampah dihitung sebelum hasil dibagi."),
    ),
)  # fmt: skip

CLAUSES = (
    Clause(
        "ticket_shares", _l("Pembagian uang karcis"),
        _l("Bagian tiap pihak dari karcis, parkir dan paket, sesudah biaya apa, dan kapan dibayar."),
        _l(
            "Uang karcis sesudah biaya kebersihan dan asuransi dibagi 50 persen desa pemilik tempat, 30 persen desa "
            "jalan masuk, dan 20 persen dana promosi bersama, setiap bulan."
        ),
    ),
    Clause(
        "investment", _l("Pembangunan dan kepemilikan"),
        _l("Siapa membangun apa, di tanah siapa, dan milik siapa sesudahnya."),
        _l("Gerbang dan toilet dibangun dari APB Desa masing-masing dan tetap menjadi milik desa yang membangun."),
    ),
    Clause(
        "visitor_limits", _l("Batas pengunjung dan keselamatan"),
        _l("Jumlah paling banyak, kapan ditutup, siapa yang bertanggung jawab."),
        _l(
            "Paling banyak 500 orang sehari; tempat ditutup bila hujan deras; pengelola menanggung pertolongan "
            "pertama."
        ),
    ),
    Clause(
        "promotion", _l("Promosi"),
        _l("Nama kawasan, biaya promosi, dan siapa yang boleh memakainya."),
        _l("Kedua desa memakai nama kawasan yang sama; biaya promosi diambil dari dana promosi bersama."),
    ),
    Clause(
        "culture", _l("Adat dan alam"),
        _l("Apa yang dijaga dan apa yang dilarang."),
        _l("Pada hari upacara adat tempat wisata ditutup; pengunjung tidak membawa plastik sekali pakai."),
        required=False,
    ),
)  # fmt: skip

SECTOR = Sector(
    "pariwisata",
    _l("Pariwisata"),
    _l("Tempat wisata, homestay, pemandu, seni, dan budaya."),
    ("tempat", "kamar", "orang", "pengunjung/bulan", "km"),
    order=40,
    form=TourismForm,
    indicators=INDICATORS,
    activities=ACTIVITIES,
    roles=ROLES,
    risks=RISKS,
    clauses=CLAUSES,
    figures=figures_of(
        ("visitors", _l("pengunjung sebulan"), _l("orang")),
        ("ticket", _l("karcis masuk"), "Rp/orang"),
        ("rooms", _l("kamar homestay"), _l("kamar")),
    ),
    icon="M2.5 19L9 8.5l4 6 2.2-3.2L21.5 19zM17.5 4a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4z",
)
