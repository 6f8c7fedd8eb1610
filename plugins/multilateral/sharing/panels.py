"""The panel of the sharing of costs and benefits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from portal.sdk import Panel

from ..together import applies_to, is_insider
from . import queries, rules, words

MOST = 8  # parties whose shares stand on the partnership's own page


def sharing_panels(partnership: Any, actor: Any) -> list[Panel]:
    """For the parties of a partnership of more than two."""
    if not applies_to(partnership) or not is_insider(actor, partnership):
        return []
    title = _l("Pembagian biaya dan hasil")
    return [Panel("pembagian", title, "multilateral/sharing/panel.html", shared, order=40)]


def shared(partnership: Any, actor: Any) -> Mapping[str, Any]:
    """The newest version: the own party's share of an example, and everybody's where they are few.

    The lines stand in the order of `partnership.bound`, as the names do that the page knows; one statement.
    """
    scheme = queries.newest(partnership.id)
    sheet = queries.sheet(scheme, [party.id for party in partnership.bound]) if scheme else None
    own = partnership.party_of(actor.office)
    return {
        "sheet": sheet,
        "own_line": sheet.line_of(own.id) if sheet and own else None,
        "most": MOST,
        "rules": rules,
        "words": words,
    }
