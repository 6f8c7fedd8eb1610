"""The verbs of a template: bring it, withdraw it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import func, select

from ... import clock, events, permissions
from ...db import db, transactional
from ...errors import Conflict, Invalid, NotFound
from ...permissions import Action, Actor, HeldOffice, Relation
from . import queries, rules
from .models import DocumentTemplate
from .trial import Examined

KIND = "document_template"


@dataclass(frozen=True)
class Place:
    """The area that a template is to be for; empty for everywhere."""

    area_code: str

    def standing(self, office: HeldOffice | None) -> frozenset[Relation]:
        """Within, when the office's own area holds it."""
        return DocumentTemplate(area_code=self.area_code).standing(office)


@transactional
def bring(
    actor: Actor, kind: str, area_code: str, valid_from: date, original_name: str, examined: Examined
) -> DocumentTemplate:
    """Keep an examined template; `Invalid` when the very file is in use already for this kind and area."""
    permissions.require(actor, Action.TEMPLATE_EDIT, Place(area_code))
    if kind not in queries.kinds():
        raise NotFound()
    place = (DocumentTemplate.kind == kind, DocumentTemplate.area_code == area_code)
    query = select(DocumentTemplate.number).where(*place, DocumentTemplate.sha256 == examined.sha256)
    if known := db.session.scalar(query.where(DocumentTemplate.archived_at.is_(None)).limit(1)):
        raise Invalid({"file": _("Berkas yang sama sudah dipakai sebagai templat nomor %(number)s.", number=known)})
    last = db.session.scalar(select(func.max(DocumentTemplate.number)).where(*place)) or 0
    made = DocumentTemplate(
        kind=kind,
        area_code=area_code,
        number=last + 1,
        valid_from=valid_from,
        original_name=rules.shown_name(original_name),
        content=examined.content,
        size=len(examined.content),
        sha256=examined.sha256,
        added_at=clock.now(),
        added_by_id=actor.person_id,
        added_by_office=actor.office.label if actor.office else actor.name,
    )
    db.session.add(made)
    db.session.flush()
    events.record(actor, "documents.template_added", KIND, made.id, after=_told(made) | {"sha256": made.sha256})
    return made


@transactional
def withdraw(actor: Actor, template_id: int, version: int | None, reason: str) -> DocumentTemplate:
    """Take a template out of use, with the reason; papers then go by the one before it, or by the portal's own form."""
    found = db.session.get(DocumentTemplate, template_id, with_for_update=True)
    if found is None:
        raise NotFound()
    permissions.require(actor, Action.TEMPLATE_EDIT, found)
    found.expect(version)
    if found.archived_at is not None:
        raise Conflict()
    found.archived_at, found.archived_by_id, found.archive_reason = clock.now(), actor.person_id, reason
    events.record(actor, "documents.template_withdrawn", KIND, found.id, after=_told(found), reason=reason)
    return found


def _told(found: DocumentTemplate) -> dict[str, object]:
    return {
        "template_kind": found.kind,
        "template_area": found.area_code,
        "template_number": found.number,
        "valid_from": found.valid_from,
    }
