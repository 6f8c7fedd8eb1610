"""People, the seats they sit in, and the sessions, invitations and counters of signing in."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, Boolean, CheckConstraint, Date, ForeignKey, Index, String, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..db import Model, UtcDateTime, Versioned
from ..permissions import HeldOffice, OfficeKind, Relation
from . import rules

NAME_MAX = 120
USERNAME_MAX = 40
EMAIL_MAX = 160
PHONE_MAX = 30
LABEL_MAX = 200
SCOPE_MAX = 400
DECREE_MAX = 120
TITLE_MAX = 120


class Person(Versioned, Model):
    """Somebody with an account. What a person may do follows from the offices they hold, never from the account.

    Username and e-mail are kept in lower case. The phone number is private.
    """

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(NAME_MAX))
    username: Mapped[str] = mapped_column(String(USERNAME_MAX), unique=True)
    email: Mapped[str | None] = mapped_column(String(EMAIL_MAX), unique=True)
    phone: Mapped[str] = mapped_column(String(PHONE_MAX), default="", server_default="")
    password_hash: Mapped[str] = mapped_column(String(200))
    is_active: Mapped[bool] = mapped_column(Boolean, default=True, server_default=true())
    totp_secret: Mapped[str | None] = mapped_column(String(64))
    totp_counter: Mapped[int] = mapped_column(default=0, server_default="0")
    recovery_codes: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @property
    def has_second_step(self) -> bool:
        """Whether signing in asks for a code as well."""
        return bool(self.totp_secret)


class Office(Model):
    """A seat: Kepala Desa of one village, camat of one district, officer of one partnership.

    Everything owed belongs to the seat, so that a successor takes it over. `scope_codes`
    are area codes separated by a space; `seat` spells the seat so that there is one of each.
    """

    __tablename__ = "office"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), index=True)
    scope_codes: Mapped[str] = mapped_column(String(SCOPE_MAX), default="", server_default="", index=True)
    organisation_id: Mapped[int | None] = mapped_column(index=True)
    partnership_id: Mapped[int | None] = mapped_column(index=True)
    label: Mapped[str] = mapped_column(String(LABEL_MAX))
    seat: Mapped[str] = mapped_column(String(500), unique=True)
    terms: Mapped[list[OfficeTerm]] = relationship(back_populates="office", order_by="OfficeTerm.starts_on")

    @property
    def codes(self) -> tuple[str, ...]:
        """The area codes of this seat."""
        return tuple(self.scope_codes.split())

    @property
    def held(self) -> HeldOffice:
        """This seat as permissions see it."""
        return HeldOffice(
            id=self.id,
            kind=OfficeKind(self.kind),
            label=self.label,
            scope_codes=self.codes,
            organisation_id=self.organisation_id,
            partnership_id=self.partnership_id,
        )

    def standing(self, office: HeldOffice | None) -> frozenset[Relation]:
        """How another office stands to this seat: of the same village, or with an area around it."""
        return rules.standing_to(self.held, office)


class OfficeTerm(Model):
    """A person in a seat, from a day to a day (both included; no end: until further notice).

    `is_acting` is a Pj. A term that ends the day before it starts was taken back and never ran.
    """

    __tablename__ = "office_term"
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    is_acting: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    decree_number: Mapped[str] = mapped_column(String(DECREE_MAX), default="", server_default="")
    title: Mapped[str] = mapped_column(String(TITLE_MAX), default="", server_default="")
    office: Mapped[Office] = relationship(back_populates="terms")
    person: Mapped[Person] = relationship()

    @property
    def label(self) -> str:
        """What its holder is called: `Pj. Kepala Desa Ngebel` for an acting one."""
        return rules.held_label(self.office.label, self.is_acting)

    __table_args__ = (
        Index("ix_office_term_office", "office_id", "starts_on"),
        Index("ix_office_term_person", "person_id", "starts_on"),
    )


class LoginSession(Model):
    """A sign-in on one device. The cookie holds a random token; this row, found by its hash, is the truth."""

    __tablename__ = "login_session"
    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    office_id: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    device: Mapped[str] = mapped_column(String(200), default="", server_default="")
    address: Mapped[str] = mapped_column(String(64), default="", server_default="")


class Invitation(Model):
    """A one-time link: `invite` gives a seat, `reset` lets its person choose a new password."""

    __tablename__ = "invitation"
    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    office: Mapped[Office | None] = relationship()
    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])

    __table_args__ = (CheckConstraint("kind IN ('invite', 'reset')", name="kind"),)

    def is_open(self, now: datetime) -> bool:
        """Whether the link still works."""
        return self.used_at is None and self.withdrawn_at is None and now < self.expires_at


class Throttle(Model):
    """How often something was tried: kept in the database, so that it holds over all workers and restarts."""

    __tablename__ = "throttle"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(64))
    window_start: Mapped[datetime] = mapped_column(UtcDateTime)
    count: Mapped[int] = mapped_column(default=0, server_default="0")
    strikes: Mapped[int] = mapped_column(default=0, server_default="0")
    blocked_until: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (UniqueConstraint("kind", "key"),)
