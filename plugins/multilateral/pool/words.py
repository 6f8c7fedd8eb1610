"""Times as people say them: 3–5 Desember 2026, or 3 Desember 2026 pukul 08.00–12.00 WIB."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from flask_babel import format_date
from flask_babel import gettext as _

ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def day(value: date) -> str:
    """5 Desember 2026."""
    return format_date(value, "d MMMM y", rebase=False)


def days(first: date, last: date) -> str:
    """Days in a row, without saying a month or a year twice."""
    if first == last:
        return day(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    pattern = "d MMMM" if first.year == last.year else "d MMMM y"
    return f"{format_date(first, pattern, rebase=False)} – {day(last)}"


def hours(start: datetime, end: datetime, zone: tzinfo) -> str:
    """08.00–12.00 WIB; midnight at the end of a day is 24.00."""
    begins, ends = start.astimezone(zone), end.astimezone(zone)
    closing = "24.00" if ends.date() > begins.date() else ends.strftime("%H.%M")
    return f"{begins.strftime('%H.%M')}–{closing} {ZONES[str(zone)]}"


def period_words(booking: Any, zone: tzinfo) -> str:
    """When a booking is, in words."""
    first = booking.starts_at.astimezone(zone).date()
    if booking.whole_days:
        return days(first, (booking.ends_at.astimezone(zone) - timedelta(days=1)).date())
    return _("%(day)s pukul %(hours)s", day=day(first), hours=hours(booking.starts_at, booking.ends_at, zone))


def day_words(at: datetime, zone: tzinfo, whole_days: bool) -> str:
    """A moment as a day, with its hour where that matters."""
    local = at.astimezone(zone)
    if whole_days:
        return day(local.date())
    return _("%(day)s pukul %(hour)s", day=day(local.date()), hour=f"{local.strftime('%H.%M')} {ZONES[str(zone)]}")


def month_name(first: date) -> str:
    """Desember 2026."""
    return format_date(first, "MMMM y", rebase=False)
