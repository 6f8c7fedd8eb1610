"""Forms of the pool."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError

from portal.sdk import QuantityField, not_in_future, options

from ..fields import AtMostDecimals, Trimmed, no_phone, rupiah_field
from . import rules

QUANTITY = [InputRequired(), AtMostDecimals(2), NumberRange(min=Decimal("0.01"), max=Decimal(9_999_999))]


class ResourceForm(Trimmed):
    name = StringField(
        _l("Nama"), [DataRequired(), Length(max=120)], description=_l("Contoh: Traktor tangan Quick G1000.")
    )
    kind = SelectField(_l("Jenis"), [InputRequired()], choices=options(rules.KINDS.items()))
    owner = SelectField(_l("Pemilik"), [Optional()])
    quantity = QuantityField(_l("Banyaknya"), QUANTITY)
    unit = StringField(_l("Satuan"), [Length(max=30)], description=_l("Unit, ha, kios, orang, liter/detik."))
    place = StringField(_l("Tempatnya"), [Length(max=160)])
    condition = SelectField(_l("Keadaan"), [InputRequired()], choices=options(rules.CONDITIONS.items()))
    keeper = StringField(
        _l("Yang menyimpan"),
        [Length(max=160), no_phone],
        description=_l("Jabatan yang dihubungi, misalnya Kaur Umum Desa Ngebel."),
    )
    use_terms = TextAreaField(_l("Syarat memakai"), [Length(max=2000)], render_kw={"rows": 3})
    needs_consent = BooleanField(_l("Tiap pesanan menunggu jawaban pemilik"))
    fee = rupiah_field(_l("Biaya memakai (rupiah)"), _l("Kosongkan bila belum disepakati; tulis 0 bila gratis."))
    fee_per = SelectField(_l("Biaya dihitung"), [Optional()], choices=options(rules.FEE_PER.items(), _l("– pilih –")))
    cost_by_scheme = BooleanField(_l("Biaya perawatan dibagi menurut skema pembagian"))
    cost_words = StringField(
        _l("Bila tidak, siapa yang menanggung"), [Length(max=500)], description=_l("Contoh: pemakai terakhir.")
    )
    maintain_every = IntegerField(_l("Dirawat setiap berapa hari"), [Optional(), NumberRange(min=1, max=3660)])

    FIRST = ("name", "kind", "owner", "quantity", "unit")
    MORE = (
        "place", "condition", "keeper", "use_terms", "needs_consent", "fee", "fee_per", "cost_by_scheme", "cost_words",
        "maintain_every",
    )  # fmt: skip

    def validate_fee_per(self, field: Any) -> None:
        """A fee says what it is for: a use, an hour or a day."""
        if self.fee.data and not field.data:
            raise ValidationError(_("Pilih: per pemakaian, per jam, atau per hari."))

    def values(self) -> dict[str, Any]:
        """The cleaned values; `owner` as a party's number, None for what belongs to all."""
        found = super().values()
        owner = str(found.get("owner") or "")
        return found | {"owner": int(owner) if owner else None, "fee_per": found["fee_per"] or ""}


class BookingForm(Trimmed):
    first_day = DateField(_l("Hari pertama"), [InputRequired()])
    last_day = DateField(_l("Hari terakhir"), [Optional()], description=_l("Kosongkan untuk satu hari."))
    begins = TimeField(_l("Jam mulai"), [Optional()], description=_l("Hanya bila dipakai beberapa jam saja."))
    ends = TimeField(_l("Jam selesai"), [Optional()])
    quantity = QuantityField(_l("Banyaknya"), QUANTITY)
    purpose = StringField(_l("Untuk apa"), [DataRequired(), Length(max=300)])


class AnswerForm(Trimmed):
    agreed = RadioField(
        _l("Jawaban"), [InputRequired()], choices=options([("yes", _l("Boleh")), ("no", _l("Belum dapat"))])
    )
    word = StringField(_l("Pesan"), [Length(max=300)], description=_l("Wajib bila belum dapat."))


class MaintenanceForm(Trimmed):
    done_on = DateField(_l("Tanggal"), [InputRequired(), not_in_future])
    what = StringField(_l("Yang dikerjakan"), [DataRequired(), Length(max=500)])
    done_by = StringField(_l("Yang mengerjakan"), [Length(max=160), no_phone])
    cost = rupiah_field(_l("Biaya (rupiah)"), _l("Kosongkan bila belum diketahui."))
    payer = SelectField(_l("Yang membayar dulu"), [Optional()])
    document = StringField(_l("Nomor nota atau kuitansi"), [Length(max=120)])

    def values(self) -> dict[str, Any]:
        """The cleaned values; `payer` as a party's number, None for the common purse."""
        found = super().values()
        payer = str(found.get("payer") or "")
        return found | {"payer": int(payer) if payer else None}
