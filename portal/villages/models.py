"""Tables: official areas, village records, organisations, and what they offer and need."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import (
    DDL,
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    String,
    event,
)
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from ..db import Archivable, Model, Versioned
from ..permissions import HeldOffice, OfficeKind, Relation
from . import rules
from .rules import Kind, Level

ORGANISATION_KINDS = (
    "bum_desa",
    "bum_desa_bersama",
    "cooperative",
    "company",
    "ngo",
    "university",
    "agency",
    "other",
)
INDEX_CLASSES = ("independent", "advanced", "developing", "lagging", "very_lagging")
INDEX_KINDS = ("idm", "indeks_desa")
URGENCIES = ("high", "medium", "low")

# Plain byte order on PostgreSQL, so that a prefix is a range of the index.
_Folded = String(rules.NAME_LENGTH).with_variant(String(rules.NAME_LENGTH, collation="C"), "postgresql")


def village_standing(code: str, office: HeldOffice | None) -> frozenset[Relation]:
    """How an office stands to what belongs to a village: its own, within its area, and always public."""
    relations = {Relation.PUBLIC}
    if office is not None and office.village_code == code:
        relations.add(Relation.OWN)
    if office is not None and office.covers(code):
        relations.add(Relation.WITHIN)
    return frozenset(relations)


class Area(Model):
    """An official area (Kemendagri). Never deleted: one that vanished in a newer release is no longer `valid`.

    The counts say how many valid desa (with desa adat) and kelurahan lie in a higher area.
    """

    __tablename__ = "area"
    code: Mapped[str] = mapped_column(String(rules.CODE_LENGTH), primary_key=True)
    parent_code: Mapped[str | None] = mapped_column(ForeignKey("area.code"))
    level: Mapped[str] = mapped_column(String(10))
    kind: Mapped[str | None] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(rules.NAME_LENGTH))
    release: Mapped[str] = mapped_column(String(60))
    valid: Mapped[bool] = mapped_column(default=True)
    vanished_release: Mapped[str | None] = mapped_column(String(60))
    village_count: Mapped[int] = mapped_column(default=0)
    ward_count: Mapped[int] = mapped_column(default=0)

    __table_args__ = (Index("ix_area_parent_code", "parent_code", "name"),)

    @property
    def is_village(self) -> bool:
        """Whether this is a desa, a desa adat or a kelurahan."""
        return self.level == Level.VILLAGE

    @property
    def is_ward(self) -> bool:
        """Whether this is a kelurahan, which is no party of a kerja sama desa."""
        return self.kind == Kind.WARD

    def standing(self, office: HeldOffice | None) -> frozenset[Relation]:
        """How an office stands to this area."""
        return village_standing(self.code, office)


class AreaText(Model):
    """The words a valid village is found by. Made anew by each load; `number` is the code's digits.

    `words` holds the name's words, `place` those of its kecamatan, kabupaten and province;
    both begin and end with a space, so that ' karang' finds the beginnings of words.
    """

    __tablename__ = "area_text"
    number: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    )
    squeezed: Mapped[str] = mapped_column(_Folded, index=True)
    words: Mapped[str] = mapped_column(String(2 * rules.NAME_LENGTH + 3))
    place: Mapped[str] = mapped_column(String(6 * rules.NAME_LENGTH + 3))


class AreaWord(Model):
    """A word of the names of areas, also backwards, and how many names it is in: puts typing mistakes right."""

    __tablename__ = "area_word"
    word: Mapped[str] = mapped_column(_Folded, primary_key=True)
    backwards: Mapped[str] = mapped_column(_Folded, index=True)
    uses: Mapped[int]


# Trigram indexes: what their names have in common ("_trigram") tells them from what the models declare.
_TRIGRAMS = {
    "sqlite": (
        "CREATE VIRTUAL TABLE area_trigram USING fts5("
        "words, place, content='area_text', content_rowid='number', tokenize='trigram')",
    ),
    "postgresql": (
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        "CREATE INDEX ix_area_text_words_trigram ON area_text USING gin (words gin_trgm_ops)",
        "CREATE INDEX ix_area_text_place_trigram ON area_text USING gin (place gin_trgm_ops)",
    ),
}
for _dialect, _statements in _TRIGRAMS.items():
    for _statement in _statements:
        _ddl = DDL(_statement)  # type: ignore[no-untyped-call]
        event.listen(AreaText.__table__, "after_create", _ddl.execute_if(dialect=_dialect))


class Village(Versioned, Model):
    """What a village says about itself, all of it public. The row is made at the first edit.

    `area_km2` in square kilometres, coordinates in decimal degrees (WGS 84). `terms` holds
    the village's own names of offices and levels (see `contracts.Terms`).
    """

    __tablename__ = "village"
    code: Mapped[str] = mapped_column(ForeignKey("area.code"), primary_key=True)
    population: Mapped[int | None]
    area_km2: Mapped[Decimal | None] = mapped_column(Numeric(9, 3))
    latitude: Mapped[Decimal | None] = mapped_column(Numeric(9, 6))
    longitude: Mapped[Decimal | None] = mapped_column(Numeric(9, 6))
    head_name: Mapped[str] = mapped_column(String(120), default="")
    public_phone: Mapped[str] = mapped_column(String(30), default="")
    public_email: Mapped[str] = mapped_column(String(254), default="")
    website: Mapped[str] = mapped_column(String(200), default="")
    index_class: Mapped[str | None] = mapped_column(String(20))
    index_year: Mapped[int | None]
    index_kind: Mapped[str | None] = mapped_column(String(20))
    about: Mapped[str] = mapped_column(String(4000), default="")
    terms: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    @classmethod
    def blank(cls, code: str) -> Village:
        """The record of a village that has written nothing yet; version 0, not in the database."""
        texts = ("head_name", "public_phone", "public_email", "website", "about")
        return cls(code=code, version=0, terms={}, **dict.fromkeys(texts, ""))

    def standing(self, office: HeldOffice | None) -> frozenset[Relation]:
        """How an office stands to this village."""
        return village_standing(self.code, office)


class Organisation(Versioned, Archivable, Model):
    """A partner that is no village: BUM Desa, cooperative, company, NGO, university, agency."""

    __tablename__ = "organisation"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(160), index=True)
    legal_number: Mapped[str] = mapped_column(String(80), default="")
    village_code: Mapped[str | None] = mapped_column(ForeignKey("area.code"), index=True)
    head_name: Mapped[str] = mapped_column(String(120), default="")
    public_phone: Mapped[str] = mapped_column(String(30), default="")
    public_email: Mapped[str] = mapped_column(String(254), default="")
    website: Mapped[str] = mapped_column(String(200), default="")
    about: Mapped[str] = mapped_column(String(4000), default="")

    def standing(self, office: HeldOffice | None) -> frozenset[Relation]:
        """How an office stands to this organisation: its own officers, and those of the village it sits in."""
        relations = {Relation.PUBLIC}
        if self.village_code is not None:
            relations |= village_standing(self.village_code, office)
        if office is not None and office.kind is OfficeKind.THIRD_PARTY and office.organisation_id == self.id:
            relations.add(Relation.OWN)
        return frozenset(relations)


class Listed(Versioned, Archivable):
    """What potentials and needs share: an owner (a village or an organisation), a sector, a title, a quantity."""

    id: Mapped[int] = mapped_column(primary_key=True)
    village_code: Mapped[str | None] = mapped_column(ForeignKey("area.code"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    sector: Mapped[str] = mapped_column(String(40), index=True)
    title: Mapped[str] = mapped_column(String(160))
    quantity: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
    unit: Mapped[str] = mapped_column(String(30), default="")
    note: Mapped[str] = mapped_column(String(1000), default="")

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:
        return (CheckConstraint("(village_code IS NULL) <> (organisation_id IS NULL)", name="one_owner"),)

    @declared_attr
    def organisation(cls) -> Mapped[Organisation | None]:
        """The organisation that owns this, when no village does."""
        return relationship(Organisation, viewonly=True)

    def standing(self, office: HeldOffice | None) -> frozenset[Relation]:
        """How an office stands to this: as it stands to the owner."""
        if self.village_code is not None:
            return village_standing(self.village_code, office)
        return self.organisation.standing(office) if self.organisation else frozenset()


class Potential(Listed, Model):
    """What a village or an organisation can offer."""

    __tablename__ = "village_potential"


class Need(Listed, Model):
    """What a village or an organisation lacks."""

    __tablename__ = "village_need"
    urgency: Mapped[str] = mapped_column(String(10), default="medium")


class OwnLetterhead(Versioned, Model):
    """What stands below the name on the letters of a village or an organisation. `logo` is a stored picture's name."""

    __tablename__ = "letterhead"
    id: Mapped[int] = mapped_column(primary_key=True)
    village_code: Mapped[str | None] = mapped_column(ForeignKey("area.code"), unique=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), unique=True)
    address: Mapped[str] = mapped_column(String(rules.ADDRESS_LENGTH), default="")
    postal_code: Mapped[str] = mapped_column(String(rules.POSTAL_LENGTH), default="")
    logo: Mapped[str] = mapped_column(String(80), default="", index=True)

    __table_args__ = (CheckConstraint("(village_code IS NULL) <> (organisation_id IS NULL)", name="one_owner"),)
