"""What the pages of elections show, in few statements. None of them reads a ballot: only `box` does."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from ...db import db
from ...partnerships.models import Partnership
from . import rules
from .models import Election, Elector


def listed(partnership_id: int) -> Select[Any]:
    """The elections of a partnership: open ones, then the others, the newest first."""
    query = select(Election).where(Election.partnership_id == partnership_id).options(joinedload(Election.body))
    return query.order_by(Election.state != rules.OPEN, Election.deadline.desc(), Election.id.desc())


def election_of(partnership_id: int, election_id: int) -> Election | None:
    """One election of a partnership, with its candidates and its roll."""
    query = select(Election).where(Election.partnership_id == partnership_id, Election.id == election_id)
    query = query.options(
        joinedload(Election.body),
        joinedload(Election.attachment),
        selectinload(Election.candidates),
        selectinload(Election.electors),
    )
    return db.session.scalars(query).one_or_none()


def counting(election: Election, partnership: Partnership) -> list[Elector]:
    """The electors that count: those whose ballot is in the box, and those who take part now and may still vote.

    A party that left after voting cannot take its ballot back: nobody knows which one it is.
    """
    members = {party.id for party in partnership.members}
    return [elector for elector in election.electors if elector.has_cast or elector.party_id in members]


def missing(electors: list[Elector]) -> int:
    """How many ballots are still out."""
    return sum(not elector.has_cast for elector in electors)


def least(election: Election, electors: int) -> int:
    """How many ballots of so many electors it takes to be counted, by the quorum kept with the election."""
    return rules.needed(-(-electors * election.quorum_part // election.quorum_whole))
