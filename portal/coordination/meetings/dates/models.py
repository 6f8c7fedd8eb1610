"""Looking for a day that suits: what is looked for, the days offered, and what each party says to each day."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ....db import Model, UtcDateTime, Versioned
from ....partnerships.models import Partnership, Party
from ...governance.models import Body
from ..models import LINE, PLACE, TITLE, Meeting
from . import rules

WORD = 200  # letters


class DateSearch(Versioned, Model):
    """A meeting that still looks for its day. Hours are those of `area_code`; `meeting_id` is what came of it."""

    __tablename__ = "date_search"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), index=True)
    body_id: Mapped[int | None] = mapped_column(ForeignKey("cooperation_body.id"))
    opened_by_party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    kind: Mapped[str] = mapped_column(String(30))
    title: Mapped[str] = mapped_column(String(TITLE))
    place: Mapped[str] = mapped_column(String(PLACE), default="")
    about: Mapped[str] = mapped_column(String(LINE), default="")
    minutes: Mapped[int] = mapped_column(default=rules.USUAL_MINUTES)
    closes_on: Mapped[date]
    area_code: Mapped[str] = mapped_column(String(13), default="")
    state: Mapped[str] = mapped_column(String(10), default=rules.OPEN)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    opened_by: Mapped[str] = mapped_column(String(200), default="")
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)

    partnership: Mapped[Partnership] = relationship()
    body: Mapped[Body | None] = relationship()
    meeting: Mapped[Meeting | None] = relationship()
    choices: Mapped[list[DateChoice]] = relationship(back_populates="search", order_by="DateChoice.starts_at")

    __table_args__ = (CheckConstraint("minutes BETWEEN 15 AND 1440", name="length_of_a_meeting"),)


class DateChoice(Model):
    """One day and hour that is offered."""

    __tablename__ = "date_choice"
    id: Mapped[int] = mapped_column(primary_key=True)
    search_id: Mapped[int] = mapped_column(ForeignKey("date_search.id"))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)

    search: Mapped[DateSearch] = relationship(back_populates="choices")
    answers: Mapped[list[DateAnswer]] = relationship(back_populates="choice")

    __table_args__ = (UniqueConstraint("search_id", "starts_at"),)


class DateAnswer(Model):
    """What a party says to one day. `told_by` is how it came when another office put it in: `noted_by`."""

    __tablename__ = "date_answer"
    id: Mapped[int] = mapped_column(primary_key=True)
    choice_id: Mapped[int] = mapped_column(ForeignKey("date_choice.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), index=True)
    answer: Mapped[str] = mapped_column(String(10))
    word: Mapped[str] = mapped_column(String(WORD), default="")
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)
    office: Mapped[str] = mapped_column(String(200), default="")
    told_by: Mapped[str] = mapped_column(String(10), default="")
    noted_by: Mapped[str] = mapped_column(String(200), default="")

    choice: Mapped[DateChoice] = relationship(back_populates="answers")
    party: Mapped[Party] = relationship()

    __table_args__ = (UniqueConstraint("choice_id", "party_id"),)
