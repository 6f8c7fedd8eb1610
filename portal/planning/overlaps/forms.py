"""The forms of the guard: an item of a village's own plan."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional

from ...web import PortalForm
from ...web.form_fields import RupiahField, options
from ..budget import rules as money
from ..fields import NOTHING, Sensible, line, sensible_day
from ..programme.rules import DOCUMENTS
from .models import ACCOUNT, PEOPLE, PLACE, TITLE

OWN_DOCUMENTS = ("rkp", "apb")
FIRST = ("title", "document", "year")


class OwnItemForm(PortalForm):
    """Three fields tell others what the village plans by itself; the rest makes the comparison surer."""

    title = line(_l("Kegiatan"), TITLE, required=True, help=_l("Seperti tertulis dalam dokumennya."))
    document = SelectField(
        _l("Dokumen"), [InputRequired()], choices=options((code, DOCUMENTS[code]) for code in OWN_DOCUMENTS)
    )
    year = IntegerField(_l("Tahun"), [InputRequired(), NumberRange(min=money.FIRST_YEAR, max=money.LAST_YEAR)])
    source = SelectField(_l("Sumber dana"), [Optional()], choices=options(money.SOURCES.items(), NOTHING))
    amount = RupiahField(_l("Jumlah, dalam rupiah"), [Optional(), Sensible(money.LEAST, money.MOST)])
    account_code = line(_l("Kode rekening"), ACCOUNT)
    place = line(_l("Tempat"), PLACE, help=_l("Contoh: RT 3 Dusun Krajan."))
    beneficiaries = line(_l("Penerima manfaat"), PEOPLE, help=_l("Contoh: kelompok tani, balita."))
    starts_on = DateField(_l("Mulai"), [Optional(), sensible_day])
    ends_on = DateField(_l("Selesai"), [Optional(), sensible_day])

    @property
    def first_fields(self) -> list[Any]:
        """What is asked at once."""
        return [self._fields[name] for name in FIRST]

    @property
    def more_fields(self) -> list[Any]:
        """The others."""
        return [field for field in self.shown_fields if field.name not in FIRST]
