"""The forms of the partnership record and of the agreement's text."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    DateField,
    FileField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from ..contracts import Gate, PartnershipType, Sector
from ..web import PortalForm
from ..web.form_fields import not_in_future, options, photo_or_pdf
from .agreement_rules import EXECUTORS, FIELDS
from .gate_forms import LONG, SHORT

NOTHING = _l("– pilih –")


class Tick(CheckboxInput):
    """One of several boxes: a browser must not ask for every one of them."""

    def __call__(self, field: Any, **kwargs: Any) -> Any:
        return super().__call__(field, **{**kwargs, "required": False})


class ManyField(SelectMultipleField):
    """Several of a few, as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = Tick()


class BeginForm(PortalForm):
    """Three fields begin a partnership; the rest comes when it matters."""

    partner = StringField(
        _l("Mitra: nama atau kode desa, atau nama lembaga"),
        [InputRequired(), Length(max=100)],
        description=_l("Contoh: Sempu Ngebel, atau 35.02.19.2008."),
    )
    chosen = RadioField(_l("Yang mana?"), [Optional()], validate_choice=False)
    offered_for = HiddenField()
    title = StringField(_l("Judul kerja sama"), [InputRequired(), Length(max=SHORT)])
    sector = SelectField(_l("Sektor"), [InputRequired()])
    type_code = SelectField(_l("Jenis kemitraan"), [InputRequired()])

    def offer(self, types: Iterable[PartnershipType], sectors: Iterable[Sector]) -> None:
        """Fill the choices with what the plugins bring; a single type is not asked for."""
        usable = options((item.code, item.label) for item in types)
        self.type_code.choices = usable
        if len(usable) == 1:
            self.type_code.data = usable[0].value
        self.sector.choices = options(((item.code, item.label) for item in sectors), NOTHING)
        self.chosen.choices = []


class EditForm(PortalForm):
    title = StringField(_l("Judul kerja sama"), [InputRequired(), Length(max=SHORT)])
    purpose = TextAreaField(_l("Tujuan"), [Optional(), Length(max=LONG)], render_kw={"rows": 4})
    sector = SelectField(_l("Sektor"), [Optional()])


class ReasonForm(PortalForm):
    """What is asked when a step is taken."""

    reason = TextAreaField(_l("Alasan"), [Optional(), Length(max=1000)], render_kw={"rows": 3})


class RunningForm(PortalForm):
    """A partnership that runs already, entered in a few minutes from its papers."""

    partner = StringField(_l("Mitra: nama atau kode desa, atau nama lembaga"), [InputRequired(), Length(max=100)])
    chosen = RadioField(_l("Yang mana?"), [Optional()], validate_choice=False)
    offered_for = HiddenField()
    title = StringField(_l("Judul menurut naskah"), [InputRequired(), Length(max=SHORT)])
    sector = SelectField(_l("Sektor"), [InputRequired()])
    fields = ManyField(_l("Bidang"), [InputRequired()], choices=options(FIELDS.items()))
    scope = TextAreaField(_l("Ruang lingkup"), [InputRequired(), Length(max=LONG)], render_kw={"rows": 3})
    own_number = StringField(_l("Nomor naskah menurut desa Anda"), [InputRequired(), Length(max=60)])
    partner_number = StringField(_l("Nomor naskah menurut mitra"), [Optional(), Length(max=60)])
    signed_on = DateField(_l("Tanggal ditandatangani"), [InputRequired(), not_in_future])
    start_date = DateField(_l("Mulai berlaku"), [InputRequired(), not_in_future])
    end_date = DateField(_l("Berakhir"), [Optional()], description=_l("Kosongkan bila tanpa batas waktu."))
    executor = SelectField(_l("Pelaksana"), [InputRequired()], choices=options(EXECUTORS.items()))
    scan = photo_or_pdf(_l("Pindaian atau foto naskahnya"))
    type_code = SelectField(_l("Jenis kemitraan"), [InputRequired()])

    offer = BeginForm.offer


@lru_cache(maxsize=64)
def scanned(form: type[PortalForm]) -> type[PortalForm]:
    """A gate's form with the place for its scan or photo."""
    scan = FileField(
        _l("Pindaian atau foto kertasnya"),
        [Optional()],
        description=_l("Foto dengan telepon boleh. JPEG, PNG, WebP atau PDF."),
        render_kw={"accept": "image/jpeg,image/png,image/webp,application/pdf"},
    )
    return type(f"{form.__name__}WithScan", (form,), {"scan": scan})


def form_of(gate: Gate) -> type[PortalForm]:
    """The form of a gate, with the place for its scan."""
    return scanned(gate.form)
