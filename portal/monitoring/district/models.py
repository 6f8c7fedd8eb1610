"""The yearly sheets of the district heads."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...db import Model, UtcDateTime, Versioned
from ...partnerships.models import Partnership

NUMBER, NOTE, LONG = 60, 500, 2000  # letters


class DistrictSheet(Versioned, Model):
    """What one district says of a partnership for one year. `marks` and `notes` are by the codes of `rules.ASPECTS`."""

    __tablename__ = "district_sheet"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    district_code: Mapped[str] = mapped_column(String(13))
    year: Mapped[int]
    number: Mapped[str] = mapped_column(String(NUMBER), default="")
    held_on: Mapped[date]
    marks: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    notes: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    conclusion: Mapped[str] = mapped_column(String(12))
    advice: Mapped[str] = mapped_column(String(LONG), default="")
    office: Mapped[str] = mapped_column(String(200), default="")
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)

    partnership: Mapped[Partnership] = relationship()

    __table_args__ = (
        UniqueConstraint("partnership_id", "year", "district_code"),
        Index("ix_district_sheet_year", "district_code", "year"),
    )
