"""The panel of shared resources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from portal.sdk import Panel, party_names, today

from ..together import applies_to, is_insider, zone_code
from . import queries

SHOWN = 5


def pool_panels(partnership: Any, actor: Any) -> list[Panel]:
    """For the parties of a partnership of more than two."""
    if not applies_to(partnership) or not is_insider(actor, partnership):
        return []
    return [Panel("sumber-daya", _l("Sumber daya bersama"), "multilateral/pool/panel.html", pooled, order=30)]


def pooled(partnership: Any, actor: Any) -> Mapping[str, Any]:
    """A few lines of the register, who uses what now, and what a party that left has left behind."""
    rows, left_behind = queries.in_short(partnership, SHOWN + 1, today(zone_code(partnership)))
    users = {number for row in rows[:SHOWN] for number in row.users}
    return {
        "rows": rows[:SHOWN],
        "more": len(rows) > SHOWN,
        "party_name": party_names(party for party in partnership.parties if party.id in users),
        "left_behind": left_behind,
    }
