"""What the pages of those who come, rest and go are tried on: minutes about one party, recorded by another."""

from __future__ import annotations

from typing import Any

from partnership_walk import TODAY, actor_of

from portal.db import db
from portal.partnerships import resting
from portal.partnerships.models import Party
from portal.partnerships.views import ONE
from portal.permissions import OfficeKind

# These are tried on a partnership of many (see `pooled`).
ADDRESSES = (*(f"{ONE}/{page}" for page in ("pihak", "gabung", "lanjut-tanpa", "nomor")), "/perubahan-pihak/")


def change_of(ids: dict[str, Any], codes: tuple[str, ...], mark: str) -> int:
    """The first village records minutes that suspend the third; nobody has confirmed them."""
    third = db.session.query(Party.id).filter_by(partnership_id=ids["partnership_id"], village_code=codes[2]).scalar()
    values = {"number": "5", "held_on": TODAY, "reason": f"alasan {mark}"}
    head = actor_of(OfficeKind.VILLAGE_HEAD, codes[0])
    return resting.suspend(head, ids["partnership_id"], third, values).id
