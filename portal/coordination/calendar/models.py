"""The secret links behind which the calendar of a telephone finds what is due."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...db import Model, UtcDateTime, Versioned
from ...partnerships.models import Partnership
from .rules import KIND_CODE, LABEL


class CalendarLink(Versioned, Model):
    """A secret address of somebody's calendar. Only its digest is kept; it shows what its owner may see now.

    Without a partnership it is about all that are the owner's; without a `kind` about everything in them.
    """

    __tablename__ = "calendar_link"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    partnership_id: Mapped[int | None] = mapped_column(ForeignKey("partnership.id"), index=True)
    kind: Mapped[str] = mapped_column(String(KIND_CODE), default="")
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    label: Mapped[str] = mapped_column(String(LABEL), default="")
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    partnership: Mapped[Partnership | None] = relationship()
