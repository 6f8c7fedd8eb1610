"""What governance offers to others: bodies to point at, and for the calendar the days on which seats in them end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time

from flask import url_for
from sqlalchemy import select

from ...contracts import say
from ...db import db
from ...partnerships.dates import Dated
from ...partnerships.models import Partnership
from ...partnerships.queries import mine
from ...partnerships.things import Thing
from ...permissions import Actor
from .models import Body, Seat

MOST = 300


def find(partnership: Partnership, numbers: Sequence[int]) -> Mapping[int, Thing]:
    """The bodies of a partnership by number; one statement."""
    query = select(Body.id, Body.name).where(Body.partnership_id == partnership.id, Body.id.in_(numbers))
    return {
        number: Thing("body", number, name, url_for("governance.show", partnership_id=partnership.id, body_id=number))
        for number, name in db.session.execute(query)
    }


def dates(person: Actor, first: date, last: date, partnership_id: int | None) -> Sequence[Dated]:
    """The last days of the seats that were not ended before; one statement."""
    query = (
        select(Seat, Body.name, Body.partnership_id, Partnership.title)
        .join(Body, Body.id == Seat.body_id)
        .join(Partnership, Partnership.id == Body.partnership_id)
        .where(mine(person), Seat.ended_on.is_(None), Seat.ends_on.between(first, last))
    )
    if partnership_id is not None:
        query = query.where(Partnership.id == partnership_id)
    rows = db.session.execute(query.order_by(Seat.ends_on, Seat.id).limit(MOST))
    return [
        Dated(
            uid=f"jabatan-{seat.id}",
            kind="seat",
            partnership_id=number,
            partnership=title,
            day=seat.ends_on,
            title=say("Masa jabatan %(name)s di %(body)s berakhir", name=seat.person_name, body=body),
            url=url_for("governance.show", partnership_id=number, body_id=seat.body_id),
            version=seat.version,
            changed_at=datetime.combine(seat.starts_on or seat.ends_on, time(), tzinfo=UTC),
        )
        for seat, body, number, title in rows
        if seat.ends_on is not None
    ]
