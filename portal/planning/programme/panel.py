"""The panel of the plan on a partnership's page."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask_babel import lazy_gettext as _l

from ... import clock
from ...contracts import Panel
from ...partnerships.overview import is_insider
from ..access import may_write
from ..overlaps import queries as overlaps
from . import queries, rules
from .queries import Glance


def panels(partnership: Any, actor: Any) -> list[Panel]:
    """What is due next, for insiders; the public has the agreed plan, see the panel of agreements. One statement."""
    if not is_insider(actor, partnership):
        return []
    found = queries.glance(partnership.id, clock.today(), overlaps.count_open(actor, partnership.id))
    return [
        Panel("rencana", _l("Rencana kegiatan"), "planning/programme/panel.html", partial(_context, found), order=20)
    ]


def _context(found: Glance | None, partnership: Any, actor: Any) -> dict[str, Any]:
    return {
        "glance": found,
        "may_write": may_write(actor, partnership),
        "today": clock.today(),
        "is_late": rules.is_late,
    }
