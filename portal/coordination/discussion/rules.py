"""When a post can still be changed, who is called in it, and what of it is searched."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from ...permissions import OfficeKind

TITLE, TEXT, REASON, NAME = 160, 8000, 500, 200  # letters
EDITABLE = timedelta(minutes=15)
TWICE = timedelta(minutes=1)  # the same words again so soon are a slip of the finger
LONGEST_SEARCH, MOST_WORDS = 100, 6
MOST_MENTIONED = 30  # offices in one post

# How people call an office in a message, before the name of its village.
SHORT: Mapping[str, tuple[str, ...]] = {
    OfficeKind.VILLAGE_HEAD: ("kades", "walinagari", "keuchik"),
    OfficeKind.VILLAGE_SECRETARY: ("sekdes",),
    OfficeKind.VILLAGE_OPERATOR: ("operator",),
    OfficeKind.COUNCIL_MEMBER: ("bpd",),
    OfficeKind.BKAD_OFFICER: ("bkad",),
}
_CALL = re.compile(r"(?<![\w@])@([a-z]{3,12})(?:\.([a-z0-9]{2,40}))?", re.IGNORECASE)


def folded(text: str) -> str:
    """A text in small letters without accents, as it is searched."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if not unicodedata.combining(char))


def squeezed(name: str) -> str:
    """The name of a village as it stands in a call: `Suka Maju` → `sukamaju`; the district in brackets is left out."""
    return re.sub(r"[^a-z0-9]", "", folded(name.split("(")[0].split(",")[0]))


def calls_in(text: str) -> set[tuple[str, str]]:
    """Who is called in a text: pairs of (office, village), small letters; the village may be empty (`@bkad`)."""
    return {(office.lower(), (place or "").lower()) for office, place in _CALL.findall(text)}


def is_called(kind: str, place: str, calls: Collection[tuple[str, str]]) -> bool:
    """Whether an office of that kind and (squeezed) village is among the calls."""
    return any((short, place) in calls for short in SHORT.get(kind, ()))


def may_edit(is_author: bool, written_at: datetime, hidden: bool, locked: bool, now: datetime) -> bool:
    """Whether a post can be changed now: by its author, for fifteen minutes."""
    return is_author and not hidden and not locked and timedelta(0) <= now - written_at <= EDITABLE


def search_words(text: str) -> list[str]:
    """The words that all have to be found; empty when there is nothing to search for yet."""
    words = folded(text[:LONGEST_SEARCH].replace("\0", " ")).split()[:MOST_WORDS]
    return words if len("".join(words)) >= 2 else []


def pattern(word: str) -> str:
    """The LIKE pattern of a word, with `\\` as escape."""
    for special in ("\\", "%", "_"):
        word = word.replace(special, "\\" + special)
    return f"%{word}%"


def excerpt(text: str, words: Iterable[str], around: int = 80) -> str:
    """The place in a text where the first of the words stands."""
    flat = " ".join(text.split())
    low = folded(flat)
    place = max(0, min((low.find(word) for word in words if word in low), default=0) - around)
    part = flat[place : place + 2 * around + 40]
    return ("… " if place else "") + part + (" …" if place + len(part) < len(flat) else "")
