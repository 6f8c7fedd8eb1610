"""The gates of the lawful path: what has to be on record, for whom, by which paper, and on which article it rests.

Where an article was not read in the law's own text, `confirmed=False`: the page then calls
it a setting of this portal, not law.
"""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from ..contracts import Gate, LegalBasis
from . import gate_forms as forms
from .rules import PERMENDAGRI_96

P96, UU6 = PERMENDAGRI_96, "UU 6/2014"
PREPARATION = "Pasal 13 ayat (2)"
PP43, P111 = "PP 43/2014", "Permendagri 111/2014"

CORE_GATES: tuple[Gate, ...] = (
    Gate(
        "priority_list",
        _l("Daftar potensi dan prioritas"),
        "village",
        forms.PriorityListForm,
        _l("Kepala Desa"),
        _l("Daftar inventarisasi dan skala prioritas"),
        LegalBasis(P96, f"{PREPARATION} huruf a dan b"),
    ),
    Gate(
        "village_deliberation",
        _l("Musyawarah Desa"),
        "village",
        forms.VillageDeliberationForm,
        _l("BPD menyelenggarakan"),
        _l("Berita Acara Musyawarah Desa"),
        LegalBasis(P96, f"{PREPARATION} huruf c dan d"),
        help=_l("Musyawarah diselenggarakan BPD. Memutuskan tidak sepakat juga hasil yang sah."),
        signers=(_l("Pimpinan musyawarah"), _l("Sekretaris musyawarah"), _l("Wakil peserta")),
    ),
    Gate(
        "plan_entry",
        _l("Masuk RPJM Desa dan RKP Desa"),
        "village",
        forms.PlanEntryForm,
        _l("Sekretaris Desa"),
        _l("Kutipan RPJM Desa dan RKP Desa"),
        LegalBasis(P96, f"{PREPARATION} huruf e"),
    ),
    Gate(
        "data_pack",
        _l("Data bidang atau potensi"),
        "initiator",
        forms.DataPackForm,
        _l("Pemerintah Desa"),
        _l("Data dan informasi bidang atau potensi"),
        LegalBasis(P96, f"{PREPARATION} huruf f"),
    ),
    Gate(
        "offer",
        _l("Surat penawaran"),
        "partnership",
        forms.LetterForm,
        _l("Kepala Desa yang menawarkan"),
        _l("Surat Penawaran Kerja Sama"),
        LegalBasis(P96, "Pasal 13 ayat (3)"),
        help=_l("Surat memuat delapan hal. Menyimpan boleh bertahap; mengirim menunggu semuanya terisi."),
        side="initiator",
        states=("draft", "village_deliberation", "planned", "offer_countered"),
    ),
    Gate(
        "counter_offer",
        _l("Surat tawaran balasan"),
        "partnership",
        forms.LetterForm,
        _l("Kepala Desa yang menerima tawaran"),
        _l("Surat Tawaran Balasan"),
        LegalBasis(P96, "jawaban tertulis", confirmed=False),
        side="receiver",
        states=("offered",),
    ),
    Gate(
        "offer_answer",
        _l("Surat jawaban"),
        "receiver",
        forms.OfferAnswerForm,
        _l("Kepala Desa yang menerima tawaran"),
        _l("Surat Jawaban atas Penawaran"),
        LegalBasis(P96, "jawaban tertulis", confirmed=False),
        states=("offered",),
    ),
    Gate(
        "mandate",
        _l("Wakil yang berwenang"),
        "organisation",
        forms.MandateForm,
        _l("Pimpinan lembaga"),
        _l("Surat Kuasa"),
        LegalBasis("Perjanjian Bersama", "wakil yang sah", confirmed=False),
    ),
    Gate(
        "consultation",
        _l("Konsultasi warga"),
        "village",
        forms.ConsultationForm,
        _l("Kepala Desa"),
        _l("Berita Acara Konsultasi Rancangan"),
        LegalBasis(P111, "Pasal 20–22", confirmed=False),
    ),
    Gate(
        "regional_basis",
        _l("Dasar kerja sama daerah"),
        "partnership",
        forms.RegionalBasisForm,
        _l("Pemerintah kabupaten/kota"),
        _l("Dokumen kerja sama daerah"),
        LegalBasis("UU 23/2014 dan PP 28/2018", "kerja sama daerah"),
    ),
    Gate(
        "mad",
        _l("Musyawarah Antar Desa"),
        "partnership",
        forms.DeliberationForm,
        _l("Kepala Desa tuan rumah atau BKAD"),
        _l("Berita Acara Musyawarah Antar Desa"),
        LegalBasis(UU6, "Pasal 92 ayat (2)"),
        signers=(_l("Ketua sidang"), _l("Sekretaris sidang")),
    ),
    Gate(
        "mad_attendance",
        _l("Hadir di MAD"),
        "village",
        forms.DeliberationAttendanceForm,
        _l("Utusan tiap desa"),
        _l("Daftar Hadir Musyawarah Antar Desa"),
        LegalBasis("Tata tertib MAD setempat", confirmed=False),
    ),
    Gate(
        "signature",
        _l("Tanda tangan"),
        "party",
        forms.SignatureForm,
        _l("Kepala Desa tiap desa"),
        _l("Naskah bertanda tangan"),
        LegalBasis(P111, "Lampiran"),
        needs_scan=True,
        help=_l("Tanda tangan basah dan stempel pada kertas; di sini dicatat dan pindaiannya dilampirkan."),
        states=("signing",),
    ),
    Gate(
        "promulgation",
        _l("Pengundangan"),
        "village",
        forms.PromulgationForm,
        _l("Sekretaris Desa"),
        _l("Berita Desa"),
        LegalBasis(P111, "Pasal 23–25", confirmed=False),
    ),
    Gate(
        "bkad_decree",
        _l("SK BKAD"),
        "partnership",
        forms.BodyDecreeForm,
        _l("Para Kepala Desa"),
        _l("Surat Keputusan BKAD"),
        LegalBasis(UU6, "Pasal 92 ayat (3)"),
    ),
    Gate(
        "report",
        _l("Laporan pelaksanaan"),
        "partnership",
        forms.ReportForm,
        _l("BKAD, atau Kepala Desa bila dengan pihak ketiga"),
        _l("Laporan Pelaksanaan Kerja Sama"),
        LegalBasis(P96, "pelaporan"),
    ),
    Gate(
        "suspension",
        _l("Penundaan"),
        "partnership",
        forms.MinutesForm,
        _l("Para pihak"),
        _l("Berita Acara Penundaan"),
        LegalBasis(PP43, "perubahan dan penundaan", confirmed=False),
    ),
    Gate(
        "resumption",
        _l("Dilanjutkan kembali"),
        "partnership",
        forms.MinutesForm,
        _l("Para pihak"),
        _l("Berita Acara Kelanjutan"),
        LegalBasis(PP43, "perubahan dan penundaan", confirmed=False),
    ),
    Gate(
        "amendment_basis",
        _l("Usul perubahan"),
        "partnership",
        forms.MinutesForm,
        _l("Para pihak"),
        _l("Berita Acara Usul Perubahan"),
        LegalBasis(PP43, "Pasal 146", confirmed=False),
    ),
    Gate(
        "dispute",
        _l("Perselisihan"),
        "partnership",
        forms.DisputeForm,
        _l("Pihak yang berselisih"),
        _l("Pemberitahuan Perselisihan"),
        LegalBasis(P96, "penyelesaian perselisihan"),
    ),
    Gate(
        "settlement",
        _l("Penyelesaian perselisihan"),
        "partnership",
        forms.SettlementForm,
        _l("Pejabat yang berwenang menurut letak desa"),
        _l("Berita Acara Penyelesaian Perselisihan"),
        LegalBasis(P96, "penyelesaian perselisihan"),
        signers=(_l("Pejabat yang memfasilitasi"),),
        needs_scan=True,
    ),
    Gate(
        "termination",
        _l("Pengakhiran"),
        "partnership",
        forms.TerminationForm,
        _l("Para pihak"),
        _l("Berita Acara Pengakhiran"),
        LegalBasis(PP43, "Pasal 146–147", confirmed=False),
    ),
)

# Gates that are passed anew for each version of the agreement.
CYCLE_GATES = frozenset({"consultation", "mad", "mad_attendance", "signature", "promulgation"})
# Gates that are asked for at each state, so that the page shows only what matters now.
MATRIX_GATES = (
    "priority_list",
    "village_deliberation",
    "plan_entry",
    "offer_answer",
    "mandate",
    "consultation",
    "mad_attendance",
    "signature",
    "promulgation",
)
REGULATION_ONLY = frozenset({"consultation", "mad", "mad_attendance", "promulgation"})
