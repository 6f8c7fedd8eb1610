"""The district's sheet as a form."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, Field, RadioField
from wtforms.validators import InputRequired

from ...web import PortalForm
from ...web.form_fields import line, not_in_future, options, sensible_day, words
from . import rules
from .models import LONG, NOTE, NUMBER, DistrictSheet

GENERAL = ("conclusion", "advice", "number", "held_on")


class _SheetForm(PortalForm):
    """A mark and a note for each aspect, made from `rules.ASPECTS`, and the conclusion."""

    conclusion = RadioField(
        _l("Kesimpulan"), [InputRequired(_l("Pilih salah satu."))], choices=options(rules.CONCLUSIONS.items())
    )
    advice = words(_l("Saran kepada para pihak"), LONG)
    number = line(_l("Nomor lembar evaluasi"), NUMBER)
    held_on = DateField(_l("Tanggal evaluasi"), [InputRequired(), sensible_day, not_in_future])

    def parts(self) -> list[tuple[Field, Field]]:
        """The two fields of each aspect, in order."""
        return [(self._fields[f"{code}_mark"], self._fields[f"{code}_note"]) for code in rules.ASPECTS]

    def general(self) -> list[Field]:
        """The fields about the whole."""
        return [self._fields[name] for name in GENERAL]

    def sheet(self) -> dict[str, Any]:
        """What the verb takes."""
        return {
            "marks": {code: self._fields[f"{code}_mark"].data or "" for code in rules.ASPECTS},
            "notes": {code: self._fields[f"{code}_note"].data or "" for code in rules.ASPECTS},
            **{name: self._fields[name].data for name in GENERAL},
        }


def _aspect_fields() -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for code, (label, help_) in rules.ASPECTS.items():
        required = InputRequired(_l("Pilih salah satu."))
        fields[f"{code}_mark"] = RadioField(
            label, [required], choices=options(rules.MARKS.items()), description=help_
        )  # fmt: skip
        fields[f"{code}_note"] = words(_l("Catatan"), NOTE)
    return fields


SheetForm: type[_SheetForm] = type("SheetForm", (_SheetForm,), _aspect_fields())


def known(sheet: DistrictSheet | None) -> dict[str, Any]:
    """What stands in a sheet, as the form's values."""
    if sheet is None:
        return {}
    marks = {f"{code}_mark": mark for code, mark in sheet.marks.items()}
    notes = {f"{code}_note": text for code, text in sheet.notes.items()}
    return marks | notes | {name: getattr(sheet, name) for name in GENERAL}
