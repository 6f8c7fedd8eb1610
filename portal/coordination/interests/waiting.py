"""What waits for a party in matters: its interests, its word on options, its head's yes. Parts of the one statement."""

from __future__ import annotations

from typing import Any

from flask import url_for
from sqlalchemy import ColumnElement, Select, exists, func, literal, select

from ...contracts import Text, say
from ...partnerships.models import Partnership, Party
from ...partnerships.rules import INITIATOR, MEMBER, OBSERVER
from ...partnerships.working import goes_on, is_own_party
from ...permissions import Action, Actor, may_at_all
from ...web.waiting import Part, Waiting, columns
from . import rules
from .models import Interest, Matter, MatterOption, OptionAnswer, OptionConsent

SHOWN = 10  # matters of each sort


def parts(person: Actor) -> list[Part]:
    """What waits for the party that the person speaks for; nothing for others."""
    office = person.office
    speaks = office is not None and (office.village_code or office.organisation_id)
    if not speaks or not may_at_all(person, Action.PARTNERSHIP_WORK):
        return []
    found = [
        _part(_silent(person), say("Sampaikan apa yang desa butuhkan: “%(name)s”.")),
        _part(_unanswered(person), say("Jawab %(much)s pilihan penyelesaian: “%(name)s”.")),
    ]
    if may_at_all(person, Action.PARTNERSHIP_SIGN):
        found.append(_part(_to_confirm(person), say("Semua pihak dapat menerima satu pilihan. Setujui: “%(name)s”.")))
    return found


def _part(query: Select[Any], sentence: Text) -> Part:
    def says(row: Any) -> Waiting:
        url = url_for("interests.show", partnership_id=row.id, matter_id=row.thing)
        return Waiting(url, row.title, say(sentence.text, name=row.name, much=row.much or 0), row.moment)

    return Part(query, says)


def _open(person: Actor, much: Any, *conditions: ColumnElement[bool]) -> Select[Any]:
    query = select(
        *columns(
            id=Partnership.id, title=Partnership.title, thing=Matter.id, name=Matter.title, much=much,
            moment=Matter.opened_at,
        )
    )  # fmt: skip
    known = (Party.role == INITIATOR) | Partnership.offered_at.is_not(None)
    query = query.join(Matter, Matter.partnership_id == Partnership.id).join(
        Party, Party.partnership_id == Partnership.id
    )
    query = query.where(is_own_party(person), Party.state == MEMBER, Party.role != OBSERVER, known, goes_on())
    return query.where(Matter.state == rules.OPEN, *conditions).order_by(Matter.opened_at).limit(SHOWN)


def _silent(person: Actor) -> Select[Any]:
    spoken = exists().where(
        Interest.matter_id == Matter.id, Interest.party_id == Party.id, Interest.archived_at.is_(None)
    )
    return _open(person, literal(1), ~spoken.correlate(Matter, Party))


def _unanswered(person: Actor) -> Select[Any]:
    said = exists().where(OptionAnswer.option_id == MatterOption.id, OptionAnswer.party_id == Party.id)
    open_ones = (
        MatterOption.matter_id == Matter.id,
        MatterOption.archived_at.is_(None),
        ~said.correlate(MatterOption, Party),
    )
    number = select(func.count(MatterOption.id)).where(*open_ones).correlate(Matter, Party).scalar_subquery()
    return _open(person, number, exists().where(*open_ones).correlate(Matter, Party))


def _to_confirm(person: Actor) -> Select[Any]:
    given = exists().where(OptionConsent.option_id == MatterOption.id, OptionConsent.party_id == Party.id)
    ready = exists().where(
        MatterOption.matter_id == Matter.id,
        MatterOption.archived_at.is_(None),
        MatterOption.is_agreeable,
        ~given.correlate(MatterOption, Party),
    )
    return _open(person, literal(1), ready.correlate(Matter, Party))
