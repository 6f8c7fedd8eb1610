"""What the pages of the pool show, in few statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import aliased, joinedload

from portal.sdk import db, now

from . import rules
from .models import Booking, Maintenance, Resource
from .rules import ASKED, HOLDING
from .words import day, hours


@dataclass(frozen=True)
class Row:
    """A resource in the list: who uses it now, and since when its maintenance is due (None: it is not)."""

    resource: Resource
    users: tuple[int, ...]
    due: date | None


@dataclass(frozen=True)
class Use:
    """One use on some days of the calendar."""

    booking: Booking
    rests: bool
    hours: str


@dataclass(frozen=True)
class Stretch:
    """Days in a row with the same uses; `free` is what is left, and `all` whether that is everything."""

    first: date
    last: date
    uses: tuple[Use, ...]
    free: Decimal
    all: bool


@dataclass(frozen=True)
class Keeping:
    """How well the pool is used and kept: counts of resources over a period."""

    resources: int
    used: int
    wanting: int
    kept: int


def resources(partnership_id: int, archived: bool = False) -> Select[Any]:
    """The resources of a partnership by kind and name."""
    put_away = Resource.archived_at.is_not(None) if archived else Resource.archived_at.is_(None)
    query = select(Resource).where(Resource.partnership_id == partnership_id, put_away)
    return query.order_by(Resource.kind, Resource.name, Resource.id)


def rows(found: Iterable[Resource], today: date) -> list[Row]:
    """What the list says of each of these resources, in two statements."""
    listed = list(found)
    numbers = [resource.id for resource in listed]
    using = select(Booking.resource_id, Booking.party_id).where(Booking.resource_id.in_(numbers), _uses_at(now()))
    users: dict[int, list[int]] = {}
    for resource_id, party_id in db.session.execute(using.order_by(Booking.id)):
        users.setdefault(resource_id, []).append(party_id)
    last = _last_maintained(numbers)
    return [_row(item, tuple(users.get(item.id, ())), last.get(item.id), today) for item in listed]


def in_short(partnership: Any, most: int, today: date) -> tuple[list[Row], int]:
    """The first living resources, each with one user of now, and how many of all are left behind; one statement."""
    moment = now()
    using = (
        select(Booking.party_id)
        .where(_uses_at(moment), Booking.resource_id == Resource.id)
        .order_by(Booking.id)
        .limit(1)
        .scalar_subquery()
    )
    last = (
        select(func.max(Maintenance.done_on))
        .where(Maintenance.resource_id == Resource.id, Maintenance.archived_at.is_(None))
        .scalar_subquery()
    )
    query = resources(partnership.id).add_columns(using, last, _left_behind(partnership).scalar_subquery())
    found = db.session.execute(query.limit(most)).all()
    rows = [_row(item, (user,) if user else (), done_on, today) for item, user, done_on, _left in found]
    return rows, found[0][-1] if found else 0


def calendar(resource: Resource, first: date, last: date, zone: tzinfo, states: Mapping[int, str]) -> list[Stretch]:
    """The days from first to last with what is booked on them; bookings of parties that are not members rest."""
    start, end = rules.midnight(first, zone), rules.midnight(last + timedelta(days=1), zone)
    query = (
        select(Booking)
        .where(
            Booking.resource_id == resource.id,
            Booking.state.in_(HOLDING),
            Booking.starts_at < end,
            Booking.ends_at > start,
        )
        .order_by(Booking.starts_at, Booking.id)
    )
    found = {booking.id: booking for booking in db.session.scalars(query)}
    uses = [rules.Use(b.starts_at, b.ends_at, b.quantity, b.id, b.party_id) for b in found.values()]
    return [
        _stretch(days, resource, found, zone, states)
        for days in rules.by_days(uses, resource.quantity, first, last, zone)
    ]


def coming(resource_id: int) -> Select[Any]:
    """The bookings of a resource that are not over, whatever became of them; by time."""
    query = select(Booking).where(Booking.resource_id == resource_id, Booking.ends_at > now())
    return query.options(joinedload(Booking.resource)).order_by(Booking.starts_at, Booking.id)


def waiting(partnership_id: int, most: int) -> list[Booking]:
    """The first bookings of a partnership that wait for an answer."""
    query = (
        select(Booking)
        .join(Booking.resource)
        .options(joinedload(Booking.resource))
        .where(Resource.partnership_id == partnership_id, Booking.state == ASKED, Booking.ends_at > now())
        .order_by(Booking.starts_at, Booking.id)
        .limit(most)
    )
    return list(db.session.scalars(query))


def maintenance(resource_id: int) -> Select[Any]:
    """What was done to a resource, newest first; entries that were taken back are left out."""
    query = select(Maintenance).where(Maintenance.resource_id == resource_id, Maintenance.archived_at.is_(None))
    return query.order_by(Maintenance.done_on.desc(), Maintenance.id.desc())


def due_on(resource: Resource) -> date | None:
    """The day by which a resource wants its next maintenance; None when nobody said how often."""
    return _due(resource, _last_maintained([resource.id])) if resource.maintain_every else None


def keeping(partnership_id: int, first: date, last: date, zone: tzinfo) -> Keeping:
    """How many living resources were used between two days, and how many were kept in order by the last."""
    start, end = rules.midnight(first, zone), rules.midnight(last + timedelta(days=1), zone)
    living = list(db.session.scalars(resources(partnership_id)))
    numbers = [resource.id for resource in living]
    used = select(func.count(Booking.resource_id.distinct())).where(
        Booking.resource_id.in_(numbers),
        Booking.state == rules.STANDING,
        Booking.starts_at < end,
        Booking.ends_at > start,
    )
    done = _last_maintained(numbers, last)
    due = [day for resource in living if (day := _due(resource, done)) is not None]
    return Keeping(len(living), db.session.scalar(used) or 0, len(due), sum(day >= last for day in due))


def _left_behind(partnership: Any) -> Select[Any]:
    """How many living resources belong to a party that is not in the partnership any more."""
    gone = [party.id for party in partnership.parties if not party.is_bound]
    owned = aliased(Resource)
    return select(func.count(owned.id)).where(
        owned.partnership_id == partnership.id, owned.archived_at.is_(None), owned.owner_party_id.in_(gone)
    )


def _uses_at(moment: datetime) -> ColumnElement[bool]:
    return and_(Booking.state.in_(HOLDING), Booking.starts_at <= moment, Booking.ends_at > moment)


def _row(resource: Resource, users: tuple[int, ...], last: date | None, today: date) -> Row:
    due = rules.maintenance_due(resource.added_on, last, resource.maintain_every)
    return Row(resource, users, due if due and due <= today else None)


def _last_maintained(numbers: list[int], until: date | None = None) -> dict[int, date]:
    query = select(Maintenance.resource_id, func.max(Maintenance.done_on)).where(
        Maintenance.resource_id.in_(numbers), Maintenance.archived_at.is_(None)
    )
    if until is not None:
        query = query.where(Maintenance.done_on <= until)
    return {number: done_on for number, done_on in db.session.execute(query.group_by(Maintenance.resource_id))}


def _due(resource: Resource, last: Mapping[int, date]) -> date | None:
    return rules.maintenance_due(resource.added_on, last.get(resource.id), resource.maintain_every)


def _stretch(
    days: rules.Days, resource: Resource, found: Mapping[int, Booking], zone: tzinfo, states: Mapping[int, str]
) -> Stretch:
    uses = tuple(
        Use(booking, rules.rests(states[booking.party_id]), _hours(booking, days, zone))
        for booking in (found[use.booking] for use in days.uses)
    )
    return Stretch(days.first, days.last, uses, days.free, days.free == resource.quantity)


def _hours(booking: Booking, days: rules.Days, zone: tzinfo) -> str:
    """The hours of a booking that is no whole day; with its end where that is a later day."""
    if booking.whole_days:
        return ""
    starts: datetime = booking.starts_at
    told = hours(starts, booking.ends_at, zone)
    return told if starts.astimezone(zone).date() == days.first else f"{day(starts.astimezone(zone).date())} {told}"
