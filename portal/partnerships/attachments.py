"""The files of a partnership: tied to what is on record, and taken back when they were attached by mistake."""

from __future__ import annotations

from flask_babel import gettext as _

from .. import clock, events
from ..db import db, transactional
from ..errors import Invalid, NotAllowed, NotFound
from ..permissions import Action, Actor
from ..storage import StoredFile
from .models import Attachment, GateRecord, Partnership
from .service import KIND, partnership_for


def attach(actor: Actor, partnership: Partnership, record: GateRecord | None, scan: StoredFile) -> Attachment:
    """Tie a stored file to a record, or to the partnership alone, inside the caller's transaction."""
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
    )
    db.session.add(attachment)
    db.session.flush()
    return attachment


@transactional
def take_back(actor: Actor, attachment_id: int, reason: str) -> Attachment:
    """Put away a file that was attached by mistake; only the party that attached it, with a reason."""
    attachment = db.session.get(Attachment, attachment_id)
    if attachment is None or attachment.archived_at is not None:
        raise NotFound()
    partnership = partnership_for(actor, attachment.partnership_id, Action.PARTNERSHIP_WORK)
    own = partnership.party_of(actor.office)
    if own is None or attachment.record is None or attachment.record.recorded_by_party_id != own.id:
        raise NotAllowed(_("Yang menarik berkas ini adalah pihak yang melampirkannya."))
    if not reason.strip():
        raise Invalid({"reason": _("Tulis alasannya.")})
    attachment.archived_at, attachment.archived_by_id = clock.now(), actor.person_id
    attachment.archive_reason = reason.strip()
    events.record(
        actor,
        "file.taken_back",
        KIND,
        partnership.id,
        before={"scan": attachment.original_name},
        after={"scan": None},
        reason=reason.strip(),
    )
    return attachment
