"""The forms of exchange: a sheet to send, a name for a calendar link."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import FileField
from wtforms.validators import InputRequired

from ...web import PortalForm
from ..fields import line

SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class SheetForm(PortalForm):
    sheet = FileField(
        _l("Lembar yang sudah diisi"),
        [InputRequired()],
        description=_l("Berkas .xlsx dari Excel, WPS atau LibreOffice."),
        render_kw={"accept": f".xlsx,{SHEET_TYPE}"},
    )


class LinkForm(PortalForm):
    label = line(_l("Untuk telepon atau kalender yang mana"), 80, help=_l("Contoh: telepon Kaur Perencanaan."))
