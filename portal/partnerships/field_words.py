"""What was filled into a plugin's form, as a person reads it, and what its fields are called when it is gone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _
from wtforms import BooleanField, DecimalField, IntegerField, SelectField

from ..contracts import Figure
from ..web import PortalForm
from ..web.form_fields import RupiahField
from ..web.i18n import format_day, format_number, format_rupiah

EMPTY: tuple[Any, ...] = (None, "", False, [])
_PLAIN_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,6})?")


def filled(form: type[PortalForm], stored: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The values of a form that are not empty, as (label, words); 0 is a value."""
    shown = form.from_json(dict(stored)).shown_fields
    return [(str(field.label.text), words_of(field)) for field in shown if field.data not in EMPTY or _is_zero(field)]


def told(form: type[PortalForm], stored: Mapping[str, Any]) -> dict[str, str]:
    """Every field of a form in Indonesian words, empty ones too: what the history and a conflict show."""
    with force_locale("id"):
        return {str(field.label.text): words_of(field) for field in form.from_json(dict(stored)).shown_fields}


def labels_of(form: type[PortalForm]) -> dict[str, str]:
    """What the fields of a form are called in Indonesian, by name; kept for the day its plugin is gone."""
    with force_locale("id"):
        return {field.name: str(field.label.text) for field in form(formdata=None).shown_fields}


def kept(stored: Mapping[str, Any], labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """Values whose form is gone, under the labels that were remembered; a bare name stands for a missing one."""
    return [(labels.get(name, name), number_words(value)) for name, value in stored.items() if _is_told(value)]


def words_of(field: Any) -> str:
    """One field's value as a person reads it; empty for nothing."""
    value = field.data
    if value in (None, "", []):
        return ""
    if isinstance(field, SelectField):
        labels = {code: label for code, label, *_more in field.iter_choices()}
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(str(labels.get(code, code)) for code in chosen)
    if isinstance(field, BooleanField):
        return _("Ya") if value else ""
    if isinstance(field, RupiahField):
        return format_rupiah(int(value))
    if isinstance(field, (DecimalField, IntegerField)):
        return str(format_number(value))
    return format_day(value) if hasattr(value, "isoformat") else str(value)


def figure_words(figure: Figure) -> Figure:
    """A figure with its number as people write it: 1.234,5 liter/detik, Rp5.000/m³."""
    value, unit = number_words(figure.value), str(figure.unit)
    if unit.startswith("Rp"):
        return Figure(str(figure.label), f"Rp{value}", unit[2:])
    return Figure(str(figure.label), value, unit)


def number_words(value: Any) -> str:
    """A kept value, with its digits grouped when it is a number."""
    if isinstance(value, bool):
        return _("Ya") if value else _("Tidak")
    if isinstance(value, (int, Decimal)) or (isinstance(value, str) and _PLAIN_NUMBER.fullmatch(value)):
        try:
            return str(format_number(Decimal(value).normalize()))
        except InvalidOperation:
            return str(value)
    return str(value)


def _is_zero(field: Any) -> bool:
    return isinstance(field, (DecimalField, IntegerField)) and field.data == 0


def _is_told(value: Any) -> bool:
    return value not in EMPTY or (value == 0 and not isinstance(value, bool))
