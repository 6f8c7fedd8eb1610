"""The files of a partnership: tied to what is on record, and taken back when they were attached by mistake."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, current_app
from flask_babel import gettext as _

from .. import clock, events
from ..db import db, transactional
from ..errors import Invalid, NotAllowed, NotFound
from ..permissions import Action, Actor, OfficeKind
from ..storage import StoredFile
from . import service
from .models import Attachment, GateRecord, Partnership

# Says of a person and a file of a partnership that the person reads whether something closes this file to them.
FileGuard = Callable[[Actor, Partnership, Attachment], bool]


def add_file_guard(app: Flask, closes: FileGuard) -> None:
    """Let a room close files that stand at something which not all who read the partnership may see."""
    app.extensions.setdefault("portal.file_guards", []).append(closes)


def is_closed_to(actor: Actor, partnership: Partnership, attachment: Attachment) -> bool:
    """Whether a room closes this file to this person; one small statement a guard, asked when a file is opened."""
    guards: list[FileGuard] = current_app.extensions.get("portal.file_guards", [])
    return any(closes(actor, partnership, attachment) for closes in guards)


def add_file_holder(app: Flask, holds: Callable[[Attachment], bool]) -> None:
    """Let a room say which files others rely on: those are not taken back, only replaced where they stand."""
    app.extensions.setdefault("portal.file_holders", []).append(holds)


def is_held(attachment: Attachment) -> bool:
    """Whether a room relies on this file; one small statement a room."""
    return any(holds(attachment) for holds in current_app.extensions.get("portal.file_holders", ()))


def attach(actor: Actor, partnership: Partnership, record: GateRecord | None, scan: StoredFile) -> Attachment:
    """Tie a stored file to a record, or to the partnership alone, inside the caller's transaction."""
    own = partnership.party_of(actor.office)
    attachment = Attachment(
        partnership_id=partnership.id,
        record=record,
        stored_name=scan.name,
        original_name=scan.original_name,
        media_type=scan.media_type,
        size=scan.size,
        sha256=scan.sha256,
        added_at=clock.now(),
        added_by_office=actor.office.label if actor.office else "",
        added_by_party_id=own.id if own else None,
    )
    db.session.add(attachment)
    db.session.flush()
    return attachment


def is_attached_by(actor: Actor, partnership: Partnership, attachment: Attachment) -> bool:
    """Whether the person's party attached this file, or, for an officer of the body, this very office."""
    own = partnership.party_of(actor.office)
    if own is not None:
        return attachment.added_by_party_id == own.id
    return (
        actor.kind == OfficeKind.BKAD_OFFICER
        and attachment.added_by_party_id is None
        and actor.office is not None
        and attachment.added_by_office == actor.office.label
    )


@transactional
def take_back(actor: Actor, attachment_id: int, reason: str) -> Attachment:
    """Put away a file that was attached by mistake; only the party that attached it, with a reason."""
    attachment = db.session.get(Attachment, attachment_id)
    if attachment is None or attachment.archived_at is not None:
        raise NotFound()
    partnership = service.partnership_for(actor, attachment.partnership_id, Action.PARTNERSHIP_WORK)
    if not is_attached_by(actor, partnership, attachment):
        raise NotAllowed(_("Yang menarik berkas ini adalah pihak yang melampirkannya."))
    if is_held(attachment):
        raise NotAllowed(
            _("Berkas ini milik dokumen yang sudah diterbitkan; dokumennya yang ditarik, bukan berkasnya.")
        )
    if not reason.strip():
        raise Invalid({"reason": _("Tulis alasannya.")})
    attachment.archived_at, attachment.archived_by_id = clock.now(), actor.person_id
    attachment.archive_reason = reason.strip()
    events.record(
        actor,
        "file.taken_back",
        service.KIND,
        partnership.id,
        before={"scan": attachment.original_name},
        after={"scan": None},
        reason=reason.strip(),
    )
    return attachment
