"""The verbs of notices: read, choose, tie a Telegram chat, set and withdraw a webhook, forget what is old."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import aliased

from ... import clock, events
from ...accounts.login import token_hash
from ...db import db, transactional
from ...errors import Invalid, NotFound
from ...partnerships.working import workable
from ...permissions import Actor
from . import rules
from .addresses import Refused, checked
from .models import Delivery, Notice, NoticeChoice, NoticePerson, Webhook
from .notifiers import notifiers

READ_KEPT = timedelta(days=180)
DELIVERIES_KEPT = timedelta(days=90)
CODE_LASTS = timedelta(minutes=30)
MOST_WEBHOOKS = 5


@transactional
def mark_read(actor: Actor, notice_ids: Collection[int] | None) -> int:
    """Mark one's own notices as read, all of them when `notice_ids` is None; returns how many were unread."""
    statement = update(Notice).where(Notice.person_id == actor.person_id, Notice.is_unread.is_(True))
    if notice_ids is not None:
        statement = statement.where(Notice.id.in_(notice_ids))
    return int(db.session.execute(statement.values(is_unread=False, read_at=clock.now())).rowcount)  # type: ignore[attr-defined]


@transactional
def choose(
    actor: Actor,
    quiet: tuple[int | None, int | None],
    how_often: str,
    chosen: Mapping[str, tuple[Collection[str], str]],
) -> None:
    """Keep what a person wants to hear of: `chosen` maps a channel to its topics and address.

    A channel that finds its address itself (Telegram) keeps the one it has.
    """
    person = own_settings(actor)
    person.quiet_from, person.quiet_until = quiet
    for channel, (topics, address) in chosen.items():
        choice = _choice(actor, channel)
        choice.topics = " ".join(sorted(topics))
        choice.how_often = how_often if channel == rules.MAIL else ""
        notifier = notifiers().get(channel)
        if notifier is not None and notifier.check is not None:
            if address and (fault := notifier.check(address)):
                raise Invalid({f"{channel}_address": str(fault)})
            choice.address = address


@transactional
def new_code(actor: Actor) -> str:
    """A one-time code that ties the Telegram chat it is sent from to this person; it lasts half an hour."""
    person = own_settings(actor)
    code = "".join(secrets.choice("ABCDEFGHJKMNPQRSTUVWXYZ23456789") for _place in range(8))
    person.code_hash, person.code_until = token_hash(code), clock.now() + CODE_LASTS
    return code


@transactional
def tie_chat(code: str, chat: str, topics: Collection[str]) -> bool:
    """Tie a chat to whoever made the code; whether the code was open."""
    found = db.session.scalars(
        select(NoticePerson).where(
            NoticePerson.code_hash == token_hash(code.strip().upper()), NoticePerson.code_until > clock.now()
        )
    ).first()
    if found is None:
        return False
    found.code_hash = found.code_until = None
    key = {"person_id": found.person_id, "channel": rules.TELEGRAM}
    choice = db.session.get(NoticeChoice, key)
    if choice is None:
        choice = NoticeChoice(**key, topics=" ".join(topics))
        db.session.add(choice)
    choice.address = chat
    return True


@transactional
def untie_chat(actor: Actor) -> None:
    """Forget the Telegram chat of a person; nothing more is sent there."""
    statement = delete(NoticeChoice).where(NoticeChoice.person_id == actor.person_id)
    db.session.execute(statement.where(NoticeChoice.channel == rules.TELEGRAM))


@transactional
def set_webhook(actor: Actor, partnership_id: int, url: str, secret: str) -> Webhook:
    """Let an address outside hear of a partnership. Raises `Invalid` for one the portal will not call."""
    partnership = workable(actor, partnership_id)
    try:
        checked(url)
    except Refused as refused:
        raise Invalid({"url": str(refused.sentence)}) from refused
    living = select(Webhook).where(Webhook.partnership_id == partnership.id, Webhook.archived_at.is_(None))
    if len(list(db.session.scalars(living))) >= MOST_WEBHOOKS:
        raise Invalid({"url": _("Paling banyak lima alamat. Cabut dulu yang tidak dipakai.")})
    office = actor.office.label if actor.office else ""
    webhook = Webhook(partnership_id=partnership.id, url=url, secret=secret, set_at=clock.now(), set_by_office=office)
    db.session.add(webhook)
    db.session.flush()
    events.record(actor, "coordination.webhook_set", "partnership", partnership.id, after={"webhook_id": webhook.id})
    return webhook


@transactional
def withdraw_webhook(actor: Actor, partnership_id: int, webhook_id: int) -> None:
    """Send nothing more to an address."""
    partnership = workable(actor, partnership_id)
    webhook = db.session.get(Webhook, webhook_id)
    if webhook is None or webhook.partnership_id != partnership.id:
        raise NotFound()
    if webhook.archived_at is None:
        webhook.archived_at, webhook.archived_by_id = clock.now(), actor.person_id
        webhook.secret = ""
        after = {"webhook_id": webhook.id}
        events.record(actor, "coordination.webhook_withdrawn", "partnership", partnership.id, after=after)


@transactional
def forget() -> int:
    """Forget notices read half a year ago, and what became of deliveries after three months; returns how many.

    The last digest that reached a person stays: it says up to where they were told.
    """
    now = clock.now()
    gone = db.session.execute(delete(Notice).where(Notice.read_at < now - READ_KEPT)).rowcount  # type: ignore[attr-defined]
    digest = aliased(Delivery)
    last = select(func.max(digest.id)).where(digest.channel == rules.MAIL, digest.state != rules.FAILED)
    old = delete(Delivery).where(
        Delivery.settled_at < now - DELIVERIES_KEPT, Delivery.id.not_in(last.group_by(digest.person_id))
    )
    return int(gone + db.session.execute(old).rowcount)  # type: ignore[attr-defined]


def own_settings(actor: Actor) -> NoticePerson:
    """The person's row, made when there is none; within a verb."""
    person = db.session.get(NoticePerson, actor.person_id)
    if person is None:
        person = NoticePerson(person_id=actor.person_id)
        db.session.add(person)
    return person


def _choice(actor: Actor, channel: str) -> NoticeChoice:
    choice = db.session.get(NoticeChoice, {"person_id": actor.person_id, "channel": channel})
    if choice is None:
        choice = NoticeChoice(person_id=actor.person_id, channel=channel)
        db.session.add(choice)
    return choice
