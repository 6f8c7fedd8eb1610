"""What stands in somebody's calendar, whichever room it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from ...db import db
from ...partnerships.dates import Dated, dated_between
from ...partnerships.models import Partnership, Party
from ...partnerships.queries import mine
from ...partnerships.rules import GONE
from ...partnerships.working import is_own_party
from ...permissions import Actor
from .models import CalendarLink

MOST_PARTNERSHIPS = 500


def partnerships_of(person: Actor) -> dict[int, str]:
    """The partnerships whose calendar a person reads, by number: not those the own party left; one statement."""
    left = select(Party.id).where(Party.partnership_id == Partnership.id, is_own_party(person), Party.state.in_(GONE))
    query = select(Partnership.id, Partnership.title).where(mine(person), ~left.correlate(Partnership).exists())
    rows = db.session.execute(query.order_by(Partnership.title, Partnership.id).limit(MOST_PARTNERSHIPS))
    return {number: title for number, title in rows}


def entries(
    person: Actor, first: date, last: date, partnership_id: int | None, kind: str, known: dict[int, str]
) -> Sequence[Dated]:
    """What happens between two days in the partnerships that are `known` to the person; by day and hour."""
    if not known or (partnership_id is not None and partnership_id not in known):
        return []
    found = dated_between(person, first, last, partnership_id)
    return [item for item in found if item.partnership_id in known and (not kind or item.kind == kind)]


def links_of(person_id: int | None) -> list[CalendarLink]:
    """The links of a person that were not withdrawn, oldest first."""
    query = select(CalendarLink).where(CalendarLink.person_id == person_id, CalendarLink.withdrawn_at.is_(None))
    return list(db.session.scalars(query.order_by(CalendarLink.id)))
