"""What was measured: one row for an indicator, a party and a period; corrections stand beside it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...db import Model, UtcDateTime, Versioned
from ...partnerships.models import Attachment, Partnership, Party
from ..indicators.models import VALUE, Indicator
from . import rules

NOTE, REASON, WHY = 1000, 500, 300  # letters


class Measurement(Versioned, Model):
    """What a party reports of an indicator for a period. `state` is one of `rules.STATES`.

    A percentage is kept as `numerator` and `denominator` beside its `value`, a yes as 1 and a no as 0, a step
    of a scale as its place from 1, a qualitative report as `words` without a value. Once verified it is
    locked; an `Amendment` that is verified brings new values, and `amended` counts them.
    """

    __tablename__ = "measurement"
    id: Mapped[int] = mapped_column(primary_key=True)
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"))
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    value: Mapped[Decimal | None] = mapped_column(VALUE)
    numerator: Mapped[Decimal | None] = mapped_column(VALUE)
    denominator: Mapped[Decimal | None] = mapped_column(VALUE)
    words: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(12), default=rules.DRAFT)
    note: Mapped[str] = mapped_column(String(NOTE), default="")
    parts_reason: Mapped[str] = mapped_column(String(WHY), default="")
    latitude: Mapped[Decimal | None] = mapped_column(Numeric(9, 6))
    longitude: Mapped[Decimal | None] = mapped_column(Numeric(9, 6))
    return_reason: Mapped[str] = mapped_column(String(REASON), default="")
    amended: Mapped[int] = mapped_column(default=0)
    reported_at: Mapped[datetime] = mapped_column(UtcDateTime)
    reported_by_id: Mapped[int | None]
    reported_by_office: Mapped[str] = mapped_column(String(200), default="")
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_by_id: Mapped[int | None]
    answered_by_office: Mapped[str] = mapped_column(String(200), default="")

    indicator: Mapped[Indicator] = relationship()
    partnership: Mapped[Partnership] = relationship()
    party: Mapped[Party] = relationship()
    parts: Mapped[list[MeasurementPart]] = relationship(back_populates="measurement", order_by="MeasurementPart.id")
    evidence: Mapped[list[Evidence]] = relationship(back_populates="measurement", order_by="Evidence.id")
    amendments: Mapped[list[Amendment]] = relationship(back_populates="measurement", order_by="Amendment.id")

    __table_args__ = (
        UniqueConstraint("indicator_id", "party_id", "starts_on"),
        # The page of an indicator, the list of a partnership, and sums over many read these alone.
        Index("ix_measurement_of_indicator", "indicator_id", "ends_on", "state"),
        Index("ix_measurement_of_partnership", "partnership_id", "state", "ends_on", "indicator_id"),
        Index("ix_measurement_of_party", "party_id", "state", "ends_on", "indicator_id"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint("denominator IS NULL OR denominator > 0", name="divides"),
    )


class MeasurementPart(Model):
    """One part of a value by a dimension of its indicator: women 40, men 35."""

    __tablename__ = "measurement_part"
    id: Mapped[int] = mapped_column(primary_key=True)
    measurement_id: Mapped[int] = mapped_column(ForeignKey("measurement.id"))
    dimension: Mapped[str] = mapped_column(String(60))
    part: Mapped[str] = mapped_column(String(60))
    value: Mapped[Decimal] = mapped_column(VALUE)

    measurement: Mapped[Measurement] = relationship(back_populates="parts")

    __table_args__ = (UniqueConstraint("measurement_id", "dimension", "part"),)


class Evidence(Versioned, Model):
    """A photo or a document that proves a measurement. The parties' own until one of them shows it to everyone.

    It counts as long as its file is not taken back by the party that attached it.
    """

    __tablename__ = "measurement_evidence"
    id: Mapped[int] = mapped_column(primary_key=True)
    measurement_id: Mapped[int] = mapped_column(ForeignKey("measurement.id"), index=True)
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id"), unique=True)
    is_public: Mapped[bool] = mapped_column(default=False)

    measurement: Mapped[Measurement] = relationship(back_populates="evidence")
    attachment: Mapped[Attachment] = relationship()

    @property
    def counts(self) -> bool:
        """Whether its file was not taken back."""
        return self.attachment.archived_at is None


class Amendment(Versioned, Model):
    """A correction of a verified measurement: what stood, what is to stand, why; both stay readable.

    `state` is `submitted`, `returned` or `verified`. The measurement has the new values once it is verified.
    """

    __tablename__ = "measurement_amendment"
    id: Mapped[int] = mapped_column(primary_key=True)
    measurement_id: Mapped[int] = mapped_column(ForeignKey("measurement.id"), index=True)
    old_value: Mapped[Decimal | None] = mapped_column(VALUE)
    old_numerator: Mapped[Decimal | None] = mapped_column(VALUE)
    old_denominator: Mapped[Decimal | None] = mapped_column(VALUE)
    old_words: Mapped[str] = mapped_column(Text, default="")
    value: Mapped[Decimal | None] = mapped_column(VALUE)
    numerator: Mapped[Decimal | None] = mapped_column(VALUE)
    denominator: Mapped[Decimal | None] = mapped_column(VALUE)
    words: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(String(REASON))
    state: Mapped[str] = mapped_column(String(12), default=rules.SUBMITTED)
    return_reason: Mapped[str] = mapped_column(String(REASON), default="")
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    asked_by_id: Mapped[int | None]
    asked_by_office: Mapped[str] = mapped_column(String(200), default="")
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_by_office: Mapped[str] = mapped_column(String(200), default="")

    measurement: Mapped[Measurement] = relationship(back_populates="amendments")

    __table_args__ = (CheckConstraint("denominator IS NULL OR denominator > 0", name="divides"),)
