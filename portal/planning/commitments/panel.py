"""The panel of promises on a partnership's page."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask_babel import lazy_gettext as _l

from ...contracts import Panel
from ...partnerships.overview import is_insider
from ..access import may_write, own_party_id
from . import queries, rules


def panels(partnership: Any, actor: Any) -> list[Panel]:
    """The next promises, and how many are late; to strangers once there is one for them. One statement."""
    insider = is_insider(actor, partnership)
    found = queries.next_due(partnership.id, insider)
    if not (insider or found.lines):
        return []
    context = partial(_context, found)
    return [Panel("janji", _l("Janji"), "planning/commitments/panel.html", context, order=30, public=True)]


def _context(found: queries.Next, partnership: Any, actor: Any) -> dict[str, Any]:
    places = {party.id: place for place, party in enumerate(partnership.bound)}
    own = own_party_id(actor, partnership) if may_write(actor, partnership) else None
    return {
        "next": found,
        "places": places,
        "own": own,
        "ways": [(rules.WAYS[k], rules.ANSWERS[k]) for k in rules.WAYS],
    }
