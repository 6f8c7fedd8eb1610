"""What the inbox and the page of choices show, in one statement each however many notices there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, func, literal, literal_column, select, tuple_

from ...db import db
from ...events import Event
from ...partnerships.models import Partnership
from . import rules
from .models import Delivery, Notice, NoticeChoice, NoticePerson, Webhook

SIZE = 30
MOST_COUNTED = 100
# Stands in the one statement of every signed-in page: counted to a hundred, however many there are.
UNREAD = literal_column(
    "(SELECT count(*) FROM (SELECT 1 FROM notice WHERE notice.person_id = person.id AND notice.is_unread = true "
    f"LIMIT {MOST_COUNTED}) AS few)",
    Integer,
)
Place = tuple[bool, int]  # whether unread, and the event's number


@dataclass(frozen=True)
class Line:
    """One notice as it is read."""

    id: int
    seq: int
    topic: str
    title: str
    url: str
    is_unread: bool
    partnership_id: int
    partnership: str
    kind: str
    office: str
    village_code: str | None
    at: datetime
    reason: str


@dataclass(frozen=True)
class Saying:
    """Notices of one kind about one thing, newest first, said in one line; one with a reason is said alone."""

    lines: Sequence[Line]

    @property
    def newest(self) -> Line:
        """The newest."""
        return self.lines[0]

    @property
    def offices(self) -> list[str]:
        """Who did it, each once."""
        return list(dict.fromkeys(line.office for line in self.lines if line.office))


@dataclass(frozen=True)
class Bundle:
    """The notices of one page that are about one thing of one partnership, newest first."""

    lines: Sequence[Line]

    @property
    def first(self) -> Line:
        """The newest."""
        return self.lines[0]

    @property
    def said(self) -> list[Saying]:
        """What happened, equal kinds together."""
        found: dict[tuple[str, int], list[Line]] = {}
        for line in self.lines:
            found.setdefault((line.kind, line.id if line.reason else 0), []).append(line)
        return [Saying(group) for group in found.values()]


@dataclass(frozen=True)
class Inbox:
    """A page of the inbox, and where the next one begins."""

    bundles: Sequence[Bundle]
    next_place: str


def inbox(person_id: int | None, topic: str = "", place: Place | None = None) -> Inbox:
    """A person's notices: the unread ones first, then the newest; one statement."""
    query = _lines().where(Notice.person_id == person_id)
    if topic:
        query = query.where(Notice.topic == topic)
    if place is not None:
        query = query.where(tuple_(Notice.is_unread, Notice.event_seq) < tuple_(literal(place[0]), literal(place[1])))
    query = query.order_by(Notice.is_unread.desc(), Notice.event_seq.desc()).limit(SIZE + 1)
    found = [Line(*row) for row in db.session.execute(query)]
    shown = found[:SIZE]
    following = f"{int(shown[-1].is_unread)}-{shown[-1].seq}" if len(found) > SIZE else ""
    return Inbox(_bundled(shown), following)


def place_of(text: str) -> Place | None:
    """The place that an address names (`1-2026`); None for anything else."""
    unread, _dash, seq = text.partition("-")
    if unread not in ("0", "1") or not (seq.isascii() and seq.isdigit() and len(seq) < 10):
        return None
    return unread == "1", int(seq)


def unread_between(person_id: int, first_seq: int, last_seq: int, topics: Sequence[str], limit: int) -> list[Line]:
    """The newest unread notices of a digest, at most `limit`."""
    query = _lines().where(
        Notice.person_id == person_id,
        Notice.is_unread.is_(True),
        Notice.event_seq > first_seq,
        Notice.event_seq <= last_seq,
        Notice.topic.in_(topics),
    )
    return [Line(*row) for row in db.session.execute(query.order_by(Notice.event_seq.desc()).limit(limit))]


def line_of(person_id: int, seq: int) -> Line | None:
    """One notice of a person, by the event's number."""
    row = db.session.execute(_lines().where(Notice.person_id == person_id, Notice.event_seq == seq)).first()
    return Line(*row) if row else None


def choices_of(person_id: int | None) -> dict[str, NoticeChoice]:
    """What a person chose, by channel."""
    found = db.session.scalars(select(NoticeChoice).where(NoticeChoice.person_id == person_id))
    return {choice.channel: choice for choice in found}


def person_of(person_id: int | None) -> NoticePerson | None:
    """A person's quiet hours."""
    return db.session.get(NoticePerson, person_id)


def failed_of(person_id: int | None, limit: int = 10) -> list[Delivery]:
    """What lately did not reach a person."""
    query = select(Delivery).where(Delivery.person_id == person_id, Delivery.state.in_((rules.FAILED, rules.UNSURE)))
    return list(db.session.scalars(query.order_by(Delivery.id.desc()).limit(limit)))


def undelivered(since: datetime) -> dict[str, int]:
    """How many deliveries since a moment surely or perhaps did not arrive, by channel; one statement."""
    lost = Delivery.state.in_((rules.FAILED, rules.UNSURE))
    query = select(Delivery.channel, func.count()).where(lost, Delivery.settled_at > since)
    return {channel: count for channel, count in db.session.execute(query.group_by(Delivery.channel))}


def webhooks_of(partnership_id: int) -> list[tuple[Webhook, Delivery | None]]:
    """The living webhooks of a partnership, each with its newest delivery."""
    newest = (
        select(Delivery.id)
        .where(Delivery.webhook_id == Webhook.id)
        .order_by(Delivery.id.desc())
        .limit(1)
        .correlate(Webhook)
        .scalar_subquery()
    )
    query = (
        select(Webhook, Delivery)
        .outerjoin(Delivery, Delivery.id == newest)
        .where(Webhook.partnership_id == partnership_id, Webhook.archived_at.is_(None))
        .order_by(Webhook.id)
    )
    return [(webhook, delivery) for webhook, delivery in db.session.execute(query)]


def kept_about(person_id: int) -> dict[str, Any]:
    """What this room keeps about a person, for themselves."""
    told = select(Notice).where(Notice.person_id == person_id).order_by(Notice.event_seq.desc()).limit(10_000)
    person = person_of(person_id)
    return {
        "notices": [
            {"told_at": item.told_at.isoformat(), "topic": item.topic, "title": item.title, "unread": item.is_unread}
            for item in db.session.scalars(told)
        ],
        "notice_choices": {
            channel: {"topics": choice.topics.split(), "how_often": choice.how_often, "address": choice.address}
            for channel, choice in choices_of(person_id).items()
        },
        "quiet_hours": [person.quiet_from, person.quiet_until] if person else None,
    }


def _lines() -> Any:
    return (
        select(
            Notice.id,
            Notice.event_seq,
            Notice.topic,
            Notice.title,
            Notice.url,
            Notice.is_unread,
            Notice.partnership_id,
            Partnership.title,
            Event.kind,
            Event.office,
            Event.village_code,
            Event.at,
            Event.reason,
        )
        .join(Event, Event.seq == Notice.event_seq)
        .join(Partnership, Partnership.id == Notice.partnership_id)
    )


def _bundled(lines: Sequence[Line]) -> list[Bundle]:
    found: dict[tuple[bool, int, str], list[Line]] = {}
    for line in lines:
        found.setdefault((line.is_unread, line.partnership_id, line.url), []).append(line)
    return [Bundle(group) for group in found.values()]
