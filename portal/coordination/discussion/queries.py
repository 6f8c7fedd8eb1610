"""What the pages of conversations show, in few statements however much was said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from ... import clock
from ...db import db
from ...permissions import Actor
from . import rules
from .models import Post, PostFile, Thread

POSTS_A_PAGE = 20


def listed(partnership_id: int, about: tuple[str, int] | None = None) -> Select[Any]:
    """The threads of a partnership, or those about one thing, the newest word first."""
    query = select(Thread).where(Thread.partnership_id == partnership_id)
    if about is not None:
        query = query.where(Thread.subject_kind == about[0], Thread.subject_id == about[1])
    return query.order_by(Thread.last_at.desc(), Thread.id.desc())


def announcements(partnership_id: int) -> list[Thread]:
    """The announcements that stand today, a few, the newest first; one that was closed stands no more."""
    query = select(Thread).where(Thread.partnership_id == partnership_id, Thread.pinned_until >= clock.today())
    query = query.where(Thread.locked_at.is_(None))
    return list(db.session.scalars(query.order_by(Thread.last_at.desc(), Thread.id.desc()).limit(5)))


def found(partnership_id: int, words: Sequence[str], person: Actor, moderates: bool) -> Select[Any]:
    """The posts in which every word stands, the newest first; of hidden ones only those the person reads."""
    query = select(Post).options(joinedload(Post.thread)).where(Post.partnership_id == partnership_id)
    for word in words:
        query = query.where(Post.searched.like(rules.pattern(word), escape="\\"))
    if not moderates:
        query = query.where(Post.hidden_at.is_(None) | (Post.written_by_id == person.person_id))
    return query.order_by(Post.id.desc())


def thread_of(partnership_id: int, thread_id: int) -> Thread | None:
    """A thread of a partnership."""
    return db.session.scalars(
        select(Thread).where(Thread.partnership_id == partnership_id, Thread.id == thread_id)
    ).one_or_none()


def post_of(partnership_id: int, thread_id: int, post_id: int) -> Post | None:
    """A post of a thread."""
    query = select(Post).where(Post.partnership_id == partnership_id, Post.thread_id == thread_id, Post.id == post_id)
    return db.session.scalars(query).one_or_none()


def posts_before(thread_id: int, before: int | None) -> tuple[list[Post], int | None]:
    """The last posts of a thread before one of them, oldest first, and where to go on reading older ones."""
    query = select(Post).where(Post.thread_id == thread_id)
    if before is not None:
        query = query.where(Post.id < before)
    files = selectinload(Post.files).joinedload(PostFile.attachment)
    query = query.options(files, selectinload(Post.earlier)).order_by(Post.id.desc())
    rows = list(db.session.scalars(query.limit(POSTS_A_PAGE + 1)))
    shown = rows[:POSTS_A_PAGE][::-1]
    return shown, shown[0].id if len(rows) > POSTS_A_PAGE else None
