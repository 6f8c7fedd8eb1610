"""Which searches for a day wait for a party's answer: a part of the one statement."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select

from .... import clock
from ....contracts import say
from ....partnerships.models import Partnership, Party
from ....partnerships.queries import visible_to
from ....partnerships.rules import MEMBER, OBSERVER
from ....partnerships.working import goes_on, is_own_party
from ....permissions import Action, Actor, may_at_all
from ....web.waiting import Part, Waiting, columns
from ...governance.models import Body
from ...governance.rules import BKAD
from .. import rules as meetings
from . import queries, rules
from .models import DateAnswer, DateChoice, DateSearch

SHOWN = 10


def parts(person: Actor) -> list[Part]:
    """The searches that the person's party has not answered yet; nothing for who speaks for no party."""
    office = person.office
    speaks = office is not None and (office.village_code or office.organisation_id)
    if not speaks or not may_at_all(person, Action.PARTNERSHIP_WORK):
        return []
    day_offered = exists().where(DateChoice.search_id == DateSearch.id)
    answered = exists().where(
        DateChoice.search_id == DateSearch.id, DateAnswer.choice_id == DateChoice.id, DateAnswer.party_id == Party.id
    )
    query = (
        select(
            *columns(
                id=Partnership.id, title=Partnership.title, thing=DateSearch.id, name=DateSearch.title,
                day=DateSearch.closes_on, moment=DateSearch.opened_at,
            )
        )
        .join(DateSearch, DateSearch.partnership_id == Partnership.id)
        .join(Party, Party.partnership_id == Partnership.id)
        .outerjoin(Body, Body.id == DateSearch.body_id)
        .where(is_own_party(person), Party.state == MEMBER, Party.role != OBSERVER, goes_on())
        .where(visible_to(person), _is_asked())
        .where(DateSearch.state == rules.OPEN, DateSearch.closes_on >= clock.today(), day_offered, ~answered)
        .order_by(DateSearch.closes_on)
        .limit(SHOWN)
    )  # fmt: skip
    return [Part(query, _says)]


def _is_asked() -> ColumnElement[bool]:
    """The SQL of `queries.asked_of`: villages alone for a musyawarah or a BKAD, else everyone."""
    in_body = and_(Body.id.is_not(None), Body.kind != BKAD)
    together = and_(Body.id.is_(None), DateSearch.kind != meetings.INTER_VILLAGE)
    return or_(Party.village_code.is_not(None), in_body, together)


def _says(row: Any) -> Waiting:
    sentence = say("Jawab hari mana yang bisa: “%(name)s”.", name=row.name)
    return Waiting(queries.address(row.id, row.thing), row.title, sentence, row.moment, due=row.day)
