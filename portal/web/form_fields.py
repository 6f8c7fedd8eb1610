"""Fields and validators shared by the rooms' forms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DecimalField, Field, FileField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length, Optional, ValidationError
from wtforms.widgets import TextInput

from .. import clock
from ..contracts import Text
from .forms import IndonesianDecimal

# A thousand and more as the English write it, or a little more than one as Indonesians do.
_TWO_MEANINGS = re.compile(r"-?[1-9]\d{0,2},\d{3}", re.ASCII)
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


def options(pairs: Iterable[tuple[str, Any]], empty: Any = None) -> list[SelectChoice]:
    """Choices from (code, label) pairs; `empty` is the label of the choice of nothing, if there is one."""
    nothing = [] if empty is None else [SelectChoice("", empty)]
    return nothing + [SelectChoice(code, label) for code, label in pairs]


def line(label: Any, max: int, required: bool = False, help: Any = "") -> StringField:
    """One line of text of at most `max` letters."""
    return StringField(label, [InputRequired() if required else Optional(), Length(max=max)], description=help)


def words(label: Any, max: int, required: bool = False, help: Any = "") -> TextAreaField:
    """A few lines of text of at most `max` letters."""
    checks = [InputRequired() if required else Optional(), Length(max=max)]
    return TextAreaField(label, checks, description=help, render_kw={"rows": 3})


def photo_or_pdf(label: Any) -> FileField:
    """A photo or a PDF that proves something."""
    return FileField(label, description=_l("Foto atau PDF."), render_kw={"accept": "image/*,application/pdf"})


def sheet_file() -> FileField:
    """A spreadsheet that was filled in, XLSX or CSV."""
    return FileField(
        _l("Lembar yang sudah diisi"),
        [InputRequired()],
        description=_l("Berkas .xlsx atau .csv dari Excel, WPS atau LibreOffice."),
        render_kw={"accept": f".xlsx,.csv,text/csv,{SHEET_TYPE}"},
    )


def sensible_day(form: Any, field: Field) -> None:
    """A day of this century: a mistyped year is seen at once."""
    if field.data and not EARLIEST <= field.data <= LATEST:
        raise ValidationError(_("Periksa tahunnya: antara 2000 dan 2100."))


def followable(form: Any, field: Field) -> None:
    """The address of a page: one of this portal, or one of the web. Nothing that a browser would run."""
    text = (field.data or "").strip()
    own = text.startswith("/") and not text.startswith("//") and "\\" not in text
    if text and not own and not text.lower().startswith(("https://", "http://")):
        raise ValidationError(_("Tulis alamat lengkap yang diawali https://."))


def not_in_future(form: Any, field: Field) -> None:
    """A day that has been: what is put on record has happened (a day of grace for the time zones)."""
    if field.data and (field.data - clock.today("91")).days > 0:
        raise ValidationError(_("Tanggal ini belum terjadi."))


class QuantityField(DecimalField):
    """A number as Indonesians write it: 1.234,5; 1234.5 is read too. Who writes 1,250 is asked which one is meant."""

    widget = TextInput()  # a number input would refuse the comma, or read the point as one
    KEYBOARD = "decimal"
    EXAMPLE: Text = _l("Tulis angka, misalnya 12,5.")

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        kwargs["render_kw"] = {"inputmode": self.KEYBOARD, **(kwargs.get("render_kw") or {})}
        super().__init__(label, validators, places=None, **kwargs)

    def _value(self) -> str:
        """As it is read: 12,5; a point would come back as thousands, and 1,255 as a question: it is 1,2550."""
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else _unmistakable(Decimal(self.data))

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data: Decimal | None = None
        if not valuelist or not valuelist[0].strip():
            return
        if _TWO_MEANINGS.fullmatch(valuelist[0].strip()):
            raise ValueError(_which_was_meant(valuelist[0].strip()))
        try:
            self.data = IndonesianDecimal.parse(valuelist[0])
        except ValueError as error:
            raise ValueError(str(self.EXAMPLE)) from error


def _which_was_meant(text: str) -> str:
    fraction = _unmistakable(Decimal(text.replace(",", ".")))
    return _("Maksudnya %(fraction)s atau %(thousands)s?", fraction=fraction, thousands=text.replace(",", "."))


def _unmistakable(value: Decimal) -> str:
    text = format(value.normalize(), "f").replace(".", ",")
    return text + "0" if _TWO_MEANINGS.fullmatch(text) else text


class RupiahField(QuantityField):
    """Whole rupiah."""

    KEYBOARD = "numeric"
    EXAMPLE = _l("Tulis rupiah bulat, misalnya 15.000.000.")

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata([value.lower().replace("rp", "") for value in valuelist])
        if self.data is not None and self.data != self.data.to_integral_value():
            raise ValueError(_("Tulis rupiah bulat, tanpa sen."))
