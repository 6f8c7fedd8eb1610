"""What stands in the feeds: only what everybody may see, whoever asks."""

from __future__ import annotations

import json

from sqlalchemy import or_, select

from ...db import db
from ...events import Event
from ...partnerships import queries
from ...partnerships.service import KIND
from ...permissions import VISITOR
from .rules import ENTRIES, LOOKED_AT, PUBLICITY, STEP, TOLD, Fact, news_of


def moved(sector: str, area: str) -> list[queries.Summary]:
    """The public partnerships that were opened or moved on last, of a sector and an area when they are given."""
    query = queries.listed(VISITOR, sector=sector)
    if area:
        query = query.where(queries.in_area(area))
    return queries.summaries(db.session.scalars(query.limit(ENTRIES)).all())


def news(partnership_id: int) -> list[Fact]:
    """What happened in one public partnership, the newest first; one statement."""
    told = or_(Event.kind.startswith(STEP), Event.kind.in_((*TOLD, PUBLICITY)))
    query = select(Event).where(Event.subject_kind == KIND, Event.subject_id == str(partnership_id), told)
    rows = db.session.scalars(query.order_by(Event.seq.desc()).limit(LOOKED_AT))
    facts = [Fact(row.seq, row.at, row.kind, json.loads(row.before), json.loads(row.after)) for row in rows]
    return list(news_of(facts)[:ENTRIES])
