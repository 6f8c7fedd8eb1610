"""Booking what is shared: never more of it than there is, whoever asks at the same moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from portal.sdk import (
    Action,
    Invalid,
    NotAllowed,
    NotFound,
    db,
    now,
    party_names,
    record,
    today,
    transactional,
    zone_of,
)

from ..together import acts, for_insiders, for_work, is_running, own_member, party_of, zone_code
from . import rules
from .models import Booking, Resource
from .rules import ASKED, CANCELLED, HOLDING, REFUSED, STANDING, YIELDED, Use
from .service import found, may_manage, owner_stays
from .words import day_words, hours, period_words


@dataclass(frozen=True)
class Wish:
    """What somebody asks for: days, or hours of the first day when `begins` or `ends` is given."""

    first_day: date
    purpose: str
    quantity: Decimal = Decimal(1)
    last_day: date | None = None
    begins: time | None = None
    ends: time | None = None


@transactional
def book(actor: Any, resource_id: int, wish: Wish) -> Booking:
    """Book a resource for the actor's own party; `Invalid` says who has it, and when it is free again.

    It stands at once, unless the resource wants its owner's consent. Two people who ask at the same
    moment follow each other: the partnership and the resource are locked until this is written.
    """
    partnership = for_work(actor, found(resource_id).partnership_id)
    resource = found(resource_id, lock=True)
    party = own_member(actor, partnership)
    if reasons := why_not(partnership, resource, party):
        raise NotAllowed(*reasons)
    use = _wanted(partnership, resource, wish)
    _make_room(actor, partnership, resource, use)
    asks = resource.needs_consent and resource.owner_party_id != party.id
    booking = Booking(
        resource=resource,
        party_id=party.id,
        starts_at=use.start,
        ends_at=use.end,
        whole_days=wish.begins is None and wish.ends is None,
        quantity=wish.quantity,
        purpose=wish.purpose,
        state=ASKED if asks else STANDING,
        booked_at=now(),
        booked_by_office=actor.office.label,
    )
    db.session.add(booking)
    db.session.flush()
    _tell(actor, "multilateral.booking_asked" if asks else "multilateral.booked", partnership, booking)
    return booking


@transactional
def answer(actor: Any, booking_id: int, agreed: bool, word: str) -> Booking:
    """Say yes or no to a booking that waits for it: the owner does, or for what belongs to all another party."""
    partnership, booking = _booking(actor, booking_id)
    if not may_answer(actor, partnership, booking):
        raise NotAllowed(_("Yang menjawab pesanan ini adalah pemiliknya, bukan pemesannya."))
    if not booking.waits:
        raise NotAllowed(_("Pesanan ini sudah dijawab."))
    if not agreed and not word:
        raise Invalid({"word": _("Tulis alasannya.")})
    booking.state = STANDING if agreed else REFUSED
    booking.word, booking.settled_by_office = word, actor.office.label
    kind = "multilateral.booking_agreed" if agreed else "multilateral.booking_refused"
    _tell(actor, kind, partnership, booking, word)
    return booking


@transactional
def cancel(actor: Any, booking_id: int, reason: str) -> Booking:
    """Give a booking up, with the reason: the party that booked, or who decides about the resource."""
    partnership, booking = _booking(actor, booking_id)
    if not may_cancel(actor, partnership, booking):
        raise NotAllowed(_("Yang membatalkan pesanan ini adalah pemesannya atau pemilik barangnya."))
    if booking.state not in HOLDING or booking.ends_at <= now():
        raise NotAllowed(_("Pesanan ini sudah lewat atau sudah batal."))
    booking.state, booking.word = CANCELLED, reason
    booking.settled_by_office = actor.office.label
    _tell(actor, "multilateral.booking_cancelled", partnership, booking, reason)
    return booking


def why_not(partnership: Any, resource: Resource, party: Any) -> list[str]:
    """Why a party cannot book this now, in sentences; empty when it can."""
    if party is None:
        return [_("Yang memesan adalah pihak yang sedang ikut; pengamat dan pihak yang ditangguhkan tidak.")]
    reasons = []
    if not is_running(partnership):
        reasons.append(_("Pemesanan dibuka setelah perjanjiannya berlaku."))
    if resource.archived_at is not None:
        reasons.append(_("Ini sudah diarsipkan."))
    if resource.condition == rules.BROKEN:
        reasons.append(_("Ini sedang rusak berat. Perbaiki dulu, lalu ubah keadaannya."))
    if not owner_stays(partnership, resource):
        reasons.append(_("Pemiliknya sudah keluar. Putuskan dulu: diarsipkan, atau diserahkan kepada kemitraan."))
    return reasons


def may_answer(actor: Any, partnership: Any, booking: Booking) -> bool:
    """Whether this office may say yes or no to a booking: never the party that asked."""
    own = own_member(actor, partnership)
    asked_by_own = own is not None and own.id == booking.party_id
    return not asked_by_own and may_manage(actor, partnership, booking.resource)


def may_cancel(actor: Any, partnership: Any, booking: Booking) -> bool:
    """Whether this office may give a booking up. A party that is suspended still gives up its own."""
    party = partnership.party_of(actor.office)
    if party is not None and party.id == booking.party_id:
        return True
    owned = booking.resource.owner_party_id is not None
    return owned and acts(actor, partnership) and may_manage(actor, partnership, booking.resource)


def uses_of(bookings: Iterable[Booking]) -> list[Use]:
    """Bookings as the rules see them."""
    return [Use(item.starts_at, item.ends_at, item.quantity, item.id, item.party_id) for item in bookings]


def held(resource_id: int, start: datetime) -> list[Booking]:
    """The bookings of a resource that hold their place and end after a moment, in order."""
    query = (
        select(Booking)
        .where(Booking.resource_id == resource_id, Booking.state.in_(HOLDING), Booking.ends_at > start)
        .order_by(Booking.starts_at, Booking.id)
    )
    return list(db.session.scalars(query))


def _wanted(partnership: Any, resource: Resource, wish: Wish) -> Use:
    """The time and quantity asked for; `Invalid` when that cannot be."""
    code = zone_code(partnership)
    given = (wish.first_day, wish.last_day, wish.begins, wish.ends)
    if faults := rules.period_faults(*given, today(code)):
        raise Invalid({name: str(sentence) for name, sentence in faults.items()})
    if wish.quantity > resource.quantity:
        raise Invalid({"quantity": _("Yang ada hanya %(quantity)s.", quantity=_plain(resource.quantity))})
    start, end, _whole_days = rules.period(*given, zone_of(code))
    return Use(start, end, wish.quantity)


def _make_room(actor: Any, partnership: Any, resource: Resource, wanted: Use) -> None:
    """Refuse when the time is taken; let the bookings of suspended parties yield where they must."""
    bookings = {item.id: item for item in held(resource.id, wanted.start)}
    states = {party.id: party.state for party in partnership.parties}
    uses = uses_of(bookings.values())
    resting = [use for use in uses if rules.rests(states[use.party])]
    standing = [use for use in uses if use not in resting]
    if not rules.fits(standing, resource.quantity, wanted):
        taken = bookings[rules.in_the_way(standing, wanted)[0].booking]
        raise Invalid({"first_day": _taken(partnership, taken, standing, wanted)})
    for use in rules.resting_to_yield(standing, resting, resource.quantity, wanted):
        bookings[use.booking].state = YIELDED
        _tell(actor, "multilateral.booking_yielded", partnership, bookings[use.booking])


def _taken(partnership: Any, first: Booking, standing: list[Use], wanted: Use) -> str:
    """Dipakai Sahang 3–5 Desember 2026; bebas mulai 6 Desember 2026."""
    zone = zone_of(zone_code(partnership))
    by_days = rules.next_midnight(wanted.start, zone) == wanted.start
    whole = partial(rules.next_midnight, zone=zone) if by_days else lambda at: at
    free = rules.next_free(standing, first.resource.quantity, wanted, whole)
    return _(
        "Dipakai %(name)s %(period)s; bebas mulai %(free)s.",
        name=party_names(partnership.parties)[first.party_id],
        period=period_words(first, zone),
        free=day_words(free, zone, by_days) if free else "–",
    )


def _booking(actor: Any, booking_id: int) -> tuple[Any, Booking]:
    """A booking and its partnership, for one of its parties; who may do what is asked after."""
    booking = db.session.get(Booking, booking_id)
    if booking is None:
        raise NotFound()
    return for_insiders(actor, booking.resource.partnership_id, Action.PARTNERSHIP_WORK), booking


def _plain(quantity: Decimal) -> str:
    return format(quantity.normalize(), "f").replace(".", ",")


def _tell(actor: Any, kind: str, partnership: Any, booking: Booking, reason: str = "") -> None:
    party = party_of(partnership, booking.party_id)
    zone = zone_of(zone_code(partnership))
    told: dict[str, Any] = {
        "resource": booking.resource.name,
        "first_day": booking.starts_at.astimezone(zone).date(),
        "last_day": (booking.ends_at - timedelta(microseconds=1)).astimezone(zone).date(),
    }
    if not booking.whole_days:
        told["hours"] = hours(booking.starts_at, booking.ends_at, zone)
    record(
        actor, kind, "partnership", partnership.id, after=told, reason=reason, village_code=party and party.village_code
    )
