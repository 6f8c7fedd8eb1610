"""Tells people what happened: the history is read after a cursor, and told in the transaction that moves it.

So nothing is told twice, a killed server forgets nothing, and no page waits for it.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app, url_for
from sqlalchemy import func, insert, select

from ... import clock
from ...db import db, transactional
from ...events import Event
from ...partnerships.models import Partnership
from ...partnerships.things import Thing, thing_kinds, things_of
from .groups import topic_of
from .models import TITLE_MAX, URL_MAX, Notice, NoticeCursor
from .outgoing import plan_messages, plan_webhooks
from .recipients import Holder, Holders, holders_for, told_of

BATCH = 200  # events a transaction
SHOWN_OF_SAMPLES = 60  # events of a sample portal that its people are told of at first
logger = logging.getLogger("portal.notices")


@dataclass(frozen=True)
class Told:
    """An event worth telling: its topic, and the thing and the offices that it names."""

    event: Event
    topic: str
    partnership: Partnership
    things: tuple[tuple[str, int], ...]
    office_ids: frozenset[int] | None


def tell_all() -> int:
    """Tell everything that was not told yet; returns how many notices were written."""
    written = 0
    while _is_behind():
        written += tell_batch()
    return written


@transactional
def tell_batch() -> int:
    """Tell the next events, at most `BATCH`; returns how many notices were written.

    On its first run it starts at the newest event: what happened before is not news.
    """
    cursor = db.session.get(NoticeCursor, 1, with_for_update=True)
    if cursor is None:
        cursor = NoticeCursor(id=1, seq=_start())
        db.session.add(cursor)
    events = list(db.session.scalars(select(Event).where(Event.seq > cursor.seq).order_by(Event.seq).limit(BATCH)))
    if not events:
        return 0
    cursor.seq = events[-1].seq
    told = _worth_telling(events)
    return _write(told) if told else 0


def _is_behind() -> bool:
    db.session.rollback()  # a new reading transaction sees what was committed a moment ago
    seq = db.session.scalar(select(NoticeCursor.seq))
    return seq is None or _newest() > seq


def _start() -> int:
    return max(0, _newest() - SHOWN_OF_SAMPLES) if current_app.extensions["portal.settings"].demo else _newest()


def _newest() -> int:
    return db.session.scalar(select(func.max(Event.seq))) or 0


def _worth_telling(events: Sequence[Event]) -> list[Told]:
    topics = {event.seq: topic_of(event.kind) for event in events}
    places = {event.seq: _partnership_of(event) for event in events if topics[event.seq]}
    wanted = Partnership.id.in_({number for number in places.values() if number})
    found = {item.id: item for item in db.session.scalars(select(Partnership).where(wanted))}
    return [
        _told(event, str(topics[event.seq]), found[number])
        for event in events
        if (number := places.get(event.seq)) in found
    ]


def _partnership_of(event: Event) -> int | None:
    """The partnership an event belongs to. What only some know of has a history of its own, and names it.

    Such an event always says which offices are told (`office_ids`), so that nobody else is.
    """
    if event.subject_kind == "partnership":
        return int(event.subject_id)
    after: Mapping[str, Any] = json.loads(event.after)
    number = after.get("partnership_id")
    return number if isinstance(number, int) and isinstance(after.get("office_ids"), list) else None


def _told(event: Event, topic: str, partnership: Partnership) -> Told:
    """What is told to all never names a thing that only some may know of."""
    after: Mapping[str, Any] = json.loads(event.after)
    named = after.get("office_ids")
    offices = frozenset(named) if isinstance(named, list) else None
    things = tuple(
        (kind, after[f"{kind}_id"])
        for kind, known in thing_kinds().items()
        if isinstance(after.get(f"{kind}_id"), int) and not (offices is None and known.confidential)
    )
    return Told(event, topic, partnership, things, offices)


def _write(told: Sequence[Told]) -> int:
    """The notices of these events, and what goes out because of them."""
    partnerships = {item.partnership.id: item.partnership for item in told}
    holders = holders_for(partnerships.values(), {number for item in told for number in item.office_ids or ()})
    titles = _things(partnerships.values(), told)
    rows: list[dict[str, Any]] = []
    whom: list[tuple[Holder, int, str]] = []
    for item, people in _once([(item, list(_told_of(item, holders))) for item in told]):
        title, url = titles.get(item.event.seq, ("", url_for("partnerships.show", partnership_id=item.partnership.id)))
        for holder in people:
            rows.append(_row(item, holder.person_id, title, url))
            whom.append((holder, item.event.seq, item.topic))
    if rows:
        db.session.execute(insert(Notice), rows)
    plan_messages(whom)
    plan_webhooks([(item.partnership.id, item.event.seq) for item in told if item.office_ids is None])
    return len(rows)


def _told_of(item: Told, holders: Holders) -> Iterator[Holder]:
    return told_of(item.partnership, holders, item.office_ids, item.event.actor_id)


def _once(told: Sequence[tuple[Told, list[Holder]]]) -> Iterator[tuple[Told, list[Holder]]]:
    """Whom each event is told: not who is told by name, on the same topic, of the same thing done in the same request.

    A post that calls an office is one notice to that office, not one of the call and one of the post.
    """
    by_name = {
        (item.event.request_id, item.topic, pair, holder.person_id)
        for item, people in told
        if item.office_ids is not None and item.event.request_id
        for pair in item.things
        for holder in people
    }
    for item, people in told:
        ways = [(item.event.request_id, item.topic, pair) for pair in item.things if item.office_ids is None]
        yield item, [holder for holder in people if not any((*way, holder.person_id) in by_name for way in ways)]


def _row(item: Told, person_id: int, title: str, url: str) -> dict[str, Any]:
    return {
        "person_id": person_id,
        "event_seq": item.event.seq,
        "partnership_id": item.partnership.id,
        "topic": item.topic,
        "title": title,
        "url": url,
        "told_at": clock.now(),
        "is_unread": True,
    }


def _things(partnerships: Collection[Partnership], told: Sequence[Told]) -> dict[int, tuple[str, str]]:
    """Title and address of what each event is about; the partnership's own stand for what is not found."""
    found: dict[int, tuple[str, str]] = {}
    for partnership in partnerships:
        own = [item for item in told if item.partnership is partnership and item.things]
        things = _things_of(partnership, [pair for item in own for pair in item.things])
        for item in own:
            thing = next((things[pair] for pair in item.things if pair in things), None)
            if thing is not None and len(thing.url) <= URL_MAX:
                found[item.event.seq] = (str(thing.title)[:TITLE_MAX], thing.url)
    return found


def _things_of(partnership: Partnership, wanted: list[tuple[str, int]]) -> Mapping[tuple[str, int], Thing]:
    """A room that fails to find its things holds no notice up."""
    if not wanted:
        return {}
    try:
        with db.session.begin_nested():
            return things_of(partnership, wanted)
    except Exception:
        logger.exception("things of partnership %s not found", partnership.id)
        return {}
