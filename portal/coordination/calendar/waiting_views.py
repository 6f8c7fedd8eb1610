"""All that waits for a person's office, when it is more than the home page shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from ...contracts import Text
from ...permissions import Action
from ...web import actor, needs, page
from ...web.paging import Page, page_number
from ...web.waiting import Urgency, Waiting, waiting_for
from .views import bp

A_PAGE = 20
KINDS: Mapping[str, tuple[Urgency, Text]] = {
    "terlambat": (Urgency.LATE, _l("Terlambat")),
    "ditunggu": (Urgency.ASKED, _l("Ditunggu pihak lain")),
    "segera": (Urgency.SOON, _l("Segera jatuh tempo")),
}


@bp.get("/menunggu")
@needs(Action.ACCOUNT_USE)
def waiting() -> ResponseReturnValue:
    """Everything that waits, what is late first; by partnership and by how urgent it is."""
    found = waiting_for(actor())
    known = {item.partnership_id: item.title for item in found if item.partnership_id is not None}
    chosen, kind = request.args.get("kemitraan", "")[:12], request.args.get("jenis", "")
    shown = [item for item in found if _is_asked(item, chosen, kind)]
    number = page_number()
    start = (number - 1) * A_PAGE
    return page(
        "coordination/calendar/waiting.html",
        "list",
        shown=Page(shown[start : start + A_PAGE], number, len(shown) > start + A_PAGE, A_PAGE, len(shown)),
        known=sorted(known.items(), key=lambda pair: str(pair[1])),
        counts=Counter(item.partnership_id for item in found),
        chosen=chosen,
        kind=kind,
        kinds={code: label for code, (_urgency, label) in KINDS.items()},
        labels={urgency: label for urgency, label in KINDS.values()},
    )


def _is_asked(item: Waiting, chosen: str, kind: str) -> bool:
    if chosen and str(item.partnership_id) != chosen:
        return False
    return kind not in KINDS or item.urgency == KINDS[kind][0]
