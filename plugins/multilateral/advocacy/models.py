"""Joint positions, what each party said to them, and the steps that were taken."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.sdk import Archivable, Model, UtcDateTime, Versioned

from . import rules


class Position(Versioned, Model):
    """One version of a joint position. Its text is frozen from the moment it is sent.

    `round` rises when the text goes back to its drafters: what was said to the old text does not count for the new.
    `supporters` are those who stood behind it when it was sent, with their names as they were.
    """

    __tablename__ = "multilateral_position"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    number: Mapped[int] = mapped_column(default=1)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("multilateral_position.id"), unique=True)
    state: Mapped[str] = mapped_column(String(20), default=rules.DRAFT)
    round: Mapped[int] = mapped_column(default=1)
    title: Mapped[str] = mapped_column(String(160))
    ask: Mapped[str] = mapped_column(Text, default="")
    addressee: Mapped[str] = mapped_column(String(160), default="")
    addressee_body: Mapped[str] = mapped_column(String(160), default="")
    evidence: Mapped[str] = mapped_column(Text, default="")
    links: Mapped[str] = mapped_column(Text, default="")
    papers: Mapped[str] = mapped_column(Text, default="")
    threshold: Mapped[str] = mapped_column(String(20), default=rules.ALL)
    letter_number: Mapped[str] = mapped_column(String(60), default="")
    sent_on: Mapped[date | None]
    supporters: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    sha256: Mapped[str | None] = mapped_column(String(64))
    answer: Mapped[str] = mapped_column(String(20), default="")
    answered_on: Mapped[date | None]
    answer_number: Mapped[str] = mapped_column(String(60), default="")
    answer_text: Mapped[str] = mapped_column(Text, default="")
    outcome: Mapped[str] = mapped_column(Text, default="")
    lesson: Mapped[str] = mapped_column(Text, default="")
    is_public: Mapped[bool] = mapped_column(default=False)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_multilateral_position_list", "partnership_id", "changed_at"),)

    @property
    def text(self) -> dict[str, Any]:
        """The values that are frozen when it is sent."""
        return {name: getattr(self, name) for name in rules.TEXT}

    @property
    def is_frozen(self) -> bool:
        """Whether it was sent."""
        return self.sha256 is not None

    @property
    def is_genuine(self) -> bool:
        """Whether a frozen text still is what was sent."""
        text = rules.frozen_text(self.text, self.number, self.supporters)
        return self.sha256 is None or rules.fingerprint(text) == self.sha256


class Support(Versioned, Model):
    """What one party said to one round of a position."""

    __tablename__ = "multilateral_support"
    id: Mapped[int] = mapped_column(primary_key=True)
    position_id: Mapped[int] = mapped_column(ForeignKey("multilateral_position.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), index=True)
    round: Mapped[int]
    word: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text, default="")
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    given_by_office: Mapped[str] = mapped_column(String(200), default="")

    __table_args__ = (UniqueConstraint("position_id", "round", "party_id"),)


class Step(Archivable, Versioned, Model):
    """Something that was done for a position: a hearing, a reminder, a visit."""

    __tablename__ = "multilateral_position_step"
    id: Mapped[int] = mapped_column(primary_key=True)
    position_id: Mapped[int] = mapped_column(ForeignKey("multilateral_position.id"), index=True)
    held_on: Mapped[date]
    what: Mapped[str] = mapped_column(Text)
    by_whom: Mapped[str] = mapped_column(String(160))
    document_number: Mapped[str] = mapped_column(String(60), default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by_office: Mapped[str] = mapped_column(String(200), default="")

    position: Mapped[Position] = relationship()
