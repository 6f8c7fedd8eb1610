"""Entries of the calendar as iCalendar (RFC 5545), with alarms, for telephones and office programs.

Moments are written in UTC: every common calendar shows them in the zone of its device, and no zone of
Indonesia changes its clock, so that a VTIMEZONE would only be one more thing to be read wrongly.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, timedelta
from typing import Any

from flask_babel import gettext as _

from ...partnerships.dates import Dated
from . import rules

OF_MEETINGS = (timedelta(days=-1), timedelta(hours=-1))
OF_DAYS = (7, 1)  # days before, at eight in the morning
RENEWED = timedelta(hours=6)
A_MEETING = timedelta(hours=2)  # where nobody said when it ends
DESCRIBED = 500  # letters


def calendar_of(title: str, entries: Iterable[Dated], root: str) -> bytes:
    """A calendar; `root` is the address of this portal, without a slash at its end."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//Portal Kemitraan Desa//Kalender//ID")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", title)
    made.add("refresh-interval", RENEWED, parameters={"value": "DURATION"})
    made.add("x-published-ttl", "PT6H")
    site = root.partition("://")[2]
    for item in entries:
        made.add_component(_event(item, root, site))
    return bytes(made.to_ical())


def _event(item: Dated, root: str, site: str) -> Any:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{item.uid}@{site}")
    event.add("dtstamp", item.changed_at)
    event.add("last-modified", item.changed_at)
    event.add("sequence", item.version)
    if item.starts_at is None:
        event.add("dtstart", item.day)
        event.add("dtend", item.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    else:
        event.add("dtstart", item.starts_at.astimezone(UTC))
        ends_at = item.ends_at or (item.starts_at + A_MEETING if item.kind == rules.MEETING else None)
        if ends_at is not None:
            event.add("dtend", ends_at.astimezone(UTC))
        else:  # a deadline is a moment, and keeps nobody busy
            event.add("transp", "TRANSPARENT")
    title = str(item.title)
    event.add("summary", _("Batal: %(title)s", title=title) if item.is_cancelled else title)
    lines = [_("Kerja sama: %(title)s", title=item.partnership), str(item.described)[:DESCRIBED]]
    event.add("description", "\n".join(line for line in lines if line))
    event.add("status", "CANCELLED" if item.is_cancelled else "CONFIRMED")
    event.add("url", root + item.url)
    if item.place:
        event.add("location", item.place)
    if item.is_open and not item.is_cancelled:
        for before in _alarms(item):
            event.add_component(_alarm(title, before))
    return event


def _alarms(item: Dated) -> tuple[timedelta, ...]:
    if item.starts_at is not None:
        return OF_MEETINGS
    return tuple(timedelta(days=-days, hours=8) for days in OF_DAYS)


def _alarm(title: str, before: timedelta) -> Any:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", before)
    return alarm
