"""The partnership record: parties, gates passed, versions of the agreement, files."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import DDL, JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, event, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ..db import Archivable, Model, UtcDateTime, Versioned
from ..permissions import HeldOffice, OfficeKind, Relation
from ..villages.models import Organisation
from .rules import CANDIDATE, GONE, INITIATOR, MEMBER, NOT_BOUND, OBSERVER, instrument_of


class Partnership(Versioned, Model):
    """A cooperation of villages, or of villages and organisations, on its lawful path."""

    __tablename__ = "partnership"
    id: Mapped[int] = mapped_column(primary_key=True)
    type_code: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(160))
    purpose: Mapped[str] = mapped_column(Text, default="")
    sector: Mapped[str] = mapped_column(String(40), default="", index=True)
    status: Mapped[str] = mapped_column(String(40), default="draft", index=True)
    status_since: Mapped[datetime] = mapped_column(UtcDateTime)
    cycle: Mapped[int] = mapped_column(default=1)
    executor: Mapped[str] = mapped_column(String(40), default="bkad")
    start_date: Mapped[date | None]
    end_date: Mapped[date | None]
    type_values: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    # The values of the sector's own form, by the sector's code: another sector chosen later loses none.
    sector_values: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default="{}")
    # What the fields of both forms were called: a plugin that is taken away leaves its data readable.
    value_labels: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, server_default="{}")
    is_public: Mapped[bool] = mapped_column(default=False)
    offered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    entered_retroactively: Mapped[bool] = mapped_column(default=False)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_sample: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # Where a copy was taken from, and when: a partnership that another installation wrote first.
    copied_from: Mapped[str] = mapped_column(String(300), default="", server_default="")
    copied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    parties: Mapped[list[Party]] = relationship(
        back_populates="partnership", order_by="Party.position", lazy="selectin"
    )
    records: Mapped[list[GateRecord]] = relationship(back_populates="partnership", order_by="GateRecord.id")
    changes: Mapped[list[PartyChange]] = relationship(back_populates="partnership", order_by="PartyChange.id")
    attachments: Mapped[list[Attachment]] = relationship(order_by="Attachment.id", viewonly=True)
    agreements: Mapped[list[Agreement]] = relationship(back_populates="partnership", order_by="Agreement.number")

    __table_args__ = (
        Index("ix_partnership_public", "is_public", "status_since"),
        Index("ix_partnership_public_by_number", "is_public", "id"),  # what programs read, part by part
    )

    @property
    def instrument(self) -> str:
        """`joint_regulation` between villages alone, `joint_agreement` with a third party."""
        return instrument_of(party.is_village for party in self.bound)

    @property
    def village_codes(self) -> tuple[str, ...]:
        """The codes of the villages that are parties."""
        return tuple(party.village_code for party in self.parties if party.village_code)

    @property
    def bound(self) -> list[Party]:
        """The parties that the agreement binds or will bind: without observers and those who are not in it any more."""
        return [party for party in self.parties if party.is_bound]

    @property
    def members(self) -> list[Party]:
        """The parties that share in resources, costs and benefits now: bound, not suspended, not still joining."""
        return [party for party in self.parties if party.is_bound and party.state == MEMBER]

    def party_of(self, office: HeldOffice | None) -> Party | None:
        """The party an office speaks for, if any."""
        if office is None:
            return None
        for party in self.parties:
            if party.is_spoken_for_by(office):
                return party
        return None

    def standing(self, office: HeldOffice | None) -> frozenset[Relation]:
        """How an office stands to this partnership.

        Before the first offer only the initiator's offices know of it. Those who oversee villages
        see what binds one of them.
        """
        relations = {Relation.PUBLIC} if self.is_public else set()
        if office is None:
            return frozenset(relations)
        party = self.party_of(office)
        if party is not None and (party.role == INITIATOR or self.offered_at):
            relations.add(party.relation)
        if self.offered_at and any(office.covers(party.village_code or "") for party in self.bound):
            relations.add(Relation.WITHIN)
        if office.partnership_id == self.id:
            relations.add(Relation.MEMBER)
        return frozenset(relations)


class Party(Model):
    """A village or an organisation that takes part.

    `state` is one of `rules.PARTY_STATES`; an observer (`role`) reads, and neither signs nor votes. A `founder`
    was in the first agreement; the others joined later.
    """

    __tablename__ = "party"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), index=True)
    village_code: Mapped[str | None] = mapped_column(ForeignKey("area.code"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    position: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(String(20), default=MEMBER, server_default=MEMBER)
    founder: Mapped[bool] = mapped_column(default=True, server_default=true())
    joined_on: Mapped[date | None]
    suspended_on: Mapped[date | None]
    left_on: Mapped[date | None]

    partnership: Mapped[Partnership] = relationship(back_populates="parties")
    organisation: Mapped[Organisation | None] = relationship(viewonly=True)

    __table_args__ = (
        CheckConstraint("(village_code IS NULL) <> (organisation_id IS NULL)", name="one_identity"),
        UniqueConstraint("partnership_id", "village_code"),
        UniqueConstraint("partnership_id", "organisation_id"),
    )

    @property
    def is_village(self) -> bool:
        """Whether this party is a village, not an organisation."""
        return self.village_code is not None

    @property
    def is_bound(self) -> bool:
        """Whether the agreement binds or will bind this party."""
        return self.role != OBSERVER and self.state not in NOT_BOUND

    @property
    def relation(self) -> Relation:
        """How the offices of this party stand to the partnership.

        An observer, or one that prepares to join, reads like a party. One that declined or
        left reads what the public reads, also while that is not shown to the public.
        """
        if self.state in GONE:
            return Relation.PUBLIC
        return Relation.READER if self.role == OBSERVER or self.state == CANDIDATE else Relation.PARTY

    def is_spoken_for_by(self, office: HeldOffice) -> bool:
        """Whether an office belongs to this village or organisation."""
        if self.village_code:
            return office.village_code == self.village_code
        return office.kind == OfficeKind.THIRD_PARTY and office.organisation_id == self.organisation_id


class PartyChange(Versioned, Model):
    """Somebody wants to join, or a party to leave, or to be suspended or reinstated; with what is settled for it.

    `kind` and `status` are those of `membership_rules`. Until a request to join is accepted it has no
    party, only the village or organisation that asks. `cycle` is the version of the agreement that
    carries the change.
    """

    __tablename__ = "party_change"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), index=True)
    party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    village_code: Mapped[str | None] = mapped_column(ForeignKey("area.code"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(20))
    values: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    cycle: Mapped[int | None]
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    opened_by_party_id: Mapped[int | None]
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_by_party_id: Mapped[int | None]

    partnership: Mapped[Partnership] = relationship(back_populates="changes")


class GateRecord(Versioned, Model):
    """What was put on record for one gate, by one party or for all.

    `locked` once a step was taken after it: a correction is then a new entry beside it.
    `closed` once it was used up: a report sent, a dispute settled, a meeting that asked for another draft.
    """

    __tablename__ = "gate_record"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    gate: Mapped[str] = mapped_column(String(40))
    cycle: Mapped[int]
    sequence: Mapped[int] = mapped_column(default=1)
    values: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by_office: Mapped[str] = mapped_column(String(200), default="")
    recorded_by_party_id: Mapped[int | None]
    locked: Mapped[bool] = mapped_column(default=False)
    closed: Mapped[bool] = mapped_column(default=False)

    partnership: Mapped[Partnership] = relationship(back_populates="records")
    files: Mapped[list[Attachment]] = relationship(back_populates="record", order_by="Attachment.id")

    __table_args__ = (
        Index("uq_gate_record_place", "partnership_id", "gate", "party_id", "cycle", "sequence", unique=True),
    )


class Agreement(Versioned, Model):
    """One version of the joint regulation or agreement. Frozen before signing, and never changed after.

    `origin_numbers`, of a text that another installation froze: whose each number in it is here (see `portable`).
    """

    __tablename__ = "agreement"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    frozen_text: Mapped[str | None] = mapped_column(Text)
    sha256: Mapped[str | None] = mapped_column(String(64))
    frozen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    in_force_from: Mapped[date | None]
    origin_numbers: Mapped[dict[str, dict[str, int]] | None] = mapped_column(JSON(none_as_null=True))

    partnership: Mapped[Partnership] = relationship(back_populates="agreements")

    __table_args__ = (UniqueConstraint("partnership_id", "number"),)


class Attachment(Archivable, Model):
    """A scan or a photo; its bytes lie in the files folder. `added_by_party_id` is None for an officer of a body."""

    __tablename__ = "attachment"
    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), index=True)
    record_id: Mapped[int | None] = mapped_column(ForeignKey("gate_record.id"), index=True)
    stored_name: Mapped[str] = mapped_column(String(80), unique=True)
    original_name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(60))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    added_by_office: Mapped[str] = mapped_column(String(200), default="")
    added_by_party_id: Mapped[int | None]

    record: Mapped[GateRecord | None] = relationship(back_populates="files")


# A frozen agreement cannot be changed or removed, not even from the database's console.
FROZEN = "OLD.sha256 IS NOT NULL"
CHANGED = " OR ".join(
    (
        "NEW.content <> OLD.content",
        "NEW.frozen_text IS NULL OR NEW.frozen_text <> OLD.frozen_text",
        "NEW.sha256 IS NULL OR NEW.sha256 <> OLD.sha256",
        "NEW.number <> OLD.number",
        "NEW.partnership_id <> OLD.partnership_id",
    )
)
SQLITE_GUARD = (
    f"CREATE TRIGGER agreement_frozen_update BEFORE UPDATE ON agreement WHEN {FROZEN} AND ({CHANGED}) "
    "BEGIN SELECT RAISE(ABORT, 'a frozen agreement cannot be changed'); END",
    f"CREATE TRIGGER agreement_frozen_delete BEFORE DELETE ON agreement WHEN {FROZEN} "
    "BEGIN SELECT RAISE(ABORT, 'a frozen agreement cannot be removed'); END",
    # INSERT OR REPLACE removes the old row without asking the trigger above.
    "CREATE TRIGGER agreement_frozen_replace BEFORE INSERT ON agreement WHEN EXISTS (SELECT 1 FROM agreement AS old "
    "WHERE old.sha256 IS NOT NULL AND (old.id = NEW.id "
    "OR (old.partnership_id = NEW.partnership_id AND old.number = NEW.number))) "
    "BEGIN SELECT RAISE(ABORT, 'a frozen agreement cannot be replaced'); END",
)
POSTGRESQL_GUARD = (
    "CREATE OR REPLACE FUNCTION agreement_is_frozen() RETURNS trigger AS $$ BEGIN "
    "RAISE EXCEPTION 'a frozen agreement cannot be changed'; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER agreement_frozen_update BEFORE UPDATE ON agreement FOR EACH ROW "
    f"WHEN ({FROZEN} AND ({CHANGED.replace('NEW.content <> OLD.content', 'NEW.content::text <> OLD.content::text')})) "
    "EXECUTE FUNCTION agreement_is_frozen()",
    "CREATE TRIGGER agreement_frozen_delete BEFORE DELETE ON agreement FOR EACH ROW "
    f"WHEN ({FROZEN}) EXECUTE FUNCTION agreement_is_frozen()",
)
for _dialect, _statements in (("sqlite", SQLITE_GUARD), ("postgresql", POSTGRESQL_GUARD)):
    for _statement in _statements:
        _ddl = DDL(_statement.replace("%", "%%")).execute_if(dialect=_dialect)  # type: ignore[no-untyped-call]
        event.listen(Agreement.__table__, "after_create", _ddl)
