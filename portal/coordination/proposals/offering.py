"""What proposals offer to others: things to talk about, deadlines for the calendar, decisions to carry out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo

from flask import url_for
from sqlalchemy import or_, select

from ... import clock
from ...contracts import say
from ...db import db
from ...partnerships.dates import Dated
from ...partnerships.decided import Decided
from ...partnerships.models import Partnership
from ...partnerships.queries import mine
from ...partnerships.things import Thing
from ...permissions import Actor
from . import rules
from .models import Proposal

MOST_DAYS, MOST_DECISIONS = 200, 20
FAR = timedelta(days=1)  # a day of another zone begins or ends within a day of ours


def find(partnership: Partnership, numbers: Sequence[int]) -> Mapping[int, Thing]:
    """The proposals of a partnership by number; one statement."""
    query = select(Proposal.id, Proposal.title)
    query = query.where(Proposal.partnership_id == partnership.id, Proposal.id.in_(numbers))
    return {
        number: Thing("proposal", number, title, _url(partnership.id, number))
        for number, title in db.session.execute(query)
    }


def days(person: Actor, first: date, last: date, partnership_id: int | None) -> Sequence[Dated]:
    """The deadlines between two days in the person's partnerships, but none that closing overtook; one statement."""
    begin = datetime(first.year, first.month, first.day, tzinfo=UTC) - FAR
    end = datetime(last.year, last.month, last.day, tzinfo=UTC) + 2 * FAR
    query = select(Proposal, Partnership.title).join(Partnership, Partnership.id == Proposal.partnership_id)
    query = query.where(mine(person), Proposal.deadline.between(begin, end))
    query = query.where(or_(Proposal.state != rules.CLOSED, Proposal.closed_at >= Proposal.deadline))
    if partnership_id is not None:
        query = query.where(Partnership.id == partnership_id)
    rows = db.session.execute(query.order_by(Proposal.deadline, Proposal.id).limit(MOST_DAYS))
    zone = clock.zone_of(person.office.village_code if person.office else None)
    found = (_dated(proposal, title, zone) for proposal, title in rows)
    return [item for item in found if first <= item.day <= last]


def decided(partnership_id: int) -> list[Decided]:
    """The proposals that passed, the newest first: their outcome in words; one statement."""
    query = select(Proposal.id, Proposal.title, Proposal.outcome, Proposal.closed_at)
    query = query.where(Proposal.partnership_id == partnership_id, Proposal.result == rules.PASSED)
    rows = db.session.execute(query.order_by(Proposal.closed_at.desc()).limit(MOST_DECISIONS))
    return [
        Decided(
            text=outcome,
            reference=say("usulan “%(title)s”", title=title),
            url=_url(partnership_id, number),
            decided_on=closed_at.astimezone(clock.zone_of(None)).date(),
        )
        for number, title, outcome, closed_at in rows
        if closed_at
    ]


def _dated(proposal: Proposal, partnership: str, zone: tzinfo) -> Dated:
    return Dated(
        uid=f"proposal-{proposal.id}",
        kind="proposal",
        partnership_id=proposal.partnership_id,
        partnership=partnership,
        day=proposal.deadline.astimezone(zone).date(),
        title=say("Batas menjawab: %(title)s", title=proposal.title),
        url=_url(proposal.partnership_id, proposal.id),
        version=proposal.version,
        changed_at=proposal.closed_at or proposal.opened_at,
        starts_at=proposal.deadline,
        is_open=proposal.is_open,
        is_cancelled=proposal.state == rules.WITHDRAWN,
    )


def _url(partnership_id: int, proposal_id: int) -> str:
    return url_for("proposals.show", partnership_id=partnership_id, proposal_id=proposal_id)
