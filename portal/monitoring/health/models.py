"""Rounds of the partnership health check, and the answers that are erased when a round ends."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...db import Model, UtcDateTime, Versioned
from ...partnerships.models import Partnership


class HealthRound(Versioned, Model):
    """One round: who is asked, until when, and its result once it has ended. `number` counts within a partnership.

    `result` is made once, when the round ends, and never again; `answered` is how many parties answered.
    """

    __tablename__ = "health_round"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    number: Mapped[int]
    asked: Mapped[list[int]] = mapped_column(JSON, default=list)
    answered: Mapped[int] = mapped_column(default=0)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    opened_by_office: Mapped[str] = mapped_column(String(200), default="")
    last_day: Mapped[date]
    closed_on: Mapped[date | None]
    result: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON)

    partnership: Mapped[Partnership] = relationship()
    answers: Mapped[list[HealthAnswer]] = relationship(back_populates="round", order_by="HealthAnswer.id")

    __table_args__ = (UniqueConstraint("partnership_id", "number"),)


class HealthAnswer(Versioned, Model):
    """What one party said in an open round; shown to that party alone, and erased when the round ends.

    `colours` maps each statement to its colour; afterwards it is empty, and only that the party answered is kept.
    """

    __tablename__ = "health_answer"
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("health_round.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    colours: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)

    round: Mapped[HealthRound] = relationship(back_populates="answers")

    __table_args__ = (UniqueConstraint("round_id", "party_id"),)
