"""Summaries: the yearly result of each partnership, and the figures of areas made of them.

All of it is made from verified measurements and can be made anew from them at any time (`portal monitoring check`).
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Dialect, ForeignKey, Index, String, TypeDecorator, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...db import Model
from ...partnerships.models import Partnership
from ..indicators.models import NAME, UNIT, Indicator


class Exact(TypeDecorator[Decimal]):
    """A sum that is never rounded. Kept as text: SQLite would make a binary fraction of a decimal number."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class RolledMeasure(Model):
    """What results of many partnerships are put together under: an indicator of the library in one unit and kind."""

    __tablename__ = "rolled_measure"
    id: Mapped[int] = mapped_column(primary_key=True)
    library: Mapped[str] = mapped_column(String(120))
    unit: Mapped[str] = mapped_column(String(UNIT), default="")
    kind: Mapped[str] = mapped_column(String(12))
    adds_up: Mapped[bool] = mapped_column(default=False)
    scale: Mapped[list[str]] = mapped_column(JSON, default=list)
    sums: Mapped[bool] = mapped_column(default=True)
    name: Mapped[str] = mapped_column(String(NAME))
    identity: Mapped[str] = mapped_column(String(64), unique=True)


class RolledPart(Model):
    """The result of one indicator of a partnership in one year, as it was last added to the areas of its villages.

    `shares` maps a village's code to what of the total is its own, as text; null takes part without a share.
    """

    __tablename__ = "rolled_part"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), index=True)
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"))
    measure_id: Mapped[int] = mapped_column(ForeignKey("rolled_measure.id"))
    year: Mapped[int]
    sector: Mapped[str] = mapped_column(String(40), default="")
    is_public: Mapped[bool]
    total: Mapped[Decimal] = mapped_column(Exact)
    numerator: Mapped[Decimal] = mapped_column(Exact)
    denominator: Mapped[Decimal] = mapped_column(Exact)
    level: Mapped[str] = mapped_column(String(120), default="")
    shares: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    measure: Mapped[RolledMeasure] = relationship()
    partnership: Mapped[Partnership] = relationship()
    indicator: Mapped[Indicator] = relationship()

    __table_args__ = (
        UniqueConstraint("indicator_id", "year"),
        Index("ix_rolled_part_of_measure", "measure_id", "year", "id"),
    )


class Rollup(Model):
    """The figure of one measure in one year as it is seen from the nation (''), a province or a kabupaten.

    Public results and the others are summed apart, and so are sectors. Kecamatan and villages have few
    partnerships: their figures are put together when they are read.
    """

    __tablename__ = "rollup"
    id: Mapped[int] = mapped_column(primary_key=True)
    area: Mapped[str] = mapped_column(String(13))
    measure_id: Mapped[int] = mapped_column(ForeignKey("rolled_measure.id"))
    year: Mapped[int]
    sector: Mapped[str] = mapped_column(String(40))
    is_public: Mapped[bool]
    reported: Mapped[int]
    total: Mapped[Decimal] = mapped_column(Exact)
    attributed: Mapped[Decimal] = mapped_column(Exact)
    numerator: Mapped[Decimal] = mapped_column(Exact)
    denominator: Mapped[Decimal] = mapped_column(Exact)
    levels: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)

    measure: Mapped[RolledMeasure] = relationship()

    __table_args__ = (UniqueConstraint("area", "year", "measure_id", "sector", "is_public"),)
