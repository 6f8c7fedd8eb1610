"""Finds villages as people write them: by name, parts of it, with kecamatan or kabupaten, by code, with a typo.

The ways are tried from the surest to the vaguest until there is enough to show. Each
costs one bounded statement, so that a vague word is as quick as an exact one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Integer, Select, and_, case, func, literal_column, or_, select, text

from ..db import db, is_postgresql
from . import queries, rules, spelling
from .models import Area, AreaText
from .queries import PlaceName
from .rules import fold

PER_PAGE = 20
MOST = 100
CANDIDATES = 2000  # the most rows that one vague way looks at
LONGEST, MOST_WORDS = 100, 8
# Words people write before a name, which tell nothing.
FILLERS = frozenset(
    {"desa", "ds", "kel", "kelurahan", "kec", "kecamatan", "kab", "kabupaten", "prov", "propinsi", "provinsi"}
)

Groups = list[list[str]]  # every group must be found; of a group, one pattern is enough


class Match(StrEnum):
    """What of a village matched, from the surest to the vaguest."""

    CODE = "code"
    EXACT = "exact"
    BEGINNING = "beginning"
    WORDS = "words"
    PLACE = "place"
    PART = "part"
    SIMILAR = "similar"


SURE = frozenset({Match.EXACT, Match.BEGINNING, Match.WORDS})


@dataclass(frozen=True)
class Hit:
    """One village found: where it is, and what matched."""

    place: PlaceName
    match: Match


@dataclass(frozen=True)
class Results:
    """One page of what was found. `too_short` when the text is nothing to search for yet.

    `full` when the search stopped at the most it shows (100) and a more exact text would help.
    """

    text: str
    hits: list[Hit]
    page: int = 1
    total: int = 0
    too_short: bool = False

    @property
    def first(self) -> int:
        """The number of the first village on this page."""
        return (self.page - 1) * PER_PAGE + 1

    @property
    def has_more(self) -> bool:
        """Whether a next page exists."""
        return self.page * PER_PAGE < self.total

    @property
    def full(self) -> bool:
        """Whether there may be more than is shown."""
        return self.total >= MOST


def find(text: str, page: int = 1) -> Results:
    """The villages that `text` may mean, surest first, 20 a page and 100 at most. Any text is safe."""
    shown = text[:LONGEST].replace("\0", " ").strip()
    found = _by_code(shown)
    if not found:
        words = _words(shown)
        if len("".join(words)) < 2:
            return Results(shown, [], too_short=True)
        found = _by_words(words)
    page = min(max(page, 1), MOST // PER_PAGE)
    numbers = list(found)[(page - 1) * PER_PAGE : page * PER_PAGE]
    places = queries.place_names(rules.dotted(f"{number:010d}") for number in numbers)
    hits = [Hit(place, found[rules.number_of(code)]) for code, place in places.items()]
    return Results(shown, hits, page, len(found))


def _by_code(shown: str) -> dict[int, Match]:
    """Villages whose code begins with the digits; empty when the text is no code."""
    digits = re.sub(r"[\s.\-/]", "", shown)
    if not re.fullmatch(r"[0-9]{2,10}", digits):
        return {}
    lowest, highest = int(digits.ljust(10, "0")), int(digits.ljust(10, "9"))
    numbers = db.session.scalars(
        select(AreaText.number).where(AreaText.number.between(lowest, highest)).order_by(AreaText.number).limit(MOST)
    ).all()
    if not numbers and len(digits) == 10:  # a village that vanished is still found by its code
        vanished = select(Area.code).where(Area.code == rules.dotted(digits))
        numbers = [rules.number_of(code) for code in db.session.scalars(vanished)]
    return dict.fromkeys(numbers, Match.CODE)


def _words(shown: str) -> list[str]:
    words = fold(shown).split()
    telling = [word for word in words if word not in FILLERS]
    return (telling or words)[:MOST_WORDS]


def _by_words(words: list[str]) -> dict[int, Match]:
    found: dict[int, Match] = {}
    for number, match in _ways(words, found):
        found.setdefault(number, match)
        if len(found) >= MOST:
            break
    return found


def _ways(words: list[str], found: dict[int, Match]) -> Iterator[tuple[int, Match]]:
    """Every way to find, tried one after the other as long as more is wanted."""
    squeezed = "".join(words)
    for number, name in _beginning_with(squeezed):
        yield number, Match.EXACT if name == squeezed else Match.BEGINNING
    starts = [[_start(word)] for word in words]
    runs = _runs(words)
    for number in _matching(starts, runs, in_name=True):
        yield number, Match.WORDS
    for number in _matching(starts, runs, in_name=False):
        yield number, Match.PLACE
    if SURE.isdisjoint(found.values()):
        yield from _vague(words, runs)
    else:
        yield from _holding(words, runs)


def _vague(words: list[str], runs: list[str]) -> Iterator[tuple[int, Match]]:
    """Parts of names and words spelt alike; the spelling first when a word is in no name at all."""
    known = spelling.known(words)
    strange = [word for word in words if word not in known]
    if not strange:
        yield from _holding(words, runs)
    for number in _spelt_alike(words, strange or words):
        yield number, Match.SIMILAR
    if strange:
        yield from _holding(words, runs)


def _holding(words: list[str], runs: list[str]) -> Iterator[tuple[int, Match]]:
    """Villages with the words anywhere inside theirs."""
    if any(len(word) > 2 for word in words):
        for number in _matching([[_inside(word)] for word in words], runs, in_name=True):
            yield number, Match.PART


def _start(word: str) -> str:
    """The pattern of a word's beginning; of one letter, the whole word."""
    return f" {word}" if len(word) > 1 else f" {word} "


def _inside(word: str) -> str:
    return word if len(word) > 2 else _start(word)


def _runs(words: list[str]) -> list[str]:
    """Every run of words in one: what the name of a village may be among other words."""
    return ["".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, len(words) + 1)]


def _beginning_with(squeezed: str) -> list[tuple[int, str]]:
    is_ward = AreaText.number // 1000 % 10 == 1
    query = (
        select(AreaText.number, AreaText.squeezed)
        .where(AreaText.squeezed >= squeezed, AreaText.squeezed < squeezed + "~")
        .order_by(AreaText.squeezed, is_ward, AreaText.number)
    )
    return [(number, name) for number, name in db.session.execute(query.limit(MOST))]


def _spelt_alike(words: list[str], doubtful: list[str]) -> list[int]:
    """Villages found with the doubtful words put right, one by one, or all words in one."""
    alike = {word: spelling.near(word) for word in {*doubtful, "".join(words)}}
    names = [name for near in alike.values() for name in near]
    if not names:
        return []
    found: list[int] = []
    if whole := alike["".join(words)]:
        found += _matching([[_start(word) for word in whole]], whole, in_name=True)
    groups = [[_start(word), *(_start(near) for near in alike.get(word, ()))] for word in words]
    return found + _matching(groups, names, in_name=True)


def _matching(groups: Groups, names: list[str], *, in_name: bool) -> list[int]:
    """Numbers of villages in whose name and place every group is found; `in_name`: one of them in the name.

    First come villages whose whole name is one of `names`, then those with the shortest names.
    """
    candidates = (_postgresql if is_postgresql() else _sqlite)(groups, in_name).limit(CANDIDATES if in_name else MOST)
    inner = candidates.subquery()
    whole = case((AreaText.squeezed.in_(names), 0), else_=1)
    query = (
        select(AreaText.number)
        .join(inner, AreaText.number == inner.c.number)
        .order_by(whole, func.length(AreaText.squeezed), AreaText.squeezed, AreaText.number)
        .limit(MOST)
    )
    return list(db.session.scalars(query))


def _sqlite(groups: Groups, in_name: bool) -> Select[int]:
    """With FTS5's trigram tokenizer; the patterns hold small letters, digits and spaces only."""

    def one_of(patterns: list[str]) -> str:
        return "(" + " OR ".join(f'"{pattern}"' for pattern in patterns) + ")"

    parts = [one_of(group) for group in groups]
    if in_name:
        name = "{words} : " + one_of(sum(groups, []))
        parts = [name] if len(groups) == 1 else [*parts, name]
    match = text("area_trigram MATCH :match").bindparams(match=" AND ".join(parts))
    return select(literal_column("rowid", Integer).label("number")).select_from(text("area_trigram")).where(match)


def _postgresql(groups: Groups, in_name: bool) -> Select[int]:
    """With pg_trgm's index."""

    def found(pattern: str) -> ColumnElement[bool]:
        return AreaText.words.like(f"%{pattern}%")

    parts = [or_(*(or_(found(pattern), AreaText.place.like(f"%{pattern}%")) for pattern in group)) for group in groups]
    if in_name:
        parts.append(or_(*(found(pattern) for group in groups for pattern in group)))
    return select(AreaText.number).where(and_(*parts))
