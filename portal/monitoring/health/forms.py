"""Ten statements, three colours."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, RadioField
from wtforms.validators import InputRequired

from ...web import PortalForm
from ...web.form_fields import options
from . import rules


class _HealthForm(PortalForm):
    """One field for each of `rules.STATEMENTS`."""

    def statements(self) -> list[Field]:
        """The fields in the order of the statements."""
        return [self._fields[code] for code in rules.STATEMENTS]


def _fields() -> dict[str, Any]:
    required, colours = InputRequired(_l("Pilih salah satu warna.")), options(rules.COLOURS.items())
    return {code: RadioField(sentence, [required], choices=colours) for code, sentence in rules.STATEMENTS.items()}


HealthForm: type[_HealthForm] = type("HealthForm", (_HealthForm,), _fields())
