"""What things cost, who pays from which source, and what was really spent."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...db import Archivable, Model, UtcDateTime, Versioned
from ...partnerships.models import Attachment, Partnership, Party
from ..confirming.models import WORD, Confirmable

TITLE, DOCUMENT = 200, 200  # letters


class BudgetItem(Versioned, Archivable, Model):
    """Something that costs money in one year; several sources may pay for it."""

    __tablename__ = "budget_item"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id"), index=True)
    title: Mapped[str] = mapped_column(String(TITLE))
    year: Mapped[int]
    note: Mapped[str] = mapped_column(String(WORD), default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    partnership: Mapped[Partnership] = relationship()
    lines: Mapped[list[BudgetLine]] = relationship(back_populates="item", order_by="BudgetLine.id")

    __table_args__ = (Index("ix_budget_item_of_year", "partnership_id", "year", "id"),)

    @property
    def living_lines(self) -> list[BudgetLine]:
        """The lines that were not put away."""
        return [line for line in self.lines if line.archived_at is None]


class BudgetLine(Versioned, Archivable, Model):
    """What one party pays for an item from one source. `planned` is None while nobody has said how much."""

    __tablename__ = "budget_line"
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("budget_item.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), index=True)
    source: Mapped[str] = mapped_column(String(20))
    planned: Mapped[int | None] = mapped_column(BigInteger)

    item: Mapped[BudgetItem] = relationship(back_populates="lines")
    party: Mapped[Party] = relationship()
    entries: Mapped[list[Realisation]] = relationship(back_populates="line", order_by="Realisation.id.desc()")

    __table_args__ = (
        UniqueConstraint("item_id", "party_id", "source"),
        CheckConstraint("planned >= 0", name="is_not_negative"),
    )


class Realisation(Confirmable, Versioned, Model):
    """Money spent on a day, by a document. Never changed: a mistake is put right by an entry of the opposite."""

    __tablename__ = "budget_realisation"
    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("budget_line.id"), index=True)
    amount: Mapped[int] = mapped_column(BigInteger)
    spent_on: Mapped[date]
    document: Mapped[str] = mapped_column(String(DOCUMENT))
    note: Mapped[str] = mapped_column(String(WORD), default="")
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("budget_realisation.id"), unique=True)

    line: Mapped[BudgetLine] = relationship(back_populates="entries")
    file: Mapped[Attachment | None] = relationship()
