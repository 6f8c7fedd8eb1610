"""Words of areas' names that are spelt like another word: at most one or two slips away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from string import ascii_lowercase

from sqlalchemy import func, or_, select

from ..db import db
from .models import AreaWord

SHORTEST, SHORTEST_FOR_TWO, LONGEST = 4, 7, 40
MOST = 5
CANDIDATES = 1500


def known(words: Iterable[str]) -> set[str]:
    """Which of these words are in the name of some area."""
    return set(db.session.scalars(select(AreaWord.word).where(AreaWord.word.in_(set(words)))))


def near(word: str) -> list[str]:
    """At most five known words one slip away, else two (in longer words); the nearest and most used first.

    A slip is a letter too many, missing, wrong, or two that changed places.
    """
    if not SHORTEST <= len(word) <= LONGEST:
        return []
    found = _one_slip(word)
    if not found and len(word) >= SHORTEST_FOR_TWO:
        found = [(other, uses) for other, uses in _half_kept(word) if slips(word, other, most=2) == 2]
    return [other for other, _uses in sorted(found, key=lambda item: -item[1])[:MOST]]


def slips(one: str, other: str, most: int) -> int:
    """How many slips two words are apart; any number above `most` when it is more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, facing in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != facing))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == facing:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def _one_slip(word: str) -> list[tuple[str, int]]:
    query = select(AreaWord.word, AreaWord.uses).where(AreaWord.word.in_(set(_variants(word)) - {word}))
    return [(other, uses) for other, uses in db.session.execute(query)]


def _variants(word: str) -> Iterator[str]:
    for head, tail in ((word[:place], word[place:]) for place in range(len(word) + 1)):
        yield from _changed(head, tail)


def _changed(head: str, tail: str) -> Iterable[str]:
    if tail:
        yield head + tail[1:]
    if len(tail) > 1:
        yield head + tail[1] + tail[0] + tail[2:]
    for letter in ascii_lowercase:
        yield head + letter + tail
        if tail:
            yield head + letter + tail[1:]


def _half_kept(word: str) -> list[tuple[str, int]]:
    """Known words that begin or end like this one: of two slips, both are mostly in the other half."""
    half = len(word) // 2
    start, end = word[:half], word[half:][::-1]
    query = (
        select(AreaWord.word, AreaWord.uses)
        .where(
            or_(
                AreaWord.word.between(start, start + "~"),
                AreaWord.backwards.between(end, end + "~"),
            ),
            func.length(AreaWord.word).between(len(word) - 2, len(word) + 2),
        )
        .order_by(AreaWord.uses.desc())
        .limit(CANDIDATES)
    )
    return [(other, uses) for other, uses in db.session.execute(query)]
