"""The rungs that a difference climbs when the parties alone find no way."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...db import Model, UtcDateTime, Versioned
from ..interests.models import Matter

WORD, NAME, LONG, NUMBER = 500, 200, 2000, 60  # letters


class Rung(Versioned, Model):
    """One rung of a matter's ladder. `result` is kept here for the rungs that the lawful path does not know."""

    __tablename__ = "matter_rung"
    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"))
    kind: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(8))
    begun_on: Mapped[date]
    due_on: Mapped[date | None]
    invited_by: Mapped[str] = mapped_column(String(NAME), default="")
    facilitator: Mapped[str] = mapped_column(String(NAME), default="")
    papers: Mapped[str] = mapped_column(String(WORD), default="")
    skip_reason: Mapped[str] = mapped_column(String(WORD), default="")
    result: Mapped[str] = mapped_column(String(LONG), default="")
    minutes_number: Mapped[str] = mapped_column(String(NUMBER), default="")
    minutes_on: Mapped[date | None]
    signers: Mapped[str] = mapped_column(String(WORD), default="")
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
    begun_by_office: Mapped[str] = mapped_column(String(NAME), default="")

    matter: Mapped[Matter] = relationship()

    __table_args__ = (
        UniqueConstraint("matter_id", "kind"),
        CheckConstraint("due_on >= begun_on", name="due_after_it_began"),
    )
