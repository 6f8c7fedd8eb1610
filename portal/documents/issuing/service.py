"""The verbs of an issued paper: issue it, withdraw it, keep its signed scan beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from ... import clock, events
from ...db import db, transactional
from ...errors import Conflict, Invalid, NotAllowed, NotFound
from ...partnerships.attachments import attach
from ...partnerships.models import Partnership
from ...partnerships.service import KIND, partnership_for
from ...permissions import Action, Actor, may
from ...storage import StoredFile
from . import drafts, number_rules, numbers, rules
from .drafts import Draft, Subject
from .models import IssuedFile, IssuedPaper


def may_issue(person: Actor, partnership: Partnership, party_id: int | None) -> bool:
    """Whether the person issues and withdraws this paper: an office of the party whose it is, or any for one of all."""
    if not may(person, Action.PARTNERSHIP_WORK, partnership):
        return False
    own = partnership.party_of(person.office)
    return party_id is None or (own is not None and own.id == party_id)


@transactional
def issue(person: Actor, draft: Draft, files: Mapping[str, StoredFile]) -> IssuedPaper:
    """Freeze a paper that was made before, with its files; a former one of the same place is then replaced.

    Raises `numbers.NumberMoved` when another paper took its number meanwhile, Conflict when what is on record is no
    longer what was read, or when somebody else issued it, NotAllowed with what is missing.
    """
    partnership = partnership_for(person, draft.subject.partnership.id, Action.PARTNERSHIP_WORK)
    subject = drafts.subject_of(partnership, draft.subject.kind.code, draft.subject.paper_of.key)
    check_may_issue(person, subject)
    former = standing(partnership.id, subject.kind.code, subject.paper_of.key)
    if (former.id if former else None) != draft.asked.former_id:
        raise Conflict()
    composed = drafts.seen(drafts.compose(subject, draft.asked.dated))
    if composed != draft.composed or (draft.asked.seen and composed != draft.asked.seen):
        raise Conflict()
    number_key = _use_number(subject, draft, former)
    made = _row(person, partnership, draft, number_key)
    db.session.add(made)
    db.session.flush()
    for form, file in files.items():
        _keep(person, partnership, made, form, file)
    if former is not None:
        _end(person, former, _("Diterbitkan ulang."), made)
    _record_issue(person, made, former)
    return made


@transactional
def withdraw(person: Actor, partnership_id: int, paper_id: int, version: int | None, reason: str) -> IssuedPaper:
    """Say that an issued paper counts no more, with the reason. It keeps its number, and can always be read."""
    partnership, paper = paper_to_change(person, partnership_id, paper_id)
    paper.expect(version)
    _end(person, paper, _needed(reason), None)
    after = {"document": paper.title, "document_number": paper.number}
    events.record(person, "documents.withdrawn", KIND, partnership.id, after=after, reason=paper.withdrawal_reason)
    return paper


@transactional
def add_scan(
    person: Actor,
    partnership_id: int,
    paper_id: int,
    scan: StoredFile,
    received_sha256: str,
    findings: list[dict[str, Any]],
    reason: str = "",
) -> IssuedFile:
    """Keep the signed scan beside its paper. One that is there already is replaced with a reason, and stays."""
    partnership, paper = paper_to_change(person, partnership_id, paper_id)
    former = next((file for file in paper.files if file.form == rules.SCAN and file.archived_at is None), None)
    if former is not None:
        former.archive_reason = _needed(reason)
        former.archived_at, former.archived_by_id = clock.now(), person.person_id
    kept = _keep(person, partnership, paper, rules.SCAN, scan, received_sha256, findings)
    kind = "documents.scan_replaced" if former else "documents.scan_added"
    after = {"document": paper.title, "document_number": paper.number, "scan": scan.original_name}
    before = {"scan": former.attachment.original_name} if former else None
    events.record(
        person, kind, KIND, partnership.id, before=before, after=after, reason=reason.strip() if former else ""
    )
    return kept


def check_may_issue(person: Actor, subject: Subject) -> None:
    """`NotAllowed` with the sentences that say why this person cannot issue this paper now."""
    if not may_issue(person, subject.partnership, subject.paper_of.party_id):
        raise NotAllowed(_("Yang menerbitkan dokumen ini adalah pihak yang memilikinya."))
    if subject.paper_of.missing:
        raise NotAllowed(*(str(sentence) for sentence in subject.paper_of.missing))


def standing(partnership_id: int, kind: str, key: str) -> IssuedPaper | None:
    """The paper of this place that is issued now, neither withdrawn nor replaced."""
    query = select(IssuedPaper).where(
        IssuedPaper.partnership_id == partnership_id,
        IssuedPaper.kind == kind,
        IssuedPaper.key == key,
        IssuedPaper.withdrawn_at.is_(None),
    )
    return db.session.scalars(query.order_by(IssuedPaper.id.desc()).limit(1)).first()


def paper_to_change(person: Actor, partnership_id: int, paper_id: int) -> tuple[Partnership, IssuedPaper]:
    """The partnership and a paper of it that stands issued, for those who issue it; within a verb."""
    partnership = partnership_for(person, partnership_id, Action.PARTNERSHIP_WORK)
    paper = db.session.get(IssuedPaper, paper_id)
    if paper is None or paper.partnership_id != partnership.id:
        raise NotFound()
    if not may_issue(person, partnership, paper.party_id):
        raise NotAllowed(_("Yang mengubah catatan dokumen ini adalah pihak yang memilikinya."))
    if not paper.is_standing:
        raise NotAllowed(_("Dokumen ini sudah ditarik; catatannya tidak berubah lagi."))
    return partnership, paper


def _use_number(subject: Subject, draft: Draft, former: IssuedPaper | None) -> str | None:
    """Use up the number in its book, and answer what keeps it apart from others; None where no book is kept."""
    if not subject.takes_number:
        return None
    asked = draft.asked
    if draft.expected is not None:
        numbers.take(subject.owner, subject.kind.register, asked.dated, draft.expected)
    key = number_rules.same(draft.number)
    holder = numbers.taken_by(subject.owner.id, subject.kind.register, asked.dated.year, draft.number)
    if holder is not None:
        if former is None or holder.id != former.id:
            sentence = _("Nomor ini sudah dipakai pada %(year)s: %(title)s.", year=asked.dated.year, title=holder.title)
            raise Invalid({"number": sentence})
        holder.number_key = None  # the same letter, issued anew under its own number
        db.session.flush()
    return key


def _row(person: Actor, partnership: Partnership, draft: Draft, number_key: str | None) -> IssuedPaper:
    own, subject = partnership.party_of(person.office), draft.subject
    return IssuedPaper(
        partnership_id=partnership.id,
        party_id=subject.paper_of.party_id,
        kind=subject.kind.code,
        key=subject.paper_of.key,
        owner=subject.owner.id,
        register=subject.kind.register,
        year=draft.asked.dated.year,
        sequence=draft.expected.sequence if draft.expected else None,
        number=draft.number,
        number_key=number_key,
        by_hand=bool(draft.asked.number),
        dated=draft.asked.dated,
        title=draft.paper.title[: rules.TITLE],
        issuer=draft.issuer,
        code=draft.code,
        frozen_text=draft.frozen_text,
        sha256=draft.sha256,
        issued_at=clock.now(),
        issued_by_office=person.office.label if person.office else "",
        issued_by_party_id=own.id if own else None,
    )


def _keep(
    person: Actor,
    partnership: Partnership,
    paper: IssuedPaper,
    form: str,
    file: StoredFile,
    received_sha256: str = "",
    findings: list[dict[str, Any]] | None = None,
) -> IssuedFile:
    kept = IssuedFile(
        paper_id=paper.id,
        attachment_id=attach(person, partnership, None, file).id,
        form=form,
        received_sha256=received_sha256 or file.sha256,
        findings=findings or [],
    )
    db.session.add(kept)
    db.session.flush()
    return kept


def _record_issue(person: Actor, made: IssuedPaper, former: IssuedPaper | None) -> None:
    after = {
        "document": made.title,
        "document_number": made.number,
        "document_id": made.id,
        "document_code": made.code,
        "sha256": made.sha256,
        **({"replaces": former.number or former.title} if former else {}),
    }
    happened = events.record(person, "documents.issued", KIND, made.partnership_id, after=after)
    made.event_seq = happened.seq


def _end(person: Actor, paper: IssuedPaper, reason: str, by: IssuedPaper | None) -> None:
    paper.withdrawn_at = clock.now()
    paper.withdrawn_by_office = person.office.label if person.office else ""
    paper.withdrawal_reason = reason
    paper.replaced_by_id = by.id if by else None


def _needed(reason: str) -> str:
    text = (reason or "").strip()[: rules.REASON]
    if not text:
        raise Invalid({"reason": _("Tulis alasannya.")})
    return text
