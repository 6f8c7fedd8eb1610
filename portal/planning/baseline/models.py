"""Versions of the plan: frozen when they are proposed, agreed by each party, never changed after."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import DDL, JSON, ForeignKey, Index, String, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...db import Model, UtcDateTime, Versioned
from ...partnerships.models import Partnership
from ..programme.models import Programme


class Baseline(Versioned, Model):
    """One version of a programme's plan as it was when somebody proposed it. `number` counts within a partnership.

    `text` is the plan in its one possible spelling, `sha256` its fingerprint. It is agreed when
    every party that is a member said yes, or when another party confirms the minutes of the meeting.
    `origin_numbers`, of a text that another installation froze: what each number in it is here (see `portable`).
    """

    __tablename__ = "plan_baseline"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(String(1000), default="")
    reference: Mapped[str] = mapped_column(String(200), default="")
    asked_by_party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    asked_by_office: Mapped[str] = mapped_column(String(200), default="")
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    minutes_number: Mapped[str] = mapped_column(String(60), default="")
    minutes_on: Mapped[date | None]
    minutes_by_party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_reason: Mapped[str] = mapped_column(String(500), default="")
    origin_numbers: Mapped[dict[str, dict[str, int]] | None] = mapped_column(JSON(none_as_null=True))

    programme: Mapped[Programme] = relationship()
    partnership: Mapped[Partnership] = relationship()
    consents: Mapped[list[Consent]] = relationship(back_populates="baseline", order_by="Consent.id")

    __table_args__ = (
        UniqueConstraint("partnership_id", "number"),
        Index("ix_plan_baseline_state", "partnership_id", "state", "number"),
    )


class Consent(Versioned, Model):
    """A party's yes to a version of the plan. `office` is who said it, as it was called then."""

    __tablename__ = "plan_consent"
    id: Mapped[int] = mapped_column(primary_key=True)
    baseline_id: Mapped[int] = mapped_column(ForeignKey("plan_baseline.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    office: Mapped[str] = mapped_column(String(200), default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    baseline: Mapped[Baseline] = relationship(back_populates="consents")

    __table_args__ = (UniqueConstraint("baseline_id", "party_id"),)


# What was proposed cannot be changed or removed, not even from the database's console.
_CHANGED = " OR ".join(f"NEW.{name} <> OLD.{name}" for name in ("text", "sha256", "number", "programme_id"))
_GUARDS = {
    "sqlite": (
        f"CREATE TRIGGER plan_baseline_frozen_update BEFORE UPDATE ON plan_baseline WHEN {_CHANGED} "
        "BEGIN SELECT RAISE(ABORT, 'a proposed plan cannot be changed'); END",
        "CREATE TRIGGER plan_baseline_frozen_delete BEFORE DELETE ON plan_baseline "
        "BEGIN SELECT RAISE(ABORT, 'a proposed plan cannot be removed'); END",
        # INSERT OR REPLACE removes the old row without asking the trigger above.
        "CREATE TRIGGER plan_baseline_frozen_replace BEFORE INSERT ON plan_baseline WHEN EXISTS (SELECT 1 "
        "FROM plan_baseline AS old WHERE old.id = NEW.id "
        "OR (old.partnership_id = NEW.partnership_id AND old.number = NEW.number)) "
        "BEGIN SELECT RAISE(ABORT, 'a proposed plan cannot be replaced'); END",
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION plan_baseline_is_frozen() RETURNS trigger AS $$ BEGIN "
        "RAISE EXCEPTION 'a proposed plan cannot be changed'; END $$ LANGUAGE plpgsql",
        "CREATE TRIGGER plan_baseline_frozen_update BEFORE UPDATE ON plan_baseline FOR EACH ROW "
        f"WHEN ({_CHANGED}) EXECUTE FUNCTION plan_baseline_is_frozen()",
        "CREATE TRIGGER plan_baseline_frozen_delete BEFORE DELETE ON plan_baseline FOR EACH ROW "
        "EXECUTE FUNCTION plan_baseline_is_frozen()",
    ),
}
for _dialect, _statements in _GUARDS.items():
    for _statement in _statements:
        _ddl = DDL(_statement.replace("%", "%%")).execute_if(dialect=_dialect)  # type: ignore[no-untyped-call]
        event.listen(Baseline.__table__, "after_create", _ddl)
