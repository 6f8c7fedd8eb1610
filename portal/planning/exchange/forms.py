"""The forms of exchange: a sheet to send."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import FileField
from wtforms.validators import InputRequired

from ...web import PortalForm

SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class SheetForm(PortalForm):
    sheet = FileField(
        _l("Lembar yang sudah diisi"),
        [InputRequired()],
        description=_l("Berkas .xlsx dari Excel, WPS atau LibreOffice."),
        render_kw={"accept": f".xlsx,{SHEET_TYPE}"},
    )
