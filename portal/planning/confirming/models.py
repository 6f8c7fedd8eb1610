"""The columns of what one party writes and another confirms or objects to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from ...db import UtcDateTime
from .rules import WAITING, Entry

WORD = 500  # letters


class Confirmable:
    """An entry with who wrote it, who answered, and the words of both sides where they differ."""

    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by_party_id: Mapped[int | None]
    recorded_by_office: Mapped[str] = mapped_column(String(200), default="")
    standing: Mapped[str] = mapped_column(String(12), default=WAITING)
    answered_by_party_id: Mapped[int | None]
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    objection: Mapped[str] = mapped_column(String(WORD), default="")
    reply: Mapped[str] = mapped_column(String(WORD), default="")

    def entry(self, owner_party_id: int) -> Entry:
        """This as the rules see it, when it is about that party."""
        return Entry(self.standing, owner_party_id, self.recorded_by_party_id, self.answered_by_party_id)
