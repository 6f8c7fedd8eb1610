"""What waits for those who oversee an area: plans of two partnerships there that look like one."""

from __future__ import annotations

from flask import url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from ...contracts import say
from ...db import db
from ...partnerships.queries import OVERSEERS
from ...permissions import Actor
from ...web.waiting import Waiting
from . import queries

COUNTED = 99  # of more, "99 or more" says enough


def waiting_for(actor: Actor) -> list[Waiting]:
    """The open findings between partnerships of the actor's area, as one line; one statement, none for others."""
    if actor.kind not in OVERSEERS:
        return []
    some = queries.across(actor).limit(COUNTED).subquery()
    count, since = db.session.execute(select(func.count(), func.min(some.c.found_at))).one()
    if not count:
        return []
    sentence = say("%(count)s rencana diduga dikerjakan dua kali: ajak pihaknya bicara.", count=count)
    return [Waiting(url_for("overlaps.across"), _l("Tumpang tindih antarkemitraan"), sentence, since)]
