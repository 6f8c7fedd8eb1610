"""The forms of joint positions."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from portal.sdk import PortalForm, not_in_future, options

from . import rules

LINE, LONG, REASON = 160, 4000, 1000


def _line(label: Any, required: bool = True, help: Any = "", max: int = LINE) -> StringField:
    return StringField(label, [InputRequired() if required else Optional(), Length(max=max)], description=help)


def _words(label: Any, required: bool = False, help: Any = "", max: int = LONG) -> TextAreaField:
    rules_ = [InputRequired() if required else Optional(), Length(max=max)]
    return TextAreaField(label, rules_, description=help, render_kw={"rows": 4})


def _day(label: Any) -> DateField:
    return DateField(label, [InputRequired(), not_in_future])


class PositionForm(PortalForm):
    title = _line(_l("Judul"), help=_l("Contoh: perbaikan jalan ke telaga."))
    ask = _words(_l("Yang diminta"), help=_l("Satu baris satu permintaan, dengan angka dan waktunya."))
    addressee = _line(_l("Kepada pejabat"), required=False, help=_l("Contoh: Bupati Ponorogo."))
    addressee_body = _line(_l("Nama lembaganya"), required=False, help=_l("Contoh: Pemerintah Kabupaten Ponorogo."))
    evidence = _words(_l("Bukti dan alasan"), help=_l("Angka, kejadian, atau aturan yang menjadi dasar."))
    links = _words(_l("Tautan bukti"), help=_l("Satu baris satu alamat, diawali http:// atau https://."), max=2000)
    papers = _words(_l("Dokumen, dan di mana kertasnya disimpan"), help=_l("Satu baris satu dokumen."), max=2000)
    threshold = SelectField(
        _l("Dukungan yang diperlukan sebelum dikirim"),
        choices=options(rules.THRESHOLDS.items()),
        default=rules.ALL,
        description=_l("Dihitung dari pihak yang menjadi anggota. Yang belum bersuara tidak dihitung mendukung."),
    )

    def validate_links(self, field: Any) -> None:
        if fault := rules.link_fault(field.data or ""):
            raise ValidationError(str(fault))


class WordForm(PortalForm):
    word = RadioField(_l("Suara pihak Anda"), [InputRequired()], choices=options(rules.WORDS.items()))
    reason = _words(_l("Alasan"), help=_l("Wajib bila tidak ikut atau keberatan."), max=REASON)


class ReasonForm(PortalForm):
    reason = _words(_l("Alasan"), required=True, max=REASON)


class SendForm(PortalForm):
    letter_number = _line(_l("Nomor surat"), max=60)
    held_on = _day(_l("Tanggal dikirim"))


class StepForm(PortalForm):
    held_on = _day(_l("Tanggal"))
    what = _words(_l("Yang dilakukan"), required=True, max=REASON, help=_l("Contoh: dengar pendapat dengan DPRD."))
    by_whom = _line(_l("Oleh siapa"), help=_l("Jabatan atau lembaganya."))
    document_number = _line(_l("Nomor dokumen"), required=False, max=60)


class AnswerForm(PortalForm):
    answer = SelectField(
        _l("Jawabannya"),
        [InputRequired()],
        choices=options(
            ((code, label) for code, label in rules.ANSWERS.items() if code != rules.NO_ANSWER), _l("– pilih –")
        ),
    )
    held_on = _day(_l("Tanggal jawaban"))
    answer_number = _line(_l("Nomor surat jawaban"), required=False, max=60)
    answer_text = _words(_l("Isi jawaban"))


class CloseForm(PortalForm):
    outcome = _words(_l("Hasilnya"), required=True, help=_l("Apa yang berubah bagi warga, juga bila belum ada."))
    lesson = _words(_l("Yang dipelajari untuk lain kali"))
