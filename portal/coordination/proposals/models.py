"""Proposals, the voice of each party with all it ever said, and the mandates to answer for a village."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import DDL, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, event, false, text, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...db import Archivable, Model, UtcDateTime, Versioned
from ...events import append_only
from ...partnerships.models import Attachment, Partnership, Party
from ..governance.decisions import Rule
from ..governance.models import Body
from . import rules

TITLE, LONG, REASON, NAME, NUMBER = 200, 8000, 500, 120, 60  # letters


class Proposal(Versioned, Model):
    """Something put to the parties until a deadline, with the rule in force when it was opened.

    A closed one holds the text that was frozen and its fingerprint; the database refuses to change it.
    """

    __tablename__ = "proposal"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    body_id: Mapped[int | None] = mapped_column(ForeignKey("cooperation_body.id"), index=True)
    party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    topic: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(TITLE))
    words: Mapped[str] = mapped_column(Text)
    thing_kind: Mapped[str] = mapped_column(String(40), default="")
    thing_id: Mapped[int | None]
    is_hidden: Mapped[bool] = mapped_column(default=False, server_default=false())
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    opened_by: Mapped[str] = mapped_column(String(200), default="")
    deadline: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    method: Mapped[str] = mapped_column(String(20))
    quorum_part: Mapped[int]
    quorum_whole: Mapped[int]
    fallback: Mapped[str] = mapped_column(String(20))
    rule_from: Mapped[date | None]
    rule_minutes: Mapped[str] = mapped_column(String(NUMBER), default="")
    state: Mapped[str] = mapped_column(String(12), default=rules.OPEN)
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by: Mapped[str] = mapped_column(String(200), default="")
    result: Mapped[str] = mapped_column(String(12), default="")
    outcome: Mapped[str] = mapped_column(Text, default="")
    frozen_text: Mapped[str | None] = mapped_column(Text)
    sha256: Mapped[str | None] = mapped_column(String(64))

    partnership: Mapped[Partnership] = relationship()
    body: Mapped[Body | None] = relationship()
    voices: Mapped[list[Voice]] = relationship(back_populates="proposal", order_by="Voice.id")

    __table_args__ = (
        Index("ix_proposal_of_partnership", "partnership_id", "state", "deadline"),
        CheckConstraint("quorum_part > 0 AND quorum_part <= quorum_whole", name="quorum_is_a_fraction"),
        CheckConstraint("(state = 'closed') = (sha256 IS NOT NULL)", name="closed_is_frozen"),
    )

    @property
    def rule(self) -> Rule:
        """The rule by which it is decided: the one in force at opening, whatever was adopted since."""
        quorum = (self.quorum_part, self.quorum_whole)
        weights = tuple((voice.party_id, voice.weight) for voice in self.voices) if self.is_weighed else ()
        return Rule(self.topic, self.method, quorum, self.fallback, self.rule_from, self.rule_minutes, weights=weights)

    @property
    def is_weighed(self) -> bool:
        """Whether the parties agreed that not every voice weighs the same."""
        return any(voice.weight != 1 for voice in self.voices)

    @property
    def is_open(self) -> bool:
        """Whether it has been neither closed nor withdrawn."""
        return self.state == rules.OPEN


class Voice(Versioned, Model):
    """The one voice of a party, made at opening with its agreed weight: its last answer, or none yet.

    `is_counted` is settled at closing: a party that had left or was suspended by then did not count.
    """

    __tablename__ = "proposal_voice"
    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), index=True)
    weight: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    is_counted: Mapped[bool] = mapped_column(default=True, server_default=true())
    position: Mapped[str] = mapped_column(String(12), default="")
    reason: Mapped[str] = mapped_column(String(REASON), default="")
    said_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    office: Mapped[str] = mapped_column(String(200), default="")
    spoken_by: Mapped[str] = mapped_column(String(NAME), default="")
    paper_number: Mapped[str] = mapped_column(String(NUMBER), default="")
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))

    proposal: Mapped[Proposal] = relationship(back_populates="voices")
    party: Mapped[Party] = relationship()
    attachment: Mapped[Attachment | None] = relationship()

    __table_args__ = (
        UniqueConstraint("proposal_id", "party_id"),
        CheckConstraint("weight BETWEEN 1 AND 100", name="weighs_1_to_100"),
    )


class SpokenWord(Model):
    """Every answer a party ever gave to a proposal, in order; rows are only added.

    On paper: `office` noted what `spoken_by` decided, as the paper of that number says.
    """

    __tablename__ = "proposal_word"
    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    position: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(String(REASON), default="")
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)
    office: Mapped[str] = mapped_column(String(200), default="")
    spoken_by: Mapped[str] = mapped_column(String(NAME), default="")
    paper_number: Mapped[str] = mapped_column(String(NUMBER), default="")
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))


class Mandate(Archivable, Model):
    """A written mandate by which a village's operator answers for it; `topic` empty: for every topic."""

    __tablename__ = "proposal_mandate"
    id: Mapped[int] = mapped_column(primary_key=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), index=True)
    number: Mapped[str] = mapped_column(String(NUMBER))
    given_on: Mapped[date]
    ends_on: Mapped[date]
    topic: Mapped[str] = mapped_column(String(20), default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by: Mapped[str] = mapped_column(String(200), default="")

    party: Mapped[Party] = relationship()

    __table_args__ = (CheckConstraint("ends_on >= given_on", name="ends_after_it_is_given"),)


append_only(SpokenWord.__table__)  # type: ignore[arg-type]

_FROZEN = "EXISTS (SELECT 1 FROM proposal AS held WHERE held.id = {row}.proposal_id AND held.sha256 IS NOT NULL)"


def _guard(table: str, statement: str, dialect: str) -> None:
    ddl = DDL(statement.replace("%", "%%")).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]
    event.listen(Model.metadata.tables[table], "after_create", ddl)


def _guard_all() -> None:
    """Let the database itself refuse to change a closed proposal or its voices."""
    refuse = "BEGIN SELECT RAISE(ABORT, 'a closed proposal cannot be changed'); END"
    for verb in ("UPDATE", "DELETE"):
        name = f"frozen_{verb.lower()} BEFORE {verb}"
        _guard("proposal", f"CREATE TRIGGER proposal_{name} ON proposal WHEN OLD.sha256 IS NOT NULL {refuse}", "sqlite")
        when = _FROZEN.format(row="OLD")
        _guard("proposal_voice", f"CREATE TRIGGER voice_{name} ON proposal_voice WHEN {when} {refuse}", "sqlite")
    # INSERT OR REPLACE removes the old row without asking the triggers above.
    when = "EXISTS (SELECT 1 FROM proposal AS held WHERE held.id = NEW.id AND held.sha256 IS NOT NULL)"
    _guard(
        "proposal", f"CREATE TRIGGER proposal_frozen_replace BEFORE INSERT ON proposal WHEN {when} {refuse}", "sqlite"
    )
    when = _FROZEN.format(row="NEW")
    _guard(
        "proposal_voice",
        f"CREATE TRIGGER voice_frozen_insert BEFORE INSERT ON proposal_voice WHEN {when} {refuse}",
        "sqlite",
    )
    for statement in (
        "CREATE OR REPLACE FUNCTION proposal_is_frozen() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'a closed proposal cannot be changed'; END $$",
        "CREATE TRIGGER proposal_frozen BEFORE UPDATE OR DELETE ON proposal FOR EACH ROW "
        "WHEN (OLD.sha256 IS NOT NULL) EXECUTE FUNCTION proposal_is_frozen()",
    ):
        _guard("proposal", statement, "postgresql")
    for statement in (
        "CREATE OR REPLACE FUNCTION voice_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP <> 'INSERT' AND {_FROZEN.format(row='OLD')} THEN "
        "RAISE EXCEPTION 'a closed proposal cannot be changed'; END IF; "
        f"IF TG_OP <> 'DELETE' AND {_FROZEN.format(row='NEW')} THEN "
        "RAISE EXCEPTION 'a closed proposal cannot be changed'; END IF; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
        "CREATE TRIGGER voice_frozen BEFORE INSERT OR UPDATE OR DELETE ON proposal_voice FOR EACH ROW "
        "EXECUTE FUNCTION voice_is_frozen()",
    ):
        _guard("proposal_voice", statement, "postgresql")


_guard_all()
