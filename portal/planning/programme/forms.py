"""The forms of a plan: three fields for an activity, and small ones for what is added when it matters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, Field, HiddenField, IntegerField, MultipleFileField, SelectField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from ...contracts import Text
from ...partnerships.forms import ManyField
from ...partnerships.sdgs import GOALS
from ...villages.fields import AtMostDecimals, CoordinateField
from ...web import PortalForm
from ...web.form_fields import QuantityField, not_in_future, options
from ...web.i18n import format_number
from ..fields import NOTHING, AskingForm, is_far_beyond, line, offer_parties, party_field, sensible_day, words
from .models import LONG, OFFICE, PLACE, REASON, TITLE
from .rules import CANCELLED, DELAYED, DOCUMENTS, DONE, LEVELS, RESULT_KINDS, RISK_STATES, STATUSES

MOST_PHOTOS = 4  # of one entry
LARGEST = 10**12


def _day(label: Any, required: bool = False, help: Any = "") -> DateField:
    return DateField(label, [InputRequired() if required else Optional(), sensible_day], description=help)


def _amount(label: Any) -> QuantityField:
    return QuantityField(label, [Optional(), NumberRange(min=0, max=LARGEST), AtMostDecimals(3)])


def goals_field(help: Any = "") -> ManyField:
    """The eighteen goals of SDGs Desa, any number of them."""
    goals = options((str(number), f"{number}. {name}") for number, name in GOALS.items())
    return ManyField(_l("Tujuan SDGs Desa yang dilayani"), [Optional()], choices=goals, description=help)


def _number(value: str) -> int | None:
    return int(value) if value else None


class AddForm(AskingForm):
    """Three fields plan an activity; the rest comes when it matters."""

    title = line(_l("Apa yang dikerjakan"), TITLE, required=True, help=_l("Contoh: membersihkan saluran induk."))
    due_on = _day(
        _l("Selesai paling lambat"), required=True, help=_l("Belum tahu harinya? Pilih hari terakhir bulan itu.")
    )
    party = party_field(_l("Penanggung jawab"))
    template = HiddenField(validators=[Length(max=60)])
    doubted: Callable[[date], Text | None] | None = None  # what is odd about a day, where that is known

    def validate_due_on(self, field: Field) -> None:
        """A day before the programme, or after the partnership, is asked about."""
        sentence = self.doubted(field.data) if self.doubted and field.data else None
        if sentence is not None:
            self.ask(str(sentence))

    def kept(self) -> dict[str, Any]:
        """The values with the party as a number."""
        return {**self.values(), "party_id": int(str(self.party.data))}


class CoreForm(AddForm):
    """What, who and when."""

    description = words(_l("Uraian"), LONG)
    office = line(
        _l("Jabatan yang mengerjakan"), OFFICE, help=_l("Pilih dari usulan, atau tulis sendiri. Bukan nama orang.")
    )
    helpers = ManyField(_l("Pihak yang membantu"), [Optional()])
    starts_on = _day(_l("Mulai"))
    result = SelectField(_l("Menuju keluaran"), [Optional()])
    target = _amount(_l("Target"))
    unit = line(_l("Satuan target"), 40, help=_l("Contoh: meter, orang, kali."))

    def offer(
        self, parties: Mapping[int, str], results: Iterable[tuple[int, str]], own: int | None, offices: str = ""
    ) -> None:
        """The choices of this partnership; `offices` is the id of the list of suggested offices."""
        offer_parties(self.party, parties.items(), own)
        self.helpers.choices = options((str(number), name) for number, name in parties.items())
        self.result.choices = options(((str(number), title) for number, title in results), NOTHING)
        if offices:
            self.office.render_kw = {"list": offices}

    def kept(self) -> dict[str, Any]:
        """The values with parties and result as numbers."""
        helpers = [int(number) for number in self.helpers.data or ()]
        return {**super().kept(), "helpers": helpers, "result_id": _number(self.result.data or "")}


class PlaceForm(PortalForm):
    """Where."""

    villages = ManyField(_l("Di desa mana"), [Optional()])
    place = line(_l("Tempat"), PLACE, help=_l("Contoh: bendung Sungai Ireng, RT 3 Dusun Krajan."))
    latitude = CoordinateField(
        _l("Lintang"), [Optional(), NumberRange(min=-12, max=7)], description=_l("Derajat desimal, misalnya -7,8421.")
    )
    longitude = CoordinateField(
        _l("Bujur"), [Optional(), NumberRange(min=94, max=142)], description=_l("Derajat desimal, misalnya 111,6413.")
    )

    def validate_latitude(self, field: Field) -> None:
        """Both coordinates, or none."""
        if not (self.longitude.raw_data and self.longitude.raw_data[0].strip()):
            raise ValidationError(_("Isi juga bujurnya, atau kosongkan keduanya."))

    def validate_longitude(self, field: Field) -> None:
        """Both coordinates, or none."""
        if not (self.latitude.raw_data and self.latitude.raw_data[0].strip()):
            raise ValidationError(_("Isi juga lintangnya, atau kosongkan keduanya."))


class PilotForm(PortalForm):
    """An innovation that is tried out."""

    is_pilot = BooleanField(_l("Kegiatan ini uji coba hal baru"))
    pilot_tries = words(_l("Apa yang dicoba"), 1000)
    pilot_judged_by = words(
        _l("Bagaimana dinilai berhasil atau tidak"), 1000, help=_l("Ukuran yang dapat dilihat semua pihak, dan kapan.")
    )
    pilot_lesson = words(_l("Hasil dan pelajarannya"), 1000, help=_l("Diisi sesudah uji coba."))


class ActivityGoalsForm(PortalForm):
    """Which goals of SDGs Desa an activity serves itself."""

    sdgs = goals_field(_l("Kosongkan bila kegiatan ini cukup mengikuti programnya."))

    def kept(self) -> dict[str, Any]:
        """The goals as numbers."""
        return {"sdgs": sorted(int(number) for number in self.sdgs.data or ())}


class StatusForm(PortalForm):
    """How it stands."""

    status = SelectField(_l("Keadaan"), [InputRequired()], choices=options(STATUSES.items()))
    done_on = DateField(
        _l("Tanggal selesai"), [Optional(), sensible_day, not_in_future], description=_l("Isi bila sudah selesai.")
    )
    status_reason = words(
        _l("Alasan"),
        REASON,
        help=_l(
            "Wajib bila %(delayed)s atau %(cancelled)s, atau bila dibuka lagi.",
            delayed=STATUSES[DELAYED],
            cancelled=STATUSES[CANCELLED],
        ),
    )

    def suggest(self, status: str, percent: int | None) -> None:
        """Open with the next state that makes sense."""
        self.status.data = DONE if percent == 100 and status != DONE else status


class ProgressForm(AskingForm):
    """What was seen on a day."""

    seen_on = DateField(_l("Tanggal"), [InputRequired(), sensible_day, not_in_future])
    percent = IntegerField(_l("Sudah berapa persen"), [Optional(), NumberRange(min=0, max=100)])
    quantity = _amount(_l("Jumlah yang bertambah"))
    words = words(_l("Cerita singkat"), 1000, help=_l("Apa yang sudah dikerjakan, apa hambatannya."))
    photos = MultipleFileField(
        _l("Foto"), [Optional()], description=_l("Paling banyak 4. Hanya para pihak yang melihat."),
        render_kw={"accept": "image/jpeg,image/png,image/webp"},
    )  # fmt: skip

    activity: tuple[Decimal | None, str, Decimal] = (None, "", Decimal(0))  # target, unit, what was made so far

    def know(self, target: Decimal | None, unit: str, made: Decimal) -> None:
        """What the quantity adds to, so that its label says the unit and one far above the target is asked about."""
        self.activity = (target, unit, made)
        if unit:
            self.quantity.label.text = _("Jumlah yang bertambah (%(unit)s)", unit=unit)
        if target is not None:
            told = {"made": format_number(made), "target": format_number(target), "unit": unit}
            self.quantity.description = _("Sampai kini %(made)s dari %(target)s %(unit)s.", **told)

    def validate_quantity(self, field: Field) -> None:
        """Far more than the target is asked about."""
        target, unit, made = self.activity
        if field.data is not None and is_far_beyond(made + field.data, target):
            told = {"sum": format_number(made + field.data), "target": format_number(target), "unit": unit}
            self.ask(_("Jadi %(sum)s %(unit)s: jauh lebih besar dari target %(target)s %(unit)s. Betul?", **told))

    def validate_photos(self, field: Field) -> None:
        """A few photos tell it."""
        if len([photo for photo in field.data or () if photo]) > MOST_PHOTOS:
            raise ValidationError(_("Paling banyak %(most)s foto sekali simpan.", most=MOST_PHOTOS))


class RiskForm(PortalForm):
    """What may go wrong, and what is done about it."""

    label = line(_l("Apa yang dapat menghambat"), TITLE, required=True)
    level = SelectField(_l("Seberapa besar"), [InputRequired()], choices=options(LEVELS.items()), default="medium")
    response = words(_l("Yang dilakukan"), REASON, required=True)
    state = SelectField(_l("Keadaannya"), [InputRequired()], choices=options(RISK_STATES.items()), default="open")


class ProgrammeForm(PortalForm):
    """What the partnership wants to reach in a period."""

    title = line(_l("Nama program"), TITLE, required=True)
    goal = words(_l("Tujuan"), LONG, help=_l("Keadaan yang ingin dicapai bersama pada akhir masa program."))
    starts_on = _day(_l("Masa program: mulai"), required=True)
    ends_on = _day(_l("Sampai"), required=True)
    sdgs = goals_field()

    def kept(self) -> dict[str, Any]:
        """The values with the goals as numbers."""
        return {**self.values(), "sdgs": sorted(int(number) for number in self.sdgs.data or ())}


class ResultForm(PortalForm):
    """Something the programme is to bring about."""

    kind = SelectField(_l("Jenis hasil"), [InputRequired()], choices=options(RESULT_KINDS.items()))
    title = line(_l("Hasil yang diharapkan"), TITLE, required=True)
    measure = line(_l("Bagaimana terlihat"), TITLE, help=_l("Contoh: 40 hektare terairi pada musim kemarau."))
    parent = SelectField(_l("Keluaran ini menuju manfaat"), [Optional()])

    def offer(self, outcomes: Iterable[tuple[int, str]]) -> None:
        """The outcomes that an output can lead to; without any, it is not asked."""
        found = [(str(number), title) for number, title in outcomes]
        self.parent.choices = options(found, NOTHING)

    def kept(self) -> dict[str, Any]:
        """The values with the outcome as a number."""
        return {**self.values(), "parent_id": _number(self.parent.data or "")}


class SourceForm(PortalForm):
    """The item of a village's own plan that the programme draws on."""

    party = party_field(_l("Desa"))
    document = SelectField(_l("Dokumen"), [InputRequired()], choices=options(DOCUMENTS.items()))
    year = IntegerField(_l("Tahun"), [InputRequired(), NumberRange(min=2000, max=2100)])
    item = line(_l("Kegiatan menurut dokumen itu"), TITLE, required=True)
    account_code = line(_l("Kode rekening"), 20, help=_l("Bila sudah ada di APB Desa."))

    def kept(self) -> dict[str, Any]:
        """The values with the party as a number."""
        return {**self.values(), "party_id": int(str(self.party.data))}
