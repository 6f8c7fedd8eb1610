"""Farming and food: grown together, sold together."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.sdk import ActivityTemplate, Clause, Indicator, PortalForm, Risk, Role, Sector

from .fields import count, figures_of, line, quantity, rupiah, words


class FarmingForm(PortalForm):
    commodity = line(_l("Komoditas utama"), _l("Contoh: padi, cabai, kopi, kambing."))
    area = quantity(_l("Luas tanam bersama (ha)"), 100_000)
    farmers = count(_l("Petani atau peternak yang ikut (orang)"), 1_000_000)
    seasons = count(_l("Musim tanam dalam setahun (kali)"), 12)
    production = quantity(_l("Perkiraan hasil sekali panen (ton)"), 1_000_000)
    price = rupiah(_l("Harga jual yang disepakati (Rp/kg)"), 10_000_000)
    storage = quantity(_l("Daya tampung gudang bersama (ton)"), 1_000_000)
    buyer = line(_l("Pembeli tetap"), _l("Contoh: koperasi, penggilingan, pasar induk."))
    quality = words(_l("Mutu yang disepakati"), _l("Contoh: gabah kering giling, kadar air paling tinggi 14 persen."))


INDICATORS = (
    Indicator(
        "planted_area", _l("Luas tanam"), "ha", 1, (2,),
        _l("Luas lahan yang ditanami menurut rencana tanam bersama pada satu musim."), "season",
    ),
    Indicator(
        "production", _l("Hasil panen"), "ton", 1, (2, 8),
        _l("Hasil yang ditimbang dari lahan para anggota; yang dimakan sendiri ikut dihitung."), "season",
        adds="always",
    ),
    Indicator(
        "selling_price", _l("Harga jual rata-rata"), "Rp/kg", 1, (8,),
        _l("Uang penjualan bersama dibagi berat yang dijual, sesudah dipotong biaya angkut."), "season", adds="never",
    ),
    Indicator(
        "sold_together", _l("Hasil yang dijual bersama"), "%", 1, (2, 8),
        _l("Berat yang dijual lewat kerja sama ini dibanding seluruh hasil anggota."), "season",
    ),
    Indicator(
        "members", _l("Anggota yang aktif"), "orang", 1, (1, 5),
        _l("Petani, laki-laki dan perempuan, yang menanam atau menjual bersama pada musim itu."), "season",
    ),
    Indicator(
        "farmer_income", _l("Pendapatan petani"), "Rp/tahun", 1, (1, 2, 8),
        _l("Rata-rata pendapatan anggota dari usaha tani ini sesudah biaya, dari contoh anggota tiap desa."), "yearly",
        adds="never",
    ),
    Indicator(
        "lost_after_harvest", _l("Hasil yang rusak sesudah panen"), "%", -1, (12,),
        _l("Berat yang busuk, tercecer atau ditolak pembeli dibanding berat panen."), "season",
    ),
)  # fmt: skip

ACTIVITIES = (
    ActivityTemplate(
        "planting_calendar", _l("Menyusun kalender tanam bersama"),
        _l("Kapan tiap desa menanam, supaya air, pupuk dan pasar cukup dan hama terputus."),
        _l("Gabungan kelompok tani tiap desa"), 1, (2,),
    ),
    ActivityTemplate(
        "seed_purchase", _l("Membeli benih dan pupuk bersama"),
        _l("Kebutuhan semua anggota dikumpulkan dan dibeli sekali, dengan harga dan mutu yang sama."),
        _l("BUM Desa atau koperasi"), 2, (2, 12),
    ),
    ActivityTemplate(
        "field_school", _l("Sekolah lapang"),
        _l("Petani belajar di lahan petani lain: pengendalian hama, pupuk organik, pascapanen."),
        _l("Desa yang paling berpengalaman, dengan penyuluh"), 4, (2, 4),
    ),
    ActivityTemplate(
        "storage", _l("Membangun atau menata gudang bersama"),
        _l("Tempat menimbang, menyortir dan menyimpan sampai harga baik."),
        _l("Desa tempat gudang berdiri"), 6, (9, 12),
    ),
    ActivityTemplate(
        "joint_sale", _l("Menjual bersama"),
        _l("Satu penawaran kepada pembeli, satu timbangan, uang dibagi menurut berat dan mutu."),
        _l("BUM Desa atau koperasi"), 3, (8, 17),
    ),
    ActivityTemplate(
        "price_board", _l("Papan harga"),
        _l("Harga pembeli diumumkan di balai tiap desa setiap pekan selama panen."),
        _l("Petugas pemasaran"), 1, (16,),
    ),
)  # fmt: skip

ROLES = (
    Role(_l("Gabungan kelompok tani"), _l("Menyepakati kalender tanam dan menjaga mutu anggotanya.")),
    Role(
        _l("Petugas timbang dan mutu"),
        _l("Menimbang di depan petani, mencatat, dan menolak yang tidak memenuhi mutu."),
    ),
    Role(_l("Pengelola pemasaran"), _l("Mencari pembeli, mengumumkan harga, membayar petani tepat waktu.")),
    Role(_l("Penyuluh pertanian"), _l("Mendampingi budi daya dan mengingatkan serangan hama.")),
)  # fmt: skip

RISKS = (
    Risk(
        _l("Harga jatuh saat panen raya"),
        _l("Kalender tanam bergiliran, gudang, dan harga dasar dengan pembeli tetap."),
    ),
    Risk(
        _l("Anggota menjual sendiri ketika harga di luar lebih tinggi"),
        _l("Sepakati bagian yang boleh dijual sendiri, dan bayar tunai saat timbang."),
    ),
    Risk(
        _l("Gagal panen karena hama atau kemarau"),
        _l("Varietas tahan, lapor dini antar-desa, dan cadangan benih bersama."),
    ),
    Risk(_l("Mutu tidak seragam"), _l("Satu ukuran mutu tertulis, diuji di satu tempat timbang.")),
)  # fmt: skip

CLAUSES = (
    Clause(
        "quality", _l("Mutu hasil"),
        _l("Ukuran mutu yang diterima, siapa yang menguji, dan apa yang terjadi dengan hasil yang ditolak."),
        _l(
            "Gabah diterima dengan kadar air paling tinggi 14 persen, diuji petugas mutu di depan petani; yang ditolak"
            " boleh dikeringkan dan ditimbang ulang."
        ),
    ),
    Clause(
        "price", _l("Harga"),
        _l("Bagaimana harga ditetapkan dan diumumkan, dan harga terendah bila ada."),
        _l("Harga mengikuti harga pasar kabupaten pada hari timbang, dan tidak kurang dari Rp5.500 per kilogram."),
    ),
    Clause(
        "quantity", _l("Jumlah"),
        _l("Berapa yang dijual bersama oleh tiap desa, dan berapa yang boleh dijual sendiri."),
        _l("Tiap desa menjual bersama paling sedikit 60 persen hasilnya; selebihnya bebas."),
    ),
    Clause(
        "payment", _l("Pembayaran"),
        _l("Kapan dan bagaimana petani dibayar, dan biaya apa yang dipotong."),
        _l(
            "Petani dibayar paling lambat tiga hari sesudah timbang, dipotong biaya angkut dan iuran gudang Rp100 per "
            "kilogram."
        ),
    ),
    Clause(
        "harvest_failure", _l("Gagal panen"),
        _l("Apa yang berlaku bila satu desa tidak dapat memenuhi jumlahnya."),
        _l("Desa yang gagal panen dibebaskan dari jumlahnya setelah diperiksa bersama paling lambat tujuh hari."),
        required=False,
    ),
)  # fmt: skip

SECTOR = Sector(
    "pertanian",
    _l("Pertanian dan pangan"),
    _l("Tanaman pangan, kebun, ternak, ikan, dan hutan rakyat."),
    ("ha", "ton/panen", "kg/bulan", "ekor", "orang", "unit"),
    order=10,
    form=FarmingForm,
    indicators=INDICATORS,
    activities=ACTIVITIES,
    roles=ROLES,
    risks=RISKS,
    clauses=CLAUSES,
    figures=figures_of(
        ("area", _l("luas tanam bersama"), "ha"),
        ("farmers", _l("petani yang ikut"), _l("orang")),
        ("production", _l("hasil sekali panen"), "ton"),
    ),
    icon="M12 21v-9M12 14c0-4.5-3-7-9-7 0 5 3 7 9 7zM12 11c0-4.5 3-7 9-7 0 5-3 7-9 7z",
)
