"""What waits in elections: to vote for the own party, and to count what it opened. Parts of one statement."""

from __future__ import annotations

from typing import Any

from flask import url_for
from sqlalchemy import Select, and_, false, select

from ... import clock
from ...contracts import Text, say
from ...partnerships.models import Partnership, Party
from ...partnerships.rules import INITIATOR, MEMBER, OBSERVER
from ...partnerships.working import goes_on, is_own_party
from ...permissions import Action, Actor, may_at_all
from ...web.i18n import format_moment
from ...web.waiting import Part, Urgency, Waiting, columns
from ..governance.models import Body
from ..proposals.rules import BY_OFFICE
from . import rules
from .models import Election, Elector

SHOWN = 10  # of each sort


def parts(person: Actor) -> list[Part]:
    """What waits for the party that the person speaks for; a ballot only for who votes by office."""
    office = person.office
    if office is None or not (office.village_code or office.organisation_id):
        return []
    if not may_at_all(person, Action.PARTNERSHIP_WORK):
        return []
    now = clock.now()
    out = _own(person).join(Elector, and_(Elector.election_id == Election.id, Elector.party_id == Party.id))
    out = out.where(Elector.has_cast == false(), Election.deadline > now, Election.way == rules.PORTAL)
    over = _own(person).where(Election.party_id == Party.id, Election.deadline <= now)
    count = _part(over, say("Hitung suara pemilihan %(name)s."), office.village_code, Urgency.LATE)
    if office.kind not in BY_OFFICE:
        return [count]
    vote = say("Pilih pengurus %(name)s sebelum %(moment)s.")
    return [_part(out, vote, office.village_code, Urgency.ASKED), count]


def _part(query: Select[Any], sentence: Text, code: str | None, urgency: Urgency) -> Part:
    def says(row: Any) -> Waiting:
        url = url_for("ballots.show", partnership_id=row.id, election_id=row.thing)
        said = say(sentence.text, name=row.name, moment=format_moment(row.moment, code))
        due = row.moment.astimezone(clock.zone_of(code)).date()
        return Waiting(url, row.title, said, row.moment, urgency=urgency, due=due)

    return Part(query.order_by(Election.deadline).limit(SHOWN), says)


def _own(person: Actor) -> Select[Any]:
    query = select(
        *columns(
            id=Partnership.id, title=Partnership.title, thing=Election.id, name=Body.name, moment=Election.deadline
        )
    )
    known = (Party.role == INITIATOR) | Partnership.offered_at.is_not(None)
    query = query.join(Election, Election.partnership_id == Partnership.id).join(Body, Body.id == Election.body_id)
    query = query.join(Party, Party.partnership_id == Partnership.id)
    query = query.where(is_own_party(person), Party.state == MEMBER, Party.role != OBSERVER, known, goes_on())
    return query.where(Election.state == rules.OPEN)
