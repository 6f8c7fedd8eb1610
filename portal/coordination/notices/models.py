"""How far the history was told, what each person was told, what they chose, and what goes out of the portal."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ...db import Archivable, Model, UtcDateTime, Versioned
from .rules import WAITING

TITLE_MAX, URL_MAX, ADDRESS_MAX, CHANNEL_MAX = 200, 500, 200, 40


class NoticeCursor(Model):
    """The last event of the history that was told; there is one row."""

    __tablename__ = "notice_cursor"
    id: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(default=0)


class Notice(Model):
    """One event told to one person. `title` and `url` are those of its thing when it was told."""

    __tablename__ = "notice"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    event_seq: Mapped[int] = mapped_column(ForeignKey("event.seq"))
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    topic: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(TITLE_MAX), default="")
    url: Mapped[str] = mapped_column(String(URL_MAX))
    told_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_unread: Mapped[bool] = mapped_column(default=True)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (
        UniqueConstraint("person_id", "event_seq"),  # never told twice
        Index("ix_notice_inbox", "person_id", "is_unread", "event_seq"),
        Index("ix_notice_inbox_topic", "person_id", "topic", "is_unread", "event_seq"),
        Index("ix_notice_read_at", "read_at"),
    )


class NoticePerson(Versioned, Model):
    """When a person wants quiet (hours of their own zone), and the open code that ties a Telegram chat to them."""

    __tablename__ = "notice_person"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    quiet_from: Mapped[int | None]
    quiet_until: Mapped[int | None]
    code_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    code_until: Mapped[datetime | None] = mapped_column(UtcDateTime)


class NoticeChoice(Model):
    """What a person wants to hear of through a channel: topics separated by a space, how often, at which address."""

    __tablename__ = "notice_choice"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    channel: Mapped[str] = mapped_column(String(CHANNEL_MAX), primary_key=True)
    topics: Mapped[str] = mapped_column(String(300), default="")
    how_often: Mapped[str] = mapped_column(String(10), default="")
    address: Mapped[str] = mapped_column(String(ADDRESS_MAX), default="")


class Webhook(Versioned, Archivable, Model):
    """An address outside of the portal that hears of a partnership; the secret signs what it is sent."""

    __tablename__ = "notice_webhook"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), index=True)
    url: Mapped[str] = mapped_column(String(URL_MAX))
    secret: Mapped[str] = mapped_column(String(100))
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)
    set_by_office: Mapped[str] = mapped_column(String(200), default="")


class Delivery(Model):
    """Something that goes out through a channel once: a notice, a digest, or an event for a webhook.

    `key` is its own for ever and the same at each try. A sender claims the row until `claimed_until`
    before it sends. A digest tells the unread notices after `first_seq` up to `event_seq`.
    """

    __tablename__ = "notice_delivery"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    channel: Mapped[str] = mapped_column(String(CHANNEL_MAX))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    webhook_id: Mapped[int | None] = mapped_column(ForeignKey("notice_webhook.id"), index=True)
    first_seq: Mapped[int] = mapped_column(default=0)
    event_seq: Mapped[int]
    state: Mapped[str] = mapped_column(String(10), default=WAITING)
    tries: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    claimed_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    trouble: Mapped[str] = mapped_column(String(200), default="")

    __table_args__ = (Index("ix_notice_delivery_due", "state", "due_at"),)
