"""The panel of citizens' voices on a partnership's page."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask_babel import lazy_gettext as _l

from ...contracts import Panel
from ...partnerships.overview import is_insider
from . import queries, rules, service


def panels(partnership: Any, actor: Any) -> list[Panel]:
    """The newest voices and the way to the form, for everyone who reads a public partnership. One statement."""
    insider = is_insider(actor, partnership)
    found = queries.newest(partnership.id, insider)
    if not (service.is_open(partnership) or found.shown or found.waiting):
        return []
    context = partial(_context, found)
    return [Panel("suara-warga", _l("Suara warga"), "monitoring/feedback/panel.html", context, order=58, public=True)]


def _context(found: queries.Newest, partnership: Any, actor: Any) -> dict[str, Any]:
    return {"newest": found, "is_open": service.is_open(partnership), "kinds": rules.KINDS, "tones": rules.TONES}
