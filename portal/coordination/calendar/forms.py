"""The form of a calendar link: what for, and of what."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from ...web import PortalForm
from ...web.form_fields import line, options
from . import rules


class LinkForm(PortalForm):
    label = line(_l("Untuk telepon atau kalender yang mana"), rules.LABEL, help=_l("Contoh: telepon Kaur Perencanaan."))
    partnership = SelectField(_l("Kerja sama"), default="")
    kind = SelectField(_l("Jenis"), choices=options(rules.KINDS.items(), _l("semua jenis")), default="")

    def offer(self, partnerships: Mapping[int, str], chosen: int | None = None) -> None:
        """Let a partnership be chosen; `chosen` is the one to begin with."""
        pairs = [(str(number), title) for number, title in partnerships.items()]
        self.partnership.choices = options(pairs, _l("semua kerja sama saya"))
        if chosen is not None and not self.partnership.data and chosen in partnerships:
            self.partnership.data = str(chosen)
