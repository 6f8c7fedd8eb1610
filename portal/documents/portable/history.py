"""What happened to a partnership: at the installations it came through, and since then here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import and_, or_, select

from ...db import db
from ...events import Event
from ...partnerships.models import Agreement
from ...web.paging import Page, paged
from .models import EarlierEvent
from .origin import PARTNERSHIP, this_installation

IMPORTED = "documents.imported"
FIELDS = (
    "place", "seq", "at", "kind", "office", "village_code", "subject_kind", "before", "after", "reason",
    "previous_hash", "hash",
)  # fmt: skip
A_TIME = 500  # events


def lines(partnership_id: int) -> Iterator[dict[str, Any]]:
    """Every event in its order. That it was taken over here is no part of what happened to it, and stands elsewhere."""
    earlier = select(EarlierEvent).where(EarlierEvent.partnership_id == partnership_id).order_by(EarlierEvent.number)
    for event in db.session.scalars(earlier).yield_per(A_TIME):
        yield {**{name: getattr(event, name) for name in FIELDS}, "at": event.at.isoformat()}
    place = this_installation()["name"]
    for own in db.session.scalars(_own(partnership_id)).yield_per(A_TIME):
        values = {name: getattr(own, name) for name in FIELDS if name != "place"}
        yield {**values, "at": own.at.isoformat(), "place": place}


def shown(partnership_id: int) -> Page:
    """The events from before a copy was taken, newest first; a page of them."""
    query = select(EarlierEvent).where(EarlierEvent.partnership_id == partnership_id)
    return paged(query.order_by(EarlierEvent.number.desc()))


def changes(line: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    """The values that differ in an event: (name, before, after)."""
    before, after = json.loads(line["before"]), json.loads(line["after"])
    names = dict.fromkeys((*before, *after))
    return [(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)]


def _own(partnership_id: int) -> Any:
    versions = db.session.scalars(select(Agreement.id).where(Agreement.partnership_id == partnership_id))
    of_it = and_(Event.subject_kind == PARTNERSHIP, Event.subject_id == str(partnership_id))
    of_texts = and_(Event.subject_kind == "agreement", Event.subject_id.in_([str(number) for number in versions]))
    return select(Event).where(or_(of_it, of_texts), Event.kind != IMPORTED).order_by(Event.seq)
