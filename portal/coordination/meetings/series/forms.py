"""The form of a series: what, and on which day it falls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, RadioField, SelectField, TimeField
from wtforms.validators import InputRequired, NumberRange, Optional

from ....errors import Invalid
from ....partnerships.forms import NOTHING
from ....web import PortalForm
from ....web.form_fields import line, options, sensible_day
from .. import rules as meetings
from ..dates.service import KINDS
from ..models import PLACE, TITLE
from . import rules
from .models import MeetingSeries

BY_DATE, BY_WEEKDAY = "date", "weekday"
BY: Mapping[str, Any] = {
    BY_DATE: _l("Tiap tanggal yang sama, misalnya tanggal 10"),
    BY_WEEKDAY: _l("Tiap hari yang sama, misalnya Senin kedua"),
}
DATE, WEEKDAY = ("day_of_month",), ("week", "weekday")  # the fields of each way
EITHER = (*DATE, *WEEKDAY)


def _number(value: Any) -> int | None:
    return int(value) if value not in (None, "", "None") else None


class ChangeForm(PortalForm):
    title = line(_l("Rapat apa"), TITLE, required=True, help=_l("Contoh: musyawarah antar desa triwulan."))
    place = line(_l("Tempat"), PLACE)
    every = SelectField(_l("Seberapa sering"), [InputRequired()], choices=options(rules.EVERY.items()))
    by = RadioField(_l("Jatuh pada"), [InputRequired()], choices=options(BY.items()), default=BY_DATE)
    day_of_month = IntegerField(
        _l("Tanggal berapa (1–31)"), [Optional(), NumberRange(1, 31)],
        description=_l("Bulan yang lebih pendek: hari terakhirnya."),
    )  # fmt: skip
    week = SelectField(
        _l("Minggu ke berapa"), [Optional()], coerce=_number,
        choices=options([(str(number), label) for number, label in rules.WEEKS.items()], NOTHING),
    )  # fmt: skip
    weekday = SelectField(
        _l("Hari apa"), [Optional()], coerce=_number,
        choices=options([(str(number), label) for number, label in rules.WEEKDAYS.items()], NOTHING),
    )  # fmt: skip
    hour = TimeField(_l("Jam mulai"), [InputRequired()])
    starts_on = DateField(_l("Berlaku mulai"), [InputRequired(), sensible_day])

    def kept(self) -> dict[str, Any]:
        """The values, the hour as a minute of the day, and of the two ways to say the day the one that was chosen."""
        values = self.values()
        wanted, other = (DATE, WEEKDAY) if values.pop("by") == BY_DATE else (WEEKDAY, DATE)
        missing = {name: _("Isian ini wajib diisi.") for name in wanted if values[name] is None}
        if missing:
            raise Invalid(missing)
        values |= dict.fromkeys(other)
        hour = values.pop("hour")
        body = values.pop("body_id", None)
        at_minute = hour.hour * 60 + hour.minute
        return values | {"at_minute": at_minute, "body_id": int(body) if body else None}


class SeriesForm(ChangeForm):
    kind = SelectField(_l("Jenis rapat"), [Optional()], choices=options((kind, meetings.KINDS[kind]) for kind in KINDS))
    body_id = SelectField(_l("Badan yang rapat"), [Optional()])

    def offer_bodies(self, bodies: Iterable[tuple[int, str]]) -> None:
        """Let these bodies be chosen; without any the field goes."""
        pairs = [(str(number), name) for number, name in bodies]
        self.body_id.choices = options(pairs, NOTHING)
        if not pairs:
            del self.body_id


def opened_with(series: MeetingSeries) -> dict[str, Any]:
    """What the form of a series opens with."""
    hour = time(series.at_minute // 60, series.at_minute % 60)
    return {"hour": hour, "by": BY_WEEKDAY if series.day_of_month is None else BY_DATE}
