"""The form of a key: for which program, how far, and for how long."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from ...web import PortalForm
from ...web.form_fields import line, options
from . import rules


class TokenForm(PortalForm):
    name = line(_l("Untuk program apa"), rules.NAME_MAX, required=True, help=_l("Contoh: situs web desa."))
    scope = SelectField(_l("Yang dapat dibaca"), choices=options(rules.SCOPES.items()), default=rules.PUBLIC)
    days = SelectField(
        _l("Berlaku"),
        choices=options((str(days), label) for days, label in rules.DAYS.items()),
        default="90",
    )
