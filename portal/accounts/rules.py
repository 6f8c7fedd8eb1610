"""Rules of accounts and offices: plain functions on values."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ..permissions import VILLAGE_OFFICES, HeldOffice, OfficeKind, Relation

IDLE_LIMIT = timedelta(hours=8)
IDLE_LIMIT_ADMINISTRATOR = timedelta(minutes=30)
ABSOLUTE_LIMIT = timedelta(days=30)
ABSOLUTE_LIMIT_ADMINISTRATOR = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=10)
STEP_UP_LASTS = timedelta(minutes=10)
INVITATION_LASTS = timedelta(days=7)
RESET_LASTS = timedelta(hours=24)

PASSWORD_MIN, PASSWORD_MAX = 8, 128
USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")

ONE_HOLDER = frozenset({OfficeKind.VILLAGE_HEAD, OfficeKind.VILLAGE_SECRETARY})
"""Seats that one person holds at a time; the others may have several holders."""

INVITABLE: dict[OfficeKind, frozenset[OfficeKind]] = {
    OfficeKind.ADMINISTRATOR: frozenset(OfficeKind),
    OfficeKind.VILLAGE_HEAD: frozenset(
        {OfficeKind.VILLAGE_OPERATOR, OfficeKind.VILLAGE_SECRETARY, OfficeKind.COUNCIL_MEMBER}
    ),
    OfficeKind.REGENCY_OFFICER: frozenset(
        {*VILLAGE_OFFICES, OfficeKind.FACILITATOR, OfficeKind.DISTRICT_OFFICER, OfficeKind.BKAD_OFFICER}
    ),
}
"""Which seats the holder of a seat may give by a link, within their own reach."""


def in_term(starts_on: date, ends_on: date | None, on: date) -> bool:
    """Whether a term runs on a day; both ends are included."""
    return starts_on <= on and (ends_on is None or on <= ends_on)


def held_label(label: str, is_acting: bool) -> str:
    """How a seat is called in the hands of its holder: `Pj. Kepala Desa Ngebel` for an acting one."""
    return f"Pj. {label}" if is_acting else label


def invitable_kinds(kind: OfficeKind | None) -> frozenset[OfficeKind]:
    """The kinds of seats that somebody acting as `kind` may give."""
    return INVITABLE.get(kind, frozenset()) if kind else frozenset()


def standing_to(seat: HeldOffice, office: HeldOffice | None) -> frozenset[Relation]:
    """How an office stands to another seat: of the same village, or with an area around it."""
    if office is None or not seat.scope_codes:
        return frozenset()
    relations = set()
    if seat.village_code and seat.village_code == office.village_code:
        relations.add(Relation.OWN)
    if all(office.covers(code) for code in seat.scope_codes):
        relations.add(Relation.WITHIN)
    return frozenset(relations)


def seat_key(kind: str, scope_codes: str, organisation_id: int | None, partnership_id: int | None) -> str:
    """The one spelling of a seat; equal seats have equal keys, also where numbers are missing."""
    return f"{kind}|{scope_codes}|{organisation_id or '-'}|{partnership_id or '-'}"


# sessions


def session_ends(created_at: datetime, expires_at: datetime, administrator: bool) -> datetime:
    """When a session ends however busy it is."""
    return min(expires_at, created_at + ABSOLUTE_LIMIT_ADMINISTRATOR) if administrator else expires_at


def is_idle(seen: datetime, now: datetime, administrator: bool) -> bool:
    """Whether nothing came for too long. A clock that went back makes no session idle."""
    return now - seen > (IDLE_LIMIT_ADMINISTRATOR if administrator else IDLE_LIMIT)


def is_administrator(offices: tuple[HeldOffice, ...]) -> bool:
    """Whether one of these offices is the administrator's."""
    return any(office.kind == OfficeKind.ADMINISTRATOR for office in offices)


def is_confirmed(confirmed_at: datetime | None, now: datetime) -> bool:
    """Whether the password was given within the last ten minutes; a moment to come does not count."""
    return confirmed_at is not None and timedelta(0) <= now - confirmed_at <= STEP_UP_LASTS


# slowing down guesses


@dataclass(frozen=True)
class Limit:
    """`checks` in `window`, then a wait of `block` that doubles each time up to `longest`; never for ever."""

    checks: int
    window: timedelta
    block: timedelta
    longest: timedelta

    def wait_after(self, strikes: int) -> timedelta:
        """How long to wait after the limit was reached `strikes` times before."""
        return min(self.block * (1 << min(strikes, 16)), self.longest)


_QUARTER = timedelta(minutes=15)
LIMITS = {
    "account": Limit(10, _QUARTER, _QUARTER, timedelta(hours=4)),
    "device": Limit(10, _QUARTER, _QUARTER, timedelta(hours=4)),
    "code": Limit(10, _QUARTER, _QUARTER, timedelta(hours=4)),
    # A whole village shares one address, and often a whole district.
    "address": Limit(300, _QUARTER, timedelta(minutes=5), timedelta(minutes=5)),
    # What citizens say of a partnership: by address in an hour and in a day, and for one partnership in a day.
    "feedback": Limit(10, timedelta(hours=1), timedelta(hours=1), timedelta(hours=1)),
    "feedback_day": Limit(30, timedelta(days=1), timedelta(hours=12), timedelta(hours=12)),
    "feedback_here": Limit(200, timedelta(days=1), timedelta(hours=6), timedelta(hours=6)),
    # What one person writes in conversations.
    "post": Limit(20, timedelta(minutes=10), timedelta(minutes=10), timedelta(minutes=10)),
    # What programs read, counted in bundles of requests (see documents.api): by address, and by key.
    "api_address": Limit(60, timedelta(minutes=5), timedelta(minutes=1), timedelta(minutes=5)),
    "api_token": Limit(300, timedelta(minutes=5), timedelta(minutes=1), timedelta(minutes=5)),
    # Files that are compared with what was issued, by address.
    "verify": Limit(60, _QUARTER, _QUARTER, timedelta(hours=1)),
    "mail": Limit(3, timedelta(hours=1), timedelta(hours=1), timedelta(hours=1)),
}
STRIKES_FORGOTTEN = timedelta(hours=24)


def network_of(address: str) -> str:
    """The address that is counted: an IPv4 address, or the /64 that one IPv6 line has."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "?"
    if parsed.version == 6:
        return str(ipaddress.ip_network((parsed, 64), strict=False).network_address)
    return str(parsed)


# In this order: most browsers also name the ones they descend from.
_BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "UCBrowser": "UC Browser",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
_SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "CrOS": "Chromebook",
    "Linux": "Linux",
}


def device_name(user_agent: str) -> str:
    """A short name that a person recognises their device by, such as `Chrome · Android`."""
    browser = next((name for mark, name in _BROWSERS.items() if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS.items() if mark in user_agent), "")
    return " · ".join(part for part in (browser, system) if part)
