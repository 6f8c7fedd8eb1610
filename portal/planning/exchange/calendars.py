"""The due dates of a plan as iCalendar, with alarms a week and a day before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _

from ..programme import rules

ALARMS = (7, 1)  # days before
BEFORE, AFTER, MOST = 90, 730, 1000  # days back, days ahead, events
_STATES = {rules.CANCELLED: "CANCELLED"}


def calendar_of(title: str, rows: Iterable[Any], names: dict[int, str], site: str, address: Any) -> bytes:
    """The activities as whole-day events on the day they are due; `address` gives an activity's page by its number."""
    from icalendar import Calendar, Event

    made = Calendar()
    made.add("prodid", "-//Portal Kemitraan Desa//Rencana//ID")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", title)
    made.add("x-published-ttl", "PT12H")
    for row in rows:
        event = Event()
        event.add("uid", f"kegiatan-{row.id}@{site}")
        event.add("dtstamp", row.changed_at)
        event.add("last-modified", row.changed_at)
        event.add("sequence", row.version)
        event.add("dtstart", row.due_on)
        event.add("dtend", row.due_on + timedelta(days=1))
        event.add("summary", _summary(row))
        event.add("description", _described(row, names))
        event.add("status", _STATES.get(row.status, "CONFIRMED"))
        event.add("transp", "TRANSPARENT")
        event.add("url", address(row.id))
        if row.place:
            event.add("location", row.place)
        if row.status in rules.OPEN:
            for days in ALARMS:
                event.add_component(_alarm(row, days))
        made.add_component(event)
    return bytes(made.to_ical())


def window(today: date) -> tuple[int, int, int]:
    """How far a calendar looks back and ahead, and how much it holds at most."""
    return BEFORE, AFTER, MOST


def _summary(row: Any) -> str:
    return _("Selesai: %(title)s", title=row.title) if row.status == rules.DONE else str(row.title)


def _described(row: Any, names: dict[int, str]) -> str:
    who = names.get(row.party_id, "–") + (f", {row.office}" if row.office else "")
    lines = [_("Penanggung jawab: %(who)s", who=who), _("Keadaan: %(state)s", state=rules.STATUSES[row.status])]
    return "\n".join(lines + ([row.description[:500]] if row.description else []))


def _alarm(row: Any, days: int) -> Any:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("%(days)s hari lagi: %(title)s", days=days, title=row.title))
    alarm.add("trigger", timedelta(days=-days) + timedelta(hours=8))  # at eight in the morning
    return alarm
