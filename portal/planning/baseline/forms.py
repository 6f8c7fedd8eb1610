"""The forms of agreed plans: why it changes, the minutes that agreed to it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import DateField, StringField
from wtforms.validators import InputRequired

from ...web import PortalForm
from ...web.form_fields import not_in_future
from ..fields import line, sensible_day, words


def _reference() -> StringField:
    return line(_l("Rujukan"), 200, help=_l("Contoh: evaluasi tengah tahun 2026, berita acara 3/MAD/2026."))


class ProposeForm(PortalForm):
    reason = words(_l("Mengapa diusulkan"), 1000)
    reference = _reference()


class ChangeForm(ProposeForm):
    """To change a plan that was agreed takes a reason."""

    reason = words(_l("Mengapa rencananya berubah"), 1000, required=True)
    reference = _reference()


class MinutesForm(PortalForm):
    minutes_number = line(_l("Nomor berita acara musyawarah antar desa"), 60, required=True)
    minutes_on = DateField(_l("Tanggal berita acara"), [InputRequired(), sensible_day, not_in_future])
