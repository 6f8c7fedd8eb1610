"""The form of whole-partnership files: one to send."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import FileField
from wtforms.validators import InputRequired

from ...web import PortalForm

ZIP_TYPE = "application/zip"


class FileForm(PortalForm):
    file = FileField(
        _l("Berkas kemitraan"),
        [InputRequired()],
        description=_l("Berkas .zip yang diunduh dari halaman kemitraan di portal asalnya."),
        render_kw={"accept": f".zip,{ZIP_TYPE}"},
    )
