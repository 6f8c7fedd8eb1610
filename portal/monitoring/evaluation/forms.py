"""The forms of an evaluation."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, Field, RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from ...web import PortalForm
from ...web.form_fields import followable, line, options, sensible_day, words
from . import rules
from .models import FIGURE, LINK, LONG, TITLE, WORD

NOTHING = _l("– tidak dipilih –")


class OpenForm(PortalForm):
    kind = SelectField(_l("Macam evaluasi"), [InputRequired()], choices=options(rules.KINDS.items()))
    title = line(_l("Nama evaluasi"), TITLE, required=True, help=_l("Contoh: Evaluasi tahunan 2026."))
    period_from = DateField(_l("Masa yang dinilai: dari"), [InputRequired(), sensible_day])
    period_to = DateField(_l("Sampai"), [InputRequired(), sensible_day])
    due_on = DateField(
        _l("Para pihak menjawab paling lambat"),
        [InputRequired(), sensible_day],
        description=_l("Beri waktu dua minggu atau lebih."),
    )


class _AnswerForm(PortalForm):
    """A mark and words for each question; its fields are made from `rules.QUESTIONS`."""

    def marks(self) -> dict[str, tuple[int, str]]:
        """What was said, by question."""
        return {
            code: (int(self._fields[f"{code}_mark"].data), self._fields[f"{code}_word"].data or "")
            for code in rules.QUESTIONS
            if self._fields[f"{code}_mark"].data
        }

    def parts(self) -> list[tuple[str, Field, Field]]:
        """(question, field of the mark, field of the words), in order."""
        return [(code, self._fields[f"{code}_mark"], self._fields[f"{code}_word"]) for code in rules.QUESTIONS]


def _answer_fields() -> dict[str, Any]:
    scale = [(str(mark), label) for mark, label in rules.SCALE.items()]
    fields: dict[str, Any] = {}
    for code, asked in rules.QUESTIONS.items():
        fields[f"{code}_mark"] = RadioField(
            asked.question, [InputRequired(_l("Pilih salah satu."))], choices=options(scale), description=asked.help
        )
        fields[f"{code}_word"] = words(_l("Penjelasan"), WORD)
    return fields


AnswerForm: type[_AnswerForm] = type("AnswerForm", (_AnswerForm,), _answer_fields())


class FindingForm(PortalForm):
    kind = SelectField(_l("Ini sebuah"), [InputRequired()], choices=options(rules.FINDING_KINDS.items()))
    words = words(_l("Apa yang ditemukan atau dipelajari"), LONG, required=True)
    indicator_id = SelectField(
        _l("Berdasarkan ukuran"), [Optional()], description=_l("Nilai terakhirnya ikut dicatat seperti hari ini.")
    )
    figure = line(_l("Angka yang mendasarinya"), FIGURE, help=_l("Contoh: 84 dari 120 hari kerja sudah diserahkan."))
    link = line(_l("Alamat halaman angkanya"), LINK, help=_l("Boleh alamat anggaran, janji, atau sumbangan di portal."))
    question = SelectField(
        _l("Menjawab pertanyaan tentang"),
        [Optional()],
        choices=options([(code, asked.label) for code, asked in rules.QUESTIONS.items()], NOTHING),
    )

    def validate_link(self, field: Field) -> None:
        """Only an address that can be followed."""
        followable(self, field)


class RecommendationForm(PortalForm):
    words = words(_l("Apa yang sebaiknya dilakukan"), WORD, required=True)
    party_id = SelectField(_l("Siapa yang melakukan"), [Optional()])
    finding_id = SelectField(_l("Mengikuti temuan"), [Optional()])


class OutcomeForm(PortalForm):
    outcome = RadioField(
        _l("Jadinya rekomendasi ini"),
        [InputRequired(_l("Pilih salah satu."))],
        choices=options(rules.OUTCOMES.items()),
    )
    known = SelectField(
        _l("Rencana atau janji yang dimaksud"),
        [Optional()],
        description=_l("Yang dicatat sejak evaluasi ini dibuka."),
    )
    link = line(_l("Atau alamat halamannya"), LINK)
    word = words(_l("Penjelasan atau alasan"), WORD, help=_l("Wajib diisi bila tidak dijalankan."))

    def validate_link(self, field: Field) -> None:
        """Only an address that can be followed."""
        followable(self, field)


class WithdrawForm(PortalForm):
    reason = words(_l("Alasan"), WORD, required=True)


class CloseForm(PortalForm):
    summary = words(
        _l("Ringkasan untuk warga"),
        LONG,
        required=True,
        help=_l("Apa yang berhasil, apa yang belum, apa yang berubah."),
    )


def part_choices(parts: list[Any]) -> list[tuple[str, str]]:
    """Findings as choices: their number and first words."""
    return [(str(part.id), part.words[:90]) for part in parts]
