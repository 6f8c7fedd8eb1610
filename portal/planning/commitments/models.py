"""Promises of parties, what they answered, and whether a party's record is shown to everyone."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ... import clock
from ...db import Archivable, Model, UtcDateTime, Versioned
from ...partnerships.models import Attachment, Partnership, Party
from ..confirming.models import WORD, Confirmable
from . import rules

TITLE, OFFICE, PROOF, REFERENCE, LINK = 200, 120, 300, 200, 300  # letters


class Commitment(Versioned, Archivable, Model):
    """What a party promised, until when, and what proves it. Put away only by another party, which releases it.

    `due_on` is the day agreed now, `first_due_on` the first one; `asked_due_on` a new day that waits for
    another party's yes. `done_on` is when the party says it was done.
    """

    __tablename__ = "commitment"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    title: Mapped[str] = mapped_column(String(TITLE))
    office: Mapped[str] = mapped_column(String(OFFICE), default="")
    proof: Mapped[str] = mapped_column(String(PROOF), default="")
    origin: Mapped[str] = mapped_column(String(20), default="word")
    reference: Mapped[str] = mapped_column(String(REFERENCE), default="")
    link: Mapped[str] = mapped_column(String(LINK), default="")
    is_public: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(12), default=rules.STANDING)
    due_on: Mapped[date]
    first_due_on: Mapped[date]
    asked_due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    renegotiated: Mapped[int] = mapped_column(default=0)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by_party_id: Mapped[int | None]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    partnership: Mapped[Partnership] = relationship()
    party: Mapped[Party] = relationship()
    answers: Mapped[list[CommitmentAnswer]] = relationship(
        back_populates="commitment", order_by="CommitmentAnswer.id.desc()"
    )

    __table_args__ = (
        Index("ix_commitment_due", "partnership_id", "state", "due_on"),
        Index("ix_commitment_of_party", "party_id", "state", "due_on"),
        CheckConstraint("renegotiated >= 0", name="counted"),
    )

    @property
    def promise(self) -> rules.Promise:
        """This as the rules see it."""
        released_on = day_of(self.archived_at)
        return rules.Promise(self.party_id, self.state, self.due_on, self.done_on, self.renegotiated, released_on)


def day_of(moment: datetime | None) -> date | None:
    """The day of a moment in Indonesia; None for none."""
    return None if moment is None else moment.astimezone(clock.zone_of(None)).date()


class CommitmentAnswer(Confirmable, Versioned, Model):
    """What a party said of its promise: done, needs time, or held up. Kept as said; a later one stands beside it.

    `day` is when it was done, or the new day asked for.
    """

    __tablename__ = "commitment_answer"
    id: Mapped[int] = mapped_column(primary_key=True)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitment.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    word: Mapped[str] = mapped_column(String(WORD), default="")
    day: Mapped[date | None]
    proof_link: Mapped[str] = mapped_column(String(LINK), default="")
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    is_superseded: Mapped[bool] = mapped_column(default=False)

    commitment: Mapped[Commitment] = relationship(back_populates="answers")
    file: Mapped[Attachment | None] = relationship()


class RecordConsent(Versioned, Model):
    """A party's yes to showing everyone how the parties kept their promises; it can be withdrawn at any time."""

    __tablename__ = "commitment_consent"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    given_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (UniqueConstraint("partnership_id", "party_id"),)
