"""What parties see differently: the matter, what each needs, options, and what each can live with."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...db import Archivable, Model, UtcDateTime, Versioned
from ...partnerships.models import Partnership
from . import rules

TITLE, WORD, LONG, LINK, OFFICE = 160, 500, 2000, 300, 200  # letters


class Matter(Versioned, Model):
    """One difference of interests. `thing_kind` and `thing_id` say what it is about, where that has a page.

    `reached` are the kinds of office, separated by a space, that a rung of the ladder brought in;
    `is_settled` once a rung of the ladder had a result.
    """

    __tablename__ = "matter"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    title: Mapped[str] = mapped_column(String(TITLE))
    about: Mapped[str] = mapped_column(String(LONG), default="")
    why_now: Mapped[str] = mapped_column(String(WORD), default="")
    thing_kind: Mapped[str] = mapped_column(String(40), default="")
    thing_id: Mapped[int | None]
    confidentiality: Mapped[str] = mapped_column(String(12), default=rules.PARTIES)
    mediator_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"))
    mediator: Mapped[str] = mapped_column(String(OFFICE), default="")
    state: Mapped[str] = mapped_column(String(8), default=rules.OPEN)
    agreed_option_id: Mapped[int | None]
    reached: Mapped[str] = mapped_column(String(120), default="")
    is_settled: Mapped[bool] = mapped_column(default=False)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    opened_by_party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    outcome: Mapped[str] = mapped_column(String(12), default="")
    outcome_title: Mapped[str] = mapped_column(String(LINK), default="")
    outcome_link: Mapped[str] = mapped_column(String(LINK), default="")
    summary: Mapped[str] = mapped_column(String(LONG), default="")
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by_office: Mapped[str] = mapped_column(String(OFFICE), default="")

    partnership: Mapped[Partnership] = relationship()
    interests: Mapped[list[Interest]] = relationship(back_populates="matter", order_by="Interest.id")
    options: Mapped[list[MatterOption]] = relationship(back_populates="matter", order_by="MatterOption.id")

    __table_args__ = (Index("ix_matter_of", "partnership_id", "state", "opened_at"),)

    @property
    def is_open(self) -> bool:
        """Whether it is still talked about."""
        return self.state != rules.CLOSED


class Interest(Versioned, Archivable, Model):
    """What a party needs and why; `priority` 1 is what matters most to it."""

    __tablename__ = "matter_interest"
    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"), index=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    need: Mapped[str] = mapped_column(String(WORD))
    because: Mapped[str] = mapped_column(String(WORD), default="")
    priority: Mapped[int] = mapped_column(default=2)
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)

    matter: Mapped[Matter] = relationship(back_populates="interests")
    marks: Mapped[list[InterestMark]] = relationship(back_populates="interest")

    __table_args__ = (CheckConstraint("priority BETWEEN 1 AND 3", name="priority_is_one_to_three"),)


class InterestMark(Versioned, Model):
    """How another party's interest is for a party."""

    __tablename__ = "matter_interest_mark"
    id: Mapped[int] = mapped_column(primary_key=True)
    interest_id: Mapped[int] = mapped_column(ForeignKey("matter_interest.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    mark: Mapped[str] = mapped_column(String(8))
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)

    interest: Mapped[Interest] = relationship(back_populates="marks")

    __table_args__ = (UniqueConstraint("interest_id", "party_id"),)


class MatterOption(Versioned, Archivable, Model):
    """A way out. Once put forward its words stay: another way is another option."""

    __tablename__ = "matter_option"
    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"), index=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    title: Mapped[str] = mapped_column(String(TITLE))
    words: Mapped[str] = mapped_column(String(LONG), default="")
    cost: Mapped[int | None] = mapped_column(BigInteger)
    cost_words: Mapped[str] = mapped_column(String(WORD), default="")
    is_agreeable: Mapped[bool] = mapped_column(default=False)
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    matter: Mapped[Matter] = relationship(back_populates="options")
    serves: Mapped[list[OptionServes]] = relationship()
    answers: Mapped[list[OptionAnswer]] = relationship(back_populates="option", order_by="OptionAnswer.id")
    consents: Mapped[list[OptionConsent]] = relationship()

    __table_args__ = (CheckConstraint("cost >= 0", name="cost_is_not_negative"),)


class OptionServes(Model):
    """An interest that an option serves."""

    __tablename__ = "matter_option_serves"
    option_id: Mapped[int] = mapped_column(ForeignKey("matter_option.id"), primary_key=True)
    interest_id: Mapped[int] = mapped_column(ForeignKey("matter_interest.id"), primary_key=True)


class OptionAnswer(Model):
    """What a party said to an option. Nothing is overwritten: its newest word counts, the earlier ones stay."""

    __tablename__ = "matter_option_answer"
    id: Mapped[int] = mapped_column(primary_key=True)
    option_id: Mapped[int] = mapped_column(ForeignKey("matter_option.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    level: Mapped[str] = mapped_column(String(8))
    word: Mapped[str] = mapped_column(String(WORD), default="")
    is_met: Mapped[bool] = mapped_column(default=False)
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)
    said_by_office: Mapped[str] = mapped_column(String(OFFICE), default="")

    option: Mapped[MatterOption] = relationship(back_populates="answers")

    __table_args__ = (Index("ix_matter_option_answer_of", "option_id", "party_id"),)


class OptionConsent(Model):
    """A head's yes to an option that all can live with; gone when its party says something else again."""

    __tablename__ = "matter_option_consent"
    option_id: Mapped[int] = mapped_column(ForeignKey("matter_option.id"), primary_key=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), primary_key=True)
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    given_by_office: Mapped[str] = mapped_column(String(OFFICE), default="")
