"""What the pages of proposals show, in few statements."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from ... import clock
from ...db import db
from ...events import Event
from ...partnerships.models import Partnership, Party
from ..governance import queries as governance
from ..governance import rules as governance_rules
from ..governance.models import Body
from . import rules
from .models import Mandate, Proposal, SpokenWord, Voice

EVENTS_SEEN = 1000  # the newest ones, whose latest moment a clock that was set back does not undercut
MOST_WORDS = 400


def listed(partnership_id: int) -> Select[Any]:
    """The proposals of a partnership: open ones by deadline, then the others, the newest first."""
    query = select(Proposal).where(Proposal.partnership_id == partnership_id).options(joinedload(Proposal.body))
    return query.order_by(Proposal.state != rules.OPEN, Proposal.deadline.desc(), Proposal.id.desc())


def proposal_of(partnership_id: int, proposal_id: int) -> Proposal | None:
    """One proposal of a partnership, with its voices."""
    query = select(Proposal).where(Proposal.partnership_id == partnership_id, Proposal.id == proposal_id)
    query = query.options(
        joinedload(Proposal.body),
        selectinload(Proposal.voices).options(joinedload(Voice.party), joinedload(Voice.attachment)),
    )
    return db.session.scalars(query).one_or_none()


def words_of(proposal_id: int) -> list[SpokenWord]:
    """Everything that was answered, the newest first."""
    query = select(SpokenWord).where(SpokenWord.proposal_id == proposal_id).order_by(SpokenWord.id.desc())
    return list(db.session.scalars(query.limit(MOST_WORDS)))


def bodies(partnership_id: int) -> list[Body]:
    """The bodies that work, for a form to choose from."""
    return [body for body in governance.bodies_of(partnership_id) if body.is_active]


def bkad_of(bodies: Iterable[Body]) -> int | None:
    """The number of the BKAD among some bodies: where there is one, it decides."""
    return next((body.id for body in bodies if body.kind == governance_rules.BKAD), None)


def with_voice(partnership: Partnership, body: Body | None) -> list[Party]:
    """The parties that answer: those who sit in the body, or every member."""
    return governance.entitled(partnership, body.kind) if body else partnership.members


def counted(proposal: Proposal, partnership: Partnership) -> rules.Count:
    """The answers as they stand, or as they stood at closing; who left or is suspended has no voice."""
    voters = counting(proposal, partnership)
    positions = {voice.party_id: voice.position for voice in proposal.voices}
    return rules.count(positions, voters, dict(proposal.rule.weights))


def counting(proposal: Proposal, partnership: Partnership) -> set[int]:
    """The parties whose voice counts: of those asked at opening, the ones that still take part."""
    if not proposal.is_open:
        return {voice.party_id for voice in proposal.voices if voice.is_counted}
    members = {party.id for party in partnership.members}
    return {voice.party_id for voice in proposal.voices if voice.party_id in members}


def newest_word(proposal_id: int, party_id: int | None = None) -> int:
    """The number of the newest answer, of all parties or of one; 0 before the first."""
    query = select(func.max(SpokenWord.id)).where(SpokenWord.proposal_id == proposal_id)
    return db.session.scalar(query if party_id is None else query.where(SpokenWord.party_id == party_id)) or 0


def mandates_of(party_ids: Iterable[int]) -> list[Mandate]:
    """The mandates of some parties, the newest first."""
    query = select(Mandate).where(Mandate.party_id.in_(list(party_ids))).order_by(Mandate.id.desc())
    return list(db.session.scalars(query.limit(100)))


def mandate_view(mandate: Mandate) -> rules.MandateView:
    """A mandate on record as the rules see it."""
    return rules.MandateView(mandate.topic, mandate.given_on, mandate.ends_on, mandate.archived_at is not None)


def moment() -> datetime:
    """This moment for a deadline: never before the latest of the newest events, though a clock is set back."""
    newest = select(Event.at).order_by(Event.seq.desc()).limit(EVENTS_SEEN).subquery()
    latest = db.session.scalar(select(func.max(newest.c.at)))
    return max(clock.now(), latest) if latest else clock.now()
