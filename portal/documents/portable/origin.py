"""Which installation this is, what a partnership is called wherever it is copied to, and where a copy came from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

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
    """What names a partnership everywhere."""
    return copy.uid if copy is not None else uids_of([partnership_id])[partnership_id]


def uids_of(partnership_ids: Sequence[int]) -> dict[int, str]:
    """The names of partnerships that were written here, made of their first event: one statement."""
    first = (
        select(func.min(Event.seq).label("seq"))
        .where(Event.subject_kind == PARTNERSHIP, Event.subject_id.in_([str(number) for number in partnership_ids]))
        .group_by(Event.subject_id)
        .subquery()
    )
    query = select(Event.subject_id, Event.hash).join(first, Event.seq == first.c.seq)
    hashes: dict[str, str] = {number: found for number, found in db.session.execute(query)}
    return {
        number: hashlib.sha256(f"portal:{number}:{hashes.get(str(number), '')}".encode()).hexdigest()
        for number in partnership_ids
    }


def path_of(copy: PartnershipCopy | None) -> list[dict[str, str]]:
    """The installations a partnership went through, this one last."""
    return [*(copy.path if copy else ()), this_installation()]


def frozen_there(table: str) -> Mapping[int, str]:
    """The fingerprints of a table's texts that other installations froze, by number here."""
    found: dict[int, str] = {}
    for frozen in db.session.scalars(select(PartnershipCopy.frozen)):
        found |= {int(number): sha256 for number, sha256 in frozen.get(table, {}).items()}
    return found
