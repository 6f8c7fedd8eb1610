"""What waits in proposals: to answer for the own party, and to close what it put forward. Parts of one statement."""

from __future__ import annotations

from typing import Any

from flask import url_for
from sqlalchemy import Select, and_, select

from ... import clock
from ...contracts import Text, say
from ...partnerships.models import Partnership, Party
from ...partnerships.rules import INITIATOR, MEMBER, OBSERVER
from ...partnerships.working import goes_on, is_own_party
from ...permissions import Action, Actor, may_at_all
from ...web.i18n import format_moment
from ...web.waiting import Part, Urgency, Waiting, columns
from . import rules
from .models import Proposal, Voice

SHOWN = 10  # of each sort


def parts(person: Actor) -> list[Part]:
    """What waits for the party that the person speaks for; nothing for others."""
    office = person.office
    if office is None or not (office.village_code or office.organisation_id):
        return []
    if not may_at_all(person, Action.PARTNERSHIP_WORK):
        return []
    now = clock.now()
    silent = _own(person).join(Voice, and_(Voice.proposal_id == Proposal.id, Voice.party_id == Party.id))
    silent = silent.where(Voice.position == "", Proposal.deadline > now)
    over = _own(person).where(Proposal.party_id == Party.id, Proposal.deadline <= now)
    answer, close = (
        say("Jawab usulan “%(name)s” sebelum %(moment)s."),
        say("Tutup usulan “%(name)s” dan catat hasilnya."),
    )
    return [
        _part(silent, answer, office.village_code, Urgency.ASKED),
        _part(over, close, office.village_code, Urgency.LATE),
    ]


def _part(query: Select[Any], sentence: Text, code: str | None, urgency: Urgency) -> Part:
    def says(row: Any) -> Waiting:
        url = url_for("proposals.show", partnership_id=row.id, proposal_id=row.thing)
        said = say(sentence.text, name=row.name, moment=format_moment(row.moment, code))
        due = row.moment.astimezone(clock.zone_of(code)).date()
        return Waiting(url, row.title, said, row.moment, urgency=urgency, due=due)

    return Part(query.order_by(Proposal.deadline).limit(SHOWN), says)


def _own(person: Actor) -> Select[Any]:
    query = select(
        *columns(
            id=Partnership.id, title=Partnership.title, thing=Proposal.id, name=Proposal.title,
            moment=Proposal.deadline,
        )
    )  # fmt: skip
    known = (Party.role == INITIATOR) | Partnership.offered_at.is_not(None)
    query = query.join(Proposal, Proposal.partnership_id == Partnership.id)
    query = query.join(Party, Party.partnership_id == Partnership.id)
    query = query.where(is_own_party(person), Party.state == MEMBER, Party.role != OBSERVER, known, goes_on())
    return query.where(Proposal.state == rules.OPEN)
