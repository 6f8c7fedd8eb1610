"""Reading the words of an activity: what is done, to what, for whom, where, in which stage and season.

Light stemming of Indonesian: prefixes and suffixes are taken off until a known word is met. Plain
functions; the same text is read once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from .vocabulary import ACTIONS, ASSETS, EVENT, GROUPS, MEET, PHRASES, STOPWORDS, STUDY, THINGS, TRAIN, WATCH

REMEMBERED = 2_000  # texts, some 3 kB each
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}
_NUMBER = r"(\d{1,2}|i{1,3}|iv|vi?|satu|dua|tiga|pertama|kedua|ketiga)"
_SPELLED = {"satu": "1", "pertama": "1", "dua": "2", "kedua": "2", "tiga": "3", "ketiga": "3"}
_STAGE = re.compile(
    rf"\b(tahap|termin|fase|gelombang|angkatan|seri|batch|pertemuan|sesi|minggu)\s+(?:ke\s+)?{_NUMBER}\b"
)
_SEASON = re.compile(rf"\b(musim tanam|mt|triwulan|semester|caturwulan)\s+(?:ke\s+)?{_NUMBER}\b")
_WEATHER = re.compile(r"\bmusim (hujan|rendeng|penghujan|kemarau|gadu)\b")
_WET = {"hujan": "hujan", "rendeng": "hujan", "penghujan": "hujan", "kemarau": "kemarau", "gadu": "kemarau"}
_MONTH = re.compile(r"\b(januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember)\b")
_YEAR = re.compile(r"\b20\d\d\b")
_COUNTED = re.compile(r"\b(?:nomor|no|ke|jilid|seri|kloter)\s+(\d{1,4})\b|\s(\d{1,3})$")
_SPOT = re.compile(
    r"\b(dusun|dsn|dukuh|rt|rw|blok|jorong|lingkungan)\s+([a-z0-9]+)(?:\s+(?=lor|kidul|kulon|wetan)(\w+))?"
)
_SPOT_NAMES = {"dsn": "dusun", "dukuh": "dusun", "jorong": "dusun", "lingkungan": "dusun"}
_WIDE = re.compile(r"\b(se kecamatan|sekecamatan|seluruh desa|semua desa|tingkat kecamatan)\b")
_PREFIXES = (
    ("meng", ("", "k")), ("mem", ("", "p")), ("meny", ("s",)), ("men", ("", "t")), ("me", ("",)),
    ("peng", ("", "k")), ("pem", ("", "p")), ("peny", ("s",)), ("pen", ("", "t")), ("per", ("",)), ("pe", ("",)),
    ("di", ("",)), ("ber", ("",)), ("ter", ("",)), ("ke", ("",)), ("se", ("",)),
)  # fmt: skip
_SUFFIXES = ("kannya", "annya", "nya", "kan", "an", "i", "")
_LEADING = (TRAIN, MEET, STUDY, WATCH, EVENT)
_SHORTEST = 4  # letters that stemming leaves of a word nobody knows
_KNOWN = frozenset(ACTIONS) | frozenset(THINGS) | frozenset(GROUPS) | frozenset(ASSETS)


@dataclass(frozen=True)
class Words:
    """What a text says. `names` gives for each concept the words it was written with."""

    actions: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    assets: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    seasons: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    numbers: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    spots: Mapping[str, frozenset[str]] = field(default_factory=dict)
    is_wide: bool = False
    names: Mapping[str, str] = field(default_factory=dict)


@lru_cache(maxsize=REMEMBERED)
def read(text: str) -> Words:
    """What a title, or a few words, says."""
    plain = _plain(text)
    rest, stages, seasons, spots = _pulled_out(plain)
    actions, things, groups, assets = set(), set(), set(), set()
    names: dict[str, str] = {}
    for written, word in _words(rest):
        if word in ASSETS:
            assets.add(ASSETS[word])
        if word in ACTIONS:
            actions.add(ACTIONS[word])
        if word in GROUPS:
            groups.add(GROUPS[word])
        elif word in THINGS or word not in ACTIONS:
            for concept in THINGS.get(word, (word,)):
                things.add(concept)
                names.setdefault(concept, written)
    return Words(
        actions=_leading(actions),
        things=frozenset(things),
        groups=frozenset(groups),
        assets=frozenset(assets),
        stages=stages,
        seasons=seasons,
        years=frozenset(int(year) for year in _YEAR.findall(plain)),
        numbers=_counted(rest),
        months=frozenset(_MONTH.findall(plain)),
        spots=spots,
        is_wide=bool(_WIDE.search(plain)),
        names=names,
    )


def _leading(actions: set[str]) -> frozenset[str]:
    """To be trained in building is a training, to measure before building a survey: the first of these leads."""
    return frozenset(next(([kind] for kind in _LEADING if kind in actions), actions))


def stem(word: str) -> str:
    """A word without its prefix and suffix: pembersihan → bersih. What nobody knows keeps at least four letters."""
    if word in _KNOWN:
        return word
    tries = list(_tries(word))
    known = next((attempt for attempt in tries if attempt in _KNOWN), None)
    return known or next((attempt for attempt in tries if len(attempt) >= _SHORTEST), word)


def is_same_word(one: str, other: str) -> bool:
    """Whether two words are one, but for a mistyped letter (two in a long word)."""
    if one == other:
        return True
    shorter, longer = sorted((len(one), len(other)))
    most = 0 if shorter < 5 else 1 if shorter < 9 else 2
    return longer - shorter <= most > 0 and one[0] == other[0] and _distance(one, other, most) <= most


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", " ", bare).strip()


def _pulled_out(text: str) -> tuple[str, frozenset[str], frozenset[str], dict[str, frozenset[str]]]:
    stages = frozenset(_count(found[1]) for found in _STAGE.findall(text))
    text = _STAGE.sub(" ", text)
    seasons = {f"{_season_name(name)} {_count(number)}" for name, number in _SEASON.findall(text)}
    seasons |= {f"musim {_WET[name]}" for name in _WEATHER.findall(text)}
    text = _WEATHER.sub(" ", _SEASON.sub(" ", text))
    spots: dict[str, set[str]] = {}
    for kind, name, more in _SPOT.findall(text):
        value = name.lstrip("0") if name.isdigit() else f"{name} {more}".strip()
        spots.setdefault(_SPOT_NAMES.get(kind, kind), set()).add(value)
    text = _WIDE.sub(" ", _SPOT.sub(" ", text))
    return text, stages, frozenset(seasons), {kind: frozenset(values) for kind, values in spots.items()}


def _counted(text: str) -> frozenset[str]:
    """The numbers that tell things of one name apart: Jembatan 1, Jembatan 2."""
    return frozenset((one or other).lstrip("0") for one, other in _COUNTED.findall(text.rstrip()))


def _season_name(name: str) -> str:
    return "musim tanam" if name == "mt" else name


def _count(number: str) -> str:
    return _ROMAN.get(number) or _SPELLED.get(number) or number.lstrip("0")


def _words(text: str) -> Iterator[tuple[str, str]]:
    """The words that say something, as written and as the vocabulary knows them."""
    for phrase, word in _PHRASES.items():
        if phrase in text:
            text = re.sub(rf"\b{phrase}\b", f" {word}@{phrase.replace(' ', '_')} ", text)
    for written in text.split():
        word, _mark, phrase = written.partition("@")
        if word in STOPWORDS or word.isdigit() or len(word) < 2 or _is_measure(word):
            continue
        found = stem(word)
        if found not in STOPWORDS:
            yield phrase.replace("_", " ") or word, found


def _is_measure(word: str) -> bool:
    return word[0].isdigit() and word not in _KNOWN


def _tries(word: str) -> Iterator[str]:
    """The word with more and more taken off it, the likeliest root first."""
    for suffix in _SUFFIXES:
        if not word.endswith(suffix) or len(word) - len(suffix) < 3:
            continue
        bare = word[: len(word) - len(suffix)] if suffix else word
        if bare in _KNOWN:
            yield bare
        for prefix, firsts in _PREFIXES:
            rest = bare[len(prefix) :]
            if bare.startswith(prefix) and len(rest) >= 3:
                yield from (first + rest for first in firsts if first + rest in _KNOWN)
    yield from _without_ending(word)


def _without_ending(word: str) -> Iterable[str]:
    for suffix in ("nya", "kan", "an"):
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST:
            word = word[: len(word) - len(suffix)]
            break
    for prefix in ("meng", "mem", "men", "peng", "pem", "pen", "ber", "per", "di"):
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST and word[len(prefix)] not in "aeiou":
            return [word[len(prefix) :]]
    return [word]


def _distance(one: str, other: str, most: int) -> int:
    """How many letters are missing, wrong, too many or swapped; anything above `most` counts as more."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


_PHRASES = dict(sorted(PHRASES.items(), key=lambda item: -len(item[0])))
