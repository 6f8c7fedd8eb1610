"""What the guard shows in the world of the contract tests: two activities that look like one, a village's own item."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from partnership_walk import HEAD_NGEBEL, NGEBEL, Walk
from sqlalchemy import select

from portal import clock
from portal.db import db
from portal.planning.overlaps import own_plan
from portal.planning.overlaps.models import OverlapFinding
from portal.planning.programme import activities


def overlap_ids(walk: Walk, mark: str) -> dict[str, Any]:
    """Two activities of the first village that are plainly one, and what the guard says of them."""
    head, party = next(iter(walk.heads.values())), walk.partnership.parties[0].id
    for title in (f"Pengaspalan jalan poros {mark}", f"Peningkatan jalan poros {mark}"):
        activities.add_activity(head, walk.id, {"title": title, "due_on": clock.today(), "party_id": party})
    query = select(OverlapFinding.id).where(
        OverlapFinding.partnership_id == walk.id, OverlapFinding.other_partnership_id == walk.id
    )
    return {"overlap_id": db.session.scalars(query.order_by(OverlapFinding.id.desc())).first()}


def own_item_ids() -> dict[str, Any]:
    """An item of Ngebel's own plan."""
    values = {"title": "Pengadaan lampu jalan", "document": "apb", "year": 2026, "source": "village_fund"}
    return {"own_item_id": own_plan.add_item(HEAD_NGEBEL, NGEBEL, values).id}


def overlaps_more(walk: Walk, number: int) -> None:
    """One more finding, and one more item of Ngebel's own plan."""
    party, until = walk.partnership.parties[0].id, clock.today() + timedelta(days=number)
    for title in (f"Pembangunan embung {chr(97 + number % 26) * 4}", f"Pembuatan embung {chr(97 + number % 26) * 4}"):
        activities.add_activity(HEAD_NGEBEL, walk.id, {"title": title, "due_on": until, "party_id": party})
    own_item_ids()
