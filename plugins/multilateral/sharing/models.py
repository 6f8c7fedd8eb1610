"""How costs and benefits are shared: versions of the scheme, what they rest on, and each payout and levy."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.sdk import Archivable, Model, UtcDateTime, Versioned

from .rules import BOTH, DRAFT


class Scheme(Versioned, Model):
    """One version of the rule by which the parties share.

    `weights` maps a base (`rules.BASES`) to whole percent, adding to 100. `covers` is costs,
    benefits or both. `shares_while_suspended` says what happens to a suspended party. Once it is
    proposed its weights and figures stay as they are; `state` is one of `rules.SCHEME_STATES`.
    """

    __tablename__ = "multilateral_scheme"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    number: Mapped[int]
    covers: Mapped[str] = mapped_column(String(10), default=BOTH)
    weights: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    shares_while_suspended: Mapped[bool] = mapped_column(default=True)
    note: Mapped[str] = mapped_column(String(500), default="")
    state: Mapped[str] = mapped_column(String(12), default=DRAFT)
    proposed_on: Mapped[date | None]
    agreed_on: Mapped[date | None]
    decision_number: Mapped[str] = mapped_column(String(80), default="")
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
    begun_by_office: Mapped[str] = mapped_column(String(200), default="")

    figures: Mapped[list[PartyFigure]] = relationship(
        back_populates="scheme", order_by="PartyFigure.id", cascade="all, delete-orphan"
    )
    assents: Mapped[list[Assent]] = relationship(back_populates="scheme", order_by="Assent.id")

    __table_args__ = (UniqueConstraint("partnership_id", "number"),)


class PartyFigure(Versioned, Model):
    """What one base of a scheme rests on for one party, with its source. No row: not filled in, which is not zero."""

    __tablename__ = "multilateral_figure"
    id: Mapped[int] = mapped_column(primary_key=True)
    scheme_id: Mapped[int] = mapped_column(ForeignKey("multilateral_scheme.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), index=True)
    base: Mapped[str] = mapped_column(String(20))
    value: Mapped[Decimal] = mapped_column(Numeric(15, 3))
    source: Mapped[str] = mapped_column(String(160), default="")
    as_of: Mapped[date]

    scheme: Mapped[Scheme] = relationship(back_populates="figures")

    __table_args__ = (
        UniqueConstraint("scheme_id", "party_id", "base"),
        CheckConstraint("value >= 0", name="no_negative_value"),
    )


class Assent(Model):
    """A party's head agreed to a scheme. Written once."""

    __tablename__ = "multilateral_assent"
    id: Mapped[int] = mapped_column(primary_key=True)
    scheme_id: Mapped[int] = mapped_column(ForeignKey("multilateral_scheme.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), index=True)
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    given_by_office: Mapped[str] = mapped_column(String(200), default="")

    scheme: Mapped[Scheme] = relationship(back_populates="assents")

    __table_args__ = (UniqueConstraint("scheme_id", "party_id"),)


class Distribution(Versioned, Archivable, Model):
    """A sum that was shared out: a payout to the parties, or a levy from them. `amount` in whole rupiah."""

    __tablename__ = "multilateral_distribution"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), index=True)
    scheme_id: Mapped[int] = mapped_column(ForeignKey("multilateral_scheme.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    purpose: Mapped[str] = mapped_column(String(200))
    happened_on: Mapped[date]
    amount: Mapped[int] = mapped_column(BigInteger)
    document: Mapped[str] = mapped_column(String(120), default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by_office: Mapped[str] = mapped_column(String(200), default="")

    scheme: Mapped[Scheme] = relationship()

    __table_args__ = (CheckConstraint("amount > 0", name="some_amount"),)


class Share(Versioned, Model):
    """One party's part of a distribution. It is marked as paid (or received) by the party, and confirmed by another."""

    __tablename__ = "multilateral_share"
    id: Mapped[int] = mapped_column(primary_key=True)
    distribution_id: Mapped[int] = mapped_column(ForeignKey("multilateral_distribution.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), index=True)
    amount: Mapped[int] = mapped_column(BigInteger)
    settled_on: Mapped[date | None]
    settled_note: Mapped[str] = mapped_column(String(160), default="")
    settled_by_office: Mapped[str] = mapped_column(String(200), default="")
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    confirmed_by_office: Mapped[str] = mapped_column(String(200), default="")

    distribution: Mapped[Distribution] = relationship()

    __table_args__ = (
        UniqueConstraint("distribution_id", "party_id"),
        CheckConstraint("amount >= 0", name="no_negative_amount"),
    )
