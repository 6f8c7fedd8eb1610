"""A meeting from its call to its settled minutes: agenda, papers, invitations, attendance, confirmations."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import DDL, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, event, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...db import Archivable, Model, UtcDateTime, Versioned
from ...events import append_only
from ...partnerships.models import Attachment, Partnership, Party
from ..governance.models import Body
from . import rules

TITLE, PLACE, NAME, NUMBER, LINE, REASON, LONG = 200, 200, 120, 60, 300, 500, 8000  # letters


class Meeting(Versioned, Model):
    """A meeting of the parties, of a body, or of one village. It is cancelled with a reason, never deleted.

    `party_id` is whose village deliberation it is. `round` counts how often the minutes were sent out to be
    confirmed; a settled meeting holds the text that was frozen and its fingerprint. `changed_at` moves with
    everything that a calendar shows.
    """

    __tablename__ = "meeting"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    body_id: Mapped[int | None] = mapped_column(ForeignKey("cooperation_body.id"), index=True)
    party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    host_party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    kind: Mapped[str] = mapped_column(String(30))
    title: Mapped[str] = mapped_column(String(TITLE))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    place: Mapped[str] = mapped_column(String(PLACE), default="")
    online_note: Mapped[str] = mapped_column(String(LINE), default="")
    call_text: Mapped[str] = mapped_column(Text, default="")
    series_key: Mapped[str] = mapped_column(String(40), default="", index=True)
    state: Mapped[str] = mapped_column(String(12), default=rules.DRAFT)
    state_reason: Mapped[str] = mapped_column(String(REASON), default="")
    called_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    chair_name: Mapped[str] = mapped_column(String(NAME), default="")
    secretary_name: Mapped[str] = mapped_column(String(NAME), default="")
    number: Mapped[str] = mapped_column(String(NUMBER), default="")
    confirm_days: Mapped[int] = mapped_column(default=rules.CONFIRM_DAYS)
    confirm_by: Mapped[date | None]
    round: Mapped[int] = mapped_column(default=0)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    frozen_text: Mapped[str | None] = mapped_column(Text)
    sha256: Mapped[str | None] = mapped_column(String(64))
    is_public: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    partnership: Mapped[Partnership] = relationship()
    body: Mapped[Body | None] = relationship()
    party: Mapped[Party | None] = relationship(foreign_keys=[party_id])
    host: Mapped[Party | None] = relationship(foreign_keys=[host_party_id])
    items: Mapped[list[AgendaItem]] = relationship(
        back_populates="meeting", order_by="AgendaItem.position, AgendaItem.id", foreign_keys="AgendaItem.meeting_id"
    )
    papers: Mapped[list[Paper]] = relationship(back_populates="meeting", order_by="Paper.id")
    invitations: Mapped[list[Invitation]] = relationship(  # spelled out: accounts keeps invitations too
        "portal.coordination.meetings.models.Invitation",
        back_populates="meeting",
        order_by="portal.coordination.meetings.models.Invitation.id",
    )
    attendances: Mapped[list[Attendance]] = relationship(back_populates="meeting", order_by="Attendance.id")
    confirmations: Mapped[list[Confirmation]] = relationship(back_populates="meeting", order_by="Confirmation.id")
    corrections: Mapped[list[Correction]] = relationship(back_populates="meeting", order_by="Correction.id")

    __table_args__ = (
        Index("ix_meeting_of_partnership", "partnership_id", "state", "starts_at"),
        CheckConstraint("ends_at IS NULL OR ends_at >= starts_at", name="ends_after_it_starts"),
        CheckConstraint("confirm_days BETWEEN 1 AND 60", name="days_to_confirm"),
    )


class AgendaItem(Versioned, Archivable, Model):
    """One point of the agenda, what was said on it (`notes`), and what was decided, apart from that.

    `carried_from_id` is the item of an earlier meeting that was left open. `thing_kind` and `thing_id` say
    which thing of the partnership it is about. The count is of villages, and there only where one was taken.
    """

    __tablename__ = "meeting_item"
    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(String(TITLE))
    planned_minutes: Mapped[int | None]
    presenter: Mapped[str] = mapped_column(String(NAME), default="")
    thing_kind: Mapped[str] = mapped_column(String(40), default="")
    thing_id: Mapped[int | None]
    carried_from_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_item.id"), index=True)
    notes: Mapped[str] = mapped_column(Text, default="")
    outcome: Mapped[str] = mapped_column(String(12), default="")
    decision: Mapped[str] = mapped_column(Text, default="")
    topic: Mapped[str] = mapped_column(String(20), default="")
    method: Mapped[str] = mapped_column(String(20), default="")
    in_favour: Mapped[int | None]
    against: Mapped[int | None]
    abstain: Mapped[int | None]

    meeting: Mapped[Meeting] = relationship(back_populates="items", foreign_keys=[meeting_id])
    carried_from: Mapped[AgendaItem | None] = relationship(remote_side=[id])

    __table_args__ = (
        UniqueConstraint("meeting_id", "carried_from_id"),
        CheckConstraint("planned_minutes IS NULL OR planned_minutes BETWEEN 1 AND 1440", name="minutes_of_a_day"),
    )


class Paper(Model):
    """A file that belongs to a meeting or to one of its items: sent with the call, or photographed afterwards."""

    __tablename__ = "meeting_paper"
    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_item.id"))
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id"), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(TITLE), default="")

    meeting: Mapped[Meeting] = relationship(back_populates="papers")
    attachment: Mapped[Attachment] = relationship()


class Invitation(Versioned, Model):
    """Who is invited, and what was answered. `office_id` is the office that is told, where there is one here."""

    __tablename__ = "meeting_invitation"
    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"), index=True)
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"), index=True)
    addressee: Mapped[str] = mapped_column(String(TITLE))
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answer: Mapped[str] = mapped_column(String(12), default="")
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_by_office: Mapped[str] = mapped_column(String(200), default="")
    person_name: Mapped[str] = mapped_column(String(NAME), default="")
    mandate_number: Mapped[str] = mapped_column(String(NUMBER), default="")
    note: Mapped[str] = mapped_column(String(LINE), default="")

    meeting: Mapped[Meeting] = relationship(back_populates="invitations")
    party: Mapped[Party | None] = relationship()


class Attendance(Archivable, Model):
    """One person who was there. No national number, no telephone: only what the list of a hall says."""

    __tablename__ = "meeting_attendance"
    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    person_name: Mapped[str] = mapped_column(String(NAME))
    element: Mapped[str] = mapped_column(String(30), default="")
    gender: Mapped[str] = mapped_column(String(10), default="")
    is_poor_household: Mapped[bool] = mapped_column(default=False)
    is_representative: Mapped[bool] = mapped_column(default=False)
    mandate_number: Mapped[str] = mapped_column(String(NUMBER), default="")

    meeting: Mapped[Meeting] = relationship(back_populates="attendances")
    party: Mapped[Party | None] = relationship()


class Confirmation(Model):
    """What a party said to the minutes in one round. On paper: `noted_by` says which office put it in here."""

    __tablename__ = "meeting_confirmation"
    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), index=True)
    round: Mapped[int] = mapped_column(default=1)
    state: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(String(REASON), default="")
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)
    office: Mapped[str] = mapped_column(String(200), default="")
    is_on_paper: Mapped[bool] = mapped_column(default=False)
    noted_by: Mapped[str] = mapped_column(String(200), default="")

    meeting: Mapped[Meeting] = relationship(back_populates="confirmations")
    party: Mapped[Party] = relationship()

    __table_args__ = (UniqueConstraint("meeting_id", "party_id", "round"),)


class Correction(Model):
    """What was corrected in an item after an objection: the old beside the new, and why. Kept as it was said."""

    __tablename__ = "meeting_correction"
    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("meeting_item.id"))
    round: Mapped[int]
    old_notes: Mapped[str] = mapped_column(Text, default="")
    new_notes: Mapped[str] = mapped_column(Text, default="")
    old_decision: Mapped[str] = mapped_column(Text, default="")
    new_decision: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(String(REASON))
    corrected_at: Mapped[datetime] = mapped_column(UtcDateTime)
    office: Mapped[str] = mapped_column(String(200), default="")

    meeting: Mapped[Meeting] = relationship(back_populates="corrections")
    item: Mapped[AgendaItem] = relationship()


append_only(Correction.__table__)  # type: ignore[arg-type]

# Settled minutes cannot be changed or removed, nor what stands in them, not even from the database's console.
_HELD = "EXISTS (SELECT 1 FROM meeting AS held WHERE held.id = {} AND held.sha256 IS NOT NULL)"
_CHANGED = (
    "OLD.sha256 IS NOT NULL AND (NEW.frozen_text IS NULL OR NEW.frozen_text <> OLD.frozen_text "
    "OR NEW.sha256 IS NULL OR NEW.sha256 <> OLD.sha256 OR NEW.state <> OLD.state OR NEW.number <> OLD.number "
    "OR NEW.partnership_id <> OLD.partnership_id)"
)
_ABORT = "BEGIN SELECT RAISE(ABORT, 'settled minutes cannot be changed'); END"
_GUARDS: dict[str, tuple[str, ...]] = {
    "sqlite": (
        f"CREATE TRIGGER meeting_frozen_update BEFORE UPDATE ON meeting WHEN {_CHANGED} {_ABORT}",
        f"CREATE TRIGGER meeting_frozen_delete BEFORE DELETE ON meeting WHEN OLD.sha256 IS NOT NULL {_ABORT}",
        # INSERT OR REPLACE removes the old row without asking the triggers above.
        f"CREATE TRIGGER meeting_frozen_replace BEFORE INSERT ON meeting WHEN {_HELD.format('NEW.id')} {_ABORT}",
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION minutes_are_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'settled minutes cannot be changed'; END $$",
        f"CREATE TRIGGER meeting_frozen_update BEFORE UPDATE ON meeting FOR EACH ROW WHEN ({_CHANGED}) "
        "EXECUTE FUNCTION minutes_are_frozen()",
        "CREATE TRIGGER meeting_frozen_delete BEFORE DELETE ON meeting FOR EACH ROW WHEN (OLD.sha256 IS NOT NULL) "
        "EXECUTE FUNCTION minutes_are_frozen()",
    ),
}
_ITEM_GUARDS: dict[str, tuple[str, ...]] = {
    "sqlite": tuple(
        f"CREATE TRIGGER meeting_item_frozen_{verb.lower()} BEFORE {verb} ON meeting_item "
        f"WHEN {' OR '.join(_HELD.format(f'{row}.meeting_id') for row in rows)} {_ABORT}"
        for verb, rows in (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",)))
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION minutes_item_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP <> 'INSERT' AND {_HELD.format('OLD.meeting_id')} THEN "
        "RAISE EXCEPTION 'settled minutes cannot be changed'; END IF; "
        f"IF TG_OP <> 'DELETE' AND {_HELD.format('NEW.meeting_id')} THEN "
        "RAISE EXCEPTION 'settled minutes cannot be changed'; END IF; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
        "CREATE TRIGGER meeting_item_frozen BEFORE INSERT OR UPDATE OR DELETE ON meeting_item FOR EACH ROW "
        "EXECUTE FUNCTION minutes_item_is_frozen()",
    ),
}
for _table, _guards in ((Meeting.__table__, _GUARDS), (AgendaItem.__table__, _ITEM_GUARDS)):
    for _dialect, _statements in _guards.items():
        for _statement in _statements:
            _ddl = DDL(_statement.replace("%", "%%")).execute_if(dialect=_dialect)  # type: ignore[no-untyped-call]
            event.listen(_table, "after_create", _ddl)
