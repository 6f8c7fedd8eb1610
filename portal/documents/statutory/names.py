"""How papers write names: lists of them, capitals that leave titles as they are, ordinals, what is to be filled in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ... import numerals
from ...partnerships.paper_parts import DOTS

SHORT_DOTS = "…" * 5
# Titles before a name; without their dots, in small letters. What follows a comma is a title too.
TITLES = frozenset(
    ("prof", "dr", "drs", "dra", "ir", "h", "hj", "kh", "drg", "drh", "apt", "ns", "ust", "ustaz", "ustadz", "tgk",
     "pdt", "r", "rr", "rm")
)  # fmt: skip
_TOLD_APART = re.compile(r"(?P<name>.+) \((?P<level>Kec\.|\w+) (?P<district>\D+)\)")


def listed(names: Sequence[str], last: str = "dan") -> str:
    """A, B dan C: names in a row, as titles of law products join them."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def enumerated(items: Sequence[str]) -> tuple[str, ...]:
    """Items with the marks that laws set behind them: a semicolon, “dan” before the last, a full stop at the end."""
    last = len(items) - 1
    ends = {last: ".", last - 1: "; dan"}
    return tuple(f"{item}{ends.get(place, ';')}" for place, item in enumerate(items))


def in_capitals(name: str) -> str:
    """Drs. H. SUTRISNO, M.Si.: a person's name in capitals; titles before it and after its comma stay as they are."""
    before, comma, after = name.partition(",")
    words = before.split(" ")
    leading = 0
    while leading < len(words) - 1 and _is_title(words[leading]):
        leading += 1
    return " ".join([*words[:leading], *(word.upper() for word in words[leading:])]) + comma + after


def told_apart(name: str) -> str:
    """Sidomulyo Kecamatan Ngrayun, of the name Sidomulyo (Kec. Ngrayun) that tells it from others of that name."""
    found = _TOLD_APART.fullmatch(name)
    if found is None:
        return name
    level = "Kecamatan" if found["level"] == "Kec." else found["level"]
    return f"{found['name']} {level} {found['district']}"


def ordinal(number: int) -> str:
    """kesatu, kedua, keempat puluh: places as papers write them; 1 and more."""
    return f"ke{numerals.in_words(number)}"


def or_dots(value: object) -> str:
    """A value in words, or dots to be filled in by hand."""
    return str(value) if value else DOTS


def lowered(sentence: str) -> str:
    """A sentence as it goes on within another: small first letter unless a name or acronym begins it, no full stop."""
    text = sentence.strip().rstrip(".;").rstrip()
    first = text.split(" ", 1)[0]
    return text if len(first) > 1 and first.upper() == first else text[:1].lower() + text[1:]


def _is_title(word: str) -> bool:
    return word.replace(".", "").casefold() in TITLES
