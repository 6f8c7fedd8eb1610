"""Forms of the sharing: the scheme, the figures it rests on, a payout or levy, a mark."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, RadioField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError

from portal.sdk import QuantityField, not_in_future, options

from ..fields import AtMostDecimals, Trimmed, rupiah_field
from . import rules


def _weight(base: str) -> IntegerField:
    return IntegerField(rules.BASES[base], [Optional(), NumberRange(min=0, max=100)], render_kw={"size": 4})


class SchemeForm(Trimmed):
    covers = SelectField(_l("Untuk apa"), [InputRequired()], choices=options(rules.COVERS.items()))
    equal = _weight(rules.EQUAL)
    population = _weight(rules.POPULATION)
    area = _weight(rules.AREA)
    use = _weight(rules.USE)
    contribution = _weight(rules.CONTRIBUTION)
    while_suspended = RadioField(
        _l("Pihak yang sedang ditangguhkan"),
        [InputRequired()],
        choices=options([("yes", _l("tetap ikut dalam pembagian")), ("no", _l("tidak ikut selama ditangguhkan"))]),
    )
    note = StringField(
        _l("Catatan"),
        [Length(max=500)],
        description=_l("Misalnya apa yang dihitung sebagai pemakaian atau kontribusi, dan satuannya."),
    )

    WEIGHTS = tuple(rules.BASES)

    @classmethod
    def of(cls, scheme: Any) -> SchemeForm:
        """The form filled from a scheme."""
        while_suspended = "yes" if scheme.shares_while_suspended else "no"
        return cls(covers=scheme.covers, while_suspended=while_suspended, note=scheme.note, **scheme.weights)

    def values(self) -> dict[str, Any]:
        """The cleaned values as a scheme keeps them: bases without weight are left out."""
        found = super().values()
        return {
            "covers": found["covers"],
            "weights": {base: found[base] for base in self.WEIGHTS if found[base]},
            "shares_while_suspended": found["while_suspended"] == "yes",
            "note": found["note"],
        }

    def add_errors(self, errors: dict[str, str]) -> None:
        """What is wrong with all weights together is said beside the first."""
        super().add_errors({"equal" if name == "weights" else name: told for name, told in errors.items()})


class FiguresForm(Trimmed):
    """The figures of one party; its fields are made by `figures_form`."""

    bases: tuple[str, ...] = ()

    def validate(self, extra_validators: Any = None) -> bool:
        """A figure says where it comes from and of what day it is."""
        right = bool(super().validate(extra_validators))
        for base in self.bases:
            if self[f"value_{base}"].data is None:
                continue
            for name in (f"source_{base}", f"as_of_{base}"):
                if not self[name].data and not self[name].errors:
                    self[name].errors = [*self[name].errors, _("Angka perlu sumber dan tanggal.")]
                    right = False
        return right

    def by_base(self) -> dict[str, dict[str, Any]]:
        """The cleaned figures by base."""
        found = self.values()
        return {base: {part: found[f"{part}_{base}"] for part in ("value", "source", "as_of")} for base in self.bases}


def figures_form(weights: Mapping[str, int], known: Mapping[str, Any], today: date) -> FiguresForm:
    """The form for the figures that these weights ask for, filled with those that are `known` (by base)."""
    bases = tuple(base for base in weights if base != rules.EQUAL)
    fields: dict[str, Any] = {"bases": bases}
    filled: dict[str, Any] = {}
    for base in bases:
        label, unit = rules.BASES[base], rules.UNITS.get(base)
        decimals = AtMostDecimals(0 if base in rules.WHOLE else 3)
        fields[f"value_{base}"] = QuantityField(
            f"{label} ({unit})" if unit else str(label),
            [Optional(), decimals, NumberRange(min=0, max=rules.LARGEST_FIGURE)],
            description=_("Kosongkan bila belum ada: belum diisi bukan nol."),
        )
        fields[f"source_{base}"] = StringField(_("Sumber angka %(base)s", base=str(label).lower()), [Length(max=160)])
        fields[f"as_of_{base}"] = DateField(
            _("Angka %(base)s per tanggal", base=str(label).lower()), [Optional(), not_in_future]
        )
        figure = known.get(base)
        filled |= {
            f"value_{base}": figure.value if figure else None,
            f"source_{base}": figure.source if figure else "",
            f"as_of_{base}": figure.as_of if figure else today,
        }
    made = type("FiguresForm", (FiguresForm,), fields)
    form: FiguresForm = made(data=filled)
    return form


class DistributionForm(Trimmed):
    purpose = StringField(_l("Untuk apa"), [DataRequired(), Length(max=200)])
    happened_on = DateField(_l("Tanggal"), [InputRequired(), not_in_future])
    amount = rupiah_field(_l("Jumlah seluruhnya (rupiah)"), required=True, least=1)
    document = StringField(_l("Nomor dokumen"), [Length(max=120)], description=_l("Nota, kuitansi, atau berita acara."))

    def validate_amount(self, field: Any) -> None:
        """A sum is asked for."""
        if field.data is None and not field.errors:
            raise ValidationError(_("Isian ini wajib diisi."))


class SettleForm(Trimmed):
    settled_on = DateField(_l("Tanggal"), [InputRequired(), not_in_future])
    note = StringField(_l("Bukti"), [Length(max=160)], description=_l("Nomor kuitansi atau transfer."))


class DecisionForm(Trimmed):
    number = StringField(_l("Nomor berita acara MAD"), [DataRequired(), Length(max=80)])
    held_on = DateField(_l("Tanggal MAD"), [InputRequired(), not_in_future])
