"""What waits between reading a list and taking it over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from ...db import Model, UtcDateTime, Versioned


class SheetImport(Versioned, Model):
    """The rows of a sheet that was read without a fault, until who sent it takes them over or sends another.

    `kind` is the code of what the sheet is a list of.
    """

    __tablename__ = "sheet_import"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    file_name: Mapped[str] = mapped_column(String(120), default="")
    rows: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    read_at: Mapped[datetime] = mapped_column(UtcDateTime)
    applied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
