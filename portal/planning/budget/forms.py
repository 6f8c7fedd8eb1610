"""The forms of a budget: an item with its first source, another source, what was spent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, Field, IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional

from ...web import PortalForm
from ...web.form_fields import RupiahField, not_in_future, options
from ...web.i18n import format_rupiah
from ..confirming.models import WORD
from ..fields import NOTHING, AskingForm, Sensible, is_far_beyond, line, party_field, photo_or_pdf, sensible_day, words
from . import rules
from .models import DOCUMENT, TITLE

FIRST = ("title", "party", "source", "planned")


def _planned() -> RupiahField:
    return RupiahField(
        _l("Rencana, dalam rupiah"),
        [Optional(), Sensible(rules.LEAST, rules.MOST)],
        description=_l("Kosongkan bila belum diketahui; kosong bukan nol."),
    )


class ItemForm(PortalForm):
    title = line(_l("Apa yang dibiayai"), TITLE, required=True, help=_l("Contoh: pipa induk 1.200 m."))
    year = IntegerField(_l("Tahun anggaran"), [InputRequired(), NumberRange(min=rules.FIRST_YEAR, max=rules.LAST_YEAR)])
    activity_id = SelectField(_l("Untuk kegiatan"), [Optional()], coerce=lambda text: int(text) if text else None)
    note = words(_l("Keterangan"), WORD)

    def offer(self, activities: Iterable[tuple[int, str]]) -> None:
        """The activities to choose from."""
        found = [(str(number), title) for number, title in activities]
        self.activity_id.choices = options(found, _l("Tidak terikat satu kegiatan"))


class LineForm(PortalForm):
    party = party_field(_l("Pihak yang membayar"))
    source = SelectField(_l("Sumber dana"), [InputRequired()], choices=options(rules.SOURCES.items(), NOTHING))
    planned = _planned()


class NewItemForm(ItemForm):
    party = party_field(_l("Pihak yang membayar"))
    source = SelectField(_l("Sumber dana"), [InputRequired()], choices=options(rules.SOURCES.items(), NOTHING))
    planned = _planned()

    @property
    def first_fields(self) -> list[Any]:
        """What is asked at once."""
        return [self._fields[name] for name in FIRST]

    @property
    def more_fields(self) -> list[Any]:
        """The others."""
        return [field for field in self.shown_fields if field.name not in FIRST]


class PlannedForm(PortalForm):
    planned = _planned()


class SpendingForm(AskingForm):
    amount = RupiahField(
        _l("Dibelanjakan, dalam rupiah"),
        [InputRequired(), Sensible(rules.LEAST, rules.MOST)],
        description=_l("Tulis 0 bila memang belum ada yang dibelanjakan."),
    )
    spent_on = DateField(_l("Tanggal"), [InputRequired(), not_in_future, sensible_day])
    document = line(
        _l("Dokumen"), DOCUMENT, required=True, help=_l("Contoh: SPJ No. 14/2026; kuitansi No. 3; laporan bulan Juli.")
    )
    note = words(_l("Keterangan"), WORD)
    scan = photo_or_pdf(_l("Foto atau pindaian dokumen"))
    planned: int | None = None
    spent = 0

    def validate_amount(self, field: Field) -> None:
        """Far more than is planned is asked about."""
        if field.data is not None and is_far_beyond(self.spent + field.data, self.planned):
            told = {"sum": format_rupiah(self.spent + field.data), "planned": format_rupiah(self.planned)}
            self.ask(_("Jadi %(sum)s: jauh lebih besar dari rencana %(planned)s. Betul?", **told))
