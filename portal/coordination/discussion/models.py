"""Conversations of a partnership: threads at a thing of it, their posts, and what posts said before."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...db import Model, UtcDateTime, Versioned
from ...partnerships.models import Attachment
from .rules import NAME, REASON, TITLE


class Thread(Versioned, Model):
    """One conversation about one thing. An announcement stands above the others until a day.

    `subject_kind` and `subject_id` point at a thing (see `partnerships.things`); `about` is its name at the opening.
    """

    __tablename__ = "discussion_thread"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    about: Mapped[str] = mapped_column(String(NAME))
    title: Mapped[str] = mapped_column(String(TITLE))
    pinned_until: Mapped[date | None]
    posts: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime)
    locked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    locked_by_office: Mapped[str] = mapped_column(String(200), default="")
    lock_reason: Mapped[str] = mapped_column(String(REASON), default="")

    __table_args__ = (
        Index("ix_discussion_thread_newest", "partnership_id", "last_at", "id"),
        Index("ix_discussion_thread_subject", "partnership_id", "subject_kind", "subject_id"),
    )


class Post(Versioned, Model):
    """What one person wrote, as typed and as it is shown. Hidden, it is read by its author and the moderators.

    `quoted` is the decision on record that this post is about, `quoted_url` where it is read. `mentions` holds the
    names of the offices that were called, as they were called then.
    """

    __tablename__ = "discussion_post"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    thread_id: Mapped[int] = mapped_column(ForeignKey("discussion_thread.id"))
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    searched: Mapped[str] = mapped_column(Text)
    mentions: Mapped[list[str]] = mapped_column(JSON, default=list)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    written_by_id: Mapped[int | None]
    written_by: Mapped[str] = mapped_column(String(200))
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    hidden_by_office: Mapped[str] = mapped_column(String(200), default="")
    hidden_why: Mapped[str] = mapped_column(String(REASON), default="")
    quoted: Mapped[str] = mapped_column(String(NAME), default="")
    quoted_url: Mapped[str] = mapped_column(String(500), default="")

    thread: Mapped[Thread] = relationship()
    files: Mapped[list[PostFile]] = relationship(order_by="PostFile.id")
    earlier: Mapped[list[PostVersion]] = relationship(order_by="PostVersion.id")

    __table_args__ = (
        Index("ix_discussion_post_thread", "thread_id", "id"),
        Index("ix_discussion_post_partnership", "partnership_id", "id"),
    )


class PostFile(Model):
    """A photo or a paper beside a post; it is served and taken back as every file of the partnership."""

    __tablename__ = "discussion_post_file"
    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("discussion_post.id"), index=True)
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id"), unique=True)

    attachment: Mapped[Attachment] = relationship()


class PostVersion(Model):
    """What a post said before its author changed it."""

    __tablename__ = "discussion_post_version"
    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("discussion_post.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    replaced_at: Mapped[datetime] = mapped_column(UtcDateTime)
