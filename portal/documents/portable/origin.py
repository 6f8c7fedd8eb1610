"""Which installation this is, what a partnership is called wherever it is copied to, and where a copy came from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from flask import current_app
from sqlalchemy import func, select

from ...db import db
from ...events import Event
from .models import PartnershipCopy

PARTNERSHIP = "partnership"


def this_installation() -> dict[str, str]:
    """The name and the address of this installation, as its copies tell them."""
    settings = current_app.extensions["portal.settings"]
    return {"name": settings.site_name[:200], "url": settings.base_url[:300]}


def copy_of(partnership_id: int) -> PartnershipCopy | None:
    """Where a partnership was copied from; None for one that was written here."""
    return db.session.scalars(select(PartnershipCopy).where(PartnershipCopy.partnership_id == partnership_id)).first()


def uid_of(partnership_id: int, copy: PartnershipCopy | None) -> str:
    """What names a partnership everywhere: of one written here, made of its first event, which no other has."""
    if copy is not None:
        return copy.uid
    first = select(func.min(Event.seq)).where(
        Event.subject_kind == PARTNERSHIP, Event.subject_id == str(partnership_id)
    )
    found = db.session.scalar(select(Event.hash).where(Event.seq == first.scalar_subquery()))
    return hashlib.sha256(f"portal:{partnership_id}:{found or ''}".encode()).hexdigest()


def path_of(copy: PartnershipCopy | None) -> list[dict[str, str]]:
    """The installations a partnership went through, this one last."""
    return [*(copy.path if copy else ()), this_installation()]


def frozen_there(table: str) -> Mapping[int, str]:
    """The fingerprints of a table's texts that other installations froze, by number here."""
    found: dict[int, str] = {}
    for frozen in db.session.scalars(select(PartnershipCopy.frozen)):
        found |= {int(number): sha256 for number, sha256 in frozen.get(table, {}).items()}
    return found
