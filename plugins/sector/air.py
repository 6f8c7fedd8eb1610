"""Drinking water and irrigation: sources, networks, users, tariff."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.sdk import ActivityTemplate, Clause, Indicator, PortalForm, Risk, Role, Sector

from .fields import count, figures_of, line, quantity, rupiah, words


class WaterForm(PortalForm):
    source = line(_l("Nama sumber air"), _l("Contoh: Mata Air Nyi Latung, Sungai Pelus."))
    flow = quantity(
        _l("Debit sumber pada musim kemarau (liter/detik)"), 100_000, _l("Diukur pada bulan paling kering.")
    )
    connections = count(_l("Sambungan rumah (unit)"), 1_000_000)
    hours = quantity(_l("Jam layanan dalam sehari (jam)"), 24, _l("0 sampai 24."))
    tariff = rupiah(_l("Tarif air (Rp/m³)"), 1_000_000)
    irrigated = quantity(_l("Sawah atau kebun yang diairi (ha)"), 100_000)
    canal_length = quantity(_l("Panjang pipa atau saluran (m)"), 1_000_000)
    rotation = words(
        _l("Musim dan giliran"), _l("Contoh: Juli sampai Oktober bergiliran; desa atas Senin sampai Rabu.")
    )
    water_test = line(_l("Uji mutu air terakhir"), _l("Siapa yang menguji, kapan, dan hasilnya."))


INDICATORS = (
    Indicator(
        "flow", _l("Debit sumber"), "liter/detik", 1, (6, 15),
        _l("Debit yang diukur di sumber pada tanggal yang sama setiap bulan."), "monthly",
    ),
    Indicator(
        "connections", _l("Sambungan rumah yang mengalir"), "unit", 1, (6,),
        _l("Rumah yang mendapat air pada bulan itu; sambungan yang mati tidak dihitung."), "monthly",
    ),
    Indicator(
        "service_hours", _l("Jam layanan"), "jam/hari", 1, (6,),
        _l("Rata-rata lama air mengalir dalam sehari, dicatat di titik paling jauh."), "monthly", adds="never",
    ),
    Indicator(
        "fees_collected", _l("Iuran yang tertagih"), "%", 1, (6, 16),
        _l("Iuran air yang dibayar dibanding yang ditagih pada bulan itu."), "monthly",
    ),
    Indicator(
        "irrigated_area", _l("Luas yang terairi"), "ha", 1, (2,),
        _l("Sawah atau kebun yang benar-benar mendapat air sampai panen."), "season",
    ),
    Indicator(
        "turns_kept", _l("Giliran yang ditaati"), "%", 1, (16,),
        _l("Giliran air yang berjalan menurut jadwal dibanding seluruh giliran musim itu."), "season",
    ),
    Indicator(
        "leaks", _l("Titik bocor yang belum diperbaiki"), "titik", -1, (6, 9),
        _l("Kebocoran saluran atau pipa yang tercatat dan belum selesai diperbaiki."), "monthly",
    ),
)  # fmt: skip

ACTIVITIES = (
    ActivityTemplate(
        "measure_source", _l("Mengukur debit bersama"),
        _l("Wakil tiap desa mengukur debit di sumber dengan cara yang sama dan menandatangani hasilnya."),
        _l("Desa pemilik sumber"), 1, (6,),
    ),
    ActivityTemplate(
        "protect_source", _l("Melindungi sumber air"),
        _l("Menanam pohon, memberi pagar, dan menjaga jarak dari kandang dan sampah."),
        _l("Desa pemilik sumber"), 6, (6, 15),
    ),
    ActivityTemplate(
        "build_network", _l("Membangun atau memperbaiki saluran"),
        _l("Pipa, bak pembagi, pintu air dan meter, menurut rencana yang dilihat bersama."),
        _l("BKAD atau panitia bersama"), 6, (6, 9),
    ),
    ActivityTemplate(
        "clean_canal", _l("Kerja bakti membersihkan saluran"),
        _l("Sebelum musim tanam, tiap desa membersihkan bagiannya sendiri pada hari yang sama."),
        _l("Kelompok pemakai air tiap desa"), 1, (6, 11),
    ),
    ActivityTemplate(
        "train_operators", _l("Melatih petugas air"),
        _l("Membuka pintu, membaca meter, mencatat iuran, dan memperbaiki kebocoran kecil."),
        _l("Desa yang paling berpengalaman"), 2, (4, 6),
    ),
    ActivityTemplate(
        "test_water", _l("Menguji mutu air minum"),
        _l("Contoh air dari sumber dan dari rumah terjauh diperiksa laboratorium."),
        _l("Pengelola air dengan puskesmas"), 1, (3, 6),
    ),
)  # fmt: skip

ROLES = (
    Role(_l("Desa pemilik sumber"), _l("Menjaga sumber dan daerah tangkapannya, memberi jalan bagi saluran.")),
    Role(_l("Kelompok pemakai air"), _l("Membagi giliran di desanya, menagih iuran, melapor bila air kurang.")),
    Role(_l("Petugas pintu air"), _l("Membuka dan menutup pintu menurut jadwal, mencatat debit setiap hari.")),
    Role(_l("Bendahara air"), _l("Mencatat iuran dan biaya, mengumumkannya setiap bulan.")),
)  # fmt: skip

RISKS = (
    Risk(
        _l("Debit turun pada kemarau panjang"),
        _l("Sepakati dari awal bagaimana kekurangan dibagi; air minum didahulukan."),
    ),
    Risk(
        _l("Pintu air dibuka di luar giliran"),
        _l("Satu petugas dari dua desa, jadwal terpasang di pintu, catatan harian."),
    ),
    Risk(
        _l("Iuran tidak tertagih, saluran tidak terawat"),
        _l("Tarif yang menutup biaya rawat, keringanan tertulis bagi keluarga miskin."),
    ),
    Risk(_l("Air tercemar"), _l("Jarak aman di sekitar sumber, uji mutu berkala, air ditutup bila hasilnya buruk.")),
    Risk(_l("Sengketa lahan yang dilewati saluran"), _l("Izin tertulis pemilik lahan sebelum menggali.")),
)  # fmt: skip

CLAUSES = (
    Clause(
        "rate", _l("Debit dan pembagian air"),
        _l("Berapa liter per detik untuk tiap pihak, diukur di mana, dan bagaimana kekurangan dibagi."),
        _l(
            "Desa hilir menerima 10 liter per detik di bak pembagi; bila debit sumber di bawah 20 liter per detik, "
            "semua bagian dikurangi sama besar."
        ),
    ),
    Clause(
        "season", _l("Musim dan giliran"),
        _l("Bulan apa air dibagi bergiliran, siapa mendapat kapan, siapa yang membuka pintu."),
        _l("Juli sampai Oktober bergiliran tiga hari sekali; pintu dibuka petugas dari kedua desa pukul 06.00."),
    ),
    Clause(
        "tariff", _l("Tarif atau iuran air"),
        _l("Besarnya, siapa yang menagih, keringanan, dan kapan ditinjau."),
        _l("Iuran Rp1.500 per meter kubik, ditagih tiap bulan oleh kelompok pemakai air, ditinjau setahun sekali."),
    ),
    Clause(
        "maintenance", _l("Pemeliharaan"),
        _l("Siapa merawat bagian mana, kapan, dan dari uang apa."),
        _l("Tiap desa merawat saluran di wilayahnya; sumber dan bak pembagi dirawat bersama dari iuran."),
    ),
    Clause(
        "source_protection", _l("Perlindungan sumber air"),
        _l("Apa yang dilakukan dan yang dilarang di sekitar sumber."),
        _l("Dalam jarak 200 meter dari mata air tidak ada kandang, penebangan, dan pembuangan sampah."),
        required=False,
    ),
)  # fmt: skip

SECTOR = Sector(
    "air",
    _l("Air bersih dan irigasi"),
    _l("Mata air, sambungan air minum, sumur, embung, dan saluran irigasi."),
    ("liter/detik", "m³/hari", "sambungan rumah", "km", "ha", "unit"),
    order=20,
    form=WaterForm,
    indicators=INDICATORS,
    activities=ACTIVITIES,
    roles=ROLES,
    risks=RISKS,
    clauses=CLAUSES,
    figures=figures_of(
        ("flow", _l("debit pada musim kemarau"), "liter/detik"),
        ("connections", _l("sambungan rumah"), "unit"),
        ("irrigated", _l("sawah dan kebun yang diairi"), "ha"),
    ),
    icon="M12 3c4.2 4.8 6.5 8 6.5 11.2a6.5 6.5 0 0 1-13 0C5.5 11 7.8 7.8 12 3zM9 14.5a3 3 0 0 0 3 3",
)
