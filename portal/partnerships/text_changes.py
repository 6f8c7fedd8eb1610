"""What changed between two texts, word by word; in bounded time, whatever the texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, ADDED, REMOVED = "same", "added", "removed"
# Pairs of words, or of lines, that are compared at most: beyond, a coarser look, and at last the whole as one change.
MOST_PAIRS = 250_000
_WORDS = re.compile(r"\s*\S+|\s+$")
_LINES = re.compile(r"[^\n]*\n|[^\n]+$")


@dataclass(frozen=True)
class Piece:
    """A run of text that is the same in both, was added, or was removed."""

    kind: str
    text: str


def changes(old: str, new: str) -> list[Piece]:
    """The pieces of both texts in reading order; what is the same or removed makes up `old`, same or added `new`."""
    for units in (_WORDS, _LINES):
        one, other = units.findall(old), units.findall(new)
        start, end = _same_ends(one, other)
        if (len(one) - start - end) * (len(other) - start - end) <= MOST_PAIRS:
            return _joined(_compared(one, other, start, end))
    return _joined(iter((Piece(REMOVED, old), Piece(ADDED, new))))


def changed_texts(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, list[Piece]]:
    """The contents that differ between two versions told in words, each with its pieces."""
    names = [name for name in {**old, **new} if old.get(name, "") != new.get(name, "")]
    return {name: changes(old.get(name, ""), new.get(name, "")) for name in names}


def _same_ends(one: list[str], other: list[str]) -> tuple[int, int]:
    """How many units two texts share at their beginning and, beyond it, at their end."""
    most = min(len(one), len(other))
    start = next((place for place in range(most) if one[place] != other[place]), most)
    end = next((place for place in range(most - start) if one[-1 - place] != other[-1 - place]), most - start)
    return start, end


def _compared(one: list[str], other: list[str], start: int, end: int) -> Iterator[Piece]:
    old, new = one[start : len(one) - end], other[start : len(other) - end]
    yield Piece(SAME, "".join(one[:start]))
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=True).get_opcodes():
        if what == "equal":
            yield Piece(SAME, "".join(old[a:b]))
        else:
            yield Piece(REMOVED, "".join(old[a:b]))
            yield Piece(ADDED, "".join(new[c:d]))
    yield Piece(SAME, "".join(one[len(one) - end :]))


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """Pieces of one kind that follow each other as one; empty ones left out."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].kind == piece.kind:
            joined[-1] = Piece(piece.kind, joined[-1].text + piece.text)
        elif piece.text:
            joined.append(piece)
    return joined
