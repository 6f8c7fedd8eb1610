"""The panel of evaluations on a partnership's page."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask_babel import lazy_gettext as _l

from ...contracts import Panel
from ...partnerships.overview import is_insider
from . import queries, rules


def panels(partnership: Any, actor: Any) -> list[Panel]:
    """The newest evaluation, and what waits in it; to strangers once all parties show one. One statement."""
    insider = is_insider(actor, partnership)
    found = queries.standing(partnership, insider)
    if found.newest is None and not (insider and partnership.start_date):
        return []
    context = partial(_context, found)
    return [Panel("evaluasi", _l("Evaluasi"), "monitoring/evaluation/panel.html", context, order=54, public=True)]


def _context(found: queries.Standing, partnership: Any, actor: Any) -> dict[str, Any]:
    tones = {"states": rules.STATES, "state_tones": rules.STATE_TONES}
    return {"item": found.newest, "unanswered": found.unanswered, **tones}
