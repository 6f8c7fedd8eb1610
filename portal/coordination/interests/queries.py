"""What the pages of a matter show, in few statements however many parties speak."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import selectinload

from ...db import db
from ...partnerships.models import Partnership
from ...permissions import Actor
from . import picture, reading, rules
from .models import Interest, Matter, MatterOption, OptionAnswer


@dataclass(frozen=True)
class InterestLine:
    """An interest as a page shows it; `letter` names it in the picture, empty where there is none."""

    interest: Interest
    party_name: str
    ground: rules.Ground
    letter: str
    is_own: bool
    against: tuple[str, ...]


@dataclass(frozen=True)
class OptionLine:
    """An option with its place, each party's newest word, and who has not answered."""

    option: MatterOption
    party_name: str
    place: rules.Place
    said: Mapping[int, OptionAnswer]
    silent: tuple[str, ...]
    serves: tuple[str, ...]


@dataclass(frozen=True)
class Board:
    """All that was said in a matter. `drawn` is the picture, None where the table alone is read."""

    interests: tuple[InterestLine, ...]
    options: tuple[OptionLine, ...]
    grounds: Mapping[str, int]
    drawn: Any
    parties: tuple[str, ...]


def listed(partnership: Partnership, person: Actor) -> Select[Any]:
    """The matters that a person reads, or whose summary everyone does, closed ones last; with how many options."""
    count = select(func.count()).where(MatterOption.matter_id == Matter.id, MatterOption.archived_at.is_(None))
    query = select(Matter, count.scalar_subquery()).join(Partnership).where(Matter.partnership_id == partnership.id)
    query = query.where(or_(reading.readable_by(person), reading.told_to_all()))
    return query.order_by(Matter.state == rules.CLOSED, Matter.opened_at.desc(), Matter.id.desc())


def told(partnership: Partnership, matter_id: int) -> Matter | None:
    """A settled matter whose summary everyone who sees the partnership may read."""
    query = select(Matter).where(Matter.id == matter_id, Matter.partnership_id == partnership.id)
    return db.session.scalars(query.where(reading.told_to_all())).one_or_none()


def interests_of(matter_id: int) -> list[Interest]:
    """The interests that stand, with their marks."""
    query = select(Interest).where(Interest.matter_id == matter_id, Interest.archived_at.is_(None))
    return list(db.session.scalars(query.options(selectinload(Interest.marks)).order_by(Interest.id)))


def options_of(matter_id: int) -> list[MatterOption]:
    """The options that stand, with what was said to each."""
    query = select(MatterOption).where(MatterOption.matter_id == matter_id, MatterOption.archived_at.is_(None))
    parts = (
        selectinload(MatterOption.answers),
        selectinload(MatterOption.serves),
        selectinload(MatterOption.consents),
    )
    return list(db.session.scalars(query.options(*parts).order_by(MatterOption.id)))


def board_of(matter: Matter, partnership: Partnership, names: Mapping[int, str], own: int | None) -> Board:
    """All that was said in a matter, ready to be shown; seven statements at most."""
    members = [party.id for party in partnership.members]
    interests, options = interests_of(matter.id), options_of(matter.id)
    letters = picture.is_drawable(len(members), len(interests))
    lines = [_interest_line(item, place, members, names, own, letters) for place, item in enumerate(interests)]
    kinds = [line.ground.kind for line in lines]
    return Board(
        interests=tuple(lines),
        options=_option_lines(options, members, names, {item.id: item.need for item in interests}),
        grounds={kind: kinds.count(kind) for kind in rules.GROUNDS},
        drawn=_drawn(interests, members, names) if letters else None,
        parties=tuple(names.get(party, "–") for party in members),
    )


def answers_of(options: list[MatterOption]) -> dict[int, dict[int, OptionAnswer]]:
    """Each party's newest word on each option."""
    return {option.id: {said.party_id: said for said in option.answers} for option in options}


def _interest_line(
    item: Interest, place: int, members: list[int], names: Mapping[int, str], own: int | None, letters: bool
) -> InterestLine:
    ground = rules.ground_of(item.party_id, {mark.party_id: mark.mark for mark in item.marks}, members)
    return InterestLine(
        interest=item,
        party_name=names.get(item.party_id, "–"),
        ground=ground,
        letter=chr(ord("A") + place) if letters else "",
        is_own=item.party_id == own,
        against=tuple(names.get(party, "–") for party in ground.against),
    )


def _option_lines(
    options: list[MatterOption], members: list[int], names: Mapping[int, str], needs: Mapping[int, str]
) -> tuple[OptionLine, ...]:
    said = answers_of(options)
    answers = {
        number: {party: rules.Answer(item.level, item.is_met) for party, item in found.items()}
        for number, found in said.items()
    }
    by_id = {option.id: option for option in options}
    return tuple(
        OptionLine(
            option=by_id[place.option_id],
            party_name=names.get(by_id[place.option_id].party_id, "–"),
            place=place,
            said={party: item for party, item in said[place.option_id].items() if party in members},
            silent=tuple(names.get(party, "–") for party in members if party not in said[place.option_id]),
            serves=tuple(
                needs[item.interest_id] for item in by_id[place.option_id].serves if item.interest_id in needs
            ),
        )
        for place in rules.ranked(answers, members)
    )


def _drawn(interests: list[Interest], members: list[int], names: Mapping[int, str]) -> Any:
    rows = []
    for item in interests:
        marks = {mark.party_id: mark.mark for mark in item.marks}
        rows.append([picture.OWN if party == item.party_id else marks.get(party, "") for party in members])
    return picture.board(_("Titik temu dan jarak"), [names.get(party, "–") for party in members], rows)
