"""Conversations and posts as things that others point at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for
from sqlalchemy import select

from ...contracts import Text
from ...db import db
from ...partnerships.models import Partnership
from ...partnerships.things import PARTNERSHIP, Thing, thing_kinds, thing_of
from .models import Post, Thread


def find_threads(partnership: Partnership, numbers: Sequence[int]) -> Mapping[int, Thing]:
    """The threads of a partnership by number; one statement."""
    query = select(Thread.id, Thread.title).where(Thread.partnership_id == partnership.id, Thread.id.in_(numbers))
    rows = db.session.execute(query)
    return {number: Thing("thread", number, title, address(partnership.id, number)) for number, title in rows}


def find_posts(partnership: Partnership, numbers: Sequence[int]) -> Mapping[int, Thing]:
    """The posts of a partnership by number, each with its place in its thread; one statement."""
    query = select(Post.id, Post.thread_id, Thread.title).join(Post.thread)
    query = query.where(Post.partnership_id == partnership.id, Post.id.in_(numbers))
    return {
        number: Thing("post", number, title, address(partnership.id, thread_id, number))
        for number, thread_id, title in db.session.execute(query)
    }


def address(partnership_id: int, thread_id: int, post_id: int | None = None) -> str:
    """The address of a thread, or of one post with those before it."""
    place: dict[str, Any] = {"sebelum": post_id + 1, "_anchor": f"t{post_id}"} if post_id else {}
    return url_for("discussion.show", partnership_id=partnership_id, thread_id=thread_id, **place)


def subject_of(partnership: Partnership, kind: str, number: int) -> Thing | None:
    """What a thread is about; the partnership itself is a thing too."""
    if kind == PARTNERSHIP:
        url = url_for("partnerships.show", partnership_id=partnership.id)
        return Thing(kind, partnership.id, partnership.title, url) if number == partnership.id else None
    return _open_thing(partnership, kind, number)


def name_of(partnership: Partnership, kind: str, number: int) -> Text | None:
    """The name of what a thread is to be about; None when the partnership has no such thing."""
    if (kind, number) == (PARTNERSHIP, partnership.id):
        return partnership.title  # also where no address can be made, outside a request
    found = _open_thing(partnership, kind, number)
    return found.title if found else None


def parsed(text: str) -> tuple[str, int] | None:
    """`activity:12` as a kind and a number; None for anything else."""
    kind, _colon, number = text.partition(":")
    fits = kind.isidentifier() and number.isascii() and number.isdigit() and len(number) < 10
    return (kind, int(number)) if fits else None


def _open_thing(partnership: Partnership, kind: str, number: int) -> Thing | None:
    """A thing that every insider may know of; others are not named in a place that all of them read."""
    known = thing_kinds().get(kind)
    return None if known is None or known.confidential else thing_of(partnership, kind, number)
