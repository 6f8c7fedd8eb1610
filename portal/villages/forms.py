"""The forms of this room. Lengths are those of the models."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import EmailField, Field, RadioField, SelectField, StringField, TelField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from .. import clock
from ..contracts import Text
from ..web import PortalForm
from ..web.form_fields import QuantityField, options
from . import labels, rules
from .fields import (
    AtMostDecimals,
    CoordinateField,
    CountField,
    is_email,
    is_phone,
    is_website,
    tidy,
    tidy_lines,
    with_scheme,
)
from .models import Organisation, Village

CHOOSE: tuple[str, Text] = ("", _l("– pilih –"))
FIRST_INDEX_YEAR = 2016


def _line(label: Text, most: int, *validators: Any, **more: Any) -> StringField:
    return StringField(label, [Optional(), Length(max=most), *validators], filters=[tidy], **more)


def _choices(words: Mapping[str, Text]) -> list[Any]:
    return options([CHOOSE, *words.items()])


class FoldedForm(PortalForm):
    """A form that shows its `FIRST` fields and folds the others away."""

    FIRST: tuple[str, ...] = ()

    @property
    def more_is_open(self) -> bool:
        """Whether a folded field has an error, or was filled in a form shown again."""
        folded = [field for field in self.shown_fields if field.name not in self.FIRST]
        return any(field.errors or (field.raw_data and any(field.raw_data)) for field in folded)


class ContactForm(FoldedForm):
    """What everyone may know of how to reach a village or organisation."""

    public_phone = TelField(
        _l("Telepon kantor"),
        [Optional(), Length(max=30), is_phone],
        filters=[tidy],
        description=_l("Terbuka untuk umum. Jangan tulis nomor pribadi."),
    )
    public_email = EmailField(_l("Surel kantor"), [Optional(), Length(max=254), is_email], filters=[tidy])
    website = StringField(_l("Situs web"), [Optional(), Length(max=200), is_website], filters=[with_scheme])


class VillageForm(ContactForm):
    """What a village says about itself. Nothing is required."""

    SECTIONS = (
        (_l("Pimpinan dan kontak"), ("head_name", "public_phone", "public_email", "website")),
        (
            _l("Angka dan letak"),
            ("population", "area_km2", "latitude", "longitude", "index_class", "index_kind", "index_year"),
        ),
        (_l("Tentang desa"), ("about",)),
    )
    LOCAL_TERMS = tuple(f"term_{name}" for name in labels.TERMS)

    head_name = _line(_l("Nama pimpinan desa"), 120, description=_l("Nama lengkap, terbuka untuk umum."))
    population = CountField(_l("Jumlah penduduk"), [Optional(), NumberRange(min=0, max=1_000_000)])
    area_km2 = QuantityField(
        _l("Luas wilayah (km²)"),
        [Optional(), NumberRange(min=0, max=99_999), AtMostDecimals(3)],
        description=_l("Contoh: 12,5."),
    )
    latitude = CoordinateField(
        _l("Lintang"), [Optional(), NumberRange(min=-12, max=7)], description=_l("Derajat desimal, misalnya -7,8421.")
    )
    longitude = CoordinateField(
        _l("Bujur"), [Optional(), NumberRange(min=94, max=142)], description=_l("Derajat desimal, misalnya 111,6413.")
    )
    index_class = SelectField(_l("Status desa"), [Optional()], choices=_choices(labels.INDEX_CLASSES))
    index_kind = SelectField(_l("Menurut indeks"), [Optional()], choices=_choices(labels.INDEX_KINDS))
    index_year = CountField(_l("Tahun status"), [Optional()], description=_l("Contoh: 2025."))
    about = TextAreaField(
        _l("Tentang desa"),
        [Optional(), Length(max=4000)],
        filters=[tidy_lines],
        description=_l("Beberapa kalimat untuk calon mitra. Paling banyak 4.000 huruf."),
    )
    term_village = _line(labels.TERMS["village"], 40)
    term_village_head = _line(labels.TERMS["village_head"], 40)
    term_village_secretary = _line(labels.TERMS["village_secretary"], 40)
    term_village_council = _line(labels.TERMS["village_council"], 40)
    term_village_meeting = _line(labels.TERMS["village_meeting"], 40)
    term_gazette = _line(labels.TERMS["gazette"], 40)
    term_district = _line(labels.TERMS["district"], 40)
    term_district_head = _line(labels.TERMS["district_head"], 40)

    def validate_latitude(self, field: Field) -> None:
        """Both coordinates, or none."""
        if not (self.longitude.raw_data and self.longitude.raw_data[0].strip()):
            raise ValidationError(_("Isi juga bujurnya, atau kosongkan keduanya."))

    def validate_longitude(self, field: Field) -> None:
        """Both coordinates, or none."""
        if not (self.latitude.raw_data and self.latitude.raw_data[0].strip()):
            raise ValidationError(_("Isi juga lintangnya, atau kosongkan keduanya."))

    def validate_index_year(self, field: Field) -> None:
        """A year there was an index for."""
        if field.data is not None and not FIRST_INDEX_YEAR <= field.data <= clock.today().year:
            raise ValidationError(_("Tahun %(first)s sampai tahun ini.", first=FIRST_INDEX_YEAR))

    @property
    def local_terms_are_open(self) -> bool:
        """Whether a local term has an error, or is not the usual one."""
        return any(self[name].errors or self[name].data for name in self.LOCAL_TERMS)

    @classmethod
    def of(cls, village: Village) -> VillageForm:
        """The form filled from a village's record."""
        terms = {f"term_{name}": text for name, text in (village.terms or {}).items()}
        return cls(obj=village, **terms)

    def kept(self) -> dict[str, Any]:
        """The values that `service.edit_village` takes."""
        values = self.values()
        terms = {name: values.pop(f"term_{name}") for name in labels.TERMS}
        return {
            **values,
            "population": self.population.whole(),
            "index_year": self.index_year.whole(),
            "index_class": self.index_class.data or None,
            "index_kind": self.index_kind.data or None,
            "terms": terms,
        }


class OrganisationForm(ContactForm):
    """An organisation. Its kind and name are enough."""

    FIRST = ("kind", "name", "village_code")

    kind = SelectField(_l("Jenis lembaga"), [InputRequired()], choices=_choices(labels.ORGANISATION_KINDS))
    name = StringField(_l("Nama lembaga"), [InputRequired(), Length(max=160)], filters=[tidy])
    village_code = StringField(
        _l("Kode desa kedudukan"),
        [Optional(), Length(max=40)],
        filters=[tidy],
        description=_l("Contoh: 35.02.19.2007. Kode tertulis di halaman desa. Kosongkan bila tidak terikat satu desa."),
    )
    legal_number = _line(_l("Nomor badan hukum"), 80)
    head_name = _line(_l("Nama pimpinan"), 120, description=_l("Terbuka untuk umum."))
    about = TextAreaField(_l("Tentang lembaga"), [Optional(), Length(max=4000)], filters=[tidy_lines])

    def validate_name(self, field: Field) -> None:
        """Something to read."""
        if not field.data:
            raise ValidationError(self.meta.get_translations(self).gettext("This field is required."))

    def validate_village_code(self, field: Field) -> None:
        """A code of the lowest level, in whatever spelling."""
        if rules.kind_of(rules.parse_code(field.data) or "") is None:
            raise ValidationError(_("Kode desa terdiri dari 10 angka, misalnya 35.02.19.2007."))

    @classmethod
    def of(cls, organisation: Organisation) -> OrganisationForm:
        """The form filled from a record."""
        return cls(obj=organisation)

    def kept(self) -> dict[str, Any]:
        """The values that the service takes."""
        return {**self.values(), "village_code": rules.parse_code(self.village_code.data or "")}


class ListedForm(FoldedForm):
    """A potential: three fields, and the rest when it matters."""

    FIRST: tuple[str, ...] = ("sector", "title", "quantity", "unit")
    MORE: tuple[str, ...] = ("note",)

    sector = SelectField(_l("Sektor"), [InputRequired()])
    title = StringField(_l("Apa?"), [InputRequired(), Length(max=160)], filters=[tidy])
    quantity = QuantityField(
        _l("Jumlah"),
        [Optional(), NumberRange(min=0, max=999_999_999_999), AtMostDecimals(2)],
        description=_l("Contoh: 12,5."),
    )
    unit = _line(_l("Satuan"), 30, description=_l("Contoh: ha, orang, liter/detik."), render_kw={"list": "satuan"})
    note = TextAreaField(_l("Keterangan"), [Optional(), Length(max=1000)], filters=[tidy_lines])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {code: sector.label for code, sector in current_app.extensions["portal.registry"].sectors.items()}
        kept = getattr(kwargs.get("obj"), "sector", "")
        if kept and kept not in known:  # its plugin is gone; the code stays readable and can be kept
            known[kept] = kept
        self.sector.choices = _choices(known)

    def validate_title(self, field: Field) -> None:
        """Something to read."""
        if not field.data:
            raise ValidationError(self.meta.get_translations(self).gettext("This field is required."))

    def kept(self) -> dict[str, Any]:
        """The values that the service takes."""
        return self.values()


class PotentialForm(ListedForm):
    """What a village or organisation can offer."""


class NeedForm(ListedForm):
    """What a village or organisation lacks."""

    FIRST = ("sector", "title", "urgency")
    MORE = ("quantity", "unit", "note")

    urgency = RadioField(
        _l("Seberapa mendesak?"), [InputRequired()], choices=options(labels.URGENCIES.items()), default="medium"
    )


class ReasonForm(PortalForm):
    """Why something is archived."""

    reason = StringField(_l("Alasan mengarsipkan"), [InputRequired(), Length(max=500)], filters=[tidy])

    def validate_reason(self, field: Field) -> None:
        """Something to read."""
        if not field.data:
            raise ValidationError(self.meta.get_translations(self).gettext("This field is required."))
