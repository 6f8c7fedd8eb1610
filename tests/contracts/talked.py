"""The conversations in the world of the contract tests: one that goes on, one with a hidden post."""

from __future__ import annotations

from typing import Any

from partnership_walk import HEAD_NGEBEL, Walk

from portal.coordination.discussion import service
from portal.coordination.discussion.models import Post
from portal.db import db
from portal.partnerships.things import PARTNERSHIP


def talked_ids(walk: Walk, mark: str) -> dict[Any, Any]:
    """A conversation about the partnership with one post that its moderators can act on."""
    head = next(iter(walk.heads.values()))
    values = {"title": f"Percakapan {mark}", "text": f"tulisan {mark}"}
    thread = service.open_thread(head, walk.id, (PARTNERSHIP, walk.id), values).id
    post = db.session.query(Post.id).filter_by(thread_id=thread).scalar()
    return {"thread_id": thread, "post_id": post}


def talk_more(ids: dict[Any, Any], number: int) -> None:
    """One more conversation of Ngebel's partnership, and one more post with a call in the one that is shown."""
    values = {"title": f"Percakapan nomor {number}", "text": f"tulisan nomor {number}"}
    service.open_thread(HEAD_NGEBEL, ids["partnership_id"], (PARTNERSHIP, ids["partnership_id"]), values)
    text = {"text": f"jawaban nomor {number} untuk @kades.sempu"}
    service.answer(HEAD_NGEBEL, ids["partnership_id"], ids["thread_id"], text)
