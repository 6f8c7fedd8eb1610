"""Evaluations of the parties: what each answered, what was found, what was recommended and what became of it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import DDL, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...db import Archivable, Model, UtcDateTime, Versioned
from ...partnerships.models import Partnership
from ..indicators.models import Indicator
from . import rules

TITLE, WORD, LONG, FIGURE, LINK, OFFICE = 160, 500, 2000, 300, 300, 200  # letters


class Evaluation(Versioned, Model):
    """One evaluation of a period. Closed, it is frozen: `text` is all of it, `sha256` the fingerprint of that."""

    __tablename__ = "evaluation"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    kind: Mapped[str] = mapped_column(String(12))
    title: Mapped[str] = mapped_column(String(TITLE))
    period_from: Mapped[date]
    period_to: Mapped[date]
    due_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(8), default=rules.OPEN)
    summary: Mapped[str] = mapped_column(String(LONG), default="")
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    opened_by_office: Mapped[str] = mapped_column(String(OFFICE), default="")
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by_office: Mapped[str] = mapped_column(String(OFFICE), default="")
    text: Mapped[str | None] = mapped_column(Text)
    sha256: Mapped[str | None] = mapped_column(String(64))

    partnership: Mapped[Partnership] = relationship()
    answers: Mapped[list[EvaluationAnswer]] = relationship(back_populates="evaluation", order_by="EvaluationAnswer.id")
    findings: Mapped[list[Finding]] = relationship(back_populates="evaluation", order_by="Finding.id")
    recommendations: Mapped[list[Recommendation]] = relationship(
        back_populates="evaluation", order_by="Recommendation.id"
    )
    consents: Mapped[list[EvaluationConsent]] = relationship(order_by="EvaluationConsent.id")

    __table_args__ = (
        Index("ix_evaluation_of", "partnership_id", "state", "period_to"),
        CheckConstraint("period_to >= period_from", name="ends_after_start"),
    )


class EvaluationAnswer(Versioned, Model):
    """A party's mark and words on one question."""

    __tablename__ = "evaluation_answer"
    id: Mapped[int] = mapped_column(primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    question: Mapped[str] = mapped_column(String(20))
    mark: Mapped[int]
    word: Mapped[str] = mapped_column(String(WORD), default="")
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)
    said_by_office: Mapped[str] = mapped_column(String(OFFICE), default="")

    evaluation: Mapped[Evaluation] = relationship(back_populates="answers")

    __table_args__ = (
        UniqueConstraint("evaluation_id", "party_id", "question"),
        CheckConstraint("mark BETWEEN 0 AND 4", name="on_the_scale"),
    )


class Finding(Versioned, Archivable, Model):
    """A finding or a lesson, and what it rests on: an indicator, and a figure as it was when this was written."""

    __tablename__ = "evaluation_finding"
    id: Mapped[int] = mapped_column(primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"), index=True)
    kind: Mapped[str] = mapped_column(String(8), default=rules.FINDING)
    question: Mapped[str] = mapped_column(String(20), default="")
    words: Mapped[str] = mapped_column(String(LONG))
    indicator_id: Mapped[int | None] = mapped_column(ForeignKey("indicator.id"))
    figure: Mapped[str] = mapped_column(String(FIGURE), default="")
    link: Mapped[str] = mapped_column(String(LINK), default="")
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    written_by_office: Mapped[str] = mapped_column(String(OFFICE), default="")

    evaluation: Mapped[Evaluation] = relationship(back_populates="findings")
    indicator: Mapped[Indicator | None] = relationship()


class Recommendation(Versioned, Archivable, Model):
    """What is to be done, by whom, and what became of it: `outcome` is empty until somebody answers."""

    __tablename__ = "evaluation_recommendation"
    id: Mapped[int] = mapped_column(primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"), index=True)
    finding_id: Mapped[int | None] = mapped_column(ForeignKey("evaluation_finding.id"))
    party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    words: Mapped[str] = mapped_column(String(WORD))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    written_by_office: Mapped[str] = mapped_column(String(OFFICE), default="")
    outcome: Mapped[str] = mapped_column(String(12), default=rules.UNANSWERED)
    outcome_title: Mapped[str] = mapped_column(String(FIGURE), default="")
    outcome_word: Mapped[str] = mapped_column(String(WORD), default="")
    outcome_link: Mapped[str] = mapped_column(String(LINK), default="")
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_by_office: Mapped[str] = mapped_column(String(OFFICE), default="")

    evaluation: Mapped[Evaluation] = relationship(back_populates="recommendations")
    finding: Mapped[Finding | None] = relationship()

    __table_args__ = (Index("ix_evaluation_recommendation_outcome", "outcome", "evaluation_id"),)


class EvaluationConsent(Versioned, Model):
    """A party's yes to showing everyone a closed evaluation; it can be withdrawn at any time."""

    __tablename__ = "evaluation_consent"
    id: Mapped[int] = mapped_column(primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    given_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (UniqueConstraint("evaluation_id", "party_id"),)


# What was closed cannot be changed or removed, not even from the database's console.
_CLOSED = "OLD.sha256 IS NOT NULL"
_CHANGED = (
    "NEW.text IS NULL OR NEW.text <> OLD.text OR NEW.sha256 IS NULL OR NEW.sha256 <> OLD.sha256 "
    "OR NEW.state <> OLD.state OR NEW.partnership_id <> OLD.partnership_id"
)
_GUARDS = {
    "sqlite": (
        f"CREATE TRIGGER evaluation_frozen_update BEFORE UPDATE ON evaluation WHEN {_CLOSED} AND ({_CHANGED}) "
        "BEGIN SELECT RAISE(ABORT, 'a closed evaluation cannot be changed'); END",
        f"CREATE TRIGGER evaluation_frozen_delete BEFORE DELETE ON evaluation WHEN {_CLOSED} "
        "BEGIN SELECT RAISE(ABORT, 'a closed evaluation cannot be removed'); END",
        # INSERT OR REPLACE removes the old row without asking the trigger above.
        "CREATE TRIGGER evaluation_frozen_replace BEFORE INSERT ON evaluation WHEN EXISTS (SELECT 1 FROM evaluation "
        "AS old WHERE old.sha256 IS NOT NULL AND old.id = NEW.id) "
        "BEGIN SELECT RAISE(ABORT, 'a closed evaluation cannot be replaced'); END",
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION evaluation_is_frozen() RETURNS trigger AS $$ BEGIN "
        "RAISE EXCEPTION 'a closed evaluation cannot be changed'; END $$ LANGUAGE plpgsql",
        "CREATE TRIGGER evaluation_frozen_update BEFORE UPDATE ON evaluation FOR EACH ROW "
        f"WHEN ({_CLOSED} AND ({_CHANGED})) EXECUTE FUNCTION evaluation_is_frozen()",
        "CREATE TRIGGER evaluation_frozen_delete BEFORE DELETE ON evaluation FOR EACH ROW "
        f"WHEN ({_CLOSED}) EXECUTE FUNCTION evaluation_is_frozen()",
    ),
}
for _dialect, _statements in _GUARDS.items():
    for _statement in _statements:
        _ddl = DDL(_statement.replace("%", "%%")).execute_if(dialect=_dialect)  # type: ignore[no-untyped-call]
        event.listen(Evaluation.__table__, "after_create", _ddl)
