"""The forms of contributions: what is promised, a delivery, an agreed value, a village's budget."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from ...contracts import Sector
from ...web import PortalForm
from ...web.form_fields import QuantityField, RupiahField, not_in_future, options
from ..confirming.models import WORD
from ..fields import NOTHING, Sensible, line, party_field, photo_or_pdf, sensible_day, words
from . import rules
from .models import DOCUMENT, ITEM, PLACE, TITLE, UNIT

FIRST = ("party", "kind", "title", "quantity", "unit")
OTHER = "lain"


class ContributionForm(PortalForm):
    party = party_field(_l("Pihak yang menyumbang"))
    kind = SelectField(_l("Macam sumbangan"), [InputRequired()], choices=options(rules.KINDS.items(), NOTHING))
    title = line(_l("Apa"), TITLE, required=True, help=_l("Contoh: kerja bakti membersihkan saluran; semen."))
    quantity = QuantityField(
        _l("Berapa banyak"), [InputRequired()], description=_l("Untuk uang, tulis rupiahnya: 15.000.000.")
    )
    unit = SelectField(_l("Satuan"), description=_l("Untuk uang tidak perlu dipilih."))
    other_unit = StringField(
        _l("Satuan lain"), [Length(max=UNIT)], description=_l("Bila satuannya tidak ada di daftar. Contoh: ikat.")
    )
    due_on = DateField(_l("Diserahkan paling lambat"), [Optional(), sensible_day])
    activity_id = SelectField(_l("Untuk kegiatan"), [Optional()], coerce=lambda text: int(text) if text else None)
    valued_as = SelectField(
        _l("Dinilai menurut tabel yang disepakati"),
        [Optional()],
        description=_l("Tidak harus dinilai: yang tidak dinilai tetap tercatat dalam satuannya."),
    )
    note = words(_l("Keterangan"), WORD)

    def offer(
        self, sector: Sector | None, valued: Iterable[tuple[str, str, str]], activities: Iterable[tuple[int, str]]
    ) -> None:
        """The units, the agreed values and the activities to choose from."""
        units = dict.fromkeys((*rules.UNITS, *(sector.units if sector else ())))
        valued = list(valued)
        units |= dict.fromkeys(unit for _kind, _item, unit in valued)
        if self.unit.object_data:
            units |= {self.unit.object_data: None}
        pairs = [(unit, unit) for unit in units]
        self.unit.choices = options([*pairs, (OTHER, _l("satuan lain"))], _l("– pilih satuan –"))
        shown = [(f"{kind}|{item}|{unit}", f"{item} ({unit})") for kind, item, unit in valued]
        self.valued_as.choices = options(shown, _l("Tidak dinilai"))
        found = [(str(number), title) for number, title in activities]
        self.activity_id.choices = options(found, _l("Tidak terikat satu kegiatan"))

    @property
    def first_fields(self) -> list[Any]:
        """What is asked at once."""
        return [self._fields[name] for name in FIRST if name in self._fields]

    @property
    def more_fields(self) -> list[Any]:
        """The others."""
        return [field for field in self.shown_fields if field.name not in FIRST]

    @property
    def is_money(self) -> bool:
        """Whether rupiah are meant."""
        return bool(self.kind.data == rules.MONEY)

    def validate_quantity(self, field: Any) -> None:
        """Rupiah are whole and of a sensible size; quantities more than nothing."""
        check_much(self, field, self.is_money)

    def validate_unit(self, field: Any) -> None:
        """What is no money has a unit."""
        if not self.is_money and not field.data:
            raise ValidationError(_("Pilih satuannya, misalnya hari orang kerja, kg, atau sak."))

    def validate_other_unit(self, field: Any) -> None:
        """A unit that is not in the list is written out."""
        if not self.is_money and self.unit.data == OTHER and not (field.data or "").strip():
            raise ValidationError(_("Tulis satuannya."))

    def kept(self) -> dict[str, Any]:
        """The values with the unit that is meant, and the item of the agreed table alone."""
        values = self.values()
        values.pop("party", None)
        other = (values.pop("other_unit") or "").strip()
        values["unit"] = other if values["unit"] == OTHER else values["unit"] or ""
        values["valued_as"] = (values["valued_as"] or "").split("|")[1:2]
        return {**values, "valued_as": values["valued_as"][0] if values["valued_as"] else ""}


class DeliveryForm(PortalForm):
    quantity = QuantityField(_l("Berapa banyak diserahkan"), [InputRequired()])
    delivered_on = DateField(_l("Tanggal diserahkan"), [InputRequired(), not_in_future, sensible_day])
    document = line(_l("Bukti tertulis"), DOCUMENT, help=_l("Contoh: kuitansi No. 12; daftar hadir kerja bakti."))
    place = line(_l("Tempat"), PLACE)
    note = words(_l("Keterangan"), WORD)
    scan = photo_or_pdf(_l("Foto atau pindaian bukti"))
    is_money = False

    def validate_quantity(self, field: Any) -> None:
        """Rupiah are whole and of a sensible size; quantities more than nothing."""
        check_much(self, field, self.is_money)


class ValueForm(PortalForm):
    kind = SelectField(
        _l("Macam sumbangan"),
        [InputRequired()],
        choices=options([(kind, rules.KINDS[kind]) for kind in rules.IN_KIND], NOTHING),
    )
    item = line(_l("Untuk apa"), ITEM, required=True, help=_l("Contoh: tenaga kerja bakti; pasir; sewa molen."))
    unit = line(_l("Satuan"), UNIT, required=True, help=_l("Contoh: hari orang kerja; m³; hari."))
    unit_value = RupiahField(
        _l("Nilai satu satuan, dalam rupiah"), [InputRequired(), Sensible(rules.LEAST_VALUE, rules.MOST_VALUE)]
    )
    agreed_on = DateField(_l("Disepakati tanggal"), [InputRequired(), not_in_future, sensible_day])
    reference = line(_l("Disepakati dalam"), DOCUMENT, required=True, help=_l("Contoh: berita acara No. 4/2026."))

    def validate_unit_value(self, field: Any) -> None:
        """Nothing is no value: leave it out of the table instead."""
        if field.data is not None and field.data <= 0:
            raise ValidationError(_("Nilai harus lebih dari nol."))


class BudgetTotalForm(PortalForm):
    year = IntegerField(_l("Tahun anggaran"), [InputRequired(), NumberRange(min=2015, max=2100)])
    amount = RupiahField(
        _l("Jumlah APB Desa"), [InputRequired(), Sensible(1_000_000, rules.MOST_RUPIAH)], description=_l("Rupiah.")
    )
    document = line(_l("Dasarnya"), DOCUMENT, help=_l("Contoh: Perdes 5/2025 tentang APB Desa 2026."))

    def validate_amount(self, field: Any) -> None:
        """What is not known is left empty, not zero."""
        if field.data is not None and field.data <= 0:
            raise ValidationError(_("Bila belum diketahui, biarkan belum diisi; jangan tulis nol."))


def check_much(form: Any, field: Any, is_money: bool) -> None:
    """Rupiah are whole and of a sensible size; quantities are more than nothing, with two decimals at most."""
    if field.data is None:
        return
    if field.data <= 0:
        raise ValidationError(_("Tulis lebih dari nol."))
    if is_money:
        if field.data != field.data.to_integral_value():
            raise ValidationError(_("Tulis rupiah bulat, tanpa sen."))
        Sensible(rules.LEAST_RUPIAH, rules.MOST_RUPIAH)(form, field)
    elif field.data > rules.MOST_QUANTITY:
        raise ValidationError(_("Jumlah ini terlalu besar. Periksa angkanya."))
    elif field.data != round(field.data, 2):
        raise ValidationError(_("Paling banyak dua angka di belakang koma."))
