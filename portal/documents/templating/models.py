"""Templates that an installation, a kabupaten or a kecamatan brings for a kind of paper."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from ...db import Archivable, Model, UtcDateTime, Versioned
from ...permissions import HeldOffice, Relation


class DocumentTemplate(Versioned, Archivable, Model):
    """One Word template for one kind of paper, for an area (empty: everywhere), used from a day on.

    `number` counts the templates of one kind and area. The file stays as it was handed in: a better one is a new row.
    It lies in the database, so that it is there, and is saved, together with what is written with it.
    """

    __tablename__ = "document_template"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    area_code: Mapped[str] = mapped_column(String(13))
    number: Mapped[int]
    valid_from: Mapped[date]
    original_name: Mapped[str] = mapped_column(String(200))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    added_by_id: Mapped[int | None]
    added_by_office: Mapped[str] = mapped_column(String(200), default="")

    __table_args__ = (Index("uq_document_template_place", "kind", "area_code", "number", unique=True),)

    def standing(self, office: HeldOffice | None) -> frozenset[Relation]:
        """How an office stands to it: the area it is for lies within the office's own, or not."""
        covers = office is not None and bool(self.area_code) and office.covers(self.area_code)
        return frozenset({Relation.WITHIN} if covers else ())
