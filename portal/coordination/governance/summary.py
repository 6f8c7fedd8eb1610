"""The body, who leads it, which parties somebody serves for, and its rule, for the panel that the room shares."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, Select, String, and_, cast, func, literal, null, or_, select

from ...partnerships.models import Partnership, Party
from ...partnerships.rules import LEFT, SUSPENDED
from . import decisions, queries, rules
from .models import Body, DecisionRule, Seat

BODY, ANY_BODY, CHAIR, SEATED, RULE = "body", "any_body", "chair", "seated", "rule"


def summary(partnership_id: int, today: date) -> list[Select[Any]]:
    """What is known of the BKAD, as rows of (what, thing, name, day, much)."""
    body = _row(BODY, Body.id, Body.name).where(*_bkad(partnership_id)).order_by(Body.id).limit(1)
    bodies = _row(ANY_BODY, cast(null(), Integer), cast(null(), String), func.count(Body.id))
    return [
        body,
        bodies.where(Body.partnership_id == partnership_id),
        _seats(CHAIR, Seat.person_name, partnership_id, today).where(Seat.office == rules.CHAIR).limit(1),
        _seats(SEATED, cast(null(), String), partnership_id, today).distinct(),
        _rule(partnership_id, today),
    ]


def shown(rows: Iterable[Any], partnership: Partnership) -> dict[str, Any]:
    """What the panel says of the BKAD: its chair, how many parties nobody serves for, how it decides."""
    found = list(rows)
    one = {row.what: row for row in found}
    entitled = queries.entitled(partnership, rules.BKAD)
    seated = {row.thing for row in found if row.what == SEATED}
    default = decisions.DEFAULTS[decisions.GENERAL]
    return {
        "body": one.get(BODY),
        "has_bodies": one[ANY_BODY].much > 0,
        "chair": one[CHAIR].name if CHAIR in one else "",
        "without_seat": sum(party.id not in seated for party in entitled),
        "parties": len(entitled),
        "method": one[RULE].name if RULE in one else default.method,
        "is_adopted": RULE in one,
    }


def _row(what: str, thing: Any, name: Any, much: Any = None) -> Select[Any]:
    columns: list[Any] = [
        literal(what).label("what"),
        thing.label("thing"),
        name.label("name"),
        cast(null(), Date).label("day"),
        (cast(null(), Integer) if much is None else much).label("much"),
    ]
    return select(*columns)


def _bkad(partnership_id: int) -> tuple[ColumnElement[bool], ...]:
    return (Body.partnership_id == partnership_id, Body.kind == rules.BKAD, Body.state == rules.ACTIVE)


def _seats(what: str, name: Any, partnership_id: int, today: date) -> Select[Any]:
    """The seats that serve today: the SQL of `rules.state_of`."""
    query = _row(what, Seat.party_id, name).select_from(Seat).join(Body, Body.id == Seat.body_id)
    query = query.join(Party, Party.id == Seat.party_id)
    serves = and_(
        Party.state.not_in((LEFT, SUSPENDED)),
        or_(Seat.ended_on.is_(None), Seat.ended_on > today),
        or_(Seat.ends_on.is_(None), Seat.ends_on >= today),
    )
    return query.where(*_bkad(partnership_id), serves)


def _rule(partnership_id: int, today: date) -> Select[Any]:
    query = _row(RULE, DecisionRule.id, DecisionRule.method).select_from(DecisionRule)
    query = query.join(Body, Body.id == DecisionRule.body_id).where(*_bkad(partnership_id))
    query = query.where(DecisionRule.topic == decisions.GENERAL, DecisionRule.in_force_from <= today)
    return query.order_by(DecisionRule.in_force_from.desc(), DecisionRule.id.desc()).limit(1)
