"""The due dates of rungs for the calendar, to those who read the matter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import url_for
from sqlalchemy import select

from ...contracts import say
from ...db import db
from ...partnerships.dates import Dated
from ...partnerships.models import Partnership
from ...partnerships.queries import mine
from ...permissions import Actor
from ..interests import reading
from ..interests.models import Matter
from . import rules
from .models import Rung

MOST = 200


def dates(person: Actor, first: date, last: date, partnership_id: int | None) -> Sequence[Dated]:
    """Until when the rungs that run should come to a result; one statement."""
    query = select(Rung, Matter, Partnership.title).join(Matter, Rung.matter_id == Matter.id)
    query = query.join(Partnership, Matter.partnership_id == Partnership.id)
    query = query.where(Rung.due_on.between(first, last), reading.readable_by(person), mine(person))
    if partnership_id is not None:
        query = query.where(Partnership.id == partnership_id)
    rows = db.session.execute(query.where(Rung.state != rules.SKIPPED).order_by(Rung.due_on, Rung.id).limit(MOST))
    return [_dated(rung, matter, title) for rung, matter, title in rows if rung.due_on is not None]


def _dated(rung: Rung, matter: Matter, title: str) -> Dated:
    kind = rules.KINDS[rung.kind]
    return Dated(
        uid=f"rung-{rung.id}",
        kind="rung",
        partnership_id=matter.partnership_id,
        partnership=title,
        day=rung.due_on or rung.begun_on,
        title=say("%(rung)s: batas penyelesaian “%(matter)s”", rung=kind.label, matter=matter.title),
        url=url_for("ladder.show", partnership_id=matter.partnership_id, matter_id=matter.id),
        version=rung.version + matter.version,  # a matter that ends lets its rung ring no more
        changed_at=matter.closed_at or rung.begun_at,
        is_open=rung.state == rules.OPEN and matter.is_open,
    )
