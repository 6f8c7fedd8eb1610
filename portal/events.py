"""The history: append-only, in the same transaction as the change, chained by HMAC.

Order is by sequence number, never by time. Names of people are not kept in the chain,
only their number, so that a person can be erased and the history still verifies.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask import current_app, g, has_request_context
from sqlalchemy import DDL, Integer, Select, String, Table, Text, event, select, text
from sqlalchemy.orm import Mapped, mapped_column

from . import clock
from .contracts import Happened
from .db import Model, UtcDateTime, db, is_postgresql
from .permissions import Actor, HeldOffice

GENESIS = "0" * 64
_CHAIN_LOCK = 7_301_177


class Event(Model):
    """One thing that happened: who, as which office, what, for which village, before and after, why."""

    __tablename__ = "event"
    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    kind: Mapped[str] = mapped_column(String(64))
    actor_id: Mapped[int | None]
    office_id: Mapped[int | None]
    office: Mapped[str] = mapped_column(String(200), default="")
    village_code: Mapped[str | None] = mapped_column(String(13), index=True)
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[str] = mapped_column(String(64))
    before: Mapped[str] = mapped_column(Text, default="{}")
    after: Mapped[str] = mapped_column(Text, default="{}")
    reason: Mapped[str] = mapped_column(Text, default="")
    request_id: Mapped[str] = mapped_column(String(32), default="")
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))

    __table_args__ = (db.Index("ix_event_subject", "subject_kind", "subject_id", "seq"),)

    @property
    def changes(self) -> list[tuple[str, Any, Any]]:
        """The values that differ: (name, before, after)."""
        before, after = json.loads(self.before), json.loads(self.after)
        names = dict.fromkeys((*before, *after))
        return [(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)]


def append_only(table: Table) -> None:
    """Let the database itself refuse to change or delete rows of `table`, from any program.

    Emptying a whole table (TRUNCATE) stays possible on PostgreSQL: tests need it, and the
    chain shows it.
    """
    for verb in ("UPDATE", "DELETE"):
        trigger = f"%(table)s_no_{verb.lower()}"
        refusal = DDL(  # type: ignore[no-untyped-call]
            f"CREATE TRIGGER {trigger} BEFORE {verb} ON %(table)s "
            f"BEGIN SELECT RAISE(ABORT, '%(table)s is append-only'); END"
        )
        event.listen(table, "after_create", refusal.execute_if(dialect="sqlite"))
    # INSERT OR REPLACE deletes the old row without asking the trigger above.
    (key,) = table.primary_key.columns.keys()
    refusal = DDL(  # type: ignore[no-untyped-call]
        f"CREATE TRIGGER %(table)s_no_replace BEFORE INSERT ON %(table)s "
        f"WHEN EXISTS (SELECT 1 FROM %(table)s WHERE {key} = NEW.{key}) "
        f"BEGIN SELECT RAISE(ABORT, '%(table)s is append-only'); END"
    )
    event.listen(table, "after_create", refusal.execute_if(dialect="sqlite"))
    for statement in (
        "CREATE OR REPLACE FUNCTION portal_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '%%', TG_TABLE_NAME || ' is append-only'; END $$",
        "CREATE TRIGGER %(table)s_append_only BEFORE UPDATE OR DELETE ON %(table)s "
        "FOR EACH ROW EXECUTE FUNCTION portal_append_only()",
    ):
        refusal = DDL(statement)  # type: ignore[no-untyped-call]
        event.listen(table, "after_create", refusal.execute_if(dialect="postgresql"))


append_only(Event.__table__)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Verdict:
    """What `verify` found: the number of events, and the first broken one with the reason."""

    checked: int
    broken_at: int | None = None
    reason: str = ""
    head: str = GENESIS

    @property
    def intact(self) -> bool:
        """Whether nothing was tampered with."""
        return self.broken_at is None


def record(
    actor: Actor,
    kind: str,
    subject_kind: str,
    subject_id: object,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
    village_code: str | None = None,
) -> Event:
    """Append an event, inside the caller's transaction, and publish it after the commit.

    `before` and `after` hold only what changed. The village is the acting office's own
    unless another is named.
    """
    previous = _head()
    happened = Event(
        seq=(previous.seq if previous else 0) + 1,
        at=clock.now(),
        kind=kind,
        actor_id=actor.person_id,
        office_id=actor.office.id if actor.office else None,
        office=actor.office.label if actor.office else actor.name,
        village_code=village_code or (actor.office.village_code if actor.office else None),
        subject_kind=subject_kind,
        subject_id=str(subject_id),
        before=canonical(before or {}),
        after=canonical(after or {}),
        reason=reason,
        request_id=getattr(g, "request_id", "") if has_request_context() else "",
        previous_hash=previous.hash if previous else GENESIS,
    )
    happened.hash = _hash(happened)
    db.session.add(happened)
    db.session.flush()  # the next event of this transaction needs this one's hash
    db.session.info["published"].append(
        Happened(happened.seq, happened.at, kind, subject_kind, str(subject_id), happened.village_code)
    )
    return happened


def history(
    subject_kind: str,
    subject_id: object,
    *,
    limit: int = 50,
    before: int | None = None,
    of: HeldOffice | None = None,
) -> list[Event]:
    """The newest events of a subject, at most `limit`, older than sequence number `before`.

    With `of` only what that office did, or what concerns its village.
    """
    query = events_of(subject_kind, subject_id, of)
    if before is not None:
        query = query.where(Event.seq < before)
    return list(db.session.scalars(query.limit(limit)))


def events_of(subject_kind: str, subject_id: object, of: HeldOffice | None = None) -> Select[Any]:
    """The events of a subject, newest first; with `of` as for `history`."""
    query = select(Event).where(Event.subject_kind == subject_kind, Event.subject_id == str(subject_id))
    if of is not None:
        own = Event.office_id == of.id
        query = query.where(own | (Event.village_code == of.village_code) if of.village_code else own)
    return query.order_by(Event.seq.desc())


def verify() -> Verdict:
    """Recompute the whole chain; names the first event that was changed, removed, moved or put in."""
    previous, expected, checked = GENESIS, 1, 0
    for happened in _in_order():
        if happened.seq != expected:
            return Verdict(checked, expected, "peristiwa ini hilang dari urutan", previous)
        if happened.previous_hash != previous:
            return Verdict(checked, happened.seq, "tidak tersambung dengan peristiwa sebelumnya", previous)
        if not hmac.compare_digest(happened.hash, _hash(happened)):
            return Verdict(checked, happened.seq, "isi peristiwa ini berubah", previous)
        previous, expected, checked = happened.hash, expected + 1, checked + 1
    return Verdict(checked, head=previous)


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Only what differs, as the pair that `record` takes."""
    names = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in names}, {name: after[name] for name in names}


def canonical(values: Any) -> str:
    """Values as JSON with one possible spelling: sorted keys, dates and decimals as text."""
    return json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> str:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return str(value)


def _head() -> Event | None:
    if is_postgresql():
        db.session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _CHAIN_LOCK})
    return db.session.scalars(select(Event).order_by(Event.seq.desc()).limit(1)).first()


def _in_order() -> Iterator[Any]:
    """Plain rows, page by page: a cursor on the server would stay open when `verify` stops early."""
    columns = Event.__table__.columns
    page = select(*columns).order_by(columns.seq).limit(2000)
    found = db.session.execute(page).all()
    while found:
        yield from found
        found = db.session.execute(page.where(columns.seq > found[-1].seq)).all()


def _hash(happened: Any) -> str:
    """The keyed hash over every column but the hash itself; of an `Event` or a plain row of one."""
    body = canonical({name: getattr(happened, name) for name in _HASHED})
    key: bytes = current_app.extensions["portal.settings"].audit_key
    return hmac.new(key, body.encode(), hashlib.sha256).hexdigest()


_HASHED = tuple(column.key for column in Event.__table__.columns if column.key != "hash")
