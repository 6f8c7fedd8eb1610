"""What the forms of the pool and of the sharing have in common."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length, NumberRange, Optional, ValidationError

from portal.sdk import PortalForm, RupiahField

MOST_RUPIAH = 10_000_000_000_000
_PHONE = re.compile(r"(?:\d[ .-]?){8,}")


class Trimmed(PortalForm):
    """A form whose texts come without spaces around them and never as None, and whose rupiah are whole numbers."""

    def values(self) -> dict[str, Any]:
        """The cleaned values by field name."""
        found = super().values()
        for field in self:
            if isinstance(field, StringField):
                found[field.name] = (field.data or "").strip()
            if isinstance(field, RupiahField):
                found[field.name] = None if field.data is None else int(field.data)
        return found


class ReasonForm(Trimmed):
    reason = TextAreaField(_l("Alasan"), [DataRequired(), Length(max=300)], render_kw={"rows": 3})


class AtMostDecimals:
    """No more digits behind the comma than are kept."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, form: Any, field: Any) -> None:
        exponent = field.data.normalize().as_tuple().exponent if field.data is not None else 0
        if -exponent > self.most:
            raise ValidationError(_("Paling banyak %(most)s angka di belakang koma.", most=self.most))


def no_phone(form: Any, field: Any) -> None:
    """An office, not somebody's number: what is written here is read by all parties, and lasts."""
    if _PHONE.search(field.data or ""):
        raise ValidationError(_("Tulis jabatannya, tanpa nomor telepon."))


def rupiah_field(label: Any, description: Any = "", required: bool = False, least: int = 0) -> RupiahField:
    """Whole rupiah, from `least` up."""
    return RupiahField(
        label,
        [*([] if required else [Optional()]), NumberRange(min=least, max=MOST_RUPIAH)],
        description=description,
    )
