"""The form of a report, made for its indicator: short on a phone, the rest when it matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, MultipleFileField, RadioField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from ...villages.fields import CoordinateField
from ...web import PortalForm
from ...web.form_fields import line, options, words
from ..fields import measured
from ..indicators import rules as kinds
from ..indicators.models import Indicator
from ..indicators.rules import Period, period_code
from ..indicators.words import period_words
from .models import NOTE, REASON, WHY, Measurement
from .rules import Values

MOST_FILES = 4  # at once
FIRST = ("party", "period", "value", "numerator", "denominator", "words", "reason", "files", "note")
QUALITATIVE = 2000  # letters


class ReportForm(PortalForm):
    """What was measured in a period; `report_form` adds the fields of the indicator's kind and its parts."""

    DIMENSIONS: Mapping[str, tuple[str, str]] = {}  # name of a field → (dimension, part)
    sure = ""  # the number that was asked about, sent again by who means it
    files = MultipleFileField(
        _l("Bukti"), [Optional()], description=_l("Foto atau PDF, paling banyak 4. Foto dikecilkan otomatis."),
        render_kw={"accept": "image/*,application/pdf"},
    )  # fmt: skip
    note = words(_l("Catatan"), NOTE)
    parts_reason = line(_l("Bila jumlah rincian berbeda, sebabnya"), WHY)
    latitude = CoordinateField(_l("Lintang tempat"), [Optional(), NumberRange(min=-12, max=7)])
    longitude = CoordinateField(_l("Bujur tempat"), [Optional(), NumberRange(min=94, max=142)])

    def validate_files(self, field: Field) -> None:
        """A few prove it."""
        if len([file for file in field.data or () if file]) > MOST_FILES:
            raise ValidationError(_("Paling banyak %(most)s berkas sekali kirim.", most=MOST_FILES))

    def validate_longitude(self, field: Field) -> None:
        """Both coordinates, or none."""
        if (field.data is None) != (self.latitude.data is None):
            raise ValidationError(_("Isi lintang dan bujur, atau kosongkan keduanya."))

    @property
    def first_fields(self) -> list[Field]:
        """What is asked at once."""
        return [self._fields[name] for name in FIRST if name in self._fields]

    @property
    def part_fields(self) -> list[tuple[str, list[Field]]]:
        """The fields of the parts, by the label of their dimension."""
        groups: dict[str, list[Field]] = {}
        for name, (dimension, _part) in self.DIMENSIONS.items():
            groups.setdefault(dimension, []).append(self._fields[name])
        return [(dimension_label(name), fields) for name, fields in groups.items()]

    @property
    def place_fields(self) -> list[Field]:
        """Where it was measured."""
        return [self._fields["latitude"], self._fields["longitude"]]

    def measured_values(self) -> Values:
        """What was measured."""
        return measured_values(self)

    def more(self) -> dict[str, Any]:
        """What stands beside the values."""
        names = ("note", "parts_reason", "latitude", "longitude")
        return {name: self._fields[name].data for name in names}

    def parts(self) -> dict[tuple[str, str], Decimal]:
        """The parts that were filled in, by dimension and part."""
        return {
            key: self._fields[name].data for name, key in self.DIMENSIONS.items() if self._fields[name].data is not None
        }


class CorrectionForm(PortalForm):
    """What is right instead, and why; `correction_form` adds the fields of the indicator's kind."""

    reason = words(_l("Mengapa dibetulkan"), REASON, required=True)

    @property
    def first_fields(self) -> list[Field]:
        """The values, then why."""
        return [self._fields[name] for name in FIRST if name in self._fields]

    def measured_values(self) -> Values:
        """What is right."""
        return measured_values(self)


def report_form(
    indicator: Indicator,
    periods: Sequence[Period] = (),
    done: frozenset[Period] = frozenset(),
    parties: Sequence[tuple[int, str]] = (),
    found: Measurement | None = None,
    **kwargs: Any,
) -> ReportForm:
    """The form to report an indicator: of one of `periods` (those `done` are marked), for one of `parties`.

    With `found` it is filled with that report, whose period and party stay.
    """
    fields: dict[str, Any] = {}
    if parties:
        pairs = options((str(number), name) for number, name in parties)
        fields["party"] = SelectField(_l("Pihak"), [InputRequired()], choices=pairs)
    if periods:
        fields["period"] = SelectField(_l("Masa"), [InputRequired()], choices=_period_options(periods, done))
    fields |= _value_fields(indicator)
    dimensions = {
        f"part_{group}_{place}": (name, part)
        for group, (name, parts) in enumerate(indicator.dimensions.items())
        for place, part in enumerate(parts)
    }
    fields |= {name: measured(part, indicator.unit) for name, (_dimension, part) in dimensions.items()}
    made = type("ReportForm", (ReportForm,), {**fields, "DIMENSIONS": dimensions})
    form: ReportForm = made(data=_shown(dimensions, found) if found else None, **kwargs)
    return form


def correction_form(indicator: Indicator, found: Measurement) -> CorrectionForm:
    """The form to correct a verified report, begun with what stands."""
    made = type("CorrectionForm", (CorrectionForm,), _value_fields(indicator))
    form: CorrectionForm = made(data=_value_data(found))
    return form


def measured_values(form: PortalForm) -> Values:
    """The values of a form, whatever kind they are of."""
    value = form._fields["value"].data if "value" in form._fields else None
    value = None if value == "" else value  # no step was chosen
    return Values(
        Decimal(value) if isinstance(value, str) else value,
        form._fields["numerator"].data if "numerator" in form._fields else None,
        form._fields["denominator"].data if "denominator" in form._fields else None,
        (form._fields["words"].data or "") if "words" in form._fields else "",
    )


def dimension_label(name: str) -> str:
    """What values are parted by, in words: a usual one, or one of the parties' own."""
    known = kinds.DIMENSIONS.get(name)
    return str(known[0]) if known else name


def _value_fields(indicator: Indicator) -> dict[str, Any]:
    """The fields of the kind: none is required, so that a draft can be kept; sending asks for them."""
    if indicator.kind == kinds.PERCENTAGE:
        help_ = _l("Dari seluruhnya, berapa yang dihitung.")
        return {"numerator": measured(_l("Sebagian"), help=help_), "denominator": measured(_l("Seluruhnya"))}
    if indicator.kind == kinds.WORDS:
        return {"words": words(_l("Uraian"), QUALITATIVE)}
    if indicator.kind == kinds.YES_NO:
        return {"value": _choice([("1", _l("Ya")), ("0", _l("Tidak"))])}
    if indicator.kind == kinds.SCALE:
        return {"value": _choice([(str(place), step) for place, step in enumerate(indicator.scale, 1)])}
    label = _("Hasil (%(unit)s)", unit=indicator.unit) if indicator.unit else _("Hasil")
    return {"value": measured(label, indicator.unit)}


def _choice(pairs: Sequence[tuple[str, Any]]) -> RadioField:
    return RadioField(_l("Hasil"), [Optional()], choices=options(pairs))


def _period_options(periods: Sequence[Period], done: frozenset[Period]) -> list[Any]:
    said = _("sudah dilaporkan")
    return options(
        (period_code(item), f"{period_words(item)} ({said})" if item in done else period_words(item))
        for item in periods
    )


def _value_data(found: Measurement) -> dict[str, Any]:
    value: Any = found.value
    if value is not None and found.indicator.kind in (kinds.YES_NO, kinds.SCALE):
        value = str(int(value))
    return {"value": value, "numerator": found.numerator, "denominator": found.denominator, "words": found.words}


def _shown(dimensions: Mapping[str, tuple[str, str]], found: Measurement) -> dict[str, Any]:
    kept = {(part.dimension, part.part): part.value for part in found.parts}
    data = _value_data(found) | {name: kept.get(key) for name, key in dimensions.items()}
    names = ("note", "parts_reason", "latitude", "longitude")
    return data | {name: getattr(found, name) for name in names}
