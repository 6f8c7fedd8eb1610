"""What papers are made of: plain values that rooms and plugins compose, and that become a page, a DOCX and a PDF.

A paper speaks Indonesian, whatever the reader's language. Every text in it is text: nothing in it is markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

from .contracts import LegalBasis, Text

MARKS = ("letter", "number", "dash")
ALIGNS = ("justify", "left", "center", "right")


@dataclass(frozen=True)
class Letterhead:
    """Who writes: the authorities from the highest down (the last in large letters), and where they are reached.

    `logo` is the stored name of a picture; where it is missing the lines stand alone.
    """

    lines: tuple[str, ...]
    address: str = ""
    logo: str = ""


@dataclass(frozen=True)
class Title:
    """Centred lines at the head: the kind of the paper, whose it is, its number, what it is about."""

    lines: tuple[str, ...]
    bold: bool = True


@dataclass(frozen=True)
class Heading:
    """A heading of a report; `level` is 1 or 2."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; a line break in `text` is a line break on paper."""

    text: str
    align: str = "justify"
    bold: bool = False
    indent: bool = False

    def __post_init__(self) -> None:
        if self.align not in ALIGNS:
            raise ValueError(f"a paragraph is {', '.join(ALIGNS)}, not {self.align}")


@dataclass(frozen=True)
class Fields:
    """Labels with a colon and what stands behind it: Nomor, Sifat, Lampiran, Perihal."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Recital:
    """Menimbang, Mengingat, Memperhatikan, Menetapkan: the word, a colon, and its items; one item has no mark."""

    label: str
    items: tuple[str, ...]
    mark: str = "letter"


@dataclass(frozen=True)
class Chapter:
    """BAB I, with its name; `number` counts from 1."""

    number: int
    title: str


@dataclass(frozen=True)
class Verse:
    """An ayat, or a lone paragraph of an article, with its lettered items."""

    text: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Article:
    """A Pasal; more than one verse are numbered (1), (2), …. `label` names it where no law asks for a bare number."""

    number: int
    verses: tuple[Verse, ...]
    label: str = ""


@dataclass(frozen=True)
class Listing:
    """Items one below the other."""

    items: tuple[str, ...]
    mark: str = "number"

    def __post_init__(self) -> None:
        if self.mark not in MARKS:
            raise ValueError(f"items are marked by {', '.join(MARKS)}, not {self.mark}")


@dataclass(frozen=True)
class Table:
    """Rows of text below headings. `widths` are shares of the line; `right` are the columns of numbers.

    A row whose cells are empty is left to be filled in by hand. `last_is_total` sets the last row off.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    right: tuple[int, ...] = ()
    last_is_total: bool = False

    def __post_init__(self) -> None:
        if not all(len(row) == len(self.headings) for row in self.rows):
            raise ValueError(f"table {self.caption}: a row has as many cells as there are headings")
        if self.widths and len(self.widths) != len(self.headings):
            raise ValueError(f"table {self.caption}: a width for each column, or none")


@dataclass(frozen=True)
class Signature:
    """A place to sign: the lines above it (place and day, the office), the name, and what follows."""

    above: tuple[str, ...]
    name: str = ""
    below: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signatures:
    """Places to sign, side by side in `columns`, read row by row; never torn apart by the end of a page."""

    places: tuple[Signature, ...]
    columns: int = 2


@dataclass(frozen=True)
class Blank:
    """Dotted lines to be filled in by hand."""

    lines: int = 3


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


Block = (
    Letterhead | Title | Heading | Paragraph | Fields | Recital | Chapter | Article | Listing | Table | Signatures
    | Blank | PageBreak
)  # fmt: skip
_VALUES: dict[str, Any] = {
    kind.__name__: kind
    for kind in (
        Letterhead, Title, Heading, Paragraph, Fields, Recital, Chapter, Verse, Article, Listing, Table, Signature,
        Signatures, Blank, PageBreak,
    )
}  # fmt: skip


@dataclass(frozen=True)
class Paper:
    """A whole paper. `title` names it and its file; `dated` is its own date, where it has one.

    `is_law` sets it as a law product: the wide margins and centred chapters of Permendagri 111/2014.
    """

    title: str
    blocks: tuple[Block, ...]
    dated: date | None = None
    is_law: bool = False
    landscape: bool = False


def as_json(paper: Paper) -> dict[str, Any]:
    """A paper as JSON: each value a mapping with its kind. Equal papers give equal JSON."""
    return {
        "title": paper.title,
        "dated": paper.dated.isoformat() if paper.dated else None,
        "is_law": paper.is_law,
        "landscape": paper.landscape,
        "blocks": [_as_json(block) for block in paper.blocks],
    }


def from_json(kept: dict[str, Any]) -> Paper:
    """The paper that `as_json` made this of; ValueError or TypeError when it is none."""
    return Paper(
        title=kept["title"],
        blocks=tuple(_from_json(block) for block in kept["blocks"]),
        dated=date.fromisoformat(kept["dated"]) if kept["dated"] else None,
        is_law=kept["is_law"],
        landscape=kept["landscape"],
    )


def _as_json(value: Any) -> Any:
    if is_dataclass(value):
        return {"is": type(value).__name__} | {item.name: _as_json(getattr(value, item.name)) for item in fields(value)}
    return [_as_json(item) for item in value] if isinstance(value, tuple) else value


def _from_json(kept: Any) -> Any:
    if isinstance(kept, dict):
        if kept.get("is") not in _VALUES:
            raise ValueError(f"no part of a paper: {kept.get('is')}")
        return _VALUES[kept["is"]](**{name: _from_json(value) for name, value in kept.items() if name != "is"})
    return tuple(_from_json(item) for item in kept) if isinstance(kept, list) else kept


# How a paper is numbered: each register runs by itself, per party (or partnership) and year. "" gets no number.
REGISTERS = ("", "letter", "regulation", "decree", "minutes", "report")
# The stages of the path under which papers are offered.
STAGES = ("preparation", "offer", "drafting", "signing", "carrying_out", "reporting", "change")
_KEY = re.compile(r"[a-z0-9-]{0,40}")


@dataclass(frozen=True)
class PaperOf:
    """One paper of a kind that a partnership has: whose or of what it is.

    `key` tells it from the others in addresses, empty for the only one. `party_id` is whose it is; None for one of
    all. `missing` says in sentences what is not there yet: it is printed before, and issued when nothing is missing.
    """

    key: str
    label: Text
    party_id: int | None = None
    missing: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.key):
            raise ValueError(f"paper {self.key[:40]}: a key has small letters, digits and dashes")


@dataclass(frozen=True)
class Edition:
    """How a kind of paper is written while a law holds; a changed law is a further edition.

    `compose(partnership, key)` raises KeyError for a key that is none of the kind's; the days are the paper's date's.
    """

    compose: Callable[[Any, str], Paper]
    basis: tuple[LegalBasis, ...]
    valid_from: date
    valid_until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether papers of that day are written so."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True)
class DocumentKind:
    """A kind of paper: `papers(partnership)` are those that a partnership has or can have, none of them for nothing.

    `register` is how it is numbered (one of `REGISTERS`), `stage` where it belongs on the path (one of `STAGES`).
    A `public` kind may be read by everyone once it is issued in a partnership that is public.
    """

    code: str
    label: Text
    papers: Callable[[Any], list[PaperOf]]
    editions: tuple[Edition, ...]
    help: Text = ""
    register: str = ""
    stage: str = "carrying_out"
    public: bool = False
    order: int = 100

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9-]{1,39}", self.code):
            raise ValueError(f"document {self.code[:40]}: a code is small letters, digits and dashes")
        if self.register not in REGISTERS:
            raise ValueError(f"document {self.code}: register is one of {', '.join(REGISTERS)}")
        if self.stage not in STAGES:
            raise ValueError(f"document {self.code}: stage is one of {', '.join(STAGES)}")
        if not self.editions:
            raise ValueError(f"document {self.code}: it needs an edition")

    def edition_on(self, day: date) -> Edition:
        """The edition of a day; before the first one holds, the first."""
        return next((edition for edition in reversed(self.editions) if edition.holds_on(day)), self.editions[0])
