"""Whether issued papers are still what the history says, and files that stand as they were issued."""

from __future__ import annotations

from sqlalchemy import select

from ...db import db
from ...partnerships.frozen import changed_since
from ...partnerships.models import Attachment
from .models import IssuedFile, IssuedPaper

ISSUED = "documents.issued"


def audit() -> list[str]:
    """A sentence for every issued paper whose text, or whose hash in the history, no longer agree."""
    return [
        f"Dokumen terbit nomor {number} tidak sama dengan yang dibekukan."
        for number in changed_since(ISSUED, "document_id", IssuedPaper)
    ]


def holds(attachment: Attachment) -> bool:
    """Whether a file is one of an issued paper: it cannot be taken back, only replaced."""
    return db.session.scalar(select(IssuedFile.id).filter_by(attachment_id=attachment.id)) is not None
