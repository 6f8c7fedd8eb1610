"""What the pages of looking for a day show, in few statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from ....contracts import say
from ....db import db
from ....partnerships.dates import Dated
from ....partnerships.models import Partnership, Party
from ....partnerships.queries import mine
from ....partnerships.things import Thing
from ....permissions import Actor
from ...governance import queries as bodies
from .. import rules as meetings
from . import rules
from .models import DateAnswer, DateChoice, DateSearch

MOST_DAYS = 200


@dataclass(frozen=True)
class DayView:
    """One day with its count, and what each party said to it, by the party's number."""

    choice: DateChoice
    count: rules.Tally
    said: Mapping[int, DateAnswer]


def listed(partnership_id: int) -> Select[Any]:
    """The searches of a partnership, the open ones first, then the newest."""
    query = select(DateSearch).where(DateSearch.partnership_id == partnership_id)
    return query.order_by(DateSearch.state != rules.OPEN, DateSearch.id.desc())


def search_of(partnership_id: int, search_id: int) -> DateSearch | None:
    """One search of a partnership with its days and answers; three statements."""
    query = select(DateSearch).where(DateSearch.partnership_id == partnership_id, DateSearch.id == search_id)
    query = query.options(selectinload(DateSearch.choices).selectinload(DateChoice.answers))
    return db.session.scalars(query.options(joinedload(DateSearch.body))).one_or_none()


def asked_of(search: DateSearch, partnership: Partnership) -> list[Party]:
    """The parties that are asked: those with a voice in the meeting that is looked for."""
    if search.body is not None:
        return bodies.entitled(partnership, search.body.kind)
    villages = [party for party in partnership.members if party.is_village]
    return villages if search.kind == meetings.INTER_VILLAGE else partnership.members


def answers_of(search: DateSearch, party_id: int) -> dict[int, DateAnswer]:
    """What a party said, by the number of the day."""
    said = (answer for choice in search.choices for answer in choice.answers)
    return {answer.choice_id: answer for answer in said if answer.party_id == party_id}


def days_of(search: DateSearch, asked: Sequence[Party]) -> list[DayView]:
    """The days, best first."""
    numbers = [party.id for party in asked]
    said = {choice.id: {one.party_id: one for one in choice.answers} for choice in search.choices}
    counts = [
        rules.tally(choice.id, choice.starts_at, {key: one.answer for key, one in said[choice.id].items()}, numbers)
        for choice in search.choices
    ]
    choices = {choice.id: choice for choice in search.choices}
    return [DayView(choices[one.choice_id], one, said[one.choice_id]) for one in rules.ranked(counts)]


def find(partnership: Partnership, numbers: Sequence[int]) -> dict[int, Thing]:
    """The searches of these numbers, as things that can be pointed at; one statement."""
    query = select(DateSearch.id, DateSearch.title).where(
        DateSearch.partnership_id == partnership.id, DateSearch.id.in_(numbers)
    )
    return {
        row.id: Thing("date_search", row.id, row.title, address(partnership.id, row.id))
        for row in db.session.execute(query)
    }


def days(person: Actor, first: date, last: date, partnership_id: int | None) -> list[Dated]:
    """The last days to answer open searches, for the calendar; one statement."""
    query = (
        select(DateSearch, Partnership.title)
        .join(Partnership, Partnership.id == DateSearch.partnership_id)
        .where(mine(person), DateSearch.state == rules.OPEN, DateSearch.closes_on.between(first, last))
    )
    if partnership_id is not None:
        query = query.where(Partnership.id == partnership_id)
    rows = db.session.execute(query.order_by(DateSearch.closes_on, DateSearch.id).limit(MOST_DAYS))
    return [
        Dated(
            uid=f"date-search-{search.id}",
            kind="date_poll",
            partnership_id=search.partnership_id,
            partnership=title,
            day=search.closes_on,
            title=say("Jawab hari rapat: %(title)s", title=search.title),
            url=address(search.partnership_id, search.id),
            version=search.version,
            changed_at=search.opened_at,
        )
        for search, title in rows
    ]


def address(partnership_id: int, search_id: int) -> str:
    """The page of a search."""
    return url_for("dates.show", partnership_id=partnership_id, search_id=search_id)
