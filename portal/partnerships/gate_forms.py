"""The forms of the gates: what is put on record at each step of the path. Only what the step needs is asked."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from ..web import PortalForm
from ..web.form_fields import not_in_future, options

SHORT, LONG = 160, 4000


def line(label: Any, required: bool = True, help: Any = "", max: int = SHORT) -> StringField:
    """One line of text."""
    rule = InputRequired() if required else Optional()
    return StringField(label, [rule, Length(max=max)], description=help)


def text(label: Any, required: bool = True, help: Any = "") -> TextAreaField:
    """Several lines of text."""
    rule = InputRequired() if required else Optional()
    return TextAreaField(label, [rule, Length(max=LONG)], description=help, render_kw={"rows": 4})


def day(label: Any, required: bool = True, past: bool = True, help: Any = "") -> DateField:
    """A calendar day; one that has been, unless said otherwise."""
    rules: list[Any] = [InputRequired() if required else Optional()]
    return DateField(label, rules + ([not_in_future] if past else []), description=help)


def count(label: Any, required: bool = False, help: Any = "") -> IntegerField:
    """A number of people."""
    rule = InputRequired() if required else Optional()
    return IntegerField(label, [rule, NumberRange(min=0, max=100_000)], description=help)


def choice(label: Any, choices: list[tuple[str, Any]], help: Any = "") -> SelectField:
    """One of a few."""
    return SelectField(label, [InputRequired()], choices=options(choices, _l("– pilih –")), description=help)


class PriorityListForm(PortalForm):
    items = text(_l("Bidang atau potensi, urut dari yang paling penting"), help=_l("Satu baris satu hal."))
    held_on = day(_l("Tanggal disusun"))


class MeetingChecks:
    """What does not fit together in the record of a meeting."""

    def validate_invited_on(self, field: Any) -> None:
        held_on = getattr(self, "held_on").data  # noqa: B009 (the form that mixes this in has it)
        if field.data and held_on and field.data > held_on:
            raise ValidationError(_l("Undangan tidak mungkin sesudah musyawarahnya."))

    def validate_women(self, field: Any) -> None:
        self._within_attended(field)

    def validate_vulnerable(self, field: Any) -> None:
        self._within_attended(field)

    def _within_attended(self, field: Any) -> None:
        attended = getattr(self, "attended").data  # noqa: B009
        if field.data is not None and attended is not None and field.data > attended:
            raise ValidationError(_l("Tidak mungkin lebih banyak daripada yang hadir."))


class VillageDeliberationForm(MeetingChecks, PortalForm):
    decision = choice(
        _l("Keputusan musyawarah"), [("agreed", _l("Sepakat bekerja sama")), ("rejected", _l("Tidak sepakat"))]
    )
    held_on = day(_l("Tanggal musyawarah"))
    number = line(_l("Nomor berita acara"), required=False, max=60)
    place = line(_l("Tempat"), required=False)
    chair = line(_l("Pimpinan musyawarah (dari BPD)"), required=False)
    invited_on = day(_l("Tanggal undangan"), required=False)
    attended = count(_l("Jumlah yang hadir"))
    women = count(_l("Di antaranya perempuan"))
    vulnerable = count(_l("Di antaranya warga miskin atau rentan"))
    burdens_community = BooleanField(
        _l("Kerja sama ini membebani warga atau desa"), description=_l("Bila ya, tulis persetujuan BPD di bawah.")
    )
    council_decision = line(_l("Nomor persetujuan BPD"), required=False, max=60)
    notes = text(_l("Catatan atau alasan"), required=False)


class PlanEntryForm(PortalForm):
    midterm_plan = line(_l("RPJM Desa: tahun dan nomor Perdes"), help=_l("Contoh: 2024–2031, Perdes 2/2024."))
    annual_plan = line(_l("RKP Desa: tahun dan nomor Perdes"), help=_l("Contoh: 2027, Perdes 5/2026."))
    change_reference = line(
        _l("Perubahan lewat musyawarah khusus"), required=False, help=_l("Bila belum tercantum di rencana semula.")
    )
    account_code = line(_l("Kode rekening APB Desa"), required=False, max=20, help=_l("Belanja kerja sama: 1.4.09."))


class DataPackForm(PortalForm):
    summary = text(_l("Ringkasan data bidang atau potensi"), help=_l("Luas, jumlah, keadaan. Lampirkan berkasnya."))


class LetterForm(PortalForm):
    """The offer, and the counter-offer: eight items (Permendagri 96/2017 Pasal 13 ayat (3))."""

    number = line(_l("Nomor surat"), max=60)
    held_on = day(_l("Tanggal surat"))
    fields = text(_l("Bidang atau potensi desa"), required=False)
    scope = text(_l("Ruang lingkup"), required=False)
    implementation_terms = text(_l("Tata cara dan ketentuan pelaksanaan"), required=False)
    duration = line(_l("Jangka waktu"), required=False)
    rights_and_obligations = text(_l("Hak dan kewajiban"), required=False)
    funding = text(_l("Pendanaan"), required=False)
    change_terms = text(_l("Tata cara perubahan, penundaan, dan pembatalan"), required=False)
    dispute_terms = text(_l("Penyelesaian perselisihan"), required=False)


def needed_when(field_name: str, value: str, sentence: Any) -> Any:
    """A validator: this field is needed when another has a value."""

    def check(form: Any, field: Any) -> None:
        if form[field_name].data == value and not (field.data or "").strip():
            raise ValidationError(sentence)

    return check


class OfferAnswerForm(PortalForm):
    decision = choice(_l("Jawaban"), [("accepted", _l("Menerima")), ("declined", _l("Menolak"))])
    number = line(_l("Nomor surat jawaban"), max=60)
    held_on = day(_l("Tanggal surat jawaban"))
    reason = TextAreaField(
        _l("Alasan"),
        [needed_when("decision", "declined", _l("Tulis alasan penolakannya.")), Length(max=LONG)],
        description=_l("Wajib bila menolak."),
        render_kw={"rows": 4},
    )


class MandateForm(PortalForm):
    representative = line(_l("Nama yang mewakili"))
    position = line(_l("Jabatan"))
    number = line(_l("Nomor surat kuasa atau akta"), required=False, max=60)
    held_on = day(_l("Tanggal surat"), required=False)


class ConsultationForm(MeetingChecks, PortalForm):
    held_on = day(_l("Tanggal konsultasi dengan warga"))
    place = line(_l("Tempat"), required=False)
    attended = count(_l("Jumlah yang hadir"))
    women = count(_l("Di antaranya perempuan"))
    input = text(_l("Masukan warga"))
    district_note = text(_l("Catatan camat"), required=False, help=_l("Camat memberi masukan, bukan persetujuan."))


class RegionalBasisForm(PortalForm):
    document = line(_l("Dokumen dasar kerja sama daerah"))
    number = line(_l("Nomor"), max=60)
    held_on = day(_l("Tanggal"))
    authority = line(_l("Ditetapkan oleh"))


class DeliberationForm(MeetingChecks, PortalForm):
    """The musyawarah antar desa."""

    decision = choice(
        _l("Keputusan MAD"), [("agreed", _l("Naskah disepakati")), ("sent_back", _l("Naskah diperbaiki dulu"))]
    )
    held_on = day(_l("Tanggal MAD"))
    number = line(_l("Nomor berita acara"), max=60)
    time = line(_l("Jam mulai sampai selesai"), required=False, max=40, help=_l("Contoh: 09.30–12.00 WIB."))
    place = line(_l("Tempat"))
    chair = line(_l("Ketua sidang"), required=False)
    secretary = line(_l("Sekretaris sidang"), required=False)
    invited_on = day(_l("Tanggal undangan"), required=False)
    decisions = text(_l("Hal yang disepakati"), help=_l("Satu baris satu keputusan."))


class DeliberationAttendanceForm(MeetingChecks, PortalForm):
    representative = line(_l("Yang mewakili desa"), help=_l("Kepala desa, atau wakil dengan surat mandat."))
    mandate = line(_l("Nomor surat mandat"), required=False, max=60, help=_l("Bila bukan kepala desa sendiri."))
    attended = count(_l("Jumlah utusan yang hadir"), required=True)
    women = count(_l("Di antaranya perempuan"), required=True)


class SignatureForm(PortalForm):
    signer_name = line(_l("Nama penanda tangan"))
    signer_title = line(_l("Jabatan"), help=_l("Contoh: Kepala Desa, Penjabat Kepala Desa, Direktur."))
    held_on = day(_l("Tanggal tanda tangan"))
    number = line(_l("Nomor menurut desa atau lembaga ini"), max=60)
    year = IntegerField(_l("Tahun nomor"), [InputRequired(), NumberRange(min=2000, max=2100)])


class PromulgationForm(PortalForm):
    number = line(_l("Nomor Berita Desa"), max=60)
    year = IntegerField(_l("Tahun Berita Desa"), [InputRequired(), NumberRange(min=2000, max=2100)])
    held_on = day(_l("Tanggal diundangkan"))
    secretary = line(_l("Sekretaris desa yang mengundangkan"))
    sent_on = day(_l("Tanggal dikirim ke bupati melalui camat"), required=False)


class BodyDecreeForm(PortalForm):
    number = line(_l("Nomor SK BKAD"), max=60)
    held_on = day(_l("Tanggal SK"))
    chair = line(_l("Ketua BKAD"))
    members = text(_l("Pengurus dan utusan tiap desa"), help=_l("Satu baris satu orang: nama, jabatan, desa."))
    term_until = day(_l("Masa bakti sampai"), past=False, required=False)


class ReportForm(PortalForm):
    period_from = day(_l("Masa laporan mulai"))
    period_to = day(_l("Masa laporan sampai"))
    number = line(_l("Nomor laporan"), max=60)
    held_on = day(_l("Tanggal laporan"))
    summary = text(_l("Ringkasan pelaksanaan"))
    to_heads_on = day(_l("Dikirim kepada para kepala desa"), required=False)
    to_council_on = day(_l("Tembusan kepada BPD"), required=False)
    to_regent_on = day(_l("Tembusan kepada bupati melalui camat"), required=False)

    def validate_period_to(self, field: Any) -> None:
        if self.period_from.data and field.data and field.data < self.period_from.data:
            raise ValidationError(_l("Masa laporan berakhir sebelum mulai."))


class MinutesForm(PortalForm):
    """Minutes of a decision of the parties: suspension, resumption, proposal of a change."""

    number = line(_l("Nomor berita acara"), max=60)
    held_on = day(_l("Tanggal"))
    reason = text(_l("Isi dan alasan"))
    asked_by = line(_l("Diminta oleh"), required=False)


class DisputeForm(PortalForm):
    held_on = day(_l("Tanggal perselisihan disampaikan"))
    facts = text(_l("Pokok perselisihan"))
    deliberated_on = day(_l("Tanggal musyawarah kekeluargaan"), required=False)


class SettlementForm(PortalForm):
    outcome = choice(
        _l("Hasil"),
        [
            ("continue", _l("Kerja sama dilanjutkan")),
            ("amend", _l("Perjanjian diubah")),
            ("end", _l("Kerja sama diakhiri")),
        ],
    )
    number = line(_l("Nomor berita acara penyelesaian"), max=60)
    held_on = day(_l("Tanggal"))
    official = line(_l("Pejabat yang memfasilitasi dan menandatangani"))
    decision = text(_l("Isi penyelesaian"))


GROUNDS: list[tuple[str, Any]] = [
    ("mutual_agreement", _l("Kesepakatan para pihak melalui prosedur dalam perjanjian")),
    ("purpose_achieved", _l("Tujuan perjanjian telah tercapai")),
    ("force_majeure", _l("Keadaan luar biasa sehingga tidak dapat dilaksanakan")),
    ("breach", _l("Salah satu pihak tidak melaksanakan atau melanggar ketentuan")),
    ("superseded", _l("Dibuat perjanjian baru yang menggantikan")),
    ("unlawful", _l("Bertentangan dengan peraturan perundang-undangan")),
    ("object_lost", _l("Objek perjanjian hilang")),
    ("public_harm", _l("Merugikan kepentingan masyarakat desa, daerah, atau nasional")),
    ("expired", _l("Berakhirnya masa perjanjian")),
]


class TerminationForm(PortalForm):
    ground = choice(_l("Alasan berakhir"), GROUNDS)
    held_on = day(_l("Tanggal berakhir"))
    number = line(_l("Nomor berita acara"), required=False, max=60, help=_l("Tidak perlu bila masanya habis."))
    assets = text(_l("Aset dan kepada siapa diserahkan"))
    final_report = text(_l("Laporan akhir singkat"))
