"""From a paper that was read to one that is issued: composed, made as files, stored, and only then written."""

from __future__ import annotations

import hashlib
import threading
from io import BytesIO

from flask import current_app, has_request_context, request, url_for
from flask_babel import gettext as _

from ... import clock, storage
from ...db import submission_key
from ...errors import Conflict, Invalid
from ...partnerships.service import partnership_for
from ...permissions import Action, Actor
from ...storage import StoredFile
from ..rendering import Look, Seal, as_docx, as_pdf, logos_of
from . import drafts, embedded, number_rules, numbers, rules, service
from .drafts import Asked, Draft
from .models import IssuedFile, IssuedPaper

TRIES = 8  # how often a paper is made again because another one took its number
_one_at_a_time = threading.Lock()  # papers of one process follow each other: no number is taken from under one


def issue(person: Actor, partnership_id: int, kind: str, key: str, asked: Asked) -> IssuedPaper:
    """Issue a paper. Its files lie safely on the disk before the transaction that names them.

    Raises what `service.issue` raises; Conflict also when others take its number time and again.
    """
    sent = submission_key.get()
    with _one_at_a_time:
        for _try in range(TRIES):
            submission_key.set(sent)  # a try that was rolled back has used nothing up
            draft = _draft(person, partnership_id, kind, key, asked)
            try:
                return service.issue(person, draft, _files(draft))
            except numbers.NumberMoved:
                continue
    raise Conflict()


def add_scan(
    person: Actor, partnership_id: int, paper_id: int, content: bytes, name: str, reason: str = ""
) -> IssuedFile:
    """Take a signed scan or a PDF that was signed electronically: made harmless, stored, and looked into."""
    settings = current_app.extensions["portal.settings"]
    service.paper_to_change(person, partnership_id, paper_id)  # before anything is stored
    try:
        scan = storage.store(settings.files, BytesIO(content), name, settings.upload_limit)
    except storage.Refused as refused:
        raise Invalid({"scan": str(refused.sentence)}) from refused
    found = embedded.signatures_in(content) if scan.media_type == "application/pdf" else []
    received = hashlib.sha256(content).hexdigest()
    return service.add_scan(person, partnership_id, paper_id, scan, received, [one.kept for one in found], reason)


def seal_of(code: str, sha256: str) -> Seal:
    """What stands at the foot of an issued paper: the full address where its code is checked."""
    base = current_app.extensions["portal.settings"].base_url
    if not base and has_request_context():
        base = request.url_root
    if has_request_context():
        path = url_for("verification.show", code=rules.grouped(code))
    else:
        path = f"/periksa/{rules.grouped(code)}"
    return Seal(base.rstrip("/") + path, rules.grouped(code), sha256)


def _draft(person: Actor, partnership_id: int, kind: str, key: str, asked: Asked) -> Draft:
    partnership = partnership_for(person, partnership_id, Action.PARTNERSHIP_WORK)
    subject = drafts.subject_of(partnership, kind, key)
    service.check_may_issue(person, subject)
    if subject.takes_number:
        _check_day(subject, asked)
    draft = drafts.draft_of(subject, asked)
    if asked.seen and draft.composed != asked.seen:
        raise Conflict()
    return draft


def _check_day(subject: drafts.Subject, asked: Asked) -> None:
    """A paper is dated no later than today (a day of grace for the time zones), or than the one before it."""
    coming = numbers.next_number(subject.owner, subject.kind.register, asked.dated)
    if asked.dated > max(numbers.first_day(coming), clock.today("91")):
        raise Invalid({"dated": _("Tanggal ini belum terjadi.")})
    if not asked.number:
        numbers.check_day(asked.dated, coming)


def _files(draft: Draft) -> dict[str, StoredFile]:
    """The PDF and the DOCX with their seal, on the disk."""
    settings = current_app.extensions["portal.settings"]
    look = Look(
        sheet=settings.paper,
        seal=seal_of(draft.code, draft.sha256),
        logos=logos_of(draft.paper, settings.files),
        author=draft.issuer,
    )
    name = number_rules.plain_name(draft.paper.title)[:80].lower() or "dokumen"
    return {
        rules.PDF: storage.keep(settings.files, as_pdf(draft.paper, look), name, ".pdf"),
        rules.DOCX: storage.keep(settings.files, as_docx(draft.paper, look), name, ".docx"),
    }
