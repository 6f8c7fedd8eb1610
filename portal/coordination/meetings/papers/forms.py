"""The forms of what comes back from a hall: the file, and the yes to what it holds."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import FileField, HiddenField

from ....web import PortalForm


class SheetForm(PortalForm):
    sheet = FileField(
        _l("Berkas hasil rapat"),
        description=_l("Berkas .json yang disimpan dari berkas tanpa sinyal."),
        render_kw={"accept": ".json,application/json"},
    )


class TakeForm(PortalForm):
    content = HiddenField(name="_isi")  # with the underscore no page of an error shows it
