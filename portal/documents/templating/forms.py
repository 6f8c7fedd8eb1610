"""The forms of templates: a file to send, a reason to withdraw one."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import DateField, FileField, SelectField
from wtforms.validators import InputRequired

from ...web import PortalForm
from ...web.form_fields import sensible_day, words
from . import package, rules


class TemplateForm(PortalForm):
    """A Word file, for which papers and where it is, and from when."""

    kind = SelectField(_l("Untuk dokumen"), [InputRequired()])
    area = SelectField(_l("Untuk wilayah"))
    valid_from = DateField(
        _l("Dipakai sejak"),
        [InputRequired(), sensible_day],
        description=_l("Dokumen yang bertanggal lebih awal tetap memakai templat sebelumnya."),
    )
    file = FileField(
        _l("Berkas Word"),
        [InputRequired()],
        description=_l("Berakhiran .docx, paling besar 2 MB, tanpa makro."),
        render_kw={"accept": f".docx,{package.DOCX}"},
    )


class WithdrawForm(PortalForm):
    """Why a template is taken out of use."""

    reason = words(_l("Alasan"), rules.REASON, required=True)
