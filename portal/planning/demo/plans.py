"""The sample plans as values. Days are counted from today, parties by their place in the partnership.

Two of them mend the same channel in Ngebel in the same months, out of one item of one village's budget: what the
guard against double work is there to find.
"""

from __future__ import annotations

from dataclasses import dataclass

Texts = tuple[str, ...]
CHANNEL_PLACE = "Saluran Nyi Latung, Dusun Krajan"
CHANNEL_ITEM = "Pemeliharaan saluran irigasi Nyi Latung"


@dataclass(frozen=True)
class Seen:
    """Progress: how many days from today it was seen, percent, how much was made, and words."""

    day: int
    percent: int
    words: str
    quantity: int | None = None


@dataclass(frozen=True)
class Work:
    """One activity. `by` and `villages` are places in the list of parties; `after` keys of what it waits for.

    `status` is where it ends up; the last of `seen` says how far it is. `moved_to` is its new day when the agreed
    plan was changed; `is_new` says that this change added it.
    """

    key: str
    title: str
    by: int
    starts: int
    due: int
    status: str = "planned"
    reason: str = ""
    seen: tuple[Seen, ...] = ()
    office: str = ""
    description: str = ""
    villages: tuple[int, ...] = ()
    place: str = ""
    target: int | None = None
    unit: str = ""
    template: str = ""
    helpers: tuple[int, ...] = ()
    output: int = 0
    after: Texts = ()
    risks: tuple[tuple[str, str, str], ...] = ()
    pilot: tuple[str, str] | None = None
    moved_to: int | None = None
    is_new: bool = False


@dataclass(frozen=True)
class Plan:
    """A programme: its goal, an outcome with its outputs, the villages' own plans, and what is done.

    `agreed_by` is how the parties said yes: each head (`heads`), or the minutes of their meeting (`minutes`).
    Most of what the parties bring is for the activity `main`; `costs` are more things the first of them pays for.
    `change` is why the agreed plan changed, and what that rests on; `is_settled` whether everyone agreed to that too.
    """

    goal: str
    sdgs: tuple[int, ...]
    outcome: tuple[str, str]
    outputs: tuple[tuple[str, str], ...]
    sources: tuple[tuple[int, str, str, str], ...]
    works: tuple[Work, ...]
    main: str
    change: tuple[str, str]
    agreed_by: str = "heads"
    is_settled: bool = True
    costs: tuple[tuple[str, str, int], ...] = ()


CHANNEL = Plan(
    "Air sampai ke 18,5 hektare sawah Sempu pada musim kemarau, dan mata airnya tetap terjaga.",
    (2, 6, 17),
    ("Petani kedua desa panen dua kali setahun", "18,5 hektare terairi Juli sampai Oktober."),
    (
        ("Saluran 1.200 meter berfungsi", "Air tiba di sawah terjauh dalam dua jam."),
        ("Giliran air ditaati", "Tidak ada sengketa giliran yang dibawa ke balai desa."),
    ),
    (
        (0, "rkp", CHANNEL_ITEM, "2.3.10"),
        (0, "rpjm", "Perlindungan mata air", ""),
        (1, "apb", "Rehabilitasi saluran irigasi tersier", "2.3.10"),
    ),
    (
        Work("rota", "Musyawarah giliran air musim kemarau", 0, -120, -110, "done", office="Kepala Desa", output=1,
             seen=(Seen(-111, 100, "Giliran disepakati: Ngebel malam, Sempu siang. Hadir 41 petani."),)),
        Work("flow", "Mengukur debit mata air bersama", 0, -100, -92, "done", template="measure_source",
             office="Kasi Kesejahteraan", villages=(0,), place="Mata air Nyi Latung", output=1,
             seen=(Seen(-93, 100, "38 liter/detik. Wakil kedua desa menandatangani hasilnya."),)),
        Work("clean", "Kerja bakti membersihkan saluran sebelum musim tanam", 1, -75, -60, "done",
             template="clean_canal", office="Kepala Dusun", villages=(0, 1), helpers=(0,), target=1200, unit="meter",
             seen=(Seen(-68, 60, "Bagian atas bersih; 42 warga.", 700),
                   Seen(-61, 100, "Selesai sampai pintu bagi Sempu.", 500))),
        Work("drawing", "Menyusun gambar dan biaya perbaikan saluran", 0, -50, -20, "done",
             office="Kaur Perencanaan", seen=(Seen(-18, 100, "Gambar diperiksa pendamping, disetujui kedua desa."),)),
        Work("mend", "Memperbaiki saluran induk Nyi Latung", 0, -15, 25, "running", template="build_network",
             office="Tim Pelaksana Kegiatan", villages=(0,), place=CHANNEL_PLACE, target=350, unit="meter",
             description="Pasangan batu pada bagian yang bocor, dari bendung sampai batas sawah.", helpers=(1,),
             after=("drawing",), moved_to=55,
             seen=(Seen(-9, 15, "Galian selesai.", 60), Seen(-2, 35, "Pasangan batu 60 meter.", 60)),
             risks=(("Hujan lebat menghentikan pasangan batu", "high", "Bahan ditutup terpal; jadwal diundur bersama."),
                    ("Harga pasir naik", "medium", "Membeli sebagian di muka lewat BUM Desa."))),
        Work("officers", "Melatih petugas air kedua desa", 1, -40, -8, "running", template="train_operators",
             office="Kaur Perencanaan", output=1, target=6, unit="orang",
             seen=(Seen(-20, 50, "Tiga petugas selesai dilatih; tiga lagi menunggu musim panen usai.", 3),)),
        Work("ponds", "Sekolah lapang mina padi", 1, -30, 90, "running", office="Kader", villages=(1,), helpers=(0,),
             pilot=("Ikan nila di dua petak sawah yang mendapat air bergiliran.",
                    "Hasil padi dan ikan kedua petak dibandingkan dengan petak biasa di sebelahnya."),
             seen=(Seen(-12, 40, "Benih ikan ditebar; air cukup pada giliran siang."),),
             risks=(("Air kurang pada giliran malam", "medium", "Parit kecil dibuat lebih dalam."),)),
        Work("trees", "Menanam pohon di sekitar mata air", 0, 20, 120, "delayed", "Menunggu bibit dari dinas.",
             template="protect_source", villages=(0,), place="Mata air Nyi Latung", target=400, unit="batang"),
        Work("gate", "Memasang pintu air dan papan giliran", 1, 60, 85, office="Kaur Perencanaan", villages=(1,),
             output=1, after=("mend",), is_new=True),
        Work("visit", "Belajar ke daerah irigasi lain", 1, 10, 30, "cancelled",
             "Biayanya dialihkan untuk perbaikan saluran.", output=1),
    ),
    "mend",
    ("Hujan datang lebih awal; pasangan batu diundur, dan pintu air ditambahkan.",
     "Evaluasi tengah tahun, berita acara 3/MAD."),
)  # fmt: skip

MARKET = Plan(
    "Pedagang kedua desa berjualan pada satu jadwal, di pasar yang bersih, dengan retribusi yang terbuka.",
    (1, 8, 17),
    ("Pendapatan pedagang kecil naik", "Omzet rata-rata naik seperlima dalam dua tahun."),
    (
        ("Pasar bersih dan nyaman", "Tidak ada los yang bocor; toilet dan air tersedia."),
        ("Retribusi dibagi terbuka", "Laporan bulanan ditempel di pasar."),
    ),
    (
        (0, "rkp", "Pemeliharaan pasar desa", "4.2.90"),
        (1, "apb", "Perbaikan los pasar desa", "4.2.90"),
    ),
    (
        Work("count", "Mendata pedagang dan lapak", 0, -140, -120, "done", office="Kasi Kesejahteraan", output=1,
             seen=(Seen(-121, 100, "112 pedagang tetap, 64 lapak."),)),
        Work("days", "Menyusun jadwal hari pasar bersama", 1, -110, -90, "done", office="Sekretaris Desa", output=1,
             seen=(Seen(-91, 100, "Manis di Karangsoka, Pahing di Dukuhwaluh."),)),
        Work("roof", "Memperbaiki atap los ikan", 1, -25, 20, "running", office="Tim Pelaksana Kegiatan",
             villages=(1,), target=240, unit="m²", helpers=(0,), moved_to=40,
             seen=(Seen(-14, 30, "Rangka lama dibongkar.", 70), Seen(-3, 70, "Seng terpasang 168 m².", 98)),
             risks=(("Pedagang kehilangan lapak selama perbaikan", "medium", "Lapak sementara di halaman timur."),)),
        Work("toilet", "Menyediakan tempat cuci tangan dan toilet", 0, 25, 80, office="Kaur Perencanaan",
             villages=(0,), after=("roof",)),
        Work("books", "Melatih pencatatan retribusi", 0, -35, -10, "running", output=1, office="Kaur Keuangan",
             seen=(Seen(-20, 40, "Petugas Karangsoka sudah mencatat harian."),)),
        Work("cashless", "Membayar retribusi tanpa uang tunai", 1, -20, 100, "running", output=1, helpers=(0,),
             pilot=("Dua puluh pedagang membayar lewat telepon selama tiga bulan.",
                    "Berapa yang membayar tepat waktu dibandingkan dengan yang tunai."),
             seen=(Seen(-6, 25, "Delapan pedagang ikut."),)),
        Work("calls", "Mengumumkan hari pasar lewat masjid dan kelompok warga", 0, -30, 45, "running",
             seen=(Seen(-15, 50, "Jadwal ditempel di 14 tempat."),)),
        Work("share", "Menghitung dan membagi retribusi triwulan", 0, 15, 30, output=1, office="Kaur Keuangan",
             after=("books",), is_new=True),
    ),
    "roof",
    ("Seng datang terlambat; pembagian retribusi triwulan belum ada dalam rencana.", "Rapat pengelola bulan lalu."),
    is_settled=False,
)  # fmt: skip

EIGHT = Plan(
    "Delapan desa di sekeliling telaga hidup layak dari satu kawasan yang bersih.",
    (8, 11, 12, 17),
    ("Wisatawan tinggal lebih lama dan berbelanja di delapan desa", "Belanja wisatawan tercatat di tiap desa."),
    (
        ("Kawasan telaga bersih", "Sampah terangkut dua kali seminggu."),
        ("Tiap desa punya sesuatu untuk dikunjungi", "Sedikitnya satu tujuan terbuka di tiap desa."),
    ),
    (
        (0, "rkp", CHANNEL_ITEM, "2.3.10"),
        (0, "apb", "Pengembangan pariwisata tingkat desa", "2.8.03"),
        (6, "rkp", "Festival desa", "3.2.02"),
    ),
    (
        Work("guides", "Melatih pemandu wisata delapan desa", 5, -60, -30, "done", output=1, target=24, unit="orang",
             office="Kader", helpers=(0, 7), seen=(Seen(-31, 100, "24 pemandu lulus, 11 perempuan.", 24),)),
        Work("stalls", "Menata lapak pasar telaga", 0, -20, 30, "running", villages=(0,), place="Pasar telaga",
             office="Ketua BKAD", output=1, target=40, unit="lapak",
             seen=(Seen(-8, 55, "22 lapak pindah ke tempat baru.", 22),)),
        Work("bins", "Memasang tempat sampah terpilah di titik ramai", 1, -40, -12, "delayed",
             "Tempat sampah yang dipesan datang bulan depan.", target=30, unit="buah",
             seen=(Seen(-20, 30, "Sembilan terpasang.", 9),)),
        Work("report", "Menyampaikan keadaan kawasan kepada delapan BPD", 7, -25, -5, office="Sekretaris Desa"),
        Work("channel", "Perbaikan saluran air Nyi Latung untuk kebun wisata", 0, 5, 60, villages=(0,),
             place=CHANNEL_PLACE, target=300, unit="meter", office="Tim Pelaksana Kegiatan", output=1),
        Work("signs", "Memasang papan petunjuk jalan ke tiap desa", 2, 10, 60, target=16, unit="papan", output=1,
             villages=(0, 1, 2, 3, 4, 5, 6, 7)),
        Work("english", "Kelas bahasa Inggris untuk pengelola warung", 3, 15, 100, output=1, helpers=(0,)),
        Work("bikes", "Jalur sepeda telaga ke kebun kopi", 4, 30, 150, output=1, villages=(0, 4, 5), helpers=(5,),
             pilot=("Satu jalur 12 km dengan lima sepeda sewaan selama tiga bulan.",
                    "Jumlah penyewa, kecelakaan, dan pendapatan desa yang dilewati."),
             risks=(("Tanjakan berbahaya bagi pemula", "high", "Pemandu ikut pada bulan pertama."),)),
        Work("feast", "Pesta durian delapan desa", 6, 60, 75, office="Ketua BKAD", villages=(0,), helpers=(2, 5),
             output=1, after=("stalls",), moved_to=90,
             risks=(("Panen mundur", "medium", "Tanggal diputuskan sebulan sebelumnya."),)),
    ),
    "stalls",
    ("Panen durian diperkirakan mundur dua minggu.", "Musyawarah antar desa, berita acara 04/MAD."),
    agreed_by="minutes",
    costs=(("channel", "Bahan perbaikan saluran Nyi Latung", 30_000_000),),
)  # fmt: skip

PLANS = {("bilateral", "air"): CHANNEL, ("bilateral", "pasar"): MARKET, ("multilateral", "pariwisata"): EIGHT}
