"""The rule of meetings that come back: every month, quarter or year. The meetings themselves are made one by one."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ....db import Model, UtcDateTime, Versioned
from ....partnerships.models import Partnership
from ...governance.models import Body
from ..models import PLACE, TITLE
from . import rules


class MeetingSeries(Versioned, Model):
    """Either the `week`th `weekday` (0 is Monday) of the month, or its `day_of_month`; `at_minute` of the day
    in the zone of `area_code`. `starts_on` is the first day it may fall on, and names the month that quarters
    and years are counted from. A stopped one makes no more meetings; those there are stay.
    """

    __tablename__ = "meeting_series"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), index=True)
    body_id: Mapped[int | None] = mapped_column(ForeignKey("cooperation_body.id"))
    kind: Mapped[str] = mapped_column(String(30))
    title: Mapped[str] = mapped_column(String(TITLE))
    place: Mapped[str] = mapped_column(String(PLACE), default="")
    every: Mapped[str] = mapped_column(String(10), default=rules.MONTHLY)
    week: Mapped[int | None]
    weekday: Mapped[int | None]
    day_of_month: Mapped[int | None]
    at_minute: Mapped[int]
    area_code: Mapped[str] = mapped_column(String(13), default="")
    starts_on: Mapped[date]
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    partnership: Mapped[Partnership] = relationship()
    body: Mapped[Body | None] = relationship()

    __table_args__ = (
        CheckConstraint("week IS NULL OR week BETWEEN 1 AND 5", name="week_of_a_month"),
        CheckConstraint("weekday IS NULL OR weekday BETWEEN 0 AND 6", name="day_of_a_week"),
        CheckConstraint("day_of_month IS NULL OR day_of_month BETWEEN 1 AND 31", name="day_of_a_month"),
        CheckConstraint("(day_of_month IS NULL) = (weekday IS NOT NULL)", name="one_way_to_say_the_day"),
        CheckConstraint("(week IS NULL) = (weekday IS NULL)", name="a_weekday_has_its_week"),
        CheckConstraint("at_minute BETWEEN 0 AND 1439", name="minute_of_a_day"),
    )
