"""The forms of notices: what a person wants to hear of and when, and the address of a webhook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from ...contracts import Notifier
from ...web import PortalForm
from ...web.form_fields import options
from .groups import TOPICS
from .models import ADDRESS_MAX, URL_MAX
from .rules import HOW_OFTEN

NOTHING = _l("– tidak ada –")
HOURS = [(str(hour), f"{hour:02d}.00") for hour in range(24)]


def _hour(label: Any, help: Any = "") -> SelectField:
    return SelectField(label, [Optional()], choices=options(HOURS, NOTHING), description=help)


class _Topics(SelectMultipleField):
    """Boxes to tick, one a topic."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: Any, **given: Any) -> None:
        super().__init__(
            label, [Optional()], choices=options((code, topic.label) for code, topic in TOPICS.items()), **given
        )


class ChoicesForm(PortalForm):
    how_often = RadioField(_l("Ringkasan lewat surel"), [InputRequired()], choices=options(HOW_OFTEN.items()))
    surel = _Topics(_l("Yang dikirim lewat surel"))
    quiet_from = _hour(_l("Jam tenang mulai"), _l("Selama jam tenang tidak ada yang dikirim; menunggu sampai selesai."))
    quiet_until = _hour(_l("Jam tenang sampai"))

    @property
    def quiet(self) -> tuple[int | None, int | None]:
        """The quiet hours; none unless both are chosen."""
        both = self.quiet_from.data and self.quiet_until.data
        return (int(self.quiet_from.data), int(self.quiet_until.data)) if both else (None, None)


def choices_form(channels: Mapping[str, Notifier]) -> type[ChoicesForm]:
    """The form with a field of topics for each channel there is, and its address where people type one."""
    fields: dict[str, Any] = {}
    for code, notifier in channels.items():
        fields[f"{code}_topics"] = _Topics(_l("Yang dikirim lewat %(channel)s", channel=notifier.label))
        if notifier.check is not None:
            label = _l("Alamat %(channel)s", channel=notifier.label)
            checks = [Optional(), Length(max=ADDRESS_MAX)]
            fields[f"{code}_address"] = StringField(label, checks, description=notifier.help)
    return type("ChannelsForm", (ChoicesForm,), fields)


class WebhookForm(PortalForm):
    url = StringField(
        _l("Alamat yang dipanggil"),
        [InputRequired(), Length(max=URL_MAX)],
        description=_l("Diawali https://. Alamat di jaringan dalam ditolak."),
    )
    secret = PasswordField(
        _l("Kata rahasia"),
        [InputRequired(), Length(min=16, max=100)],
        description=_l("Paling sedikit 16 huruf. Dipakai penerima untuk memastikan kabar datang dari portal ini."),
    )
