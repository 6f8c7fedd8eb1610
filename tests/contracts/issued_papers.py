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
from portal.partnerships.models import Partnership
from portal.permissions import Actor
from portal.villages import letterheads

ATTENDANCE, REGULATION = ("daftar-hadir-mad", "1"), ("peraturan-bersama", "1")
OFFER, OFFER_NUMBER = ("surat-penawaran", ""), "141/1/2026"  # as the walk to drafting numbered it


def issued_ids(walk: Walk) -> dict[Any, Any]:
    """A paper of all parties that the first village issued, the joint regulation where there is one; and its offer."""
    head, partnership = next(iter(walk.heads.values())), walk.partnership
    place = REGULATION if partnership.is_public else ATTENDANCE
    paper = making.issue(head, partnership.id, *place, _asked(partnership, place))
    kind, key = place
    if partnership.offered_at is not None and not partnership.is_public:
        _offer_again(head, partnership)
        kind, key = OFFER
    read = ("documents.show", "documents.of_kind", "documents.docx", "documents.pdf")
    return {
        **{(page, name): value for page in read for name, value in zip(("kind", "key"), place, strict=True)},
        "paper_id": paper.id,
        ("verification.show", "code"): rules.grouped(paper.code),
        ("issuing.issue", "kind"): kind,
        ("issuing.issue", "key"): key,
        ("issuing.file", "form"): rules.PDF,
    }


def issue_more(partnership_id: int) -> None:
    """The offer once more, without files: the one before it is then replaced, and stays in every list."""
    _offer_again(HEAD_NGEBEL, db.session.get_one(Partnership, partnership_id))


def letterhead_ids(head: Actor) -> dict[Any, Any]:
    """A village's letterhead with an emblem."""
    picture = BytesIO()
    Image.new("RGB", (20, 20), "green").save(picture, "PNG")
    files = current_app.extensions["portal.settings"].files
    logo = storage.store_logo(files, BytesIO(picture.getvalue()), "lambang.png", 10_000)
    values = {"address": "Jalan Raya 1", "postal_code": "63493"}
    letterheads.edit_letterhead(head, "village", NGEBEL, None, values, logo)
    return {("villages.logo", "name"): logo.name}


def _offer_again(head: Actor, partnership: Partnership) -> None:
    draft = drafts.draft_of(drafts.subject_of(partnership, *OFFER), _asked(partnership, OFFER, OFFER_NUMBER))
    service.issue(head, draft, {})


def _asked(partnership: Partnership, place: tuple[str, str], number: str = "") -> drafts.Asked:
    former = service.standing(partnership.id, *place)
    paper = drafts.compose(drafts.subject_of(partnership, *place), clock.today())
    return drafts.Asked(paper.dated or clock.today(), number, former_id=former.id if former else None)
