"""Programmes by period, their results and sources, and the activities with progress, photos and risks."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Index, Numeric, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...db import Archivable, Model, UtcDateTime, Versioned
from ...partnerships.models import Attachment, Partnership, Party
from .rules import PLANNED

TITLE, LONG, REASON, PLACE, OFFICE = 200, 4000, 500, 160, 120  # letters


class Programme(Versioned, Model):
    """What a partnership wants to reach in one period. Periods of one partnership do not overlap."""

    __tablename__ = "programme"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), index=True)
    title: Mapped[str] = mapped_column(String(TITLE))
    goal: Mapped[str] = mapped_column(Text, default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    sdgs: Mapped[list[int]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    partnership: Mapped[Partnership] = relationship()
    results: Mapped[list[Result]] = relationship(back_populates="programme", order_by="Result.id")
    sources: Mapped[list[PlanSource]] = relationship(back_populates="programme", order_by="PlanSource.id")

    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="ends_after_start"),)


class Result(Versioned, Archivable, Model):
    """Something the programme is to bring about: an outcome, or an output that leads to one."""

    __tablename__ = "programme_result"
    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("programme_result.id"))
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(TITLE))
    measure: Mapped[str] = mapped_column(String(TITLE), default="")

    programme: Mapped[Programme] = relationship(back_populates="results")


class PlanSource(Versioned, Archivable, Model):
    """The item of a party's own planning document that the programme draws on."""

    __tablename__ = "programme_source"
    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    document: Mapped[str] = mapped_column(String(20))
    year: Mapped[int]
    item: Mapped[str] = mapped_column(String(TITLE))
    account_code: Mapped[str] = mapped_column(String(20), default="")

    programme: Mapped[Programme] = relationship(back_populates="sources")
    party: Mapped[Party] = relationship()


activity_helper = Table(
    "activity_helper",
    Model.metadata,
    Column("activity_id", ForeignKey("activity.id"), primary_key=True),
    Column("party_id", ForeignKey("party.id"), primary_key=True),
)
activity_village = Table(
    "activity_village",
    Model.metadata,
    Column("activity_id", ForeignKey("activity.id"), primary_key=True),
    Column("village_code", String(13), primary_key=True, index=True),
)
activity_prerequisite = Table(
    "activity_prerequisite",
    Model.metadata,
    Column("activity_id", ForeignKey("activity.id"), primary_key=True),
    Column("needs_id", ForeignKey("activity.id"), primary_key=True, index=True),
)


class Activity(Versioned, Archivable, Model):
    """One thing that is done by one party until a day. `template` is the key of the template it began from.

    A pilot tries something new: what is tried, how it will be judged, and what was learnt.
    `percent` is what the newest progress said, 0 to 100. `sdgs` are goals of its own; without any it says nothing
    beyond what its programme says.
    """

    __tablename__ = "activity"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    result_id: Mapped[int | None] = mapped_column(ForeignKey("programme_result.id"), index=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), index=True)
    title: Mapped[str] = mapped_column(String(TITLE))
    description: Mapped[str] = mapped_column(Text, default="")
    template: Mapped[str] = mapped_column(String(60), default="")
    office: Mapped[str] = mapped_column(String(OFFICE), default="")
    starts_on: Mapped[date | None]
    due_on: Mapped[date]
    place: Mapped[str] = mapped_column(String(PLACE), default="")
    latitude: Mapped[Decimal | None] = mapped_column(Numeric(9, 6))
    longitude: Mapped[Decimal | None] = mapped_column(Numeric(9, 6))
    target: Mapped[Decimal | None] = mapped_column(Numeric(16, 3))
    unit: Mapped[str] = mapped_column(String(40), default="")
    status: Mapped[str] = mapped_column(String(20), default=PLANNED)
    status_reason: Mapped[str] = mapped_column(String(REASON), default="")
    done_on: Mapped[date | None]
    percent: Mapped[int | None]
    sdgs: Mapped[list[int]] = mapped_column(JSON, default=list)
    is_pilot: Mapped[bool] = mapped_column(default=False)
    pilot_tries: Mapped[str] = mapped_column(Text, default="")
    pilot_judged_by: Mapped[str] = mapped_column(Text, default="")
    pilot_lesson: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    programme: Mapped[Programme] = relationship()
    partnership: Mapped[Partnership] = relationship()
    party: Mapped[Party] = relationship()
    result: Mapped[Result | None] = relationship()
    helpers: Mapped[list[Party]] = relationship(secondary=activity_helper, order_by="Party.position")
    prerequisites: Mapped[list[Activity]] = relationship(
        secondary=activity_prerequisite,
        primaryjoin="Activity.id == activity_prerequisite.c.activity_id",
        secondaryjoin="Activity.id == activity_prerequisite.c.needs_id",
        order_by="Activity.due_on",
    )
    progress: Mapped[list[Progress]] = relationship(back_populates="activity", order_by="Progress.id")
    risks: Mapped[list[ActivityRisk]] = relationship(back_populates="activity", order_by="ActivityRisk.id")

    __table_args__ = (
        # Lists by day, and counts by state, read these alone, however many activities there are.
        Index("ix_activity_by_day", "programme_id", "archived_at", "due_on", "id"),
        Index("ix_activity_by_state", "programme_id", "archived_at", "status", "due_on", "result_id"),
        Index("ix_activity_pilots", "programme_id", "is_pilot", "due_on"),
        Index("ix_activity_of_partnership", "partnership_id", "archived_at", "status", "due_on", "id", "party_id"),
        CheckConstraint("starts_on IS NULL OR due_on >= starts_on", name="due_after_start"),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent_of_hundred"),
    )


class Progress(Versioned, Archivable, Model):
    """What somebody saw on one day: a share of the whole, a quantity, words, photos. Corrected by a new entry."""

    __tablename__ = "activity_progress"
    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), index=True)
    party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    seen_on: Mapped[date]
    percent: Mapped[int | None]
    quantity: Mapped[Decimal | None] = mapped_column(Numeric(16, 3))
    words: Mapped[str] = mapped_column(String(1000), default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by_office: Mapped[str] = mapped_column(String(200), default="")

    activity: Mapped[Activity] = relationship(back_populates="progress")
    photos: Mapped[list[Photo]] = relationship(back_populates="progress", order_by="Photo.id")

    __table_args__ = (CheckConstraint("percent BETWEEN 0 AND 100", name="percent_of_hundred"),)


class Photo(Versioned, Model):
    """A photo of a progress entry. The parties' own until one of them shows it to everyone."""

    __tablename__ = "activity_photo"
    id: Mapped[int] = mapped_column(primary_key=True)
    progress_id: Mapped[int] = mapped_column(ForeignKey("activity_progress.id"), index=True)
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id"), unique=True)
    is_public: Mapped[bool] = mapped_column(default=False)

    progress: Mapped[Progress] = relationship(back_populates="photos")
    attachment: Mapped[Attachment] = relationship()


class ActivityRisk(Versioned, Archivable, Model):
    """What may go wrong with an activity, and what is done about it."""

    __tablename__ = "activity_risk"
    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), index=True)
    label: Mapped[str] = mapped_column(String(TITLE))
    level: Mapped[str] = mapped_column(String(20))
    response: Mapped[str] = mapped_column(String(REASON))
    state: Mapped[str] = mapped_column(String(20))

    activity: Mapped[Activity] = relationship(back_populates="risks")
