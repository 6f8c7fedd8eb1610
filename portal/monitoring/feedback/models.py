"""What citizens said of a public partnership, and what became of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...db import Model, UtcDateTime, Versioned
from ...partnerships.models import Partnership
from . import rules

TEXT, PLACE, CONTACT, REPLY, WHY = 1000, 120, 120, 1000, 300  # letters


class Feedback(Versioned, Model):
    """One voice. Nothing about who spoke is kept but a contact, if one was left: never shown to the public, and
    erased at `contact_until`.
    """

    __tablename__ = "feedback"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    kind: Mapped[str] = mapped_column(String(12))
    text: Mapped[str] = mapped_column(String(TEXT))
    place: Mapped[str] = mapped_column(String(PLACE), default="")
    contact: Mapped[str] = mapped_column(String(CONTACT), default="")
    contact_until: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(8), default=rules.NEW)
    moderated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    moderated_by_office: Mapped[str] = mapped_column(String(200), default="")
    hidden_ground: Mapped[str] = mapped_column(String(12), default="")
    hidden_why: Mapped[str] = mapped_column(String(WHY), default="")
    reply: Mapped[str] = mapped_column(String(REPLY), default="")
    replied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    replied_by_party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    replied_by_office: Mapped[str] = mapped_column(String(200), default="")

    partnership: Mapped[Partnership] = relationship()

    __table_args__ = (Index("ix_feedback_state", "partnership_id", "state", "received_at"),)
