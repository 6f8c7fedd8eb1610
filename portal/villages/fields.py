"""Fields, filters and validators of this room's forms."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DecimalField, Field
from wtforms.validators import ValidationError
from wtforms.widgets import TextInput

from ..web import PortalForm
from ..web.form_fields import QuantityField

_EMAIL = re.compile(r"[^@\s<>\"']+@[^@\s<>\"']+\.[^@\s<>\"'.]+")
_PHONE = re.compile(r"[0-9+()\- ./]+")
_WEBSITE = re.compile(r"https?://[^\s<>\"'/.]+(\.[^\s<>\"'/.]+)+(/[^\s<>\"']*)?", re.IGNORECASE)
_DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,15})?")


def tidy(text: str | None) -> str:
    """One line of text with single spaces, without control characters."""
    return " ".join("".join(char if char.isprintable() else " " for char in text or "").split())


def tidy_lines(text: str | None) -> str:
    """Text of several lines, without control characters."""
    lines = (text or "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(char for char in line if char.isprintable()).rstrip() for line in lines).strip()


def with_scheme(text: str | None) -> str:
    """A web address with its https:// put before it when it has none."""
    address = tidy(text)
    return f"https://{address}" if address and "://" not in address else address


class AtMostDecimals:
    """As many decimals as are kept, and no more: nothing is rounded behind a person's back."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, form: PortalForm, field: Field) -> None:
        if field.data is not None and -field.data.normalize().as_tuple().exponent > self.most:
            raise ValidationError(_("Paling banyak %(most)s angka di belakang koma.", most=self.most))


def is_email(form: PortalForm, field: Field) -> None:
    """Something an e-mail can be sent to."""
    if not _EMAIL.fullmatch(field.data):
        raise ValidationError(_("Alamat surel ini tidak benar; contoh: desa@contoh.desa.id."))


def is_phone(form: PortalForm, field: Field) -> None:
    """A phone number."""
    if not _PHONE.fullmatch(field.data) or not 6 <= sum(char.isdigit() for char in field.data) <= 15:
        raise ValidationError(_("Nomor telepon ini tidak benar; contoh: 0352 123456."))


def is_website(form: PortalForm, field: Field) -> None:
    """A web address that can be opened safely."""
    if not _WEBSITE.fullmatch(field.data):
        raise ValidationError(_("Alamat situs ini tidak benar; contoh: https://ngebel.desa.id."))


class CountField(QuantityField):
    """A whole number, as Indonesians write it: 3.241."""

    KEYBOARD = "numeric"
    EXAMPLE = _l("Tulis bilangan bulat, misalnya 3.241.")

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        if self.data is not None and self.data != self.data.to_integral_value():
            raise ValueError(str(self.EXAMPLE))

    def whole(self) -> int | None:
        """The number; None for nothing."""
        return None if self.data is None else int(self.data)


class CoordinateField(DecimalField):
    """Decimal degrees; comma and point both part the decimals, for nobody writes thousands here."""

    widget = TextInput()

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, places=None, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data: Decimal | None = None
        text = (valuelist[0] if valuelist else "").strip().replace(",", ".").replace("−", "-").rstrip("°")
        if not text:
            return
        if not _DEGREES.fullmatch(text):
            raise ValueError(_("Tulis derajat desimal, misalnya -7,8421."))
        self.data = round(Decimal(text), 6)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else format(self.data.normalize(), "f").replace(".", ",")
