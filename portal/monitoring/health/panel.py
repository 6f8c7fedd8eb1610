"""The panel of the health check on a partnership's page, for the parties alone."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask_babel import lazy_gettext as _l

from ... import clock
from ...contracts import Panel
from ...partnerships.working import may_write
from . import queries, rules, service
from .models import HealthRound


def panels(partnership: Any, actor: Any) -> list[Panel]:
    """The newest round, what is to be talked about, and whether it is time for another. One statement."""
    if not (service.is_side(actor, partnership) and partnership.start_date and len(partnership.members) > 1):
        return []
    context = partial(_context, queries.newest(partnership.id))
    return [Panel("kesehatan", _l("Kesehatan kerja sama"), "monitoring/health/panel.html", context, order=56)]


def _context(rounds: list[HealthRound], partnership: Any, actor: Any) -> dict[str, Any]:
    today = clock.today()
    going = next((item for item in rounds if item.closed_on is None), None)
    last = next((item for item in rounds if item.closed_on is not None), None)
    agenda = rules.to_talk_about(rules.read(last.result or [])) if last else []
    is_due = going is None and rules.is_due(last.closed_on if last else None, partnership.start_date, today)
    more = {"may_write": may_write(actor, partnership), "talk": rules.TALK}
    return {"going": going, "last": last, "agenda": agenda, "is_due": is_due, **more}
