"""What the pages of issued papers show, in few statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from ...contracts import Text
from ...db import db
from ...partnerships.cases import registry
from ...partnerships.models import Partnership
from ...partnerships.overview import is_insider
from ...permissions import Actor
from . import drafts, numbers, rules
from .models import IssuedFile, IssuedPaper


@dataclass(frozen=True)
class Found:
    """What is to be said of a code, and the paper it leads to if any."""

    verdict: str
    paper: IssuedPaper | None = None
    is_open: bool = False

    @property
    def files(self) -> list[IssuedFile]:
        """The files that were issued, and the signed scan that stands."""
        return [file for file in self.paper.files if file.archived_at is None] if self.paper else []


def standing_of(partnership_id: int) -> Mapping[tuple[str, str], IssuedPaper]:
    """The papers of a partnership that are issued now, by kind and key; one statement."""
    query = select(IssuedPaper).where(IssuedPaper.partnership_id == partnership_id, IssuedPaper.withdrawn_at.is_(None))
    return {(paper.kind, paper.key): paper for paper in db.session.scalars(query.order_by(IssuedPaper.id))}


def public_kinds() -> list[str]:
    """The kinds of papers that everyone may read once they are issued in a partnership that is public."""
    return [code for code, kind in registry().documents.items() if kind.public]


def is_open(paper: IssuedPaper) -> bool:
    """Whether everyone may read this paper: issued, of a public kind, in a public partnership, and not withdrawn."""
    return paper.partnership.is_public and paper.is_standing and paper.kind in public_kinds()


def may_read(person: Actor, paper: IssuedPaper) -> bool:
    """Whether this person may read a paper of a partnership that the person may see."""
    return is_insider(person, paper.partnership) or is_open(paper)


def listed(partnership_id: int, insider: bool) -> Select[Any]:
    """The issued papers of a partnership, newest first; for the public those that are open."""
    query = select(IssuedPaper).where(IssuedPaper.partnership_id == partnership_id)
    if not insider:
        query = query.where(IssuedPaper.withdrawn_at.is_(None), IssuedPaper.kind.in_(public_kinds()))
    return query.order_by(IssuedPaper.id.desc())


def in_book(owner: numbers.Owner, register: str, year: int) -> Select[Any]:
    """What stands in a book in a year, by its numbers; those written by hand come after, by their day."""
    query = select(IssuedPaper).where(
        IssuedPaper.owner == owner.id, IssuedPaper.register == register, IssuedPaper.year == year
    )
    query = query.options(joinedload(IssuedPaper.partnership).lazyload(Partnership.parties))
    return query.order_by(IssuedPaper.sequence.is_(None), IssuedPaper.sequence, IssuedPaper.dated, IssuedPaper.id)


def years_of(owner: numbers.Owner, register: str) -> list[int]:
    """The years in which a book holds something, newest first."""
    query = select(IssuedPaper.year).filter_by(owner=owner.id, register=register).distinct()
    return list(db.session.scalars(query.order_by(IssuedPaper.year.desc())))


def whole(partnership_id: int, paper_id: int) -> IssuedPaper | None:
    """One issued paper of a partnership with its files."""
    query = select(IssuedPaper).where(IssuedPaper.partnership_id == partnership_id, IssuedPaper.id == paper_id)
    return db.session.scalars(query.options(selectinload(IssuedPaper.files))).one_or_none()


def found_by(text: str) -> Found:
    """What is to be said of a code as somebody typed it."""
    code = rules.read_code(text)
    query = select(IssuedPaper).where(IssuedPaper.code == code).options(selectinload(IssuedPaper.files))
    paper = db.session.scalars(query).one_or_none() if code else None
    if paper is None:
        return Found(rules.UNKNOWN)
    said = rules.verdict(drafts.is_unchanged(paper), not paper.is_standing, paper.replaced_by_id is not None)
    return Found(said, paper, is_open(paper))


def compared(paper: IssuedPaper, sha256: str) -> str:
    """What a file with this SHA-256 (whole, or its beginning) is beside an issued paper; see `rules.COMPARED`."""
    for file in reversed(paper.files):
        if sha256 and any(own.startswith(sha256) for own in (file.attachment.sha256, file.received_sha256)):
            if file.form != rules.SCAN:
                return rules.SAME_FILE
            return rules.SAME_SCAN if file.archived_at is None else rules.OLD_SCAN
    return rules.SAME_TEXT if sha256 and paper.sha256.startswith(sha256) else rules.OTHER


def kind_label(code: str) -> Text:
    """What a kind of paper is called; its code when its plugin is gone."""
    kind = registry().documents.get(code)
    return kind.label if kind else code
