"""The fields that the eight sectors' forms are made of: every one may stay empty, and every number has bounds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, SelectField, StringField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional, ValidationError

from portal.sdk import Figure, QuantityField, RupiahField, options


def quantity(label: Any, most: int, help: Any = "") -> QuantityField:
    """A measured quantity from 0 to `most`, in the unit that the label names; three decimals at most."""
    return QuantityField(label, [Optional(), NumberRange(min=0, max=most), three_decimals], description=help)


def rupiah(label: Any, most: int, help: Any = "") -> RupiahField:
    """Whole rupiah from 0 to `most`."""
    return RupiahField(label, [Optional(), NumberRange(min=0, max=most)], description=help)


def count(label: Any, most: int, help: Any = "") -> QuantityField:
    """A whole number from 0 to `most` of what the label names; 1.250 is read as people write it."""
    return QuantityField(label, [Optional(), NumberRange(min=0, max=most), whole], description=help)


def line(label: Any, help: Any = "") -> StringField:
    """One line of text."""
    return StringField(label, [Optional(), Length(max=160)], description=help)


def words(label: Any, help: Any = "") -> TextAreaField:
    """Several lines of text."""
    return TextAreaField(label, [Optional(), Length(max=2000)], description=help, render_kw={"rows": 2})


def choice(label: Any, choices: list[tuple[str, Any]]) -> SelectField:
    """One of a few, or none."""
    return SelectField(label, [Optional()], choices=options(choices, _l("– pilih –")))


def three_decimals(form: Any, field: Field) -> None:
    """Nobody measures finer than a thousandth; a longer number is a slip of the hand."""
    value = field.data
    if isinstance(value, Decimal) and value.normalize().as_tuple().exponent < -3:  # type: ignore[operator]
        raise ValidationError(_l("Paling banyak tiga angka di belakang koma."))


def whole(form: Any, field: Field) -> None:
    """People and houses come in ones."""
    if isinstance(field.data, Decimal) and field.data != field.data.to_integral_value():
        raise ValidationError(_l("Tulis bilangan bulat, misalnya 1.250."))


def figures_of(*known: tuple[str, Any, Any]) -> Callable[[Mapping[str, Any]], list[Figure]]:
    """Picks (field, label, unit) from the values of a form; what was not filled is not shown, 0 is."""

    def figures(values: Mapping[str, Any]) -> list[Figure]:
        return [Figure(label, values[name], unit) for name, label, unit in known if values.get(name) not in (None, "")]

    return figures
