"""The portal's one clock: every moment is taken here, so that tests can set it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

# Province codes (Kemendagri) outside western Indonesian time.
_CENTRAL = frozenset({"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"})
_EASTERN = frozenset({"81", "82", "91", "92", "93", "94", "95", "96"})


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def zone_of(area_code: str | None) -> ZoneInfo:
    """The time zone (WIB, WITA or WIT) of an area code; WIB when there is none."""
    province = (area_code or "")[:2]
    if province in _CENTRAL:
        return ZoneInfo("Asia/Makassar")
    if province in _EASTERN:
        return ZoneInfo("Asia/Jayapura")
    return ZoneInfo("Asia/Jakarta")


def today(area_code: str | None = None) -> date:
    """The calendar day at an area."""
    return now().astimezone(zone_of(area_code)).date()
