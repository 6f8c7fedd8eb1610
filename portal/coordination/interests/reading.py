"""Who may know of a matter. Whoever may not is told nothing: no page, no line in a list, no number."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, false, or_, select

from ...db import db
from ...partnerships.models import Partnership, Party
from ...partnerships.queries import mine
from ...partnerships.rules import INITIATOR, NOT_BOUND, OBSERVER
from ...partnerships.working import is_own_party
from ...permissions import Actor, OfficeKind
from . import rules
from .models import Matter

CALLED = (OfficeKind.BKAD_OFFICER, OfficeKind.DISTRICT_OFFICER, OfficeKind.REGENCY_OFFICER)  # by a rung of the ladder


def is_party_to(person: Actor, partnership: Partnership) -> bool:
    """Whether the person's office speaks for a party that the agreement binds, and that knows of it."""
    party = partnership.party_of(person.office)
    return party is not None and party.is_bound and bool(party.role == INITIATOR or partnership.offered_at)


def readable_by(person: Actor) -> ColumnElement[bool]:
    """The SQL of who reads a matter, of a query of `Matter` joined with `Partnership`.

    The parties do; an office that a rung concerns from that rung on, in its own area; the mediator who was invited.
    """
    office = person.office
    if office is None:
        return false()
    called = and_(Matter.mediator_id == office.id, Matter.confidentiality != rules.PARTIES)
    if office.kind in CALLED:
        called = or_(called, Matter.reached.contains(office.kind.value))
    return or_(is_own(person), and_(called, mine(person)))


def told_to_all() -> ColumnElement[bool]:
    """The SQL of the matters whose summary everyone who sees the partnership may read."""
    return and_(Matter.state == rules.CLOSED, Matter.confidentiality == rules.PUBLIC)


def matter_for(person: Actor, partnership: Partnership, matter_id: int) -> Matter | None:
    """A matter of a partnership that the person may see already, when this person reads it."""
    query = select(Matter).join(Partnership).where(Matter.id == matter_id, Matter.partnership_id == partnership.id)
    return db.session.scalars(query.where(readable_by(person))).one_or_none()


def sees_talks(person: Actor, partnership: Partnership, matter: Matter) -> bool:
    """Whether the person reads what the parties said to each other.

    Where only the parties read, an office above knows the matter and its own rung, no more. The BKAD
    is the parties' own body.
    """
    if is_party_to(person, partnership) or person.kind == OfficeKind.BKAD_OFFICER:
        return True
    return matter.confidentiality != rules.PARTIES


def is_own(person: Actor) -> ColumnElement[bool]:
    """The SQL of `is_party_to`, of a query of `Matter` joined with `Partnership`."""
    bound = and_(Party.role != OBSERVER, Party.state.not_in(NOT_BOUND))
    known = or_(Party.role == INITIATOR, Partnership.offered_at.is_not(None))
    own = exists().where(Party.partnership_id == Matter.partnership_id, is_own_party(person), bound, known)
    return own.correlate(Matter, Partnership)
