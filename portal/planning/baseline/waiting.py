"""What waits for a person's party in agreed plans: its head's yes, or its word on the minutes."""

from __future__ import annotations

from flask import url_for
from sqlalchemy import exists, or_, select
from sqlalchemy.orm import defer

from ...contracts import Text, say
from ...db import db
from ...partnerships.models import Partnership, Party
from ...partnerships.queries import mine
from ...partnerships.rules import MEMBER, OBSERVER
from ...permissions import Action, Actor, may_at_all
from ...web.waiting import Waiting
from ..access import goes_on, is_own_party
from . import rules
from .models import Baseline, Consent
from .service import CONSENTING

SHOWN = 20


def waiting_for(actor: Actor) -> list[Waiting]:
    """The versions of plans that wait for the actor's party; one statement."""
    office = actor.office
    if office is None or not may_at_all(actor, Action.PARTNERSHIP_WORK):
        return []
    silent = ~exists().where(Consent.baseline_id == Baseline.id, Consent.party_id == Party.id)
    noted = (Baseline.minutes_number != "") & Baseline.minutes_by_party_id.is_distinct_from(Party.id)
    asked = or_(noted, silent) if office.kind in CONSENTING else noted
    query = (
        select(Baseline, Partnership.title)
        .options(defer(Baseline.text))
        .join(Partnership, Partnership.id == Baseline.partnership_id)
        .join(Party, Party.partnership_id == Partnership.id)
        .where(is_own_party(actor), mine(actor), goes_on(), Party.role != OBSERVER, Party.state == MEMBER)
        .where(Baseline.state == rules.PROPOSED, asked)
        .order_by(Baseline.asked_at, Baseline.id)
        .limit(SHOWN)
    )
    return [
        Waiting(
            url_for("baseline.show", partnership_id=version.partnership_id, number=version.number),
            title,
            _sentence(version),
            version.asked_at,
        )
        for version, title in db.session.execute(query)
    ]


def _sentence(version: Baseline) -> Text:
    if version.minutes_number:
        return say("Benarkan berita acara yang menyepakati rencana versi %(number)s.", number=version.number)
    return say("Setujui rencana kegiatan versi %(number)s, atau minta diubah.", number=version.number)
