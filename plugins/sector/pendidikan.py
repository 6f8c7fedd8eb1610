"""Education and training: one village's teacher, workshop or reading room serves several."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.sdk import ActivityTemplate, Clause, Indicator, PortalForm, Risk, Role, Sector

from .fields import choice, count, figures_of, line, quantity, rupiah

KINDS = [
    ("early", _l("PAUD")), ("equivalency", _l("Kejar paket")), ("skills", _l("Pelatihan keterampilan")),
    ("reading", _l("Taman baca")), ("internship", _l("Magang")),
]  # fmt: skip


class EducationForm(PortalForm):
    kind = choice(_l("Macam pendidikan"), KINDS)
    subject = line(_l("Yang dipelajari"), _l("Contoh: menjahit, budi daya lele, membaca dan berhitung."))
    places = count(_l("Tempat yang tersedia (peserta)"), 1_000_000)
    partner_places = count(_l("Tempat bagi desa mitra (peserta)"), 1_000_000)
    teachers = count(_l("Pengajar (orang)"), 100_000)
    hours = quantity(_l("Lama belajar sepekan (jam)"), 168)
    fee = rupiah(_l("Biaya peserta (Rp/bulan)"), 100_000_000, _l("0 bila tidak dipungut."))
    books = count(_l("Buku di taman baca (buku)"), 10_000_000)
    venue = line(_l("Tempat belajar"), _l("Gedung, desa, dan cara ke sana."))


INDICATORS = (
    Indicator(
        "learners", _l("Peserta yang belajar"), "orang", 1, (4,),
        _l("Peserta yang hadir paling sedikit tiga perempat pertemuan, laki-laki dan perempuan."), "semester",
    ),
    Indicator(
        "completed", _l("Peserta yang selesai"), "%", 1, (4,),
        _l("Peserta yang menyelesaikan program dibanding yang mulai."), "semester",
    ),
    Indicator(
        "early_education", _l("Anak 3–6 tahun yang ikut PAUD"), "%", 1, (4,),
        _l("Anak umur 3 sampai 6 tahun yang terdaftar di PAUD dibanding semua anak umur itu."), "yearly",
    ),
    Indicator(
        "back_to_school", _l("Anak putus sekolah yang kembali belajar"), "orang", 1, (1, 4),
        _l("Anak 7–18 tahun yang kembali ke sekolah atau kejar paket pada tahun itu."), "yearly", adds="always",
    ),
    Indicator(
        "using_skill", _l("Lulusan yang memakai keterampilannya"), "%", 1, (4, 8),
        _l("Lulusan yang enam bulan kemudian bekerja atau berusaha dengan yang dipelajari."), "semester",
    ),
    Indicator(
        "teacher_absence", _l("Pertemuan tanpa pengajar"), "%", -1, (4, 16),
        _l("Pertemuan yang batal karena pengajar tidak hadir dibanding semua pertemuan."), "monthly",
    ),
)  # fmt: skip

ACTIVITIES = (
    ActivityTemplate(
        "learner_survey", _l("Mendata yang perlu belajar"),
        _l("Anak putus sekolah, orang dewasa yang ingin keterampilan, anak di bawah umur sekolah."),
        _l("Kader tiap desa"), 1, (4,),
    ),
    ActivityTemplate(
        "teacher_exchange", _l("Bertukar pengajar"),
        _l("Pengajar satu desa mengajar di desa lain menurut jadwal; ongkosnya dibagi."),
        _l("Penyelenggara belajar"), 6, (4, 17),
    ),
    ActivityTemplate(
        "skills_course", _l("Kursus keterampilan bersama"),
        _l("Satu kursus bagi peserta semua desa, di tempat yang alatnya lengkap."),
        _l("Desa yang punya alat"), 3, (4, 8),
    ),
    ActivityTemplate(
        "mobile_library", _l("Buku keliling"),
        _l("Buku taman baca berputar antar-desa setiap bulan."), _l("Pengelola taman baca"), 12, (4,),
    ),
    ActivityTemplate(
        "internship", _l("Magang antar-desa"),
        _l("Warga belajar kerja di usaha atau kantor desa mitra selama satu bulan."),
        _l("BUM Desa para pihak"), 2, (4, 8),
    ),
)  # fmt: skip

ROLES = (
    Role(_l("Penyelenggara belajar"), _l("Menerima peserta, menyusun jadwal, menjaga daftar hadir.")),
    Role(_l("Pengajar"), _l("Mengajar menurut rencana dan menilai kemajuan peserta.")),
    Role(_l("Desa asal peserta"), _l("Memilih peserta secara terbuka dan menanggung ongkos jalannya.")),
    Role(_l("Pengelola taman baca"), _l("Merawat buku dan mencatat peminjaman.")),
)  # fmt: skip

RISKS = (
    Risk(
        _l("Peserta berhenti di tengah jalan"),
        _l("Jadwal di luar musim panen, ongkos jalan, teman belajar dari desa yang sama."),
    ),
    Risk(
        _l("Tempat bagi desa mitra tidak diberikan"),
        _l("Jumlah tempat ditulis dalam naskah, daftar peserta diumumkan."),
    ),
    Risk(_l("Pengajar pindah"), _l("Dua pengajar untuk tiap pelajaran, bahan ajar disimpan bersama.")),
    Risk(
        _l("Anak tidak aman di perjalanan atau di tempat belajar"),
        _l("Antar jemput bergilir, pengajar yang diperiksa, tempat melapor bagi orang tua."),
    ),
)  # fmt: skip

CLAUSES = (
    Clause(
        "teachers", _l("Pengajar"),
        _l("Siapa mengajar apa, dari desa mana, dan siapa membayarnya."),
        _l("Dua pengajar menjahit dari desa pertama, dibayar Rp75.000 tiap pertemuan, ditanggung bersama."),
    ),
    Clause(
        "places", _l("Tempat bagi peserta"),
        _l("Berapa tempat bagi tiap pihak, dan bagaimana peserta dipilih."),
        _l("Dari 30 tempat, 12 bagi desa mitra; peserta dipilih dalam musyawarah dusun, keluarga miskin didahulukan."),
    ),
    Clause(
        "costs", _l("Biaya"),
        _l("Biaya peserta, bahan, ongkos jalan: siapa menanggung apa."),
        _l("Peserta tidak membayar; bahan dari APB Desa tiap pihak menurut jumlah pesertanya."),
    ),
    Clause(
        "venue", _l("Tempat dan alat belajar"),
        _l("Gedung dan alat siapa, siapa merawat, siapa mengganti yang rusak."),
        _l("Mesin jahit milik desa pertama, dirawat dari dana bersama; yang rusak karena lalai diganti pemakainya."),
    ),
    Clause(
        "child_safety", _l("Keamanan anak"),
        _l("Pengawasan, antar jemput, dan tempat melapor, bila pesertanya anak."),
        _l("Anak diantar jemput oleh orang dewasa yang ditunjuk; orang tua dapat melapor kepada sekretaris desa."),
        required=False,
    ),
)  # fmt: skip

SECTOR = Sector(
    "pendidikan",
    _l("Pendidikan dan pelatihan"),
    _l("PAUD, taman baca, kursus, dan pelatihan keterampilan."),
    ("orang", "kelas", "guru", "paket", "unit"),
    order=70,
    form=EducationForm,
    indicators=INDICATORS,
    activities=ACTIVITIES,
    roles=ROLES,
    risks=RISKS,
    clauses=CLAUSES,
    figures=figures_of(
        ("places", _l("tempat belajar"), _l("peserta")),
        ("partner_places", _l("di antaranya bagi desa mitra"), _l("peserta")),
        ("teachers", _l("pengajar"), _l("orang")),
    ),
    icon="M12 6.5C10 5 7 4.5 3 4.5v14c4 0 7 .5 9 2 2-1.5 5-2 9-2v-14c-4 0-7 .5-9 2zM12 6.5v14",
)
