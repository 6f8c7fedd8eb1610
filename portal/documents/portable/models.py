"""Where a copied partnership came from, and what had happened to it there."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ...db import Model, UtcDateTime
from ...events import append_only


class PartnershipCopy(Model):
    """A partnership that was taken over from another installation's file.

    `uid` names the partnership wherever it is copied to, `content_sha256` what the file held. `path` are the
    installations it came through, the first one first. `frozen` holds, by table and number, the fingerprints
    of the texts that were frozen there; the history has the fingerprint of them all.
    """

    __tablename__ = "partnership_copy"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), unique=True)
    uid: Mapped[str] = mapped_column(String(64), index=True)
    content_sha256: Mapped[str] = mapped_column(String(64))
    path: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    portal_version: Mapped[str] = mapped_column(String(40), default="")
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)
    taken_by_office: Mapped[str] = mapped_column(String(200), default="")
    frozen: Mapped[dict[str, dict[str, str]]] = mapped_column(JSON, default=dict)


class EarlierEvent(Model):
    """One thing that happened to a copied partnership at the installation `place`, with its hash in the chain there.

    `number` is its place in the order here. That chain is keyed: only the installation itself can prove it.
    """

    __tablename__ = "earlier_event"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    number: Mapped[int]
    place: Mapped[str] = mapped_column(String(200))
    seq: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    kind: Mapped[str] = mapped_column(String(64))
    office: Mapped[str] = mapped_column(String(200), default="")
    village_code: Mapped[str | None] = mapped_column(String(13))
    subject_kind: Mapped[str] = mapped_column(String(40))
    before: Mapped[str] = mapped_column(Text, default="{}")
    after: Mapped[str] = mapped_column(Text, default="{}")
    reason: Mapped[str] = mapped_column(Text, default="")
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))

    __table_args__ = (UniqueConstraint("partnership_id", "number"),)

    @property
    def changes(self) -> list[tuple[str, Any, Any]]:
        """The values that differ: (name, before, after)."""
        before, after = json.loads(self.before), json.loads(self.after)
        names = dict.fromkeys((*before, *after))
        return [(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)]


append_only(EarlierEvent.__table__)  # type: ignore[arg-type]
