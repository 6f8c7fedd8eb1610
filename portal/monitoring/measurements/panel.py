"""The panel of what is measured on a partnership's page: newest verified values, and what is to be reported."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask_babel import lazy_gettext as _l

from ... import clock
from ...contracts import Panel
from ...db import db
from ...partnerships.overview import is_insider
from ...partnerships.working import may_write
from ..indicators import queries as indicators
from ..indicators.models import Indicator
from . import queries

SHOWN = 4


def panels(partnership: Any, actor: Any) -> list[Panel]:
    """For insiders always; for strangers once there is a verified figure for them. One statement."""
    insider = is_insider(actor, partnership)
    query = (
        indicators.listed(partnership.id, True).limit(SHOWN)
        if insider
        else queries.public_figures(partnership.id, SHOWN)
    )
    found = list(db.session.scalars(query))
    if not (insider or found):
        return []
    context = partial(_context, found)
    template = "monitoring/measurements/panel.html"
    return [Panel("monitoring", _l("Hasil yang diukur"), template, context, order=40, public=True)]


def _context(found: list[Indicator], partnership: Any, actor: Any) -> dict[str, Any]:
    return {
        "lines": queries.lines(partnership, found, clock.today()),
        "may_write": may_write(actor, partnership),
        "is_insider": is_insider(actor, partnership),
    }
