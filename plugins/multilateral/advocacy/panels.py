"""The panel of joint positions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from portal.sdk import Panel

from ..together import is_insider
from . import queries, rules
from .access import cleared


def advocacy_panels(partnership: Any, actor: Any) -> list[Panel]:
    """For everybody who may read a position there is; the parties see it empty too, to begin one."""
    if not is_insider(actor, partnership) and not queries.any_public(partnership.id):
        return []
    template = "multilateral/advocacy/panel.html"
    return [Panel("advokasi", _l("Advokasi bersama"), template, advocacy, order=50, public=True)]


def advocacy(partnership: Any, actor: Any) -> Mapping[str, Any]:
    """The newest positions this person may read, and how many there are in each state; one statement."""
    newest, counts = queries.in_short(partnership.id, cleared(actor, partnership))
    return {"newest": newest, "counts": counts, "rules": rules}
