"""The forms on which parties are named, come, rest and go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, FieldList, FormField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.form import Form
from wtforms.validators import InputRequired, Length, NumberRange, Optional, StopValidation

from ..errors import Invalid
from ..web import PortalForm
from ..web.form_fields import RupiahField, not_in_future, options
from . import many_lines
from .forms import BeginForm, ManyField, RunningForm
from .gate_forms import LONG, SHORT
from .membership_rules import CONTRIBUTIONS
from .service import PartyChoice

LINES_LENGTH = 100 * many_lines.MOST_LINES
LINES_HELP = _l("Nama atau kode desa, nama lembaga, atau satu kecamatan sekaligus: Kecamatan Ngebel.")


class UnclearLine(Form):
    """A line that may mean several: what was typed, and what was chosen for it."""

    Meta = PortalForm.Meta
    text = HiddenField()
    chosen = RadioField(validate_choice=False)


def _lines(label: Any) -> TextAreaField:
    return TextAreaField(
        label, [InputRequired(), Length(max=LINES_LENGTH)], description=LINES_HELP, render_kw={"rows": 6}
    )


class Lines:
    """A form with partners one a line; what is not clear comes back as choices."""

    unclear = FieldList(FormField(UnclearLine), max_entries=many_lines.MOST_ASKED)

    def parties(self, own: PartyChoice | None) -> tuple[PartyChoice, ...]:
        """The parties that were written; `Invalid` with choices put into the form when a line is not clear."""
        fields: Any = self
        picked = {line.form.text.data: line.form.chosen.data for line in fields.unclear if line.form.chosen.data}
        reading = many_lines.read(fields.partner.data or "", own, picked)
        fields.partner.data = "\n".join(reading.text)
        self._ask(reading.unclear)
        if reading.unclear:
            reading.faults.append(_("Ada baris yang dapat berarti lebih dari satu. Pilih yang dimaksud di bawah."))
        if reading.faults:
            raise Invalid({"partner": " ".join(reading.faults)})
        return tuple(reading.choices)

    def _ask(self, unclear: Mapping[str, list[tuple[str, str]]]) -> None:
        fields: Any = self
        fields.unclear.entries, fields.unclear.last_index = [], -1
        for line, choices in unclear.items():
            entry = fields.unclear.append_entry({"text": line, "chosen": None})
            entry.form.chosen.choices = options(choices)
            entry.form.chosen.label.text = _("Yang dimaksud dengan “%(line)s”", line=line)


class BeginManyForm(Lines, BeginForm):
    """Three fields begin a partnership of many too."""

    partner = _lines(_l("Para mitra: satu baris satu desa atau lembaga"))


class RunningManyForm(Lines, RunningForm):
    """A partnership of many that runs already; the partners' numbers are asked on the page that follows."""

    partner = _lines(_l("Para mitra: satu baris satu desa atau lembaga"))


class AddPartiesForm(Lines, PortalForm):
    """More parties, or observers."""

    partner = _lines(_l("Tambah: satu baris satu desa atau lembaga"))
    role = SelectField(_l("Sebagai"), [InputRequired()])


class NumbersForm(PortalForm):
    """The number that each village gave to the text, behind its name."""

    numbers = TextAreaField(
        _l("Nomor naskah menurut tiap pihak"),
        [Optional(), Length(max=LINES_LENGTH)],
        description=_l("Tulis nomornya sesudah tanda =. Yang belum diketahui boleh dikosongkan."),
        render_kw={"rows": 12},
    )


class JoinRequestForm(PortalForm):
    reason = TextAreaField(_l("Mengapa ingin bergabung"), [InputRequired(), Length(max=LONG)], render_kw={"rows": 4})


class MinutesOfParty(PortalForm):
    """Minutes by number and date, and why."""

    number = StringField(_l("Nomor berita acara"), [InputRequired(), Length(max=60)])
    held_on = DateField(_l("Tanggal musyawarah"), [InputRequired(), not_in_future])
    reason = TextAreaField(_l("Alasan"), [InputRequired(), Length(max=LONG)], render_kw={"rows": 3})


def needed_if(contributions: str, sentence: Any) -> Any:
    """A validator: this field is needed when that becomes of the contributions."""

    def check(form: Any, field: Any) -> None:
        if form.contributions.data == contributions and field.data in (None, ""):
            raise StopValidation(sentence)

    return check


class LeaveForm(MinutesOfParty):
    """One party leaves: its own decision, and what becomes of what it gave and of what it owes."""

    contributions = SelectField(
        _l("Yang sudah disumbangkan"), [InputRequired()], choices=options(CONTRIBUTIONS.items(), _l("– pilih –"))
    )
    amount = RupiahField(
        _l("Uang penggantinya (rupiah)"),
        [needed_if("settled", _l("Tulis jumlah penggantinya.")), Optional(), NumberRange(min=0, max=10**13)],
        description=_l("Hanya bila diganti dengan uang."),
    )
    contributions_note = TextAreaField(
        _l("Penjelasan sumbangannya"),
        [needed_if("other", _l("Tulis bagaimana diaturnya.")), Optional(), Length(max=LONG)],
        render_kw={"rows": 2},
    )
    duties_taken_by = StringField(_l("Yang melanjutkan kewajibannya"), [InputRequired(), Length(max=SHORT)])
    duties_until = DateField(_l("Kewajibannya dijalankan sampai"), [Optional()])


class SuspendForm(MinutesOfParty):
    """One party rests: until when, what rests with it and what goes on."""

    until = DateField(_l("Sampai tanggal"), [Optional()], description=_l("Kosongkan bila belum ditentukan."))
    rights_resting = TextAreaField(
        _l("Hak yang berhenti sementara"), [InputRequired(), Length(max=LONG)], render_kw={"rows": 2}
    )
    duties_going_on = TextAreaField(
        _l("Kewajiban yang tetap berjalan"), [InputRequired(), Length(max=LONG)], render_kw={"rows": 2}
    )


class GoOnForm(PortalForm):
    """Without whom the others go on."""

    parties = ManyField(_l("Lanjutkan tanpa"), [InputRequired()])
    reason = TextAreaField(_l("Catatan"), [Optional(), Length(max=1000)], render_kw={"rows": 2})
