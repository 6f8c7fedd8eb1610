"""Who is told of something: the offices it concerns, and the people who hold them today."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import and_, false, or_, select

from ... import clock, permissions
from ...accounts.models import Office, OfficeTerm, Person
from ...accounts.queries import offices_of, runs_on
from ...db import db
from ...partnerships.models import Partnership
from ...partnerships.overview import is_insider
from ...permissions import VILLAGE_OFFICES, Action, Actor, OfficeKind, Relation

Place = tuple[str, str | int | None]
TOLD = frozenset({Relation.PARTY, Relation.READER, Relation.MEMBER})  # overseers are told of what invites them


@dataclass(frozen=True)
class Holder:
    """A person in an office today."""

    actor: Actor
    person_id: int
    office_id: int

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the office."""
        codes = self.actor.office.scope_codes if self.actor.office else ()
        return clock.zone_of(codes[0] if codes else None)


class Holders:
    """People in offices, found by what their office stands for: many partnerships are told of at once."""

    def __init__(self, found: Iterable[Holder]) -> None:
        self._by_place: dict[Place, list[Holder]] = {}
        for holder in found:
            for place in _places_of(holder):
                self._by_place.setdefault(place, []).append(holder)

    def near(self, partnership: Partnership, office_ids: Collection[int] | None) -> list[Holder]:
        """Those in one of `office_ids`; without them those of the parties and of the partnership's own body."""
        if office_ids is not None:
            places: list[Place] = [("office", number) for number in office_ids]
        else:
            places = [("village", code) for code in partnership.village_codes]
            places += [("organisation", party.organisation_id) for party in partnership.parties]
            places.append(("partnership", partnership.id))
        found = {holder for place in places for holder in self._by_place.get(place, ())}
        return sorted(found, key=lambda holder: (holder.person_id, holder.office_id))


def holders_for(partnerships: Iterable[Partnership], office_ids: Collection[int]) -> Holders:
    """Everybody with an active account in an office of these partnerships, or in one of `office_ids`; one statement."""
    partnerships = list(partnerships)
    codes = {code for item in partnerships for code in item.village_codes}
    organisations = {party.organisation_id for item in partnerships for party in item.parties if party.organisation_id}
    concerned = or_(
        and_(Office.kind.in_(VILLAGE_OFFICES), Office.scope_codes.in_(codes)) if codes else false(),
        and_(Office.kind == OfficeKind.THIRD_PARTY, Office.organisation_id.in_(organisations)),
        Office.partnership_id.in_([item.id for item in partnerships]),
        Office.id.in_(office_ids),
    )
    rows = db.session.execute(
        select(Office, Person.id, Person.name)
        .join(OfficeTerm, OfficeTerm.office_id == Office.id)
        .join(Person, Person.id == OfficeTerm.person_id)
        .where(concerned, runs_on(clock.today()), Person.is_active)
        .order_by(Person.id, Office.id)
    )
    return Holders(Holder(Actor(number, name, office.held), number, office.id) for office, number, name in rows)


def told_of(
    partnership: Partnership, holders: Holders, office_ids: Collection[int] | None, but: int | None
) -> Iterator[Holder]:
    """Those who are told of something in a partnership, each person once, and never who did it (`but`).

    Something for certain offices only (`office_ids`) is told to no other; and nobody is told of
    what they could not open.
    """
    seen = {but}
    for holder in holders.near(partnership, office_ids):
        if holder.person_id in seen or not _concerns(partnership, holder, office_ids):
            continue
        if may_open(partnership, holder.actor):
            seen.add(holder.person_id)
            yield holder


def may_open(partnership: Partnership, actor: Actor) -> bool:
    """Whether somebody reads more of a partnership than the public does."""
    return is_insider(actor, partnership) and permissions.may(actor, Action.PARTNERSHIP_VIEW, partnership)


def _places_of(holder: Holder) -> Iterator[Place]:
    office = holder.actor.office
    yield "office", holder.office_id
    if office is not None and office.village_code:
        yield "village", office.village_code
    if office is not None and office.organisation_id:
        yield "organisation", office.organisation_id
    if office is not None and office.partnership_id:
        yield "partnership", office.partnership_id


def _concerns(partnership: Partnership, holder: Holder, office_ids: Collection[int] | None) -> bool:
    if office_ids is not None:
        return holder.office_id in office_ids
    return bool(TOLD & partnership.standing(holder.actor.office))


def still_may_open(person_id: int, partnership_id: int) -> bool:
    """Whether a person still may, in any of their offices, when something about a partnership goes out to them."""
    partnership = db.session.get(Partnership, partnership_id)
    return partnership is not None and any(
        may_open(partnership, Actor(person_id, "", office)) for office in offices_of(person_id)
    )
