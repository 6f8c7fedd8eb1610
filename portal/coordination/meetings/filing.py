"""Files of a meeting: papers for the call, the signed minutes, photos of the hall."""

from __future__ import annotations

from flask_babel import gettext as _

from ...db import db, transactional
from ...errors import Invalid, NotAllowed
from ...partnerships.attachments import attach
from ...permissions import Actor
from ...storage import StoredFile
from . import rules
from .models import Paper
from .recording import item_of, meeting_to_change, note

MOST = 60


@transactional
def add_paper(
    person: Actor, partnership_id: int, meeting_id: int, scan: StoredFile, kind: str, title: str, item_id: int | None
) -> Paper:
    """Attach a file to a meeting or to one of its items; taken back like every file, by the party that attached it."""
    partnership, meeting = meeting_to_change(person, partnership_id, meeting_id)
    if meeting.state == rules.CANCELLED:
        raise NotAllowed(_("Rapat ini dibatalkan."))
    if kind not in rules.PAPERS:
        raise Invalid({"kind": _("Pilih dari daftar.")})
    if len(meeting.papers) >= MOST:
        raise Invalid({"scan": _("Paling banyak %(most)s berkas dalam satu rapat.", most=MOST)})
    item = item_of(meeting, item_id) if item_id else None
    attachment = attach(person, partnership, None, scan)
    paper = Paper(
        meeting_id=meeting.id, item_id=item.id if item else None, attachment_id=attachment.id, kind=kind,
        title=title.strip(),
    )  # fmt: skip
    db.session.add(paper)
    db.session.flush()
    note(person, meeting, "meeting_paper", after={"scan": scan.original_name, "paper_kind": kind})
    return paper
