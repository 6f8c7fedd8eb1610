"""The forms of a body: its own data, a seat, the end of a seat, a rule of decision, its dissolution."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, Field, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from ...partnerships.forms import ManyField
from ...web import PortalForm
from ...web.form_fields import not_in_future, options
from .decisions import FALLBACKS, HEAVIEST, LIGHTEST, METHODS, TOPICS
from .models import OFFICE, TASK
from .rules import ELEMENTS, FORMED_BY, GENDERS, KINDS, OFFICES

NOTHING = _l("– pilih –")
NUMBER, REASON = 60, 500
WEIGHT = "weight_"
QUORUMS: list[tuple[str, Any]] = [
    ("1/2", _l("Setengah dari desa")),
    ("2/3", _l("Dua pertiga dari desa")),
    ("3/4", _l("Tiga perempat dari desa")),
    ("1/1", _l("Semua desa")),
]


def _line(label: Any, max: int, required: bool = False, help: Any = "") -> StringField:
    return StringField(label, [InputRequired() if required else Optional(), Length(max=max)], description=help)


def _past(label: Any, required: bool = False, help: Any = "") -> DateField:
    return DateField(label, [InputRequired() if required else Optional(), not_in_future], description=help)


def _reason(label: Any) -> TextAreaField:
    return TextAreaField(label, [InputRequired(), Length(max=REASON)], render_kw={"rows": 3})


class BodyEditForm(PortalForm):
    name = _line(_l("Nama badan"), 200, required=True, help=_l("Contoh: BKAD Ngebel Makmur."))
    formed_by = SelectField(_l("Dibentuk dengan"), [InputRequired()], choices=options(FORMED_BY.items()))
    decree_number = _line(_l("Nomor SK atau peraturan"), NUMBER)
    decree_on = _past(_l("Tanggal SK atau peraturan"))
    located_at = _line(_l("Kedudukan"), 160, help=_l("Tempat sekretariatnya. Contoh: Balai Desa Ngebel."))


class BodyForm(BodyEditForm):
    kind = SelectField(_l("Jenis badan"), [InputRequired()], choices=options(KINDS.items()))


class SeatForm(PortalForm):
    party = SelectField(_l("Mewakili"), [InputRequired()])
    person_name = _line(_l("Nama menurut surat keputusan"), 120, required=True)
    office = SelectField(_l("Jabatan di badan ini"), [InputRequired()], choices=options(OFFICES.items(), NOTHING))
    team = _line(_l("Bidang tim"), 80, help=_l("Hanya untuk ketua tim. Contoh: air bersih."))
    element = SelectField(_l("Mewakili unsur"), [Optional()], choices=options(ELEMENTS.items(), NOTHING))
    gender = SelectField(
        _l("Jenis kelamin"),
        [Optional()],
        choices=options(GENDERS.items(), NOTHING),
        description=_l("Untuk menghitung bagian perempuan; tidak ditampilkan per orang."),
    )
    mandate_number = _line(_l("Nomor SK Kepala Desa"), NUMBER)
    mandate_on = _past(_l("Tanggal SK Kepala Desa"))
    starts_on = DateField(_l("Masa tugas mulai"), [Optional()])
    ends_on = DateField(_l("Masa tugas sampai"), [Optional()])

    def offer(self, parties: Iterable[tuple[int, str]], own: int | None) -> None:
        """The parties to choose from; one's own, or the only one, is not asked for."""
        found = [(str(number), name) for number, name in parties if own in (None, number)]
        if own is not None:
            del self.party
        else:
            self.party.choices = options(found, NOTHING)


class EndSeatForm(PortalForm):
    ended_on = _past(_l("Berakhir tanggal"), required=True)
    mandate_number = _line(_l("Nomor surat keputusannya"), NUMBER)
    reason = _reason(_l("Alasan"))


class RuleForm(PortalForm):
    topic = SelectField(_l("Untuk keputusan apa"), [InputRequired()], choices=options(TOPICS.items(), NOTHING))
    method = SelectField(_l("Cara memutuskan"), [InputRequired()], choices=options(METHODS.items(), NOTHING))
    quorum = SelectField(_l("Kuorum: desa yang harus hadir"), [InputRequired()], choices=options(QUORUMS, NOTHING))
    fallback = SelectField(
        _l("Bila mufakat tidak tercapai"), [InputRequired()], choices=options(FALLBACKS.items(), NOTHING)
    )
    minutes_number = _line(_l("Nomor berita acara yang menetapkan"), NUMBER, required=True)
    minutes_on = _past(_l("Tanggal berita acara"), required=True)
    in_force_from = DateField(_l("Berlaku sejak"), [InputRequired()])

    @property
    def weight_fields(self) -> list[Field]:
        """The fields for what the voice of each party weighs, see `rule_form`."""
        return [field for field in self.shown_fields if field.name.startswith(WEIGHT)]

    @property
    def other_fields(self) -> list[Field]:
        """All the others, in order."""
        return [field for field in self.shown_fields if not field.name.startswith(WEIGHT)]

    def kept(self) -> dict[str, Any]:
        """The values, with the quorum as a pair of whole numbers, and the weights by party; none when all are blank."""
        part, whole = str(self.quorum.data).split("/")
        values = {name: value for name, value in self.values().items() if not name.startswith(WEIGHT)}
        weights = {int(field.name.removeprefix(WEIGHT)): field.data for field in self.weight_fields}
        given = weights if any(weight is not None for weight in weights.values()) else {}
        return {**values, "quorum": (int(part), int(whole)), "weights": given}


def rule_form(parties: Iterable[tuple[int, str]], **kwargs: Any) -> RuleForm:
    """The form of a rule, with a field for the weight of each party that has a voice."""
    bounds = NumberRange(LIGHTEST, HEAVIEST)
    fields = {f"{WEIGHT}{number}": IntegerField(name, [Optional(), bounds]) for number, name in parties}
    form: RuleForm = type("RuleForm", (RuleForm,), fields)(**kwargs)
    return form


class DissolveForm(PortalForm):
    dissolved_on = _past(_l("Tanggal dibubarkan"), required=True)
    dissolution_number = _line(_l("Nomor berita acara"), NUMBER, required=True)
    reason = _reason(_l("Alasan, dan ke mana tugas serta asetnya"))


class DutyForm(PortalForm):
    task = _line(_l("Tugas"), TASK, required=True, help=_l("Contoh: menjaga jadwal buka pintu air."))
    party_id = SelectField(_l("Penanggung jawab"), [InputRequired()])
    office = _line(_l("Jabatan yang mengerjakan"), OFFICE, help=_l("Contoh: Kaur Keuangan, ketua tim air bersih."))
    helpers = ManyField(_l("Yang membantu"), [Optional()])
    informed = ManyField(_l("Yang diberi tahu"), [Optional()])

    def offer(self, parties: Iterable[tuple[int, str]]) -> None:
        """Give the parties that can have a part in it."""
        found = [(str(number), name) for number, name in parties]
        self.party_id.choices = options(found, NOTHING)
        self.helpers.choices, self.informed.choices = options(found), options(found)

    def kept(self) -> dict[str, Any]:
        """The values, with parties as numbers."""
        helpers, informed = (list(map(int, field.data or ())) for field in (self.helpers, self.informed))
        return {**self.values(), "party_id": int(self.party_id.data), "helpers": helpers, "informed": informed}


class ArchiveForm(PortalForm):
    reason = _reason(_l("Alasan"))
