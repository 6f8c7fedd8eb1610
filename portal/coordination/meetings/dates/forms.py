"""The forms of looking for a day: what is looked for, one more day, and a party's answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, RadioField, SelectField, StringField, TimeField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from ....partnerships.forms import NOTHING
from ....web import PortalForm
from ....web.form_fields import line, options, sensible_day, words
from .. import rules as meetings
from ..models import LINE, PLACE, TITLE
from . import rules, service
from .models import WORD, DateAnswer, DateChoice


class SearchForm(PortalForm):
    title = line(_l("Rapat apa"), TITLE, required=True, help=_l("Contoh: musyawarah antar desa triwulan I."))
    kind = SelectField(
        _l("Jenis rapat"), [Optional()], choices=options((kind, meetings.KINDS[kind]) for kind in service.KINDS)
    )
    body_id = SelectField(_l("Badan yang rapat"), [Optional()])
    place = line(_l("Tempat"), PLACE)
    about = words(_l("Yang dibicarakan"), LINE)
    minutes = IntegerField(_l("Lamanya, dalam menit"), [Optional(), NumberRange(15, 1440)])
    closes_on = DateField(_l("Jawaban ditunggu sampai"), [InputRequired(), sensible_day])

    def offer_bodies(self, bodies: Iterable[tuple[int, str]]) -> None:
        """Let these bodies be chosen; without any the field goes."""
        pairs = [(str(number), name) for number, name in bodies]
        self.body_id.choices = options(pairs, NOTHING)
        if not pairs:
            del self.body_id

    def kept(self) -> dict[str, Any]:
        """The values, the body by its number."""
        values = self.values()
        return values | {"body_id": int(values["body_id"]) if values.get("body_id") else None}


class DayForm(PortalForm):
    day = DateField(_l("Hari"), [InputRequired(), sensible_day])
    hour = TimeField(_l("Jam mulai"), [InputRequired()])

    def moment(self, zone: ZoneInfo) -> datetime:
        """The moment that was typed, in the zone of the village."""
        return datetime.combine(self.day.data, self.hour.data, tzinfo=zone)  # type: ignore[arg-type]


class ReasonForm(PortalForm):
    reason = words(_l("Alasan"), WORD, required=True)


def answer_form(
    choices: Sequence[DateChoice], said: Mapping[int, DateAnswer], zone: ZoneInfo, on_behalf: bool
) -> PortalForm:
    """A form with a question a day, filled with what was said before."""
    fields: dict[str, Any] = {}
    for choice in choices:
        label = spoken(choice.starts_at, zone)
        fields[f"c{choice.id}"] = RadioField(label, [Optional()], choices=options(rules.ANSWERS.items()))
        fields[f"w{choice.id}"] = StringField(_l("Catatan untuk hari ini"), [Optional(), Length(max=WORD)])
    if on_behalf:
        fields["told_by"] = RadioField(
            _l("Jawaban disampaikan dengan"), [InputRequired()], choices=options(rules.CHANNELS.items())
        )
    kept = {f"c{number}": one.answer for number, one in said.items()}
    kept |= {f"w{number}": one.word for number, one in said.items()}
    form: PortalForm = type("AnswerForm", (PortalForm,), fields)(data=kept)
    return form


def said_in(form: PortalForm, choices: Sequence[DateChoice]) -> dict[int, tuple[str, str]]:
    """What was answered, by the number of the day; days without an answer are left out."""
    values = form.values()
    return {
        choice.id: (values[f"c{choice.id}"], values[f"w{choice.id}"] or "")
        for choice in choices
        if values.get(f"c{choice.id}") in rules.ANSWERS
    }


def spoken(moment: datetime, zone: ZoneInfo) -> str:
    """Selasa, 24 November 2026 pukul 09.00, in a zone."""
    local = moment.astimezone(zone)
    return f"{format_date(local.date(), 'EEEE, d MMMM y', locale=get_locale())} · {local:%H.%M}"
