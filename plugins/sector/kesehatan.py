"""Health: an ambulance, a post and the people who watch over mothers and children, shared."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.sdk import ActivityTemplate, Clause, Indicator, PortalForm, Risk, Role, Sector

from .fields import choice, count, figures_of, line, quantity, rupiah, words

READINESS = [("always", _l("24 jam")), ("day", _l("Siang hari")), ("called", _l("Bila dipanggil"))]


class HealthForm(PortalForm):
    service = line(_l("Layanan bersama"), _l("Contoh: ambulans desa, posyandu, rumah tunggu kelahiran."))
    ambulances = count(_l("Ambulans (unit)"), 1_000)
    readiness = choice(_l("Kesiapan ambulans"), READINESS)
    people_served = count(_l("Warga yang terjangkau (orang)"), 10_000_000)
    cadres = count(_l("Kader kesehatan (orang)"), 100_000)
    posts = count(_l("Posyandu yang ikut (posyandu)"), 10_000)
    distance = quantity(_l("Jarak ke puskesmas atau rumah sakit rujukan (km)"), 10_000)
    use_fee = rupiah(_l("Biaya pemakaian ambulans (Rp sekali jalan)"), 100_000_000, _l("0 bila tidak dipungut."))
    referral = words(_l("Alur rujukan"), _l("Siapa menelepon siapa, ke mana pasien dibawa, siapa mendampingi."))


INDICATORS = (
    Indicator(
        "ambulance_trips", _l("Pasien yang diantar"), "orang/bulan", 1, (3,),
        _l("Pasien dari semua pihak yang diantar ambulans bersama; mengantar jenazah tidak dihitung."), "monthly",
    ),
    Indicator(
        "response_time", _l("Waktu sampai ambulans tiba"), "menit", -1, (3,),
        _l("Rata-rata dari panggilan sampai ambulans di tempat pasien."), "monthly", adds="never",
    ),
    Indicator(
        "stunting", _l("Anak stunting"), "%", -1, (2, 3),
        _l("Anak 0–23 bulan yang pendek menurut umurnya dibanding anak yang diukur di posyandu."), "quarterly",
    ),
    Indicator(
        "immunised", _l("Anak dengan imunisasi dasar lengkap"), "%", 1, (3,),
        _l("Anak umur satu tahun yang imunisasinya lengkap dibanding semua anak umur itu."), "yearly",
    ),
    Indicator(
        "facility_births", _l("Persalinan di fasilitas kesehatan"), "%", 1, (3, 5),
        _l("Persalinan di puskesmas atau rumah sakit dibanding semua persalinan tahun itu."), "yearly",
    ),
    Indicator(
        "active_cadres", _l("Kader yang aktif"), "orang", 1, (3, 5),
        _l("Kader yang hadir pada paling sedikit delapan hari posyandu setahun."), "quarterly",
    ),
)  # fmt: skip

ACTIVITIES = (
    ActivityTemplate(
        "duty_roster", _l("Menyusun jadwal jaga ambulans"),
        _l("Sopir dan pendamping dari semua desa, satu nomor telepon, cadangan bila mobil dipakai."),
        _l("Pengelola ambulans"), 1, (3,),
    ),
    ActivityTemplate(
        "first_aid", _l("Melatih pertolongan pertama"),
        _l("Sopir, kader dan perangkat dilatih puskesmas sebelum ambulans berjalan."), _l("Puskesmas"), 1, (3, 4),
    ),
    ActivityTemplate(
        "joint_posyandu", _l("Posyandu bersama di perbatasan"),
        _l("Dusun yang jauh dari balai desanya dilayani di tempat terdekat, desa mana pun."),
        _l("Kader kedua desa"), 2, (3, 10),
    ),
    ActivityTemplate(
        "nutrition_kitchen", _l("Dapur gizi"),
        _l("Makanan tambahan bagi anak stunting dan ibu hamil dari hasil tani setempat."),
        _l("Kelompok PKK"), 6, (2, 3),
    ),
    ActivityTemplate(
        "health_data", _l("Menyamakan catatan posyandu"),
        _l("Cara mengukur dan mencatat yang sama; alat ukur diperiksa setahun sekali."),
        _l("Bidan desa"), 2, (3, 17),
    ),
)  # fmt: skip

ROLES = (
    Role(_l("Pengelola ambulans"), _l("Menjaga kendaraan siap, mencatat pemakaian, melaporkan biaya.")),
    Role(_l("Bidan atau perawat desa"), _l("Menentukan rujukan dan mendampingi pasien gawat.")),
    Role(_l("Kader kesehatan"), _l("Mengunjungi rumah, mengukur anak, mengingatkan jadwal.")),
    Role(_l("Puskesmas"), _l("Melatih, menerima rujukan, memeriksa mutu layanan.")),
)  # fmt: skip

RISKS = (
    Risk(
        _l("Ambulans dipakai untuk keperluan lain"),
        _l("Buku pemakaian dan aturan tertulis; kunci pada petugas jaga."),
    ),
    Risk(
        _l("Dua panggilan pada saat yang sama"),
        _l("Urutan menurut gawatnya pasien, nomor cadangan ambulans puskesmas."),
    ),
    Risk(_l("Biaya perawatan tidak cukup"), _l("Dana siap dari semua desa menurut pemakaian tahun lalu.")),
    Risk(
        _l("Data kesehatan warga tersebar"),
        _l("Yang dibagikan hanya jumlah; nama pasien tetap pada tenaga kesehatan."),
    ),
)  # fmt: skip

CLAUSES = (
    Clause(
        "ambulance_use", _l("Pemakaian ambulans"),
        _l("Siapa boleh memakai, bagaimana memanggil, siapa didahulukan, dan biayanya."),
        _l(
            "Ambulans dipakai warga semua pihak tanpa biaya dengan menelepon nomor jaga; pasien gawat, ibu bersalin "
            "dan kecelakaan didahulukan."
        ),
    ),
    Clause(
        "referral", _l("Rujukan"),
        _l("Ke mana pasien dibawa, siapa memutuskan, siapa mendampingi."),
        _l("Bidan desa memutuskan rujukan; pasien dibawa ke puskesmas terdekat dan didampingi satu anggota keluarga."),
    ),
    Clause(
        "running_costs", _l("Biaya jalan dan perawatan"),
        _l("Bahan bakar, sopir, servis, pajak: siapa membayar berapa."),
        _l("Biaya tetap dibagi sama; bahan bakar dibayar desa asal pasien menurut buku pemakaian."),
    ),
    Clause(
        "patient_data", _l("Kerahasiaan"),
        _l("Catatan apa yang dibagikan, dan apa yang tidak."),
        _l("Antar-desa hanya dibagikan jumlah pasien; nama dan penyakit tetap pada tenaga kesehatan."),
    ),
    Clause(
        "cadre_support", _l("Dukungan bagi kader"),
        _l("Pengganti biaya, pelatihan, dan alat."),
        _l("Kader mendapat pengganti transportasi Rp50.000 tiap hari posyandu."),
        required=False,
    ),
)  # fmt: skip

SECTOR = Sector(
    "kesehatan",
    _l("Kesehatan"),
    _l("Posyandu, pos kesehatan, ambulans desa, dan gizi anak."),
    ("orang", "kader", "posyandu", "kendaraan", "unit"),
    order=60,
    form=HealthForm,
    indicators=INDICATORS,
    activities=ACTIVITIES,
    roles=ROLES,
    risks=RISKS,
    clauses=CLAUSES,
    figures=figures_of(
        ("people_served", _l("warga yang terjangkau"), _l("orang")),
        ("ambulances", _l("ambulans"), _l("unit")),
        ("cadres", _l("kader kesehatan"), _l("orang")),
    ),
    icon=(
        "M12 20.5C6 16.5 2.8 13 2.8 9.2A4.7 4.7 0 0 1 12 7.6a4.7 4.7 0 0 1 9.2 1.6c0 3.8-3.2 7.3-9.2 11.3z"
        "M12 10v5M9.5 12.5h5"
    ),
)
