"""What waits for those who oversee an area: plans of two partnerships there that look like one."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from ...contracts import say
from ...db import UtcDateTime
from ...partnerships.queries import OVERSEERS
from ...permissions import Actor
from ...web.waiting import Part, Waiting, columns
from . import queries

COUNTED = 99  # of more, "99 or more" says enough


def parts(actor: Actor) -> list[Part]:
    """The open findings between partnerships of the actor's area, as one line; nothing for others."""
    if actor.kind not in OVERSEERS:
        return []
    some = queries.across(actor).limit(COUNTED).subquery()
    since = func.min(some.c.found_at, type_=UtcDateTime())
    return [Part(select(*columns(much=func.count(), moment=since)).select_from(some), _waiting)]


def _waiting(row: Any) -> Waiting | None:
    if not row.much:
        return None
    sentence = say("%(count)s rencana diduga dikerjakan dua kali: ajak pihaknya bicara.", count=row.much)
    return Waiting(url_for("overlaps.across"), _l("Tumpang tindih antarkemitraan"), sentence, row.moment)
