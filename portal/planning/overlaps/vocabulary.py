"""The words of village works: what is done, to what, for whom, with which tools; each with its other names.

Plain data. A word may stand for several concepts: *drainase* is a channel of its own kind, so it is
near *saluran irigasi* without being the same.
"""

from __future__ import annotations

from collections.abc import Mapping

# Names of several words, read before the single ones; the longest first.
PHRASES: Mapping[str, str] = {
    "jaringan irigasi tingkat usaha tani": "irigasi",
    "jaringan irigasi desa": "irigasi",
    "tempat pengolahan sampah reduce reuse recycle": "tps3r",
    "tempat pembuangan sampah": "tps3r",
    "tempat pengolahan sampah": "tps3r",
    "pengelolaan sampah": "sampah",
    "badan usaha milik desa": "bumdes",
    "rumah tidak layak huni": "rtlh",
    "rumah layak huni": "rtlh",
    "bedah rumah": "rtlh",
    "jalan usaha tani": "jut",
    "jalan usahatani": "jut",
    "jalan produksi pertanian": "jut",
    "jalan pertanian": "jut",
    "jalan tani": "jut",
    "jalan sawah": "jut",
    "penerangan jalan umum": "pju",
    "penerangan jalan": "pju",
    "lampu penerangan": "pju",
    "lampu jalan": "pju",
    "tembok penahan tanah": "talud",
    "dinding penahan tanah": "talud",
    "penahan tebing": "talud",
    "pos pelayanan terpadu": "posyandu",
    "penimbangan balita": "posyandu balita",
    "pemberian makanan tambahan": "pmt",
    "makanan tambahan": "pmt",
    "gizi buruk": "stunting",
    "air bersih": "airbersih",
    "air minum": "airbersih",
    "sistem informasi desa": "sid",
    "situs web": "website",
    "laman desa": "website",
    "desa tangguh bencana": "destana",
    "tanggap bencana": "siagabencana",
    "siaga bencana": "siagabencana",
    "peningkatan kapasitas": "pelatihan",
    "penguatan kapasitas": "pelatihan",
    "sekolah lapang": "pelatihan",
    "kerja bakti": "membersihkan",
    "gotong royong": "membersihkan",
    "pohon pelindung": "pohon",
    "usaha mikro kecil menengah": "umkm",
    "usaha mikro kecil": "umkm",
    "usaha mikro": "umkm",
    "usaha kecil": "umkm",
    "industri rumah tangga": "umkm",
    "pelaku usaha": "umkm",
    "kelompok wanita tani": "kwt",
    "wanita tani": "kwt",
    "gabungan kelompok tani": "petani",
    "kelompok tani": "petani",
    "kelompok sadar wisata": "pokdarwis",
    "karang taruna": "pemuda",
    "lanjut usia": "lansia",
    "ibu hamil": "bumil",
    "perangkat desa": "aparatur",
    "aparat desa": "aparatur",
    "aparatur desa": "aparatur",
    "kelompok ternak": "peternak",
    "bayi balita": "balita",
    "mobil siaga": "ambulans",
    "mobil desa siaga": "ambulans",
    "balai desa": "balaidesa",
    "kantor desa": "balaidesa",
    "balai pertemuan": "balaidesa",
    "mata air": "mataair",
    "sumber air": "mataair",
    "tangki air": "trukair",
    "mobil tangki": "trukair",
    "pos kamling": "kamling",
    "keamanan lingkungan": "kamling",
    "pasar murah": "bazar",
    "produk unggulan": "produk",
    "bank sampah": "banksampah",
    "tps 3r": "tps3r",
    "tps3 r": "tps3r",
    "bum desa": "bumdes",
    "bum des": "bumdes",
    "bumdes bersama": "bumdes",
    "gorong gorong": "gorong",
    "jln": "jalan",
    "jl": "jalan",
    "sal": "saluran",
    "pemb": "pembangunan",
    "pemel": "pemeliharaan",
    "sos": "sosialisasi",
    "penyul": "penyuluhan",
    "poktan": "petani",
    "puskesos": "puskesos",
}

# What is done. Works of two kinds that are no neighbours below are different works on the same thing.
BUILD, REPAIR, CARE, TRAIN, GIVE, STUDY, MEET, PLANT, SERVE, EVENT, WATCH, FOUND = (
    "build", "repair", "care", "train", "give", "study", "meet", "plant", "serve", "event", "watch", "found",
)  # fmt: skip
ACTIONS: Mapping[str, str] = {
    word: kind
    for kind, words in {
        BUILD: "bangun buat diri rabat cor aspal lebar keras tingkat pasang gali buka bikin rintis beton betonisasi "
        "paving pavingisasi makadam semenisasi pipanisasi sambung lanjut",
        REPAIR: "rehab rehabilitasi renovasi baik pulih rekonstruksi ganti tambal",
        CARE: "pelihara rawat bersih normalisasi keruk kuras sedot servis babat angkat",
        TRAIN: "latih bimtek bimbing suluh sosialisasi workshop lokakarya kursus magang diklat didik edukasi "
        "seminar tot kampanye literasi",
        GIVE: "ada beli bantu hibah sedia salur bagi serah belanja distribusi subsidi",
        STUDY: "survei survey ukur data kaji studi peta desain ded rencana inventarisasi identifikasi uji teliti "
        "verifikasi",
        MEET: "rapat musyawarah koordinasi forum audiensi rembug temu konsultasi musdes",
        PLANT: "tanam reboisasi hijau konservasi",
        SERVE: "layan operasi kelola periksa timbang imunisasi antar jemput angkut ronda patroli",
        EVENT: "lomba festival pamer gelar ingat bazar turnamen kirab karnaval kunjung banding",
        WATCH: "monitoring evaluasi awas pantau lapor audit",
        FOUND: "bentuk susun tetap lembaga kukuh lantik",
    }.items()
    for word in words.split()
}
NEIGHBOURS: Mapping[frozenset[str], float] = {
    frozenset({BUILD, REPAIR}): 0.9,
    frozenset({REPAIR, CARE}): 0.85,
    frozenset({PLANT, GIVE}): 0.8,
    frozenset({BUILD, GIVE}): 0.85,
    frozenset({BUILD, FOUND}): 0.9,
    frozenset({SERVE, CARE}): 0.7,
    frozenset({SERVE, GIVE}): 0.7,
}
# What lasts: done twice within a year it is done twice. The others come back with their season.
LASTING = frozenset({BUILD, REPAIR, GIVE, STUDY, FOUND})

# Other names of things, as the concepts they stand for.
THINGS: Mapping[str, tuple[str, ...]] = {
    word: tuple(concepts.split())
    for words, concepts in (
        ("jut", "jalan tani"),
        ("gang lorong setapak", "jalan lingkung"),
        ("poros ruas jalan", "jalan"),
        ("irigasi tersier sekunder jides jitut pengairan", "saluran irigasi"),
        ("drainase selokan got parit gorong", "saluran drainase"),
        ("saluran kanal", "saluran"),
        ("tps3r tpst tps", "sampah tps3r"),
        ("banksampah", "sampah banksampah"),
        ("sampah persampahan limbah", "sampah"),
        ("airbersih pamsimas spam spamdes spamdus pam hippam", "airbersih"),
        ("mataair broncaptering", "airbersih mataair"),
        ("tandon reservoir bak toren", "airbersih tandon"),
        ("pipa perpipaan", "airbersih pipa"),
        ("talud tpt bronjong senderan turap", "talud"),
        ("mck jamban wc toilet septik sanitasi ipal", "jamban"),
        ("rtlh", "rtlh"),
        ("pju", "lampu"),
        ("posyandu posbindu", "posyandu"),
        ("pmt gizi", "gizi"),
        ("stunting", "gizi stunting"),
        ("ternak sapi kambing domba ayam bebek unggas", "ternak"),
        ("lele nila gurame kolam ikan perikanan", "ikan"),
        ("kompos bokashi poc", "pupuk organik"),
        ("benih bibit", "bibit"),
        ("wisata homestay pariwisata", "wisata"),
        ("sid", "sid digital"),
        ("website web", "website digital"),
        ("internet wifi hotspot", "internet digital"),
        ("bumdes bumdesa bumdesma bumdesm", "bumdes"),
        ("bencana siagabencana destana mitigasi longsor banjir", "bencana"),
        ("embung bendung bendungan dam cekdam waduk", "embung"),
        ("pohon tanaman penghijauan reboisasi", "pohon"),
        ("kamling ronda siskamling poskamling", "kamling"),
        ("balaidesa aula pendopo", "balaidesa"),
        ("paud tk", "paud"),
        ("jual pemasaran marketing promosi", "pasarkan"),
        ("kemas packaging kemasan", "kemasan"),
        ("keuangan siskeudes", "keuangan"),
        ("ambulans ambulan", "ambulans"),
        ("hama tikus wereng", "hama"),
        ("dbd nyamuk psn fogging", "nyamuk"),
        ("kopi", "kopi"),
    )
    for word in words.split()
}

# For whom. A work for others is another work, when both say for whom.
GROUPS: Mapping[str, str] = {
    word: group
    for words, group in (
        ("petani tani gapoktan poktan kelompoktani hkti", "petani"),
        ("kwt", "wanita tani"),
        ("peternak", "peternak"),
        ("nelayan pembudidaya", "nelayan"),
        ("umkm ukm pengrajin perajin pedagang", "pelaku usaha"),
        ("pemuda remaja", "pemuda"),
        ("lansia", "lansia"),
        ("balita bayi baduta", "balita"),
        ("bumil busui", "ibu hamil"),
        ("pkk", "PKK"),
        ("kader", "kader"),
        ("aparatur perangkat kades sekdes", "perangkat desa"),
        ("bpd", "BPD"),
        ("pengurus", "pengurus"),
        ("siswa pelajar murid anak", "anak sekolah"),
        ("guru pendidik", "guru"),
        ("linmas satlinmas hansip", "linmas"),
        ("pokdarwis", "pokdarwis"),
        ("difabel disabilitas", "difabel"),
        ("perempuan wanita ibu", "perempuan"),
    )
    for word in words.split()
}
_NEAR_GROUPS = (
    {"perempuan", "PKK", "wanita tani", "ibu hamil", "kader"},
    {"petani", "wanita tani"},
    {"balita", "ibu hamil"},
)

# Things that can be used in one place at a time, as the parties call them.
ASSETS: Mapping[str, str] = {
    word: name
    for words, name in (
        ("ekskavator excavator eskavator backhoe beko bego", "ekskavator"),
        ("molen mixer", "molen"),
        ("traktor", "traktor"),
        ("truk dump", "truk"),
        ("trukair", "truk tangki air"),
        ("ambulans", "mobil siaga"),
        ("stamper stemper baby roller walls wales", "mesin pemadat"),
        ("genset", "genset"),
        ("tenda terop", "tenda"),
        ("combine harvester", "mesin panen"),
        ("drone", "drone"),
        ("pencacah", "mesin pencacah"),
        ("proyektor", "proyektor"),
        ("panggung", "panggung"),
        ("gor lapangan", "lapangan"),
        ("balaidesa", "balai desa"),
    )
    for word in words.split()
}

_UNSAYING = (
    "dan di ke dari yang untuk bagi dengan pada oleh atau para serta dalam antar antara se sepanjang panjang "
    "meter m km unit paket desa kelurahan kecamatan kabupaten kegiatan program bersama kerja sama kerjasama warga "
    "masyarakat kelompok orang kembang berbasis melalui tentang secara hingga sampai tahun anggaran ta utk dgn "
    "dlm thd sd kel ds kec kab dr yg lanjutan bank olah golah baru milik kita kami volume lokasi titik buah kali "
    "rutin bulan bulanan tiap setiap hari dua tiga satu sebagai wilayah lintas umum dusun dukuh rt rw blok daerah "
    "sekitar menuju arah bidang dana kas besar kecil bahan material upah honor honorarium tenaga biaya konsumsi snack "
    "transport transportasi atk cetak kedua seluruh semua januari "
    "februari maret april mei juni juli agustus september oktober november desember"
)
STOPWORDS = frozenset(_UNSAYING.split())
# Words that say little of what a work is about.
WEAK: Mapping[str, float] = {
    "jalan": 0.6, "saluran": 0.6, "tani": 0.5, "air": 0.4, "digital": 0.4, "lingkung": 0.4, "usaha": 0.4,
    "produk": 0.5, "sehat": 0.5, "organik": 0.6, "bumdes": 0.7, "pipa": 0.7, "tandon": 0.7, "gizi": 0.8,
    "gedung": 0.4, "alat": 0.4, "mesin": 0.4, "tempat": 0.4, "sarana": 0.3, "prasarana": 0.3, "barang": 0.3,
}  # fmt: skip


def are_near(one: str, other: str) -> bool:
    """Whether two groups share people: wives of farmers are farmers too."""
    return one == other or any({one, other} <= near for near in _NEAR_GROUPS)
