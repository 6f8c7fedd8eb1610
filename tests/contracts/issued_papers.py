"""Papers that were issued in the world of the contract tests, and a letterhead with its emblem."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import current_app
from partnership_walk import HEAD_NGEBEL, NGEBEL, Walk
from PIL import Image

from portal import clock, storage
from portal.db import db
from portal.documents.issuing import drafts, making, rules, service
from portal.documents.issuing.models import IssuedPaper
from portal.partnerships.models import Partnership
from portal.permissions import Actor
from portal.villages import letterheads

INVITATION, REGULATION = "undangan-mad", "peraturan-bersama"


def issued_ids(walk: Walk) -> dict[Any, Any]:
    """A paper of all parties that the first village issued: the joint regulation where there is one, else a call."""
    paper = _issue(next(iter(walk.heads.values())), walk.partnership)
    return {
        "paper_id": paper.id,
        ("verification.show", "code"): rules.grouped(paper.code),
        ("issuing.issue", "kind"): paper.kind,
        ("issuing.issue", "key"): paper.key,
        ("issuing.file", "form"): rules.PDF,
    }


def issue_more(partnership_id: int) -> None:
    """The same paper once more, without files: the one before it is then replaced, and stays in every list."""
    partnership = db.session.get_one(Partnership, partnership_id)
    draft = drafts.draft_of(drafts.subject_of(partnership, INVITATION, "1"), _asked(partnership, INVITATION))
    service.issue(HEAD_NGEBEL, draft, {})


def letterhead_ids(head: Actor) -> dict[Any, Any]:
    """A village's letterhead with an emblem."""
    picture = BytesIO()
    Image.new("RGB", (20, 20), "green").save(picture, "PNG")
    files = current_app.extensions["portal.settings"].files
    logo = storage.store_logo(files, BytesIO(picture.getvalue()), "lambang.png", 10_000)
    values = {"address": "Jalan Raya 1", "postal_code": "63493"}
    letterheads.edit_letterhead(head, "village", NGEBEL, None, values, logo)
    return {("villages.logo", "name"): logo.name}


def _issue(head: Actor, partnership: Partnership) -> IssuedPaper:
    kind = REGULATION if partnership.is_public else INVITATION
    return making.issue(head, partnership.id, kind, "1", _asked(partnership, kind))


def _asked(partnership: Partnership, kind: str) -> drafts.Asked:
    former = service.standing(partnership.id, kind, "1")
    paper = drafts.compose(drafts.subject_of(partnership, kind, "1"), clock.today())
    return drafts.Asked(paper.dated or clock.today(), former_id=former.id if former else None)
