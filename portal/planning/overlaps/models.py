"""What villages plan by themselves, and what the guard found between plans."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ...db import Archivable, Model, UtcDateTime, Versioned

TITLE, PLACE, PEOPLE, ACCOUNT, REASON = 200, 160, 200, 20, 500  # letters
NOTHING = 0  # in the place of a thing that a finding has not


class VillagePlanItem(Versioned, Archivable, Model):
    """One item of a village's own RKP Desa or APB Desa. Both are public papers, so everyone reads it here too.

    `amount` is whole rupiah, None while nobody wrote it. Without days it may be done at any time of its year.
    """

    __tablename__ = "village_plan_item"
    id: Mapped[int] = mapped_column(primary_key=True)
    village_code: Mapped[str] = mapped_column(ForeignKey("area.code"))
    document: Mapped[str] = mapped_column(String(20))
    year: Mapped[int]
    title: Mapped[str] = mapped_column(String(TITLE))
    source: Mapped[str] = mapped_column(String(20), default="")
    amount: Mapped[int | None] = mapped_column(BigInteger)
    account_code: Mapped[str] = mapped_column(String(ACCOUNT), default="")
    place: Mapped[str] = mapped_column(String(PLACE), default="")
    beneficiaries: Mapped[str] = mapped_column(String(PEOPLE), default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        Index("ix_village_plan_item_of_year", "village_code", "archived_at", "year", "id"),
        CheckConstraint("starts_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint("amount >= 0", name="is_not_negative"),
    )


class OverlapFinding(Versioned, Model):
    """Two things that look like one done twice, or a village that a plan forgets, as one partnership sees it.

    `one` is the partnership's own thing, `other` may be another partnership's (which has a row of its own) or a
    village's. `score` is in thousandths. `is_found` is written again in each transaction that changes what it
    rests on (see `watching`), so a finding never outlives its reason; what was said of it is kept.
    `village_code` is a village that both are about, if there is one. Partnerships are named without a foreign key:
    on PostgreSQL it would lock the other partnership, and two that are planned at once would wait for each other.
    """

    __tablename__ = "overlap_finding"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    one_kind: Mapped[str] = mapped_column(String(20))
    one_id: Mapped[int]
    other_kind: Mapped[str] = mapped_column(String(20), default="")
    other_id: Mapped[int] = mapped_column(default=NOTHING)
    other_partnership_id: Mapped[int | None] = mapped_column(index=True)
    village_code: Mapped[str] = mapped_column(String(13), default="")
    score: Mapped[int]
    is_found: Mapped[bool] = mapped_column(default=True)
    found_at: Mapped[datetime] = mapped_column(UtcDateTime)
    aside_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    aside_reason: Mapped[str] = mapped_column(String(REASON), default="")
    aside_by_office: Mapped[str] = mapped_column(String(200), default="")

    __table_args__ = (
        UniqueConstraint(
            "partnership_id", "kind", "one_kind", "one_id", "other_kind", "other_id", name="uq_overlap_finding_pair"
        ),
        Index("ix_overlap_finding_open", "partnership_id", "is_found", "aside_at", "score", "id"),
        Index("ix_overlap_finding_one", "one_kind", "one_id"),
        Index("ix_overlap_finding_other", "other_kind", "other_id"),
    )
