"""Papers that were issued with their files, and the books that their numbers come from."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import DDL, JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...db import Archivable, Model, UtcDateTime, Versioned
from ...partnerships.models import Attachment, Partnership
from . import rules


class NumberBook(Versioned, Model):
    """How an owner writes the numbers of one register; see `number_rules`. `owner` is `village:…`, `organisation:…`
    or `partnership:…`."""

    __tablename__ = "number_book"
    id: Mapped[int] = mapped_column(primary_key=True)
    owner: Mapped[str] = mapped_column(String(rules.OWNER))
    register: Mapped[str] = mapped_column(String(rules.REGISTER))
    pattern: Mapped[str] = mapped_column(String(rules.PATTERN), default="")
    classification: Mapped[str] = mapped_column(String(rules.CLASSIFICATION), default="")

    __table_args__ = (UniqueConstraint("owner", "register"),)


class NumberYear(Model):
    """Where a register stands in a year: the number that comes next, and the day of the one before it."""

    __tablename__ = "number_year"
    id: Mapped[int] = mapped_column(primary_key=True)
    owner: Mapped[str] = mapped_column(String(rules.OWNER))
    register: Mapped[str] = mapped_column(String(rules.REGISTER))
    year: Mapped[int]
    next_number: Mapped[int] = mapped_column(default=1)
    last_dated: Mapped[date | None]

    __table_args__ = (
        UniqueConstraint("owner", "register", "year"),
        CheckConstraint("next_number >= 1", name="counted"),
    )


class IssuedPaper(Versioned, Model):
    """A paper as it was issued: frozen with its number. It is withdrawn, or replaced by a later one, and never deleted.

    `sequence` is its running number, None where the number was written by hand or taken from the signatures.
    `number_key` keeps numbers of one book and year apart, whoever wrote them. `event_seq` is the event that holds
    the same hash.
    """

    __tablename__ = "issued_paper"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    kind: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(40), default="")
    owner: Mapped[str] = mapped_column(String(rules.OWNER))
    register: Mapped[str] = mapped_column(String(rules.REGISTER), default="")
    year: Mapped[int]
    sequence: Mapped[int | None]
    number: Mapped[str] = mapped_column(String(rules.NUMBER), default="")
    number_key: Mapped[str | None] = mapped_column(String(rules.NUMBER))
    by_hand: Mapped[bool] = mapped_column(default=False)
    dated: Mapped[date]
    title: Mapped[str] = mapped_column(String(rules.TITLE))
    issuer: Mapped[str] = mapped_column(String(rules.ISSUER))
    code: Mapped[str] = mapped_column(String(rules.CODE_LENGTH), unique=True)
    frozen_text: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    event_seq: Mapped[int | None]
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    issued_by_office: Mapped[str] = mapped_column(String(200), default="")
    issued_by_party_id: Mapped[int | None]
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by_office: Mapped[str] = mapped_column(String(200), default="")
    withdrawal_reason: Mapped[str] = mapped_column(String(rules.REASON), default="")
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("issued_paper.id"))

    partnership: Mapped[Partnership] = relationship()
    files: Mapped[list[IssuedFile]] = relationship(back_populates="paper", order_by="IssuedFile.id")
    replaced_by: Mapped[IssuedPaper | None] = relationship(remote_side="IssuedPaper.id")

    __table_args__ = (
        UniqueConstraint("owner", "register", "year", "sequence"),
        UniqueConstraint("owner", "register", "year", "number_key"),
        Index("ix_issued_paper_place", "partnership_id", "kind", "key"),
    )

    @property
    def is_standing(self) -> bool:
        """Whether it was neither withdrawn nor replaced."""
        return self.withdrawn_at is None


class IssuedFile(Archivable, Model):
    """A file of an issued paper: what the portal made (`pdf`, `docx`), or what came back signed (`scan`).

    `received_sha256` is of the bytes as they were handed in: what is kept was made harmless. `findings` are the
    signatures found inside a PDF. A signed scan that was replaced stays, with the reason.
    """

    __tablename__ = "issued_file"
    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("issued_paper.id"), index=True)
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id"), unique=True)
    form: Mapped[str] = mapped_column(String(10))
    received_sha256: Mapped[str] = mapped_column(String(64), default="")
    findings: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)

    paper: Mapped[IssuedPaper] = relationship(back_populates="files")
    attachment: Mapped[Attachment] = relationship(lazy="joined")


# What was issued cannot be changed or removed, not even from the database's console; only withdrawn.
_SAME = (
    "partnership_id", "kind", "key", "owner", "register", "year", "number", "by_hand", "dated", "title", "issuer",
    "code", "frozen_text", "sha256", "issued_at", "issued_by_office",
)  # fmt: skip
_CHANGED = " OR ".join(
    (
        *(f"NEW.{name} IS NULL OR NEW.{name} <> OLD.{name}" for name in _SAME),
        *(f"COALESCE(NEW.{name}, 0) <> COALESCE(OLD.{name}, 0)" for name in ("party_id", "sequence")),
        "OLD.event_seq IS NOT NULL AND COALESCE(NEW.event_seq, 0) <> OLD.event_seq",
        "OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS NULL",
    )
)
_ABORT = "BEGIN SELECT RAISE(ABORT, 'an issued paper cannot be changed'); END"
_GUARDS: dict[str, tuple[str, ...]] = {
    "sqlite": (
        f"CREATE TRIGGER issued_paper_frozen_update BEFORE UPDATE ON issued_paper WHEN {_CHANGED} {_ABORT}",
        f"CREATE TRIGGER issued_paper_frozen_delete BEFORE DELETE ON issued_paper {_ABORT}",
        # INSERT OR REPLACE removes the old row without asking the triggers above.
        "CREATE TRIGGER issued_paper_frozen_replace BEFORE INSERT ON issued_paper WHEN EXISTS "
        "(SELECT 1 FROM issued_paper AS held WHERE held.id = NEW.id OR held.code = NEW.code) " + _ABORT,
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION issued_paper_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'an issued paper cannot be changed'; END $$",
        f"CREATE TRIGGER issued_paper_frozen_update BEFORE UPDATE ON issued_paper FOR EACH ROW WHEN ({_CHANGED}) "
        "EXECUTE FUNCTION issued_paper_is_frozen()",
        "CREATE TRIGGER issued_paper_frozen_delete BEFORE DELETE ON issued_paper FOR EACH ROW "
        "EXECUTE FUNCTION issued_paper_is_frozen()",
    ),
}
for _dialect, _statements in _GUARDS.items():
    for _statement in _statements:
        _ddl = DDL(_statement.replace("%", "%%")).execute_if(dialect=_dialect)  # type: ignore[no-untyped-call]
        event.listen(IssuedPaper.__table__, "after_create", _ddl)
