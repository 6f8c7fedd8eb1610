"""What a partnership measures: indicators with baseline and targets, and whose the results are."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...db import Archivable, Model, UtcDateTime, Versioned
from ...partnerships.models import Partnership, Party
from . import rules

KIND = "indicator"  # of links to goals
CODE, NAME, UNIT, SOURCE, OFFICE, LONG = 40, 200, 40, 300, 120, 2000  # letters
VALUE = Numeric(20, 4)  # sixteen digits before the comma, four behind it


class Indicator(Versioned, Archivable, Model):
    """Something a partnership measures. `kind` and `frequency` are codes of `rules`.

    `library` is the key of the library's indicator it was picked from, empty for an own one.
    Without `reporter_party_id` each party reports its own part, and the partnership's value is made of
    the parts; with it, that party reports for all. Without `verifier_party_id` any other party verifies.
    `dimensions` maps what the values are parted by to the names of the parts.
    """

    __tablename__ = "indicator"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    code: Mapped[str] = mapped_column(String(CODE))
    library: Mapped[str] = mapped_column(String(120), default="")
    name: Mapped[str] = mapped_column(String(NAME))
    definition: Mapped[str] = mapped_column(Text, default="")
    unit: Mapped[str] = mapped_column(String(UNIT), default="")
    kind: Mapped[str] = mapped_column(String(12), default=rules.NUMBER)
    direction: Mapped[int] = mapped_column(default=1)
    is_cumulative: Mapped[bool] = mapped_column(default=False)
    scale: Mapped[list[str]] = mapped_column(JSON, default=list)
    baseline: Mapped[Decimal | None] = mapped_column(VALUE)
    baseline_on: Mapped[date | None]
    frequency: Mapped[str] = mapped_column(String(12), default=rules.YEARLY)
    starts_on: Mapped[date]
    source: Mapped[str] = mapped_column(String(SOURCE), default="")
    method: Mapped[str] = mapped_column(Text, default="")
    reporter_party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"), index=True)
    reporter_office: Mapped[str] = mapped_column(String(OFFICE), default="")
    verifier_party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    dimensions: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    is_public: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    partnership: Mapped[Partnership] = relationship()
    reporter: Mapped[Party | None] = relationship(foreign_keys=[reporter_party_id])
    verifier: Mapped[Party | None] = relationship(foreign_keys=[verifier_party_id])
    targets: Mapped[list[Target]] = relationship(back_populates="indicator", order_by="Target.starts_on")
    attributions: Mapped[list[Attribution]] = relationship(back_populates="indicator", order_by="Attribution.party_id")

    __table_args__ = (
        UniqueConstraint("partnership_id", "code"),
        Index("ix_indicator_library", "library"),
        CheckConstraint("direction IN (-1, 1)", name="one_direction"),
    )


class Target(Versioned, Model):
    """The value an indicator is to have at the end of a period."""

    __tablename__ = "indicator_target"
    id: Mapped[int] = mapped_column(primary_key=True)
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    value: Mapped[Decimal] = mapped_column(VALUE)

    indicator: Mapped[Indicator] = relationship(back_populates="targets")

    __table_args__ = (
        UniqueConstraint("indicator_id", "starts_on"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
    )


class Attribution(Versioned, Model):
    """A party's part in the results of an indicator, which belong to the partnership and are counted once.

    An exact fraction `numerator`/`denominator` of the result; without them the party takes part ("ikut serta")
    and no share of the number is its own. The shares of one indicator add up to at most one.
    """

    __tablename__ = "attribution"
    id: Mapped[int] = mapped_column(primary_key=True)
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), index=True)
    numerator: Mapped[int | None] = mapped_column(BigInteger)
    denominator: Mapped[int | None] = mapped_column(BigInteger)

    indicator: Mapped[Indicator] = relationship(back_populates="attributions")
    party: Mapped[Party] = relationship()

    __table_args__ = (
        UniqueConstraint("indicator_id", "party_id"),
        CheckConstraint(
            "(numerator IS NULL AND denominator IS NULL) OR (numerator >= 0 AND denominator > 0"
            " AND numerator <= denominator)",
            name="at_most_whole",
        ),
    )
