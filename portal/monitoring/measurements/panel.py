"""The panel of what is measured on a partnership's page: the newest verified value of each indicator."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask_babel import lazy_gettext as _l

from ...contracts import Panel
from ...partnerships.overview import is_insider
from ...partnerships.working import may_write
from . import newest
from .newest import Figure

SHOWN = 4


def panels(partnership: Any, actor: Any) -> list[Panel]:
    """For insiders always; for strangers once there is a verified figure for them. One statement."""
    insider = is_insider(actor, partnership)
    found = newest.figures(partnership, insider, SHOWN)
    if not (insider or found):
        return []
    template = "monitoring/measurements/panel.html"
    return [Panel("monitoring", _l("Hasil yang diukur"), template, partial(_context, found), order=40, public=True)]


def _context(found: list[Figure], partnership: Any, actor: Any) -> dict[str, Any]:
    return {"figures": found, "may_write": may_write(actor, partnership)}
