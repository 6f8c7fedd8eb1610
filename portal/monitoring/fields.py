"""Fields that several subjects of monitoring ask for."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, Optional

from ..web import PortalForm
from ..web.form_fields import words
from .reading import Unreadable, read_number, written


class MeasuredField(StringField):
    """A number in Indonesian or English notation, with its `unit` behind it or without; asks when it is not clear."""

    def __init__(self, label: Any = None, validators: Any = None, unit: str = "", **kwargs: Any) -> None:
        kwargs["render_kw"] = {"inputmode": "decimal", "maxlength": 60, **(kwargs.get("render_kw") or {})}
        super().__init__(label, validators, **kwargs)
        self.unit = unit

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data: Any = None
        if not valuelist or not valuelist[0].strip():
            return
        try:
            self.data = read_number(valuelist[0], self.unit)
        except Unreadable as error:
            raise ValueError(str(error.sentence)) from error

    def _value(self) -> str:
        """What was typed stays; a value that was kept comes back so that it means one thing only."""
        if self.raw_data:
            return str(self.raw_data[0])
        return written(self.data) if isinstance(self.data, Decimal) else ""


def measured(label: Any, unit: str = "", required: bool = False, help: Any = "") -> MeasuredField:
    """A number of an indicator, in its unit."""
    return MeasuredField(label, [InputRequired() if required else Optional()], unit=unit, description=help)


class ReasonForm(PortalForm):
    """Why something is given back or put away."""

    reason = words(_l("Alasan"), 500, required=True)
