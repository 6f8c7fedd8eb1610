"""What the pages of series show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import url_for
from sqlalchemy import Select, or_, select

from ....db import db
from ....partnerships.models import Partnership
from ....partnerships.things import Thing
from ....partnerships.working import goes_on
from ...governance.models import Body
from ...governance.rules import ACTIVE
from ..models import Meeting
from . import rules
from .models import MeetingSeries


def listed(partnership_id: int) -> Select[Any]:
    """The series of a partnership, those that go on first."""
    query = select(MeetingSeries).where(MeetingSeries.partnership_id == partnership_id)
    return query.order_by(MeetingSeries.is_active.desc(), MeetingSeries.id)


def going_on() -> list[MeetingSeries]:
    """The series that still make meetings: their partnership goes on, and their body works; one statement."""
    query = select(MeetingSeries).join(MeetingSeries.partnership).outerjoin(MeetingSeries.body)
    query = query.where(MeetingSeries.is_active, goes_on(), or_(Body.id.is_(None), Body.state == ACTIVE))
    return list(db.session.scalars(query.order_by(MeetingSeries.id)))


def series_of(partnership_id: int, series_id: int) -> MeetingSeries | None:
    """One series of a partnership."""
    query = select(MeetingSeries).where(MeetingSeries.partnership_id == partnership_id, MeetingSeries.id == series_id)
    return db.session.scalars(query).one_or_none()


def meetings_of(series: MeetingSeries, most: int = 60) -> list[Meeting]:
    """Its meetings, the newest first, cancelled ones too; one statement."""
    query = select(Meeting).where(Meeting.partnership_id == series.partnership_id)
    query = query.where(Meeting.series_key.startswith(f"{series.id}:", autoescape=True))
    return list(db.session.scalars(query.order_by(Meeting.starts_at.desc(), Meeting.id).limit(most)))


def key_of(series: MeetingSeries, day: date) -> str:
    """How a meeting says which one of which series it is; it keeps that when it is put off."""
    return f"{series.id}:{day.isoformat()}"


def rhythm_of(series: MeetingSeries) -> rules.Rhythm:
    """Its rule as a value."""
    return rules.Rhythm(series.every, series.starts_on, series.week, series.weekday, series.day_of_month)


def find(partnership: Partnership, numbers: Sequence[int]) -> dict[int, Thing]:
    """The series of these numbers, as things that can be pointed at; one statement."""
    query = select(MeetingSeries.id, MeetingSeries.title).where(
        MeetingSeries.partnership_id == partnership.id, MeetingSeries.id.in_(numbers)
    )
    return {
        row.id: Thing("meeting_series", row.id, row.title, address(partnership.id, row.id))
        for row in db.session.execute(query)
    }


def address(partnership_id: int, series_id: int) -> str:
    """The page of a series."""
    return url_for("series.show", partnership_id=partnership_id, series_id=series_id)
