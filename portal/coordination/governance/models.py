"""The body that carries a partnership out: its seats by party, and its rules of decision, version by version."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...db import Archivable, Model, UtcDateTime, Versioned
from ...partnerships.models import Partnership, Party
from .rules import ACTIVE

TASK, OFFICE = 200, 120  # letters


class Body(Versioned, Model):
    """A body of the parties: the BKAD, a board, or a working group. It is dissolved, never deleted."""

    __tablename__ = "cooperation_body"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    formed_by: Mapped[str] = mapped_column(String(20), default="decree")
    decree_number: Mapped[str] = mapped_column(String(60), default="")
    decree_on: Mapped[date | None]
    located_at: Mapped[str] = mapped_column(String(160), default="")
    state: Mapped[str] = mapped_column(String(20), default=ACTIVE)
    formed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    dissolved_on: Mapped[date | None]
    dissolution_number: Mapped[str] = mapped_column(String(60), default="")
    dissolution_reason: Mapped[str] = mapped_column(String(500), default="")

    partnership: Mapped[Partnership] = relationship()
    seats: Mapped[list[Seat]] = relationship(back_populates="body", order_by="Seat.id")
    rules: Mapped[list[DecisionRule]] = relationship(back_populates="body", order_by="DecisionRule.id")

    @property
    def is_active(self) -> bool:
        """Whether it still works."""
        return self.state == ACTIVE


class Seat(Versioned, Model):
    """One person's place in a body, held by a party. No national number, no telephone: only what a decree names."""

    __tablename__ = "cooperation_body_seat"
    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("cooperation_body.id"), index=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), index=True)
    office: Mapped[str] = mapped_column(String(20))
    team: Mapped[str] = mapped_column(String(80), default="")
    person_name: Mapped[str] = mapped_column(String(120))
    element: Mapped[str] = mapped_column(String(30), default="")
    gender: Mapped[str] = mapped_column(String(10), default="")
    mandate_number: Mapped[str] = mapped_column(String(60), default="")
    mandate_on: Mapped[date | None]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    end_reason: Mapped[str] = mapped_column(String(500), default="")

    body: Mapped[Body] = relationship(back_populates="seats")
    party: Mapped[Party] = relationship()


class DecisionRule(Model):
    """One version of how a body decides on one topic. A version is never changed: a newer one stands beside it.

    `weights` holds what each party's voice weighs, by its number; empty: one village, one voice.
    """

    __tablename__ = "decision_rule"
    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("cooperation_body.id"))
    topic: Mapped[str] = mapped_column(String(20))
    method: Mapped[str] = mapped_column(String(20))
    quorum_part: Mapped[int]
    quorum_whole: Mapped[int]
    fallback: Mapped[str] = mapped_column(String(20))
    minutes_number: Mapped[str] = mapped_column(String(60))
    minutes_on: Mapped[date]
    in_force_from: Mapped[date]
    weights: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    adopted_at: Mapped[datetime] = mapped_column(UtcDateTime)

    body: Mapped[Body] = relationship(back_populates="rules")

    __table_args__ = (
        Index("ix_decision_rule_in_force", "body_id", "topic", "in_force_from"),
        CheckConstraint("quorum_part > 0 AND quorum_part <= quorum_whole", name="quorum_is_a_fraction"),
    )


class Duty(Versioned, Archivable, Model):
    """One task of a body: the party that is responsible for it, who helps, and who is kept informed.

    `helpers` and `informed` are numbers of parties of the partnership, without the responsible one.
    """

    __tablename__ = "cooperation_body_duty"
    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("cooperation_body.id"), index=True)
    task: Mapped[str] = mapped_column(String(TASK))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    office: Mapped[str] = mapped_column(String(OFFICE), default="")
    helpers: Mapped[list[int]] = mapped_column(JSON, default=list)
    informed: Mapped[list[int]] = mapped_column(JSON, default=list)

    body: Mapped[Body] = relationship()
