"""A paper made plain: marks counted, lines split, harmful signs dropped. HTML, DOCX and PDF are all made from this.

So that the three say the same, nothing below here counts, words or numbers anything by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from ... import numerals
from ...paperwork import (
    Article,
    Blank,
    Block,
    Chapter,
    Fields,
    Heading,
    Letterhead,
    Listing,
    PageBreak,
    Paper,
    Paragraph,
    Recital,
    Signature,
    Signatures,
    Table,
    Title,
    Verse,
)

Part = dict[str, Any]
DOTS = "…" * 26  # a line to be filled in by hand
NAME_DOTS = "…" * 12
# What XML refuses, and marks that make a text read otherwise than it is stored; line ends and tabs stay.
_DROPPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
NARROWEST, WIDEST = 2.4, 6.0  # centimetres of a column of labels


def clean(text: str) -> str:
    """A text as it can stand in any file: line ends are one sign, tabs are blanks, control signs are dropped."""
    return _DROPPED.sub("", _LINE_ENDS.sub("\n", str(text)).replace("\t", " "))


def parts_of(paper: Paper) -> list[Part]:
    """The parts of a paper in their order, as plain JSON; `is` says which block each was made from."""
    levels = _Levels()
    return [{"is": type(block).__name__.lower(), **_MAKERS[type(block)](block, levels)} for block in paper.blocks]


def marked(items: Sequence[str], mark: str) -> list[tuple[str, str]]:
    """Items with their marks: a. b. c., 1. 2. 3. or dashes."""
    signs: dict[str, Callable[[int], str]] = {
        "letter": lambda place: f"{numerals.letter(place)}.",
        "number": lambda place: f"{place}.",
        "dash": lambda place: "–",
    }
    return [(signs[mark](place), clean(item)) for place, item in enumerate(items, 1)]


class _Levels:
    """Whether headings stand under others, so that none is skipped."""

    def __init__(self) -> None:
        self.has_top = False

    def top(self) -> int:
        self.has_top = True
        return 1

    def below(self) -> int:
        return 2 if self.has_top else 1


def _texts(texts: Sequence[str]) -> list[str]:
    return [clean(text) for text in texts]


def _letterhead(block: Letterhead, levels: _Levels) -> Part:
    return {"lines": _texts(block.lines), "address": clean(block.address), "logo": block.logo}


def _title(block: Title, levels: _Levels) -> Part:
    return {"lines": _texts(block.lines), "bold": block.bold}


def _heading(block: Heading, levels: _Levels) -> Part:
    return {"text": clean(block.text), "level": levels.top() if block.level == 1 else levels.below()}


def _paragraph(block: Paragraph, levels: _Levels) -> Part:
    return {"text": clean(block.text), "align": block.align, "bold": block.bold, "indent": block.indent}


def _fields(block: Fields, levels: _Levels) -> Part:
    rows = [(clean(label), clean(value)) for label, value in block.rows]
    return {"rows": rows, "width": _width([label for label, _value in rows])}


def _recital(block: Recital, levels: _Levels) -> Part:
    label = clean(block.label)
    items = [("", clean(block.items[0]))] if len(block.items) == 1 else marked(block.items, block.mark)
    return {"label": label, "items": items, "width": _width([label])}


def _chapter(block: Chapter, levels: _Levels) -> Part:
    return {"label": f"BAB {numerals.roman(block.number)}", "title": clean(block.title), "level": levels.top()}


def _article(block: Article, levels: _Levels) -> Part:
    many = len(block.verses) > 1
    verses = [_verse(verse, f"({place})" if many else "") for place, verse in enumerate(block.verses, 1)]
    return {"label": clean(block.label) or f"Pasal {block.number}", "verses": verses, "level": levels.below()}


def _verse(verse: Verse, mark: str) -> Part:
    return {"mark": mark, "text": clean(verse.text), "items": marked(verse.items, "letter")}


def _listing(block: Listing, levels: _Levels) -> Part:
    return {"items": marked(block.items, block.mark)}


def _table(block: Table, levels: _Levels) -> Part:
    return {
        "caption": clean(block.caption),
        "headings": _texts(block.headings),
        "rows": [_texts(row) for row in block.rows],
        "widths": list(block.widths or (1,) * len(block.headings)),
        "right": list(block.right),
        "last_is_total": block.last_is_total and bool(block.rows),
    }


def _signatures(block: Signatures, levels: _Levels) -> Part:
    places = [_signature(place) for place in block.places]
    columns = max(1, min(3, block.columns, len(places) or 1))
    rows = [places[start : start + columns] for start in range(0, len(places), columns)]
    return {"rows": rows, "columns": columns}


def _signature(place: Signature) -> Part:
    return {"above": _texts(place.above), "name": clean(place.name) or NAME_DOTS, "below": _texts(place.below)}


def _blank(block: Blank, levels: _Levels) -> Part:
    return {"lines": [DOTS] * max(0, min(60, block.lines))}


def _page_break(block: PageBreak, levels: _Levels) -> Part:
    return {}


def _width(labels: Sequence[str]) -> float:
    """How wide the column of labels has to be, in centimetres."""
    longest = max((len(label) for label in labels), default=0)
    return round(min(WIDEST, max(NARROWEST, 0.25 * longest + 0.3)), 2)


_MAKERS: dict[type[Block], Callable[[Any, _Levels], Part]] = {
    Letterhead: _letterhead,
    Title: _title,
    Heading: _heading,
    Paragraph: _paragraph,
    Fields: _fields,
    Recital: _recital,
    Chapter: _chapter,
    Article: _article,
    Listing: _listing,
    Table: _table,
    Signatures: _signatures,
    Blank: _blank,
    PageBreak: _page_break,
}
