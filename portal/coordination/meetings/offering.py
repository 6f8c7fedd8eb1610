"""What meetings offer to others: things to talk about, days for the calendar, decisions to carry out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from flask import url_for
from sqlalchemy import and_, exists, or_, select

from ... import clock
from ...contracts import Text, say
from ...db import db
from ...partnerships.dates import Dated
from ...partnerships.decided import Decided, promised_of
from ...partnerships.models import Partnership
from ...partnerships.queries import mine
from ...partnerships.things import Thing
from ...permissions import Actor
from ...web.i18n import format_day
from . import queries, rules
from .models import TITLE, AgendaItem, Confirmation, Meeting

MOST_DAYS, MOST_DECISIONS = 300, 20
MOST_OF_TITLE = 150  # letters; a promise keeps a reference of 200
MEETING, MINUTES = "meeting", "minutes"  # kinds of dates
FAR = timedelta(days=1)  # a day of another zone begins or ends within a day of ours


def find_meetings(partnership: Partnership, numbers: Sequence[int]) -> Mapping[int, Thing]:
    """The meetings of a partnership by number; one statement."""
    query = select(Meeting.id, Meeting.title).where(Meeting.partnership_id == partnership.id, Meeting.id.in_(numbers))
    return {
        number: Thing("meeting", number, title, _url(partnership.id, number))
        for number, title in db.session.execute(query)
    }


def find_items(partnership: Partnership, numbers: Sequence[int]) -> Mapping[int, Thing]:
    """The items of agendas of a partnership by number; one statement."""
    query = select(AgendaItem.id, AgendaItem.title, AgendaItem.meeting_id).join(AgendaItem.meeting)
    query = query.where(Meeting.partnership_id == partnership.id, AgendaItem.id.in_(numbers))
    rows = db.session.execute(query.where(AgendaItem.archived_at.is_(None)))
    return {
        number: Thing("agenda_item", number, title, _url(partnership.id, meeting_id, number))
        for number, title, meeting_id in rows
    }


def days(person: Actor, first: date, last: date, partnership_id: int | None) -> Sequence[Dated]:
    """The meetings between two days in the person's partnerships, cancelled ones too; and the last days to answer
    for their minutes. One statement.
    """
    begin = datetime(first.year, first.month, first.day, tzinfo=UTC) - FAR
    end = datetime(last.year, last.month, last.day, tzinfo=UTC) + 2 * FAR
    to_answer = and_(Meeting.state == rules.CONFIRMING, Meeting.confirm_by.between(first, last))
    query = (
        select(Meeting, Partnership.title)
        .join(Partnership, Partnership.id == Meeting.partnership_id)
        .where(mine(person), queries.concerns(person), Meeting.state != rules.DRAFT)
        .where(or_(Meeting.starts_at.between(begin, end), to_answer))
    )
    if partnership_id is not None:
        query = query.where(Partnership.id == partnership_id)
    rows = db.session.execute(query.order_by(Meeting.starts_at, Meeting.id).limit(MOST_DAYS))
    zone = clock.zone_of(person.office.village_code if person.office else None)
    found = [item for meeting, title in rows for item in (_dated(meeting, title, zone), *_asked(meeting, title))]
    return [item for item in found if first <= item.day <= last]


def _asked(meeting: Meeting, partnership: str) -> list[Dated]:
    """The last day on which the villages answer whether the minutes are right, while they are asked."""
    if meeting.state != rules.CONFIRMING or meeting.confirm_by is None:
        return []
    last_day = Dated(
        uid=f"minutes-{meeting.id}",
        kind=MINUTES,
        partnership_id=meeting.partnership_id,
        partnership=partnership,
        day=meeting.confirm_by,
        title=say("Batas menjawab berita acara: %(title)s", title=meeting.title),
        url=_url(meeting.partnership_id, meeting.id),
        version=meeting.version,
        changed_at=meeting.changed_at,
    )
    return [last_day]


def _dated(meeting: Meeting, partnership: str, zone: tzinfo) -> Dated:
    return Dated(
        uid=f"meeting-{meeting.id}",
        kind=MEETING,
        partnership_id=meeting.partnership_id,
        partnership=partnership,
        day=meeting.starts_at.astimezone(zone).date(),
        title=meeting.title,
        url=_url(meeting.partnership_id, meeting.id),
        version=meeting.version,
        changed_at=meeting.changed_at,
        described=meeting.online_note,
        place=meeting.place,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        is_open=meeting.state == rules.CALLED,
        is_cancelled=meeting.state in (rules.CANCELLED, rules.POSTPONED),
    )


def decided(partnership_id: int) -> list[Decided]:
    """What meetings decided, the newest first, from minutes that stand or wait to be confirmed; one statement.

    Words that somebody objects to are no decision yet.
    """
    objected = exists().where(
        Confirmation.meeting_id == Meeting.id,
        Confirmation.round == Meeting.round,
        Confirmation.state == rules.OBJECTED,
    )
    query = select(AgendaItem, Meeting.number, Meeting.title, Meeting.starts_at).join(AgendaItem.meeting)
    query = query.where(
        Meeting.partnership_id == partnership_id,
        or_(Meeting.state == rules.SETTLED, and_(Meeting.state == rules.CONFIRMING, ~objected)),
        AgendaItem.outcome == rules.DECIDED,
        AgendaItem.archived_at.is_(None),
    )
    rows = db.session.execute(query.order_by(Meeting.starts_at.desc(), AgendaItem.position).limit(MOST_DECISIONS))
    return [
        Decided(
            text=line,
            reference=reference_of(number, title, starts_at.astimezone(clock.zone_of(None)).date()),
            url=_url(partnership_id, item.meeting_id, item.id),
            decided_on=starts_at.astimezone(clock.zone_of(None)).date(),
        )
        for item, number, title, starts_at in rows
        for line in item.decision.splitlines()
        if line.strip()
    ]


def reference_of(number: str, title: str, day: date) -> Text:
    """How a paper names the minutes: by their number, else by what was talked about and when."""
    if number:
        return say("berita acara No. %(number)s", number=number)
    return say("berita acara “%(title)s”, %(day)s", title=title[:MOST_OF_TITLE], day=format_day(day))


@dataclass(frozen=True)
class Carried:
    """What became of a decided item: the promises made of it, and its lines that are none yet."""

    promises: Sequence[Thing]
    left: Sequence[str]


def carried_out(partnership_id: int, meeting: Meeting, items: Sequence[AgendaItem]) -> dict[int, Carried]:
    """What became of each decided item of a meeting, by its number; one statement, none without a decision."""
    urls = {item.id: _url(partnership_id, meeting.id, item.id) for item in items if item.outcome == rules.DECIDED}
    promised = promised_of(partnership_id, list(urls.values()))
    return {item.id: _carried(item, promised.get(urls[item.id], [])) for item in items if item.id in urls}


def _carried(item: AgendaItem, promises: Sequence[Thing]) -> Carried:
    """A promise is of the line that it quotes; once there are as many as lines, the others were put in other words."""
    lines = [line.strip() for line in item.decision.splitlines() if line.strip()]
    titles = {str(promise.title) for promise in promises}
    left = [line for line in lines if line[:TITLE] not in titles]
    return Carried(promises, left if len(promises) < len(lines) else ())


def _url(partnership_id: int, meeting_id: int, item_id: int | None = None) -> str:
    anchor = f"acara-{item_id}" if item_id else None
    return url_for("meetings.show", partnership_id=partnership_id, meeting_id=meeting_id, _anchor=anchor)
