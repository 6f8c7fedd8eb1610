"""Meetings that look for their day in the world of the contract tests, and more of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from partnership_walk import HEAD_NGEBEL, NGEBEL, Walk

from portal import clock
from portal.coordination.meetings.dates import queries, rules, service
from portal.coordination.meetings.series import service as series
from portal.db import db
from portal.partnerships.models import Partnership
from portal.permissions import Actor


def dated_ids(walk: Walk, mark: str) -> dict[str, Any]:
    """A search for a day that the first village has answered, and a meeting that comes back."""
    head = next(iter(walk.heads.values()))
    return {"search_id": _looked(head, walk.id, mark), "series_id": _series(head, walk.id, mark)}


def date_more(partnership_id: int, number: int) -> None:
    """One more search and one more series of Ngebel's partnership."""
    walk = Walk(db.session.get_one(Partnership, partnership_id), {NGEBEL: HEAD_NGEBEL})
    _looked(HEAD_NGEBEL, walk.id, f"nomor {number}")
    _series(HEAD_NGEBEL, walk.id, f"nomor {number}")


def _looked(head: Actor, partnership_id: int, mark: str) -> int:
    values = {"title": f"Rapat {mark}", "about": f"bahan {mark}", "closes_on": clock.today() + timedelta(days=7)}
    number = service.look(head, partnership_id, values).id
    service.offer(head, partnership_id, number, clock.now() + timedelta(days=14))
    search = queries.search_of(partnership_id, number)
    assert search is not None
    words = {choice.id: (rules.YES, f"kata {mark}") for choice in search.choices}
    service.answer(head, partnership_id, number, None, words)
    return number


def _series(head: Actor, partnership_id: int, mark: str) -> int:
    values = {"title": f"Rapat bulanan {mark}", "place": f"balai {mark}", "every": "monthly", "day_of_month": 10}
    return series.begin(head, partnership_id, {**values, "at_minute": 540, "starts_on": clock.today()}).id
