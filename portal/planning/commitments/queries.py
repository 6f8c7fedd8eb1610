"""What the pages of promises show, in few statements however many there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from ... import clock
from ...db import db
from ...partnerships.models import Partnership, Party
from ...partnerships.path import STATES
from ...partnerships.rules import INITIATOR, NOT_BOUND, OBSERVER
from . import rules
from .models import Commitment, CommitmentAnswer, RecordConsent, day_of

RUNNING, LATE, DONE, EVERYTHING = "berjalan", "terlambat", "selesai", "semua"
OVER = tuple(code for code, state in STATES.items() if state.final)
WAITING_SHOWN = 60  # promises; the home page shows the most urgent of all, their own page shows the rest


@dataclass(frozen=True)
class Line:
    """One promise in a list."""

    item: Commitment
    outcome: str
    days_late: int


@dataclass(frozen=True)
class Next:
    """What the panel shows: the promises due next, and how many are open and late."""

    lines: tuple[Line, ...]
    open: int
    late: int


def due_in(partnership_id: int, first: date, last: date, limit: int) -> list[Commitment]:
    """The running promises that fall due within days, both included; one statement."""
    running = Commitment.state.in_((rules.PROPOSED, rules.STANDING))
    query = select(Commitment).where(Commitment.partnership_id == partnership_id, Commitment.archived_at.is_(None))
    query = query.where(running, Commitment.due_on.between(first, last))
    return list(db.session.scalars(query.order_by(Commitment.due_on, Commitment.id).limit(limit)))


def until_of(partnership_id: int, links: Iterable[str]) -> dict[str, date]:
    """Until when something is promised about each of some pages, by the promises that still run; one statement."""
    running = Commitment.state.in_((rules.PROPOSED, rules.STANDING))
    query = select(Commitment.link, func.max(Commitment.due_on)).where(
        Commitment.partnership_id == partnership_id, Commitment.link.in_(list(links)), running
    )
    rows = db.session.execute(query.where(Commitment.archived_at.is_(None)).group_by(Commitment.link))
    return {link: due_on for link, due_on in rows}


def listed(partnership_id: int, insider: bool, state: str = RUNNING, party_id: int | None = None) -> Select[Any]:
    """The promises of a partnership, those due first; of strangers only what the promising party shows."""
    query = select(Commitment).where(Commitment.partnership_id == partnership_id)
    if not insider:
        query = query.where(shown_to_all())
    if party_id is not None:
        query = query.where(Commitment.party_id == party_id)
    query = query.where(in_state(state))
    newest_first = state in (DONE, EVERYTHING)
    return query.order_by(Commitment.due_on.desc() if newest_first else Commitment.due_on, Commitment.id)


def in_state(state: str) -> ColumnElement[bool]:
    """The SQL of promises that run, are late, or are done; of all of them for any other word."""
    if state == RUNNING:
        going = (rules.PROPOSED, rules.STANDING, rules.CLAIMED, rules.DISPUTED)
        return and_(Commitment.archived_at.is_(None), Commitment.state.in_(going))
    if state == LATE:
        return and_(_undone(), Commitment.due_on < clock.today())
    if state == DONE:
        return and_(Commitment.archived_at.is_(None), Commitment.state == rules.FULFILLED)
    return true()


def lines(found: Iterable[Commitment], today: date) -> list[Line]:
    """Promises with what has become of them."""
    return [Line(item, rules.outcome(item.promise, today), rules.days_late(item.promise, today)) for item in found]


def whole(partnership_id: int, commitment_id: int) -> Commitment | None:
    """One promise of a partnership with all that was said of it."""
    query = select(Commitment).where(Commitment.partnership_id == partnership_id, Commitment.id == commitment_id)
    answers = selectinload(Commitment.answers).joinedload(CommitmentAnswer.file)
    return db.session.scalars(query.options(joinedload(Commitment.party), answers)).one_or_none()


def next_due(partnership_id: int, insider: bool, most: int = 3) -> Next:
    """The promises due next, in one statement."""
    today = clock.today()
    late = func.sum(case((Commitment.due_on < today, 1), else_=0)).over()
    query = select(Commitment, func.count().over(), late).where(
        Commitment.partnership_id == partnership_id, _undone(), *(() if insider else (Commitment.is_public,))
    )
    rows = db.session.execute(query.order_by(Commitment.due_on, Commitment.id).limit(most)).all()
    found = lines([row[0] for row in rows], today)
    return Next(tuple(found), int(rows[0][1]) if rows else 0, int(rows[0][2]) if rows else 0)


def records(partnership_id: int) -> dict[int, rules.Record]:
    """How each party has kept its promises in this partnership, by the party's number; one statement.

    Also those that another party released: what was broken by then is not made good by letting it go.
    """
    made = Commitment
    columns = (made.party_id, made.state, made.due_on, made.done_on, made.renegotiated, made.archived_at)
    promises: dict[int, list[rules.Promise]] = {}
    for row in db.session.execute(select(*columns).where(made.partnership_id == partnership_id)):
        promises.setdefault(row.party_id, []).append(rules.Promise(*row[:5], day_of(row.archived_at)))
    today = clock.today()
    return {party_id: rules.record_of(own, today) for party_id, own in promises.items()}


def agreed_parties(partnership_id: int) -> set[int]:
    """The parties that said yes to showing the record to everyone."""
    query = select(RecordConsent.party_id).where(
        RecordConsent.partnership_id == partnership_id, RecordConsent.given_at.is_not(None)
    )
    return set(db.session.scalars(query))


def is_record_public(partnership: Partnership, agreed: set[int]) -> bool:
    """Whether everyone may read the record: the partnership is public and every party it binds said yes."""
    return partnership.is_public and all(party.id in agreed for party in partnership.bound)


def waiting_for_party(query: Select[Any], today: date) -> Select[Any]:
    """A query of `Partnership` and the own `Party`, narrowed to the promises that wait for it, those due first."""
    query = query.join(Commitment, Commitment.partnership_id == Partnership.id)
    query = query.where(_works(), Commitment.archived_at.is_(None), _waits_for(Party.id, today))
    return query.order_by(Commitment.due_on, Commitment.id).limit(WAITING_SHOWN)


def is_shown_to_all(found: Commitment) -> bool:
    """Whether everyone who may see the partnership may read this promise: its party shows it."""
    return found.is_public and found.archived_at is None and found.state != rules.DECLINED


def shown_to_all() -> ColumnElement[bool]:
    """The SQL of `is_shown_to_all`."""
    return and_(Commitment.is_public, Commitment.archived_at.is_(None), Commitment.state != rules.DECLINED)


def _undone() -> ColumnElement[bool]:
    return and_(Commitment.archived_at.is_(None), Commitment.state.in_(rules.UNDONE))


def _works() -> ColumnElement[bool]:
    """The party works in a partnership that goes on, and knows of it."""
    known = or_(Party.role == INITIATOR, Partnership.offered_at.is_not(None))
    bound = and_(Party.role != OBSERVER, Party.state.not_in(NOT_BOUND))
    return and_(known, bound, Partnership.status.not_in(OVER))


def _waits_for(party_id: Any, today: date) -> ColumnElement[bool]:
    due = and_(
        Commitment.state == rules.STANDING, Commitment.due_on <= rules.soon(today), Commitment.asked_due_on.is_(None)
    )
    mine = and_(Commitment.party_id == party_id, or_(due, Commitment.state == rules.PROPOSED))
    theirs = and_(
        Commitment.party_id != party_id, or_(Commitment.state == rules.CLAIMED, Commitment.asked_due_on.is_not(None))
    )
    return or_(mine, theirs)
