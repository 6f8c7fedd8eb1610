"""Keys by which programs read for an office."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...accounts.models import Office, Person
from ...db import Model, UtcDateTime
from .rules import NAME_MAX, PREFIX_LENGTH, SCOPE_MAX


class ApiToken(Model):
    """A key of a program. Only its digest is kept; `prefix` is its beginning, by which people know it again.

    It reads as the office it was made for may read now, as far as its `scope` goes; it is dead once that
    office is not its maker's any more. `last_used_at` is noted at most once an hour.
    """

    __tablename__ = "api_token"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    name: Mapped[str] = mapped_column(String(NAME_MAX))
    scope: Mapped[str] = mapped_column(String(SCOPE_MAX))
    prefix: Mapped[str] = mapped_column(String(PREFIX_LENGTH))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by_id: Mapped[int | None]

    person: Mapped[Person] = relationship()
    office: Mapped[Office] = relationship()

    def is_open(self, now: datetime) -> bool:
        """Whether it was neither withdrawn nor is over; the office behind it is asked at each use."""
        return self.withdrawn_at is None and self.made_at <= now < self.expires_at
