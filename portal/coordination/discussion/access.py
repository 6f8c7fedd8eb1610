"""Who reads, writes and moderates conversations."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlalchemy import select

from ... import clock, permissions
from ...db import db
from ...errors import NotAllowed
from ...partnerships.cases import is_over
from ...partnerships.models import Attachment, Partnership
from ...partnerships.overview import is_insider
from ...partnerships.rules import SUSPENDED
from ...partnerships.working import workable
from ...permissions import Action, Actor
from ...web import actor
from . import rules
from .models import Post, PostFile, Thread


def may_write(person: Actor, partnership: Partnership) -> bool:
    """Whether this person may say something now: not once it is over, and not for a party that is suspended."""
    return (
        not is_over(partnership)
        and not _is_suspended(person, partnership)
        and permissions.may(person, Action.DISCUSSION_POST, partnership)
    )


def moderates(person: Actor, partnership: Partnership) -> bool:
    """Whether this person announces, hides and locks: the parties' staff and their body, also when it is over."""
    return permissions.may(person, Action.PARTNERSHIP_WORK, partnership) and not _is_suspended(person, partnership)


def reads(partnership: Partnership) -> bool:
    """Whether this request's person reads the conversations, so that a page offers the way there."""
    return is_insider(actor(), partnership)


def writable(person: Actor, partnership_id: int) -> Partnership:
    """The partnership, when this person may say something in it now; within a verb."""
    partnership = workable(person, partnership_id, Action.DISCUSSION_POST)
    if _is_suspended(person, partnership):
        raise NotAllowed(_("Pihak yang sedang dibekukan hanya membaca."))
    return partnership


def reads_post(person: Actor, partnership: Partnership, post: Post) -> bool:
    """Whether this person reads a post: a hidden one only its author and the moderators."""
    return post.hidden_at is None or is_author(person, post) or moderates(person, partnership)


def closes_file(person: Actor, partnership: Partnership, attachment: Attachment) -> bool:
    """Whether a file stands at a hidden post that this person does not read."""
    query = select(Post).join(PostFile).where(PostFile.attachment_id == attachment.id, Post.hidden_at.is_not(None))
    post = db.session.scalars(query).first()
    return post is not None and not reads_post(person, partnership, post)


def is_author(person: Actor, post: Post) -> bool:
    """Whether this person wrote it."""
    return person.person_id is not None and person.person_id == post.written_by_id


def may_edit(person: Actor, post: Post, thread: Thread) -> bool:
    """Whether this person may change it now."""
    hidden, locked = post.hidden_at is not None, thread.locked_at is not None
    return rules.may_edit(is_author(person, post), post.written_at, hidden, locked, clock.now())


def _is_suspended(person: Actor, partnership: Partnership) -> bool:
    party = partnership.party_of(person.office)
    return party is not None and party.state == SUSPENDED
