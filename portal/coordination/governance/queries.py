"""What the pages of a body show, in few statements however many villages there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from ...contracts import Text
from ...db import db
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership, Party
from . import decisions, rules
from .decisions import Rule
from .models import Body, DecisionRule, Duty, Seat
from .rules import SeatView


@dataclass(frozen=True)
class SeatLine:
    """One seat as a page shows it."""

    seat: Seat
    party_name: str
    state: str

    @property
    def serves(self) -> bool:
        """Whether it serves today."""
        return self.state == rules.SERVING


@dataclass(frozen=True)
class PartyLine:
    """One party with those who sit for it."""

    party: Party
    name: str
    seats: tuple[SeatLine, ...]

    @property
    def is_represented(self) -> bool:
        """Whether somebody serves for it."""
        return any(line.serves for line in self.seats)


@dataclass(frozen=True)
class Structure:
    """A body as its page shows it: by office and by party, with what is missing.

    `ending_soon` holds, for 30 and for 90 days, the seats whose term ends within them.
    """

    offices: tuple[SeatLine, ...]
    parties: tuple[PartyLine, ...]
    ended: tuple[SeatLine, ...]
    without_seat: tuple[str, ...]
    missing_offices: tuple[Text, ...]
    ending_soon: tuple[tuple[int, tuple[SeatLine, ...]], ...]
    women: rules.ShareOfWomen
    names: Mapping[int, str]


def bodies_of(partnership_id: int) -> list[Body]:
    """The bodies of a partnership with their seats and rules: those that work first, then by age."""
    query = (
        select(Body)
        .where(Body.partnership_id == partnership_id)
        .options(selectinload(Body.seats).joinedload(Seat.party), joinedload(Body.rules))
        .order_by(Body.state, Body.id)
    )
    return list(db.session.scalars(query).unique())


def body_of(partnership_id: int, body_id: int) -> Body | None:
    """One body of a partnership, with its seats and rules."""
    query = select(Body).where(Body.partnership_id == partnership_id, Body.id == body_id)
    query = query.options(selectinload(Body.seats).joinedload(Seat.party), selectinload(Body.rules))
    return db.session.scalars(query).one_or_none()


def seat_of(partnership_id: int, body_id: int, seat_id: int) -> Seat | None:
    """One seat of a body of a partnership."""
    query = select(Seat).join(Body).options(joinedload(Seat.party))
    return db.session.scalars(
        query.where(Body.partnership_id == partnership_id, Body.id == body_id, Seat.id == seat_id)
    ).one_or_none()


def duties_of(body_id: int) -> list[Duty]:
    """The tasks of a body, in the order they were written down."""
    query = select(Duty).where(Duty.body_id == body_id, Duty.archived_at.is_(None))
    return list(db.session.scalars(query.order_by(Duty.id)))


def duty_of(partnership_id: int, body_id: int, duty_id: int) -> Duty | None:
    """One task of a body of a partnership, also one that was put away."""
    query = select(Duty).join(Body).where(Body.partnership_id == partnership_id, Body.id == body_id, Duty.id == duty_id)
    return db.session.scalars(query).one_or_none()


def rule_in_force(body: Body, topic: str, at: date) -> Rule:
    """The rule by which a body decides on a topic on a day."""
    return decisions.in_force(map(rule_view, body.rules), topic, at)


def rule_view(rule: DecisionRule) -> Rule:
    """A rule on record as the rules see it."""
    return Rule(
        rule.topic,
        rule.method,
        (rule.quorum_part, rule.quorum_whole),
        rule.fallback,
        rule.in_force_from,
        rule.minutes_number,
        rule.minutes_on,
        rule.id,
        tuple((int(party), weight) for party, weight in rule.weights.items()),
    )


def seat_view(seat: Seat) -> SeatView:
    """A seat on record as the rules see it."""
    return SeatView(
        id=seat.id,
        party_id=seat.party_id,
        office=seat.office,
        person_name=seat.person_name,
        team=seat.team,
        element=seat.element,
        gender=seat.gender,
        starts_on=seat.starts_on,
        ends_on=seat.ends_on,
        ended_on=seat.ended_on,
        party_state=seat.party.state,
    )


def entitled(partnership: Partnership, kind: str) -> list[Party]:
    """The parties that sit in a body: in a BKAD the villages, in other bodies every member."""
    return [party for party in partnership.members if party.is_village or kind != rules.BKAD]


def structure_of(body: Body, partnership: Partnership, today: date) -> Structure:
    """The structure of a body that is loaded with its seats; two statements for the names."""
    names = party_names(partnership.parties)
    views = {seat.id: seat_view(seat) for seat in body.seats}
    lines = [SeatLine(s, names.get(s.party_id, "–"), rules.state_of(views[s.id], today)) for s in body.seats]
    by_id = {line.seat.id: line for line in lines}
    standing = [line for line in lines if line.state != rules.ENDED]
    entitled_parties = entitled(partnership, body.kind)
    shown = {party.id: party for party in entitled_parties} | {line.seat.party_id: line.seat.party for line in standing}
    order = list(rules.OFFICES)
    return Structure(
        offices=tuple(
            sorted(
                (line for line in standing if line.seat.office != rules.MEMBER_OFFICE),
                key=lambda line: (order.index(line.seat.office), line.seat.id),
            )
        ),
        parties=tuple(
            PartyLine(party, names[number], tuple(line for line in standing if line.seat.party_id == number))
            for number, party in shown.items()
        ),
        ended=tuple(reversed([line for line in lines if line.state == rules.ENDED])),
        without_seat=tuple(
            names[number]
            for number in rules.without_seat([party.id for party in entitled_parties], views.values(), today)
        ),
        missing_offices=tuple(rules.OFFICES[code] for code in rules.missing_offices(views.values(), today)),
        ending_soon=tuple(
            (days, tuple(by_id[view.id] for view, _days in due))
            for days, due in groupby(rules.ending_soon(views.values(), today), key=lambda item: item[1])
        ),
        women=rules.share_of_women(views.values(), today),
        names=names,
    )
