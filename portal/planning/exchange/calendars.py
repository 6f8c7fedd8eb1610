"""The due dates of a plan and of promises as iCalendar, with alarms a week and a day before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from ...partnerships.cases import party_names
from ...partnerships.models import Partnership
from ..commitments import queries as promises
from ..commitments import rules as promised
from ..commitments.models import Commitment
from ..programme import queries as plans
from ..programme import rules

ALARMS = (7, 1)  # days before
BEFORE, AFTER, MOST = 90, 730, 1000  # days back, days ahead, events of each kind
_STATES = {rules.CANCELLED: "CANCELLED"}


@dataclass(frozen=True)
class Due:
    """Something that is due on a day. `uid` is its own for ever; it rings while it `is_open`."""

    uid: str
    day: date
    title: str
    described: str
    address: str
    version: int
    changed_at: datetime
    is_open: bool
    place: str = ""
    status: str = "CONFIRMED"


def calendar_for(partnership: Partnership, today: date, root: str) -> bytes:
    """What is due around a day in a partnership; `root` is the address of this portal. Three statements."""
    names = party_names(partnership.parties)
    activities = plans.soon(partnership.id, today, BEFORE, AFTER, MOST)
    first, last = today - timedelta(days=BEFORE), today + timedelta(days=AFTER)
    vows = promises.due_between(partnership.id, first, last, MOST)
    site = root.partition("://")[2]
    dues = [_of_activity(row, partnership.id, names, root, site) for row in activities]
    return _calendar(partnership.title, dues + [_of_promise(item, names, root, site) for item in vows])


def _of_activity(row: Any, partnership_id: int, names: Mapping[int, str], root: str, site: str) -> Due:
    return Due(
        uid=f"kegiatan-{row.id}@{site}",
        day=row.due_on,
        title=_("Selesai: %(title)s", title=row.title) if row.status == rules.DONE else row.title,
        described=_described(names.get(row.party_id, "–"), row.office, rules.STATUSES[row.status], row.description),
        address=root + url_for("programme.show", partnership_id=partnership_id, activity_id=row.id),
        version=row.version,
        changed_at=row.changed_at,
        is_open=row.status in rules.OPEN,
        place=row.place,
        status=_STATES.get(row.status, "CONFIRMED"),
    )


def _of_promise(item: Commitment, names: Mapping[int, str], root: str, site: str) -> Due:
    disputed = item.state == promised.DISPUTED  # said to be done, and another party says that it is not
    is_open = disputed or item.state in promised.UNDONE
    title = _("Janji: %(title)s", title=item.title)
    state = _("dipersoalkan") if disputed else _("belum selesai") if is_open else _("dinyatakan selesai")
    return Due(
        uid=f"janji-{item.id}@{site}",
        day=item.due_on,
        title=title if is_open else _("Selesai: %(title)s", title=title),
        described=_described(names.get(item.party_id, "–"), item.office, state, item.proof),
        address=root + url_for("commitments.show", partnership_id=item.partnership_id, commitment_id=item.id),
        version=item.version,
        changed_at=item.changed_at,
        is_open=is_open,
    )


def _described(party: str, office: str, state: object, more: str) -> str:
    who = party + (f", {office}" if office else "")
    lines = [_("Penanggung jawab: %(who)s", who=who), _("Keadaan: %(state)s", state=state)]
    return "\n".join(lines + ([more[:500]] if more else []))


def _calendar(title: str, dues: Iterable[Due]) -> bytes:
    """The calendar: a whole-day event on each day that something is due."""
    from icalendar import Calendar, Event

    made = Calendar()
    made.add("prodid", "-//Portal Kemitraan Desa//Rencana//ID")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", title)
    made.add("x-published-ttl", "PT12H")
    for due in dues:
        event = Event()
        event.add("uid", due.uid)
        event.add("dtstamp", due.changed_at)
        event.add("last-modified", due.changed_at)
        event.add("sequence", due.version)
        event.add("dtstart", due.day)
        event.add("dtend", due.day + timedelta(days=1))
        event.add("summary", due.title)
        event.add("description", due.described)
        event.add("status", due.status)
        event.add("transp", "TRANSPARENT")
        event.add("url", due.address)
        if due.place:
            event.add("location", due.place)
        for days in ALARMS if due.is_open else ():
            event.add_component(_alarm(due, days))
        made.add_component(event)
    return bytes(made.to_ical())


def _alarm(due: Due, days: int) -> Any:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("%(days)s hari lagi: %(title)s", days=days, title=due.title))
    alarm.add("trigger", timedelta(days=-days) + timedelta(hours=8))  # at eight in the morning
    return alarm
