"""What the papers of every room share: their language, names in a row, long tables, places to sign."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import g, has_request_context
from flask_babel import force_locale

from .. import numerals
from ..paperwork import Block, Paragraph, Signature, Signatures, Table
from .writers import Writer

DOTS = "…" * 12  # left to be filled in by hand
MOST_ROWS = 200  # rows of one table on paper: more are read in the portal
FEW = 5  # addressees that a letter names at its head; more stand in a list at its end

Given = ParamSpec("Given")
Made = TypeVar("Made")


def indonesian(compose: Callable[Given, Made]) -> Callable[Given, Made]:
    """Papers speak Indonesian, whatever the reader's language."""

    @wraps(compose)
    def composed(*args: Given.args, **values: Given.kwargs) -> Made:
        with force_locale("id"):
            return compose(*args, **values)

    return composed


def read_once(what: Hashable, read: Callable[[], Made]) -> Made:
    """What several kinds of papers list from, read once for the rest of a request."""
    if not has_request_context():
        return read()
    kept: dict[Hashable, Any] = g.setdefault("portal_paper_lists", {})
    if what not in kept:
        kept[what] = read()
    made: Made = kept[what]
    return made


def when(condition: object, *blocks: Block) -> list[Block]:
    """These parts of a paper where there is something to say; none of them elsewhere."""
    return list(blocks) if condition else []


def on_day(value: date | None) -> str:
    """24 November 2026, or dots."""
    return numerals.day(value) if value else DOTS


def table(
    caption: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    widths: Sequence[int] = (),
    most: int = MOST_ROWS,
) -> list[Block]:
    """A table of at most so many rows, and below it how many there are in all."""
    printed = tuple(tuple(row) for row in rows[:most])
    blocks: list[Block] = [Table(caption, tuple(headings), printed, tuple(widths))]
    if len(rows) > most:
        said = f"Tabel ini memuat {most} dari {len(rows)} baris; selebihnya ada di portal."
        blocks.append(Paragraph(said, align="left"))
    return blocks


def addressees(names: Sequence[str]) -> Block:
    """Kepada Yth.: a few by name, many by the list at the end of the letter."""
    who = names if len(names) <= FEW else ("(daftar terlampir)",)
    said = [f"{place}. {name}" for place, name in enumerate(who, 1)] if len(who) > 1 else list(who) or [DOTS]
    return Paragraph("\n".join(("Kepada Yth.", *said, "di Tempat")), align="left")


def addressee_list(names: Sequence[str]) -> list[Block]:
    """The list of many addressees; nothing for a few."""
    if len(names) <= FEW:
        return []
    rows = [(str(place), name) for place, name in enumerate(names, 1)]
    return table("Daftar penerima surat", ("No.", "Kepada"), rows, widths=(1, 9))


def head_signature(writer: Writer) -> Signature:
    """The place of a party's head to sign."""
    return Signature((f"{writer.head_title},",), writer.head_name)


def heads_sign(writers: Iterable[Writer]) -> Block:
    """A place to sign for the head of each party; three beside each other where they are many."""
    return side_by_side([head_signature(writer) for writer in writers])


def side_by_side(places: Sequence[Signature]) -> Block:
    """Places to sign in two columns, in three where there are many."""
    return Signatures(tuple(places), 1 if len(places) == 1 else 3 if len(places) > 6 else 2)
