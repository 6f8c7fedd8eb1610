"""The verbs of a conversation: open, answer, change, hide, show again, lock, tie to a decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from ... import clock, events
from ...db import db, transactional
from ...errors import Invalid, NotAllowed, NotFound
from ...partnerships.attachments import attach
from ...partnerships.decided import decided_in
from ...partnerships.models import Partnership
from ...partnerships.service import KIND, partnership_for
from ...partnerships.working import party_label
from ...permissions import Action, Actor
from ...storage import StoredFile
from ...web.markdown import rendered
from . import access, offices, queries, rules
from .models import Post, PostFile, PostVersion, Thread
from .things import name_of


@transactional
def open_thread(
    person: Actor,
    partnership_id: int,
    about: tuple[str, int],
    values: Mapping[str, Any],
    scans: Sequence[StoredFile] = (),
) -> Thread:
    """Begin a conversation about a thing with its first post; with `pinned_until` it is an announcement to all."""
    partnership = access.writable(person, partnership_id)
    name = name_of(partnership, *about)
    if name is None:
        raise NotFound()
    pinned_until = values.get("pinned_until")
    if pinned_until is not None and not access.moderates(person, partnership):
        raise NotAllowed(_("Pengumuman dibuat oleh perangkat para pihak atau BKAD."))
    thread = Thread(
        partnership_id=partnership.id,
        subject_kind=about[0],
        subject_id=about[1],
        about=str(name)[: rules.NAME],
        title=values["title"].strip(),
        pinned_until=pinned_until,
        last_at=clock.now(),
    )
    db.session.add(thread)
    db.session.flush()
    kind = "thread_opened" if pinned_until is None else "announced"
    after = {"thread_title": thread.title, "thread_id": thread.id}
    _note(person, partnership, kind, after if pinned_until is None else {**after, "pinned_until": pinned_until})
    _write(person, partnership, thread, values, scans)
    return thread


@transactional
def answer(
    person: Actor, partnership_id: int, thread_id: int, values: Mapping[str, Any], scans: Sequence[StoredFile] = ()
) -> Post:
    """Write in a conversation. The same words within a minute are taken for a slip."""
    partnership = access.writable(person, partnership_id)
    thread = _thread(partnership, thread_id)
    if thread.locked_at is not None:
        raise NotAllowed(_("Percakapan ini sudah ditutup."))
    newest = select(Post.id).where(Post.thread_id == thread.id, Post.written_by_id == person.person_id)
    newest = newest.where(Post.text == values["text"].strip(), Post.written_at > clock.now() - rules.TWICE)
    if db.session.scalars(newest.limit(1)).first() is not None:
        raise Invalid({"text": _("Tulisan yang sama baru saja terkirim. Tidak perlu dikirim lagi.")})
    post = _write(person, partnership, thread, values, scans)
    _note(person, partnership, "post_added", _about(post))
    return post


@transactional
def edit(person: Actor, partnership_id: int, thread_id: int, post_id: int, version: int | None, text: str) -> Post:
    """Change one's own post within fifteen minutes; what it said before stays readable."""
    partnership = access.writable(person, partnership_id)
    post = _post(partnership, thread_id, post_id)
    post.expect(version)
    if not access.may_edit(person, post, post.thread):
        raise NotAllowed(_("Tulisan hanya dapat diubah penulisnya, dalam 15 menit."))
    if post.text != text.strip():
        db.session.add(PostVersion(post_id=post.id, text=post.text, replaced_at=clock.now()))
        _say(post, text)
        post.edited_at = clock.now()
        _note(person, partnership, "post_edited", _about(post))
    return post


@transactional
def hide(person: Actor, partnership_id: int, thread_id: int, post_id: int, version: int | None, why: str) -> Post:
    """Hide a post, with a reason that everyone reads; its author and the moderators still read its words."""
    partnership, post = _to_moderate(person, partnership_id, thread_id, post_id, version)
    if not why.strip():
        raise Invalid({"reason": _("Tulis alasannya.")})
    if post.hidden_at is None:
        post.hidden_at, post.hidden_why = clock.now(), why.strip()
        post.hidden_by_office = person.office.label if person.office else ""
        _note(person, partnership, "post_hidden", _about(post), reason=post.hidden_why)
    return post


@transactional
def show_again(person: Actor, partnership_id: int, thread_id: int, post_id: int, version: int | None) -> Post:
    """Show a hidden post again."""
    partnership, post = _to_moderate(person, partnership_id, thread_id, post_id, version)
    if post.hidden_at is not None:
        post.hidden_at, post.hidden_why, post.hidden_by_office = None, "", ""
        _note(person, partnership, "post_shown", _about(post))
    return post


@transactional
def lock(person: Actor, partnership_id: int, thread_id: int, version: int | None, reason: str) -> Thread:
    """Close a conversation, with a reason; or open a closed one again."""
    partnership = _moderated(person, partnership_id)
    thread = _thread(partnership, thread_id)
    thread.expect(version)
    opens = thread.locked_at is not None
    if not opens and not reason.strip():
        raise Invalid({"reason": _("Tulis alasannya.")})
    thread.locked_at = None if opens else clock.now()
    thread.lock_reason = "" if opens else reason.strip()
    thread.locked_by_office = "" if opens or not person.office else person.office.label
    after = {"thread_title": thread.title, "thread_id": thread.id}
    _note(person, partnership, "thread_unlocked" if opens else "thread_locked", after, reason=reason.strip())
    return thread


@transactional
def rename(person: Actor, partnership_id: int, thread_id: int, version: int | None, title: str, reason: str) -> Thread:
    """Give a conversation another title, with a reason: one that misleads or hurts stands on every list."""
    partnership = _moderated(person, partnership_id)
    thread = _thread(partnership, thread_id)
    thread.expect(version)
    lacking = {"title": title, "reason": reason}
    if faults := {name: _("Tulis sesuatu dulu.") for name, text in lacking.items() if not text.strip()}:
        raise Invalid(faults)
    before, thread.title = thread.title, title.strip()
    after = {"thread_title": thread.title, "thread_id": thread.id}
    events.record(
        person,
        "coordination.thread_renamed",
        KIND,
        partnership.id,
        before={"thread_title": before},
        after=after,
        reason=reason.strip(),
    )
    return thread


@transactional
def tie(person: Actor, partnership_id: int, thread_id: int, post_id: int, version: int | None, url: str) -> Post:
    """Mark a post as being about a decision on record; a post alone decides nothing."""
    partnership, post = _to_moderate(person, partnership_id, thread_id, post_id, version)
    decision = next((item for item in decided_in(partnership.id) if item.url == url), None)
    if decision is None:
        raise Invalid({"decision": _("Pilih salah satu keputusan yang tercatat.")})
    post.quoted, post.quoted_url = decision.text[: rules.NAME], decision.url
    _note(person, partnership, "post_tied", {**_about(post), "decision": post.quoted})
    return post


def _write(
    person: Actor, partnership: Partnership, thread: Thread, values: Mapping[str, Any], scans: Sequence[StoredFile]
) -> Post:
    own = partnership.party_of(person.office)
    post = Post(
        partnership_id=partnership.id,
        thread_id=thread.id,
        written_at=clock.now(),
        written_by_id=person.person_id,
        written_by=person.office.label if person.office else person.name,
    )
    _say(post, values["text"])
    called = offices.called(offices.offices_of(partnership), post.text, values.get("offices") or ())
    post.mentions = [office.label for office in called]
    db.session.add(post)
    thread.posts, thread.last_at = thread.posts + 1, post.written_at
    db.session.flush()
    for scan in scans:
        db.session.add(PostFile(post_id=post.id, attachment_id=attach(person, partnership, None, scan).id))
    if called:
        by = {"party": party_label(own)} if own else {}
        numbers = {"office_ids": [office.id for office in called]}
        _note(person, partnership, "mentioned", {**_about(post), **by, **numbers})
    return post


def _say(post: Post, text: str) -> None:
    post.text = text.strip()
    post.html, post.searched = rendered(post.text), rules.folded(post.text)


def _about(post: Post) -> dict[str, Any]:
    thread = db.session.get(Thread, post.thread_id)
    return {"thread_title": thread.title if thread else "", "thread_id": post.thread_id, "post_id": post.id}


def _thread(partnership: Partnership, thread_id: int) -> Thread:
    thread = queries.thread_of(partnership.id, thread_id)
    if thread is None:
        raise NotFound()
    return thread


def _post(partnership: Partnership, thread_id: int, post_id: int) -> Post:
    post = queries.post_of(partnership.id, thread_id, post_id)
    if post is None:
        raise NotFound()
    return post


def _moderated(person: Actor, partnership_id: int) -> Partnership:
    partnership = partnership_for(person, partnership_id, Action.PARTNERSHIP_WORK)
    if not access.moderates(person, partnership):
        raise NotAllowed(_("Pihak yang sedang dibekukan hanya membaca."))
    return partnership


def _to_moderate(
    person: Actor, partnership_id: int, thread_id: int, post_id: int, version: int | None
) -> tuple[Partnership, Post]:
    partnership = _moderated(person, partnership_id)
    post = _post(partnership, thread_id, post_id)
    post.expect(version)
    return partnership, post


def _note(person: Actor, partnership: Partnership, kind: str, after: Mapping[str, Any], reason: str = "") -> None:
    events.record(person, f"coordination.{kind}", KIND, partnership.id, after=after, reason=reason)
