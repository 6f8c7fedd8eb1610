"""What the parties use together: the register, its bookings, and what was done to keep it in order."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Numeric, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.sdk import Archivable, Model, UtcDateTime, Versioned

from .rules import ASKED, GOOD, STANDING


class Resource(Versioned, Archivable, Model):
    """A thing, a place or a service that the parties share.

    `owner_party_id` is the party it belongs to, None for what belongs to all of them. `quantity`
    (in `unit`) is how many can be used at one time. `fee` is whole rupiah per `fee_per`, None when
    nothing is asked or nothing was settled. `maintain_every` is in days.
    """

    __tablename__ = "multilateral_resource"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), index=True)
    owner_party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(120))
    place: Mapped[str] = mapped_column(String(160), default="")
    quantity: Mapped[Decimal] = mapped_column(Numeric(12, 2), default=1)
    unit: Mapped[str] = mapped_column(String(30), default="")
    condition: Mapped[str] = mapped_column(String(20), default=GOOD)
    use_terms: Mapped[str] = mapped_column(Text, default="")
    fee: Mapped[int | None] = mapped_column(BigInteger)
    fee_per: Mapped[str] = mapped_column(String(10), default="")
    keeper: Mapped[str] = mapped_column(String(160), default="")
    needs_consent: Mapped[bool] = mapped_column(default=False)
    cost_by_scheme: Mapped[bool] = mapped_column(default=True)
    cost_words: Mapped[str] = mapped_column(String(500), default="")
    maintain_every: Mapped[int | None]
    added_on: Mapped[date]

    __table_args__ = (
        CheckConstraint("quantity > 0", name="some_quantity"),
        CheckConstraint("fee IS NULL OR fee >= 0", name="no_negative_fee"),
    )


class Booking(Versioned, Model):
    """A party uses a resource from one moment to another.

    `whole_days` when it was booked by the day: it then begins and ends at midnight in the village's
    zone. `state` is one of `rules.STATES`; those in `rules.HOLDING` hold the place.
    """

    __tablename__ = "multilateral_booking"
    id: Mapped[int] = mapped_column(primary_key=True)
    resource_id: Mapped[int] = mapped_column(ForeignKey("multilateral_resource.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), index=True)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    whole_days: Mapped[bool]
    quantity: Mapped[Decimal] = mapped_column(Numeric(12, 2), default=1)
    purpose: Mapped[str] = mapped_column(String(300))
    state: Mapped[str] = mapped_column(String(12), default=STANDING)
    word: Mapped[str] = mapped_column(String(300), default="")
    settled_by_office: Mapped[str] = mapped_column(String(200), default="")
    booked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    booked_by_office: Mapped[str] = mapped_column(String(200), default="")

    resource: Mapped[Resource] = relationship()

    __table_args__ = (
        Index("ix_multilateral_booking_calendar", "resource_id", "starts_at"),
        CheckConstraint("ends_at > starts_at", name="some_time"),
        CheckConstraint("quantity > 0", name="some_quantity"),
    )

    @property
    def waits(self) -> bool:
        """Whether the owner has not answered yet."""
        return self.state == ASKED


class Maintenance(Versioned, Archivable, Model):
    """Something done to keep a resource in order. `cost` in whole rupiah, None when nobody wrote it down.

    `paid_by_party_id` is who paid, None for the common purse. A cost that was shared out names its levy.
    """

    __tablename__ = "multilateral_maintenance"
    id: Mapped[int] = mapped_column(primary_key=True)
    resource_id: Mapped[int] = mapped_column(ForeignKey("multilateral_resource.id"), index=True)
    done_on: Mapped[date]
    what: Mapped[str] = mapped_column(String(500))
    done_by: Mapped[str] = mapped_column(String(160), default="")
    cost: Mapped[int | None] = mapped_column(BigInteger)
    paid_by_party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    document: Mapped[str] = mapped_column(String(120), default="")
    distribution_id: Mapped[int | None] = mapped_column(ForeignKey("multilateral_distribution.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by_office: Mapped[str] = mapped_column(String(200), default="")

    resource: Mapped[Resource] = relationship()

    __table_args__ = (CheckConstraint("cost IS NULL OR cost >= 0", name="no_negative_cost"),)
