"""The panel of contributions and budget on a partnership's page: three lines, in one statement."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from ...contracts import Panel
from ...partnerships.overview import is_insider
from . import queries


def panels(partnership: Any, actor: Any) -> list[Panel]:
    """What was promised, planned and spent; the parties' own."""
    if not is_insider(actor, partnership):
        return []
    return [Panel("anggaran", _l("Sumbangan dan anggaran"), "planning/budget/panel.html", _context, order=32)]


def _context(partnership: Any, actor: Any) -> dict[str, Any]:
    return {"sums": queries.glance(partnership.id)}
