"""What elections offer to others: things to talk about, and deadlines for the calendar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from ... import clock
from ...contracts import say
from ...db import db
from ...partnerships.dates import Dated
from ...partnerships.models import Partnership
from ...partnerships.queries import mine
from ...partnerships.things import Thing
from ...permissions import Actor
from . import rules
from .models import Election
from .recording import title_of

MOST_DAYS = 200
FAR = timedelta(days=1)  # a day of another zone begins or ends within a day of ours


def find(partnership: Partnership, numbers: Sequence[int]) -> Mapping[int, Thing]:
    """The elections of a partnership by number; one statement."""
    query = select(Election).options(joinedload(Election.body))
    query = query.where(Election.partnership_id == partnership.id, Election.id.in_(numbers))
    return {item.id: Thing("election", item.id, title_of(item), _url(item)) for item in db.session.scalars(query)}


def days(person: Actor, first: date, last: date, partnership_id: int | None) -> Sequence[Dated]:
    """The deadlines between two days in the person's partnerships; one statement."""
    begin = datetime(first.year, first.month, first.day, tzinfo=UTC) - FAR
    end = datetime(last.year, last.month, last.day, tzinfo=UTC) + 2 * FAR
    query = select(Election, Partnership.title).join(Partnership, Partnership.id == Election.partnership_id)
    query = query.where(mine(person), Election.deadline.between(begin, end)).options(joinedload(Election.body))
    if partnership_id is not None:
        query = query.where(Partnership.id == partnership_id)
    rows = db.session.execute(query.order_by(Election.deadline, Election.id).limit(MOST_DAYS))
    zone = clock.zone_of(person.office.village_code if person.office else None)
    found = (_dated(election, title, zone) for election, title in rows)
    return [item for item in found if first <= item.day <= last]


def _dated(election: Election, partnership: str, zone: tzinfo) -> Dated:
    return Dated(
        uid=f"election-{election.id}",
        kind="election",
        partnership_id=election.partnership_id,
        partnership=partnership,
        day=election.deadline.astimezone(zone).date(),
        title=say("Batas memilih: %(title)s", title=title_of(election)),
        url=_url(election),
        version=election.version,
        changed_at=election.closed_at or election.opened_at,
        starts_at=election.deadline,
        is_open=election.is_open,
        is_cancelled=election.state == rules.CALLED_OFF,
    )


def _url(election: Election) -> str:
    return url_for("ballots.show", partnership_id=election.partnership_id, election_id=election.id)
