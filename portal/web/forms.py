"""The base of every form: Indonesian messages, values in and out as JSON, one-time submission keys."""

from __future__ import annotations

import re
import uuid
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from flask import Flask, abort, request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import DecimalField, Field, FileField, HiddenField, SubmitField

from ..db import submission_key
from .i18n import format_number

SUBMISSION_FIELD = "_kirim"
VERSION_FIELD = "_versi"
_KEY = re.compile(r"[0-9a-f]{32}")

# WTForms has no Indonesian catalogue; these are the messages its validators and fields use.
MESSAGES = {
    "This field is required.": _l("Isian ini wajib diisi."),
    "Not a valid integer value.": _l("Tulis bilangan bulat, misalnya 12."),
    "Not a valid decimal value.": _l("Tulis angka, misalnya 12,5."),
    "Not a valid float value.": _l("Tulis angka, misalnya 12,5."),
    "Not a valid date value.": _l("Tulis tanggal yang benar, misalnya 17-08-2026."),
    "Not a valid datetime value.": _l("Tulis tanggal dan jam yang benar."),
    "Not a valid time value.": _l("Tulis jam yang benar, misalnya 09:30."),
    "Not a valid choice.": _l("Pilih salah satu dari daftar."),
    "Invalid Choice: could not coerce.": _l("Pilih salah satu dari daftar."),
    "Invalid choice(s): one or more data inputs could not be coerced.": _l("Pilih dari daftar."),
    "'%(value)s' is not a valid choice for this field.": _l("Pilih dari daftar."),
    "'%(value)s' are not valid choices for this field.": _l("Pilih dari daftar."),
    "Date must be at least %(min)s.": _l("Tanggal paling awal %(min)s."),
    "Date must be at most %(max)s.": _l("Tanggal paling akhir %(max)s."),
    "Date must be between %(min)s and %(max)s.": _l("Tanggal harus antara %(min)s dan %(max)s."),
    "This field cannot be edited.": _l("Isian ini tidak dapat diubah."),
    "This field is disabled and cannot have a value.": _l("Isian ini tidak dapat diisi."),
    "Invalid input.": _l("Isian ini tidak dapat dibaca."),
    "Invalid email address.": _l("Alamat surel ini tidak benar."),
    "Invalid URL.": _l("Alamat situs ini tidak benar."),
    "Field must be equal to %(other_name)s.": _l("Isian ini harus sama dengan %(other_name)s."),
    "Number must be at least %(min)s.": _l("Angka paling kecil %(min)s."),
    "Number must be at most %(max)s.": _l("Angka paling besar %(max)s."),
    "Number must be between %(min)s and %(max)s.": _l("Angka harus antara %(min)s dan %(max)s."),
    "Field must be at least %(min)d character long.": _l("Paling sedikit %(min)s huruf."),
    "Field must be at least %(min)d characters long.": _l("Paling sedikit %(min)s huruf."),
    "Field cannot be longer than %(max)d character.": _l("Paling banyak %(max)s huruf."),
    "Field cannot be longer than %(max)d characters.": _l("Paling banyak %(max)s huruf."),
    "Field must be exactly %(max)d character long.": _l("Harus tepat %(max)s huruf."),
    "Field must be exactly %(max)d characters long.": _l("Harus tepat %(max)s huruf."),
    "Field must be between %(min)d and %(max)d characters long.": _l("Harus %(min)s sampai %(max)s huruf."),
}


class _Message(str):
    """A sentence that writes its numbers as people do, 1.000.000; WTForms fills the placeholders with `%`."""

    def __mod__(self, values: Any) -> str:
        if isinstance(values, dict):
            values = {name: _as_people_write(value) for name, value in values.items()}
        return super().__mod__(values)


def _as_people_write(value: Any) -> Any:
    """1.000.000, but 2026: a number of four digits may be a year."""
    large = isinstance(value, (int, float, Decimal)) and abs(float(value)) >= 10_000
    return format_number(value) if large else value


class _Translations:
    """The messages above in the reader's language."""

    def gettext(self, message: str) -> str:
        return _Message(MESSAGES.get(message, message))

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return self.gettext(singular if number == 1 else plural)


class PortalForm(FlaskForm):
    """A form of the portal. CSRF is checked for every unsafe request, not form by form."""

    class Meta:
        csrf = False

        def get_translations(self, form: Any) -> _Translations:
            return _Translations()

        def render_field(self, field: Field, render_kw: dict[str, Any]) -> Markup:
            """Tie a field to its help and its error for screen readers."""
            described = [f"{field.id}-help"] if field.description else []
            if field.errors:
                described.append(f"{field.id}-error")
                render_kw["aria-invalid"] = "true"
            if described:
                render_kw["aria-describedby"] = " ".join(described)
            return field.widget(field, **{**(field.render_kw or {}), **render_kw})

    def process(self, formdata: Any = None, obj: Any = None, data: Any = None, **given: Any) -> None:
        """Fill the fields: what is posted, else what was given by name, else the record's.

        WTForms lets the record win over `data`; a field that is named like a relationship (`party`, `helpers`)
        would then open with an object it cannot show, and saving the form untouched would change the record.
        """
        extra_filters = given.pop("extra_filters", None)
        known = {} if obj is None else {name: getattr(obj, name) for name in self._fields if hasattr(obj, name)}
        super().process(formdata, data={**known, **(data or {}), **given}, extra_filters=extra_filters)

    @property
    def shown_fields(self) -> list[Field]:
        """The fields a person sees, in order."""
        return [field for field in self if not isinstance(field, (HiddenField, SubmitField))]

    def values(self) -> dict[str, Any]:
        """The cleaned values by field name, without files and buttons."""
        skipped = (SubmitField, FileField)
        return {field.name: field.data for field in self if not isinstance(field, skipped)}

    def to_json(self) -> dict[str, Any]:
        """The cleaned values in the form they are kept as JSON: dates and decimals as text, blank as None."""
        return {name: _plain(value) for name, value in self.values().items()}

    @classmethod
    def from_json(cls, stored: dict[str, Any] | None, **kwargs: Any) -> PortalForm:
        """The form filled from values kept as JSON; unknown names are ignored."""
        form = cls(formdata=None, **kwargs)
        for field in form:
            if stored and field.name in stored and not isinstance(field, FileField):
                field.data = _revived(field, stored[field.name])
        return form

    def add_errors(self, errors: dict[str, str]) -> None:
        """Put a service's sentences beside the fields they are about."""
        for name, sentence in errors.items():
            field = self._fields.get(name) or self.shown_fields[0]
            field.errors = [*field.errors, sentence]


class IndonesianDecimal:
    """Reads 1.234,5 and 1234.5 alike; refuses what is neither. No thousands begin with 0: 0.250 is a quarter."""

    THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?|-?\d+(,\d+)?")
    PLAIN = re.compile(r"-?\d+(\.\d+)?")

    @classmethod
    def parse(cls, text: str) -> Decimal:
        """The number a person meant; ValueError when it is none."""
        text = text.strip().replace("\u00a0", "").replace(" ", "")
        if cls.THOUSANDS.fullmatch(text):
            return Decimal(text.replace(".", "").replace(",", "."))
        if cls.PLAIN.fullmatch(text):
            return Decimal(text)
        raise ValueError(text)


def submission_field() -> Markup:
    """The hidden one-time key of a form. Each form shown gets its own: a form that comes back with
    errors was not applied, and one that comes back after saving is a new one."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(SUBMISSION_FIELD, uuid.uuid4().hex)


def opened_version() -> int | None:
    """The version of the record that the posted form was opened on."""
    value = request.form.get(VERSION_FIELD, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


def init_app(app: Flask) -> None:
    """Hand each request's submission key to the services."""
    app.before_request(_refuse_nul)
    app.before_request(_take_submission_key)
    app.teardown_request(_drop_submission_key)
    app.jinja_env.globals["submission_field"] = submission_field


def _refuse_nul() -> None:
    """A NUL character is no text: PostgreSQL refuses it, so every page does."""
    texts = [request.path, *request.args.values()]
    if request.method == "POST":
        texts += request.form.values()
    if any("\0" in text for text in texts):
        abort(400)


def _take_submission_key() -> None:
    key = request.form.get(SUBMISSION_FIELD, "") if request.method == "POST" else ""
    submission_key.set(key if _KEY.fullmatch(key) else None)


def _drop_submission_key(error: BaseException | None) -> None:
    """A key that nothing used ends with its request."""
    submission_key.set(None)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, str):
        return value.strip() or None
    return value


def _revived(field: Field, value: Any) -> Any:
    if value is None:
        return None
    kind = type(field).__name__
    if "Date" in kind and isinstance(value, str):
        return date.fromisoformat(value[:10])
    if isinstance(field, DecimalField) and isinstance(value, str):
        try:
            return Decimal(value)
        except InvalidOperation:  # the field held words once, before its plugin changed
            return None
    return value
