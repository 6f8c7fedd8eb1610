"""Sends what is planned. A row is claimed before it is sent, so that no two senders take it.

When a sender dies half-way nobody knows whether it went out. A webhook is called again, with the same
`Idempotency-Key`: at least once. Mail, Telegram and channels that cannot tell repeats are not: at most once.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable
from threading import Thread
from typing import Any

from flask import Flask, current_app
from flask_babel import force_locale
from sqlalchemy import and_, or_, select

from ... import clock
from ...accounts import mail
from ...accounts.models import Person
from ...contracts import Message, NotSent
from ...db import db, transactional
from ...events import Event
from ...partnerships.models import Partnership
from ...web.page_context import event_label
from . import addresses, digest, queries, rules
from .models import Delivery, NoticeChoice, Webhook
from .notifiers import notifiers
from .recipients import still_may_open

LONGEST = 30.0  # seconds that one sending may take
MOST_AT_ONCE = 100
AT_ONCE_FOR = 120.0  # seconds: then what happened meanwhile is told first, however slow others answer
logger = logging.getLogger("portal.notices")


def send_due(app: Flask) -> int:
    """Send what is due, one by one, at most `MOST_AT_ONCE` and for `AT_ONCE_FOR`; returns how many went out."""
    sent, until = 0, time.monotonic() + AT_ONCE_FOR
    for _turn in range(MOST_AT_ONCE):
        number = claim() if time.monotonic() < until else None
        if number is None:
            break
        state, trouble, again = _within_time(app, number)
        settle(number, state, trouble, again)
        sent += state == rules.SENT
    return sent


@transactional
def claim() -> int | None:
    """Take the next delivery for two minutes; one whose sender died is given up, or taken again where that is safe."""
    now = clock.now()
    waits = and_(Delivery.state == rules.WAITING, Delivery.due_at <= now)
    left = and_(Delivery.state == rules.SENDING, Delivery.claimed_until < now)
    query = select(Delivery).where(or_(waits, left)).order_by(Delivery.due_at, Delivery.id).limit(20)
    for item in db.session.scalars(query.with_for_update(skip_locked=True)):
        if item.state == rules.SENDING and not (_is_repeatable(item.channel) and rules.next_try(item.tries, now)):
            item.state, item.settled_at = rules.UNSURE, now
            continue
        item.state, item.claimed_until, item.tries = rules.SENDING, now + rules.LEASE, item.tries + 1
        return item.id
    return None


@transactional
def settle(number: int, state: str, trouble: str, again: bool) -> None:
    """Write down how it went; what surely did not go out waits for its next try, until it is enough."""
    item = db.session.get(Delivery, number)
    if item is None or item.state != rules.SENDING:
        return
    now = clock.now()
    item.state, item.trouble, item.claimed_until = state, rules.one_line(trouble, 200), None
    next_try = rules.next_try(item.tries, now) if again else None
    if state in (rules.FAILED, rules.UNSURE) and next_try is not None:
        item.state, item.due_at = rules.WAITING, next_try
    else:
        item.settled_at = now


def _within_time(app: Flask, number: int) -> tuple[str, str, bool]:
    """Send in a thread of its own: one that hangs holds up neither the others nor a page."""
    outcome: list[tuple[str, str, bool]] = []

    def work() -> None:
        with app.test_request_context(), force_locale("id"):
            outcome.append(_send(number))

    thread = Thread(target=work, daemon=True)
    thread.start()
    thread.join(LONGEST)
    if outcome:
        return outcome[0]
    item = db.session.get(Delivery, number)
    return rules.UNSURE, "TimeoutError", item is not None and _is_repeatable(item.channel)


def _send(number: int) -> tuple[str, str, bool]:
    item = db.session.get(Delivery, number)
    assert item is not None
    channel, key = item.channel, item.key
    try:
        act = _prepared(item)
        if act is None:
            return rules.EMPTY, "", False
        db.session.rollback()  # no reading transaction stays open while the network is slow
        act()
    except NotSent as error:
        return rules.FAILED, str(error), error.again
    except addresses.Refused as refused:
        return rules.FAILED, str(refused.sentence), False
    except Exception as error:
        logger.warning("delivery %s: %s", key, type(error).__name__)
        return rules.UNSURE, type(error).__name__, _is_repeatable(channel)
    return rules.SENT, "", False


def _prepared(item: Delivery) -> Callable[[], None] | None:
    """What sends it, with everything read from the database; None when there is nothing to say any more."""
    if item.channel == rules.WEBHOOK:
        return _webhook_call(item)
    person = db.session.get(Person, item.person_id)
    if person is None or not person.is_active:
        return None
    if item.channel == rules.MAIL:
        settings = current_app.extensions["portal.settings"]
        letter = digest.digest_for(person, item, settings)
        return (lambda: mail.deliver(settings, letter)) if letter else None
    return _message(item)


def _message(item: Delivery) -> Callable[[], None] | None:
    notifier = notifiers().get(item.channel)
    choice = db.session.get(NoticeChoice, {"person_id": item.person_id, "channel": item.channel})
    line = queries.line_of(item.person_id or 0, item.event_seq)
    if notifier is None or choice is None or not choice.address or line is None or not line.is_unread:
        return None
    if not still_may_open(item.person_id or 0, line.partnership_id):
        return None
    url = current_app.extensions["portal.settings"].base_url + line.url
    title = rules.one_line(f"{event_label(line.kind)}: {line.title}" if line.title else event_label(line.kind))
    said = Message(item.key, title, rules.one_line(f"{line.partnership}. {line.office}"), url)
    address = choice.address
    return lambda: notifier.send(said, address)


def _webhook_call(item: Delivery) -> Callable[[], None] | None:
    webhook, event = db.session.get(Webhook, item.webhook_id), db.session.get(Event, item.event_seq)
    if webhook is None or webhook.archived_at is not None or event is None:
        return None
    partnership = db.session.get(Partnership, webhook.partnership_id)
    body = json.dumps(_told(item, event, partnership), ensure_ascii=False).encode()
    headers = {
        "Content-Type": "application/json",
        "Idempotency-Key": item.key,
        "X-Portal-Signature": addresses.signature(webhook.secret, body),
    }
    url = webhook.url

    def act() -> None:
        status = addresses.call(addresses.checked(url), body, headers)
        if not 200 <= status < 300:
            raise NotSent(f"HTTP {status}", again=status in (408, 425, 429) or status >= 500)

    return act


def _told(item: Delivery, event: Event, partnership: Any) -> dict[str, Any]:
    """What a webhook hears: no names of people, and no values from the history."""
    base = current_app.extensions["portal.settings"].base_url
    return {
        "key": item.key,
        "at": event.at.isoformat(),
        "kind": event.kind,
        "title": str(event_label(event.kind)),
        "village": event.village_code,
        "partnership": {"id": partnership.id, "title": partnership.title},
        "url": f"{base}/kemitraan/{partnership.id}",
    }


def _is_repeatable(channel: str) -> bool:
    notifier = notifiers().get(channel)
    return channel == rules.WEBHOOK or (notifier is not None and notifier.repeatable)
