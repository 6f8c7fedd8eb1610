"""Village market and small businesses: one place to sell, one name to sell under."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.sdk import ActivityTemplate, Clause, Indicator, PortalForm, Risk, Role, Sector

from .fields import count, figures_of, line, quantity, rupiah, words


class MarketForm(PortalForm):
    market_days = line(_l("Hari pasar"), _l("Contoh: Pahing dan Wage, atau setiap hari."))
    stalls = count(_l("Kios dan los (unit)"), 100_000)
    traders = count(_l("Pedagang tetap (orang)"), 100_000)
    businesses = count(_l("Usaha kecil yang ikut (usaha)"), 100_000)
    turnover = rupiah(_l("Perkiraan omzet sebulan (Rp)"), 10**13)
    levy = rupiah(_l("Retribusi atau sewa tiap kios (Rp/bulan)"), 100_000_000)
    floor_area = quantity(_l("Luas pasar (m²)"), 1_000_000)
    goods = words(_l("Barang utama yang diperdagangkan"), _l("Contoh: sayur dataran tinggi, ikan laut, anyaman."))


INDICATORS = (
    Indicator(
        "active_traders", _l("Pedagang yang berjualan"), "orang", 1, (1, 8),
        _l("Pedagang yang hadir pada hari pasar terakhir setiap bulan, laki-laki dan perempuan."), "monthly",
    ),
    Indicator(
        "turnover", _l("Omzet"), "Rp/bulan", 1, (8, 9),
        _l("Perkiraan penjualan semua pedagang dari catatan contoh pedagang tiap jenis barang."), "monthly",
    ),
    Indicator(
        "levies", _l("Retribusi yang masuk"), "Rp/bulan", 1, (17,),
        _l("Retribusi dan sewa yang disetor dengan karcis atau kuitansi."), "monthly",
    ),
    Indicator(
        "village_income", _l("Bagian yang menjadi pendapatan desa"), "Rp/tahun", 1, (17,),
        _l("Uang yang masuk rekening kas desa para pihak dari pasar ini."), "yearly",
    ),
    Indicator(
        "women_owned", _l("Usaha milik perempuan"), "%", 1, (5, 8),
        _l("Usaha yang dikelola perempuan dibanding semua usaha yang ikut."), "yearly",
    ),
    Indicator(
        "empty_stalls", _l("Kios kosong"), "%", -1, (8,),
        _l("Kios yang tidak dibuka selama sebulan dibanding semua kios."), "quarterly",
    ),
)  # fmt: skip

ACTIVITIES = (
    ActivityTemplate(
        "trader_register", _l("Mendata pedagang dan usaha"),
        _l("Satu daftar pedagang dari semua desa, dengan barang dan tempatnya."), _l("Pengelola pasar"), 1, (8,),
    ),
    ActivityTemplate(
        "market_layout", _l("Menata pasar"),
        _l("Los menurut jenis barang, saluran air, tempat sampah, jalan bagi kursi roda."),
        _l("Desa tempat pasar berdiri"), 4, (9, 11),
    ),
    ActivityTemplate(
        "supply_link", _l("Menyambung pemasok dan pembeli"),
        _l("Barang yang berlebih di satu desa dijual tetap di desa lain; harga dan jumlah ditulis."),
        _l("BUM Desa para pihak"), 3, (8, 17),
    ),
    ActivityTemplate(
        "joint_brand", _l("Membuat kemasan dan merek bersama"),
        _l("Satu merek, ukuran mutu yang sama, izin edar diurus sekali."), _l("Kelompok usaha"), 6, (9, 12),
    ),
    ActivityTemplate(
        "bookkeeping", _l("Melatih pembukuan usaha kecil"),
        _l("Catatan harian sederhana, menghitung harga pokok, menjual lewat telepon."),
        _l("Pendamping atau koperasi"), 2, (4, 8),
    ),
    ActivityTemplate(
        "market_fair", _l("Hari pasar bersama"),
        _l("Pasar murah atau pameran hasil semua desa, bergilir tempatnya."), _l("Bergilir"), 1, (8, 18),
    ),
)  # fmt: skip

ROLES = (
    Role(_l("Pengelola pasar"), _l("Mengatur tempat, kebersihan, keamanan, dan buku retribusi.")),
    Role(_l("Juru pungut"), _l("Menarik retribusi dengan karcis bernomor dan menyetor pada hari yang sama.")),
    Role(_l("Paguyuban pedagang"), _l("Menyampaikan keluhan pedagang, ikut menjaga ketertiban.")),
    Role(_l("BUM Desa para pihak"), _l("Memasok barang desanya dan menyalurkan hasil usaha kecil.")),
)  # fmt: skip

RISKS = (
    Risk(_l("Retribusi bocor"), _l("Karcis bernomor, setor harian, hasil diumumkan setiap bulan.")),
    Risk(_l("Pedagang dari desa lain merasa dianaktirikan"), _l("Tempat diundi terbuka, tarif sama bagi semua pihak.")),
    Risk(
        _l("Pasar sepi sesudah dibangun"),
        _l("Mulai dari hari pasar yang sudah hidup, tambah barang sedikit demi sedikit."),
    ),
    Risk(
        _l("Barang kedaluwarsa atau berbahaya dijual"),
        _l("Pemeriksaan berkala bersama dinas, pedagang dibina dulu, lalu ditegur tertulis."),
    ),
)  # fmt: skip

CLAUSES = (
    Clause(
        "levy_shares", _l("Pembagian retribusi"),
        _l("Bagian tiap pihak dari retribusi dan sewa, sesudah biaya apa, dan kapan dibayar."),
        _l(
            "Retribusi sesudah biaya kebersihan dan keamanan dibagi 60 persen bagi desa tempat pasar dan 40 persen "
            "bagi desa mitra, dibayar setiap triwulan."
        ),
    ),
    Clause(
        "market_days", _l("Hari dan jam pasar"),
        _l("Kapan pasar buka, dan bagaimana bila berbenturan dengan pasar lain."),
        _l("Pasar buka setiap Pahing pukul 05.00 sampai 11.00 dan tidak pada hari pasar desa tetangga."),
    ),
    Clause(
        "stall_rights", _l("Tempat berjualan"),
        _l("Siapa berhak atas kios, bagaimana dibagi, dan kapan ditarik kembali."),
        _l("Sepertiga kios disediakan bagi pedagang desa mitra; kios yang kosong tiga bulan dialihkan."),
    ),
    Clause(
        "upkeep", _l("Kebersihan, keamanan, dan perawatan"),
        _l("Siapa yang mengerjakan, dan dari uang apa."),
        _l("Kebersihan dan keamanan menjadi tugas pengelola, dibiayai 25 persen dari retribusi."),
    ),
    Clause(
        "brand", _l("Merek bersama"),
        _l("Siapa boleh memakai merek, mutu apa yang wajib, dan siapa yang mencabutnya."),
        _l("Merek boleh dipakai usaha yang lulus pemeriksaan mutu setiap enam bulan."),
        required=False,
    ),
)  # fmt: skip

SECTOR = Sector(
    "pasar",
    _l("Pasar desa dan UMKM"),
    _l("Pasar, kios, usaha kecil, dan tempat menjual hasil bersama."),
    ("kios", "pedagang", "usaha", "unit", "Rp/bulan"),
    order=30,
    form=MarketForm,
    indicators=INDICATORS,
    activities=ACTIVITIES,
    roles=ROLES,
    risks=RISKS,
    clauses=CLAUSES,
    figures=figures_of(
        ("traders", _l("pedagang tetap"), _l("orang")),
        ("businesses", _l("usaha kecil yang ikut"), _l("usaha")),
        ("turnover", _l("omzet sebulan"), "Rp"),
    ),
    icon=(
        "M3.5 9L5 4h14l1.5 5zM3.5 9a2.8 2.8 0 0 0 5.6 0 2.9 2.9 0 0 0 5.8 0 2.8 2.8 0 0 0 5.6 0"
        "M5 12v8h14v-8M10 20v-4.5h4V20"
    ),
)
