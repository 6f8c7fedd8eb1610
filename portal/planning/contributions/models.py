"""What each party promised to bring, what it delivered, what the parties agreed it is worth, and village budgets."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...db import Archivable, Model, UtcDateTime, Versioned
from ...partnerships.models import Attachment, Partnership, Party
from ..confirming.models import WORD, Confirmable

TITLE, UNIT, ITEM, DOCUMENT, PLACE = 200, 30, 80, 200, 160  # letters
QUANTITY = Numeric(14, 2)


class Contribution(Versioned, Archivable, Model):
    """What a party promised to bring: rupiah when it is money, else a quantity in its own unit.

    `valued_as` names the line of the agreed table that values it; empty when it is not valued.
    """

    __tablename__ = "contribution"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), index=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), index=True)
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    title: Mapped[str] = mapped_column(String(TITLE))
    amount: Mapped[int | None] = mapped_column(BigInteger)
    quantity: Mapped[Decimal | None] = mapped_column(QUANTITY)
    unit: Mapped[str] = mapped_column(String(UNIT), default="")
    valued_as: Mapped[str] = mapped_column(String(ITEM), default="")
    due_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(WORD), default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    partnership: Mapped[Partnership] = relationship()
    party: Mapped[Party] = relationship()
    deliveries: Mapped[list[Delivery]] = relationship(  # spelled out: notices keep deliveries too
        "portal.planning.contributions.models.Delivery",
        back_populates="contribution",
        order_by="portal.planning.contributions.models.Delivery.id.desc()",
    )

    __table_args__ = (
        CheckConstraint(
            "(kind = 'money' AND amount > 0 AND quantity IS NULL AND unit = '') "
            "OR (kind <> 'money' AND amount IS NULL AND quantity > 0 AND unit <> '')",
            name="money_or_quantity",
        ),
    )


class Delivery(Confirmable, Versioned, Model):
    """Something that was handed over on a day. Never changed: a mistake is taken back by an entry of the opposite."""

    __tablename__ = "contribution_delivery"
    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), index=True)
    amount: Mapped[int | None] = mapped_column(BigInteger)
    quantity: Mapped[Decimal | None] = mapped_column(QUANTITY)
    delivered_on: Mapped[date]
    document: Mapped[str] = mapped_column(String(DOCUMENT), default="")
    place: Mapped[str] = mapped_column(String(PLACE), default="")
    note: Mapped[str] = mapped_column(String(WORD), default="")
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("contribution_delivery.id"), unique=True)

    contribution: Mapped[Contribution] = relationship(back_populates="deliveries")
    file: Mapped[Attachment | None] = relationship()

    __table_args__ = (CheckConstraint("(amount IS NULL) <> (quantity IS NULL)", name="amount_or_quantity"),)


class AgreedValue(Confirmable, Versioned, Model):
    """What one unit of something is worth, as the parties agreed on a day. It counts once another party confirms it."""

    __tablename__ = "contribution_value"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    kind: Mapped[str] = mapped_column(String(12))
    item: Mapped[str] = mapped_column(String(ITEM))
    unit: Mapped[str] = mapped_column(String(UNIT))
    unit_value: Mapped[int] = mapped_column(BigInteger)
    agreed_on: Mapped[date]
    reference: Mapped[str] = mapped_column(String(DOCUMENT))

    __table_args__ = (
        Index("ix_contribution_value_item", "partnership_id", "kind", "item", "agreed_on"),
        CheckConstraint("unit_value > 0", name="is_worth_something"),
    )


class PartyBudget(Versioned, Model):
    """The total of a village's APB Desa in one year, in rupiah, as the village itself filled it in."""

    __tablename__ = "party_budget"
    id: Mapped[int] = mapped_column(primary_key=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    year: Mapped[int]
    amount: Mapped[int] = mapped_column(BigInteger)
    document: Mapped[str] = mapped_column(String(DOCUMENT), default="")

    __table_args__ = (UniqueConstraint("party_id", "year"), CheckConstraint("amount > 0", name="is_positive"))
