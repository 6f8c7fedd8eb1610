"""What waits for a person's party in plans: its own activities that are late."""

from __future__ import annotations

from datetime import datetime, time

from flask import url_for
from sqlalchemy import func, select

from ... import clock
from ...contracts import say
from ...db import db
from ...partnerships.models import Partnership, Party
from ...partnerships.queries import mine
from ...permissions import Action, Actor, may_at_all
from ...web.waiting import Waiting
from ..access import goes_on, is_own_party
from .models import Activity
from .queries import LATE, is_late

SHOWN = 20


def waiting_for(actor: Actor) -> list[Waiting]:
    """The late activities of the actor's own party, counted by partnership; one statement."""
    if actor.office is None or not may_at_all(actor, Action.PARTNERSHIP_WORK):
        return []
    today = clock.today()
    since = func.min(Activity.due_on)
    query = (
        select(Partnership.id, Partnership.title, Party.id, func.count(), since)
        .join(Activity, Activity.partnership_id == Partnership.id)
        .join(Party, Party.id == Activity.party_id)
        .where(is_own_party(actor), mine(actor), goes_on(), Activity.archived_at.is_(None), is_late(today))
        .group_by(Partnership.id, Partnership.title, Party.id)
        .order_by(since, Partnership.id)
        .limit(SHOWN)
    )
    return [
        Waiting(
            url_for("programme.plan", partnership_id=number, keadaan=LATE, pihak=party),
            title,
            say("%(count)s kegiatan Anda terlambat: catat kemajuannya, atau ubah keadaannya.", count=count),
            datetime.combine(first, time(), tzinfo=clock.zone_of(actor.office.village_code)),
        )
        for number, title, party, count, first in db.session.execute(query)
    ]
