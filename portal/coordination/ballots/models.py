"""An election of an officer: its candidates, the roll of electors, and the ballots that nothing ties to that roll.

Who voted stands in `election_elector`, what was chosen in `election_ballot`. No column, no time and no order
joins the two: a ballot's key is random and says nothing of when it was made, on SQLite the table has no hidden
row number, and the whole box is written anew with every ballot (see `box`), so that on PostgreSQL all its rows
come from one transaction. This hides a choice from everybody who uses the portal and from whoever queries the
database later. It cannot hide it from somebody who runs the server and copies the database between two ballots,
or digs in its logs and backups: the page of an election says so, and offers paper.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, Uuid, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ...db import Model, UtcDateTime, Versioned
from ...partnerships.models import Attachment, Partnership, Party
from ..governance.models import Body
from . import guards, rules

LONG, NOTE, REASON, NAME, NUMBER = 2000, 300, 500, 120, 60  # letters


class Election(Versioned, Model):
    """The election of one office of a body, until a deadline, with the quorum in force when it was opened.

    A closed one holds the text that was frozen and its fingerprint; the database refuses to change it.
    """

    __tablename__ = "election"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("cooperation_body.id"), index=True)
    party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    office: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text, default="")
    way: Mapped[str] = mapped_column(String(10))
    quorum_part: Mapped[int]
    quorum_whole: Mapped[int]
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    opened_by: Mapped[str] = mapped_column(String(200), default="")
    deadline: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    state: Mapped[str] = mapped_column(String(12), default=rules.OPEN)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by: Mapped[str] = mapped_column(String(200), default="")
    reason: Mapped[str] = mapped_column(String(REASON), default="")
    result: Mapped[str] = mapped_column(String(12), default="")
    blank: Mapped[int | None]
    minutes_number: Mapped[str] = mapped_column(String(NUMBER), default="")
    minutes_on: Mapped[date | None]
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    frozen_text: Mapped[str | None] = mapped_column(Text)
    sha256: Mapped[str | None] = mapped_column(String(64))

    partnership: Mapped[Partnership] = relationship()
    body: Mapped[Body] = relationship()
    attachment: Mapped[Attachment | None] = relationship()
    candidates: Mapped[list[Candidate]] = relationship(back_populates="election", order_by="Candidate.id")
    electors: Mapped[list[Elector]] = relationship(back_populates="election", order_by="Elector.id")

    __table_args__ = (
        Index("ix_election_of_partnership", "partnership_id", "state", "deadline"),
        CheckConstraint("quorum_part > 0 AND quorum_part <= quorum_whole", name="quorum_is_a_fraction"),
        CheckConstraint("(state = 'closed') = (sha256 IS NOT NULL)", name="closed_is_frozen"),
    )

    @property
    def is_open(self) -> bool:
        """Whether it has been neither closed nor called off."""
        return self.state == rules.OPEN

    @property
    def is_on_paper(self) -> bool:
        """Whether it is held on paper, in a meeting."""
        return self.way == rules.PAPER


class Candidate(Model):
    """Somebody to choose; `votes` once the election is counted."""

    __tablename__ = "election_candidate"
    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(ForeignKey("election.id"), index=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    name: Mapped[str] = mapped_column(String(NAME))
    note: Mapped[str] = mapped_column(String(NOTE), default="")
    votes: Mapped[int | None]

    election: Mapped[Election] = relationship(back_populates="candidates")


class Elector(Model):
    """One line of the roll, made at opening: a party, and whether its ballot is in the box, with the day alone."""

    __tablename__ = "election_elector"
    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(ForeignKey("election.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), index=True)
    has_cast: Mapped[bool] = mapped_column(default=False, server_default=false())
    cast_on: Mapped[date | None]

    election: Mapped[Election] = relationship(back_populates="electors")
    party: Mapped[Party] = relationship()

    __table_args__ = (UniqueConstraint("election_id", "party_id"),)


class Ballot(Model):
    """One ballot in the box; without a candidate it is blank. Nothing says whose it is or when it came."""

    __tablename__ = "election_ballot"
    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    election_id: Mapped[int] = mapped_column(ForeignKey("election.id"), index=True)
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("election_candidate.id"))

    __table_args__ = ({"sqlite_with_rowid": False},)


guards.freeze("election", [model.__tablename__ for model in (Candidate, Elector, Ballot)])
