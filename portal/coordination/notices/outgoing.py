"""What goes out of the portal is planned here, row by row, in the transaction that told of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import current_app
from sqlalchemy import and_, case, func, insert, select

from ... import clock
from ...accounts import mail
from ...accounts.models import Office, OfficeTerm, Person
from ...accounts.queries import runs_on
from ...db import db, transactional
from . import rules
from .groups import BY_DEFAULT
from .models import Delivery, Notice, NoticeChoice, NoticePerson, Webhook
from .notifiers import notifiers
from .recipients import Holder


def plan_messages(whom: Sequence[tuple[Holder, int, str]]) -> None:
    """A message to each of `whom` (person, event, topic) for every channel on which they asked for the topic."""
    people = {holder.person_id for holder, _seq, _topic in whom}
    choices = _choices(people, list(notifiers()))
    if not choices:
        return
    quiet = {row.person_id: row for row in db.session.scalars(_of(NoticePerson, people))}
    now = clock.now()
    rows = [
        {
            "key": f"{choice.channel}:{holder.person_id}:{seq}",
            "channel": choice.channel,
            "person_id": holder.person_id,
            "event_seq": seq,
            "due_at": _after_quiet(now, holder.zone, quiet.get(holder.person_id)),
        }
        for holder, seq, topic in whom
        for choice in choices.get(holder.person_id, ())
        if topic in choice.topics.split()
    ]
    _insert(rows)


def plan_webhooks(told: Iterable[tuple[int, int]]) -> None:
    """A call for each webhook of a partnership: `told` are pairs of partnership and event."""
    told = list(told)
    wanted = {number for number, _seq in told}
    if not wanted:
        return
    living = select(Webhook.id, Webhook.partnership_id).where(
        Webhook.partnership_id.in_(wanted), Webhook.archived_at.is_(None)
    )
    hooks = db.session.execute(living).all()
    now = clock.now()
    rows = [
        {
            "key": f"{rules.WEBHOOK}:{hook.id}:{seq}",
            "channel": rules.WEBHOOK,
            "webhook_id": hook.id,
            "event_seq": seq,
            "due_at": now,
        }
        for number, seq in told
        for hook in hooks
        if hook.partnership_id == number
    ]
    _insert(rows)


@transactional
def plan_digests() -> int:
    """A mail for everybody whose day or week of it has come and who has unread news since the last one."""
    if not mail.is_set_up(current_app.extensions["portal.settings"]):
        return 0
    now, rows = clock.now(), []
    candidates = db.session.execute(_with_news()).all()
    zones = _zones([row.id for row in candidates])
    for row in candidates:
        zone = zones.get(row.id, clock.zone_of(None))
        day = rules.digest_of(now, zone, row.how_often or rules.DAILY)
        if day is None or row.newest_key == f"{rules.MAIL}:{row.id}:{day}":
            continue
        due = rules.after_quiet(now, zone, row.quiet_from, row.quiet_until)
        key = f"{rules.MAIL}:{row.id}:{day}"
        numbers = {"person_id": row.id, "first_seq": row.last or 0, "event_seq": row.newest}
        rows.append({"key": key, "channel": rules.MAIL, "due_at": due, **numbers})
    _insert(rows)
    return len(rows)


def _with_news() -> Any:
    """Who has an address, and unread notices that no digest has told yet. Keys of one person sort by their day.

    What stood in a digest that surely did not go out is told by the next one.
    """
    reached = case((Delivery.state != rules.FAILED, Delivery.event_seq))
    last = (
        select(Delivery.person_id, func.max(reached).label("seq"), func.max(Delivery.key).label("key"))
        .where(Delivery.channel == rules.MAIL)
        .group_by(Delivery.person_id)
        .subquery()
    )
    newer = and_(
        Notice.person_id == Person.id, Notice.is_unread.is_(True), Notice.event_seq > func.coalesce(last.c.seq, 0)
    )
    newest = select(func.max(Notice.event_seq)).where(newer).correlate(Person, last).scalar_subquery()
    query = (
        select(
            Person.id,
            newest.label("newest"),
            last.c.seq.label("last"),
            last.c.key.label("newest_key"),
            NoticeChoice.how_often,
            NoticePerson.quiet_from,
            NoticePerson.quiet_until,
        )
        .outerjoin(last, last.c.person_id == Person.id)
        .outerjoin(NoticeChoice, and_(NoticeChoice.person_id == Person.id, NoticeChoice.channel == rules.MAIL))
        .outerjoin(NoticePerson, NoticePerson.person_id == Person.id)
        .where(Person.is_active, Person.email.is_not(None))
        .subquery()
    )
    return select(query).where(query.c.newest.is_not(None))


def topics_for_mail(choice: NoticeChoice | None) -> tuple[str, ...]:
    """The topics of a person's digest; the usual ones until they choose."""
    return BY_DEFAULT if choice is None else tuple(choice.topics.split())


def _zones(people: Sequence[int]) -> dict[int, ZoneInfo]:
    query = (
        select(OfficeTerm.person_id, Office.scope_codes)
        .join(Office, Office.id == OfficeTerm.office_id)
        .where(OfficeTerm.person_id.in_(people), runs_on(clock.today()), Office.scope_codes != "")
        .order_by(OfficeTerm.id)
    )
    return {number: clock.zone_of(codes) for number, codes in db.session.execute(query)} if people else {}


def _choices(people: Iterable[int], channels: Sequence[str]) -> dict[int, list[NoticeChoice]]:
    if not channels:
        return {}
    found: dict[int, list[NoticeChoice]] = {}
    query = _of(NoticeChoice, people).where(NoticeChoice.channel.in_(channels), NoticeChoice.address != "")
    for choice in db.session.scalars(query):
        found.setdefault(choice.person_id, []).append(choice)
    return found


def _of(model: Any, people: Iterable[int]) -> Any:
    return select(model).where(model.person_id.in_(list(people)))


def _after_quiet(now: datetime, zone: ZoneInfo, person: NoticePerson | None) -> datetime:
    return rules.after_quiet(now, zone, person.quiet_from, person.quiet_until) if person else now


def _insert(rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        plain = {"state": rules.WAITING, "tries": 0, "first_seq": 0, "trouble": ""}
        db.session.execute(insert(Delivery), [plain | row for row in rows])
