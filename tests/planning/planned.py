"""A plan for the partnership of the tests: activities in words of the villages."""

from __future__ import annotations

from datetime import date
from typing import Any

from partnership_walk import HEAD_NGEBEL, Walk

from portal.permissions import Actor
from portal.planning.programme import activities
from portal.planning.programme.models import Activity
from portal.planning.programme.writing import CORE_FIELDS

DUE = date(2026, 12, 31)


def plan(
    walk: Walk, title: str = "Membersihkan saluran", due_on: date = DUE, actor: Actor = HEAD_NGEBEL, **more: Any
) -> Activity:
    """Plan an activity of Ngebel, in three fields and `more`."""
    values = {"title": title, "due_on": due_on, "party_id": walk.partnership.parties[0].id, **more}
    return activities.add_activity(actor, walk.id, values)


def core(activity: Activity, **changes: Any) -> dict[str, Any]:
    """The values of an activity's core form as they are, with changes."""
    names = (*CORE_FIELDS, "party_id", "result_id")
    return {name: getattr(activity, name) for name in names} | {"helpers": []} | changes
