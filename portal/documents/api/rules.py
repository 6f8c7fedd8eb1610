"""Rules of the open interface: how long keys last, how long lists are, and what an address may ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from ...contracts import Text, say

NAME_MAX, SCOPE_MAX = 80, 10  # letters
MARK, PREFIX_LENGTH = "pkd_", 12  # a key begins with MARK, so that a leaked one is recognised
PUBLIC, OWN = "public", "own"
SCOPES: Mapping[str, Text] = {
    PUBLIC: say("yang terbuka untuk umum saja"),
    OWN: say("juga yang boleh dibaca jabatan ini"),
}
DAYS: Mapping[int, Text] = {30: say("30 hari"), 90: say("90 hari"), 365: say("1 tahun")}
MOST_TOKENS = 10  # of one person
NOTED_EVERY = timedelta(hours=1)  # at most so often it is written down that a key was used
A_PAGE, LONGEST = 50, 100  # things in one answer: when nothing is asked, and at most
LARGEST = 2_147_483_647  # number of a record
CODE_LETTERS = 40  # of a filter's code
BUNDLE = 20  # requests that are counted together


class BadParameter(Exception):
    """A value in the address that cannot be read: which one, and why."""

    def __init__(self, name: str, sentence: Text) -> None:
        super().__init__(name)
        self.name, self.sentence = name, sentence


@dataclass(frozen=True)
class Span:
    """Which part of a list is asked for: what comes after a key, at most `limit` things."""

    after: str | None
    limit: int

    @property
    def after_number(self) -> int:
        """The key as a record's number; 0 before the first."""
        return 0 if self.after is None else number("after", self.after)


def span_of(given: Mapping[str, str]) -> Span:
    """The part that an address asks for; `BadParameter` for a length that no list has."""
    asked = given.get("limit", str(A_PAGE))
    limit = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 0
    if not 1 <= limit <= LONGEST:
        raise BadParameter("limit", say("Tulis bilangan dari 1 sampai %(most)s.", most=LONGEST))
    return Span(given.get("after"), limit)


def number(name: str, text: str) -> int:
    """A record's number from an address; `BadParameter` for anything else."""
    found = int(text) if text.isascii() and text.isdigit() and len(text) < 11 else 0
    if not 1 <= found <= LARGEST:
        raise BadParameter(name, say("Tulis nomor catatan, misalnya 12."))
    return found


def is_used_long_ago(last_used_at: datetime | None, now: datetime) -> bool:
    """Whether a use is worth being noted; also after the clock went back."""
    return last_used_at is None or abs(now - last_used_at) >= NOTED_EVERY


def bearer_of(header: str) -> str:
    """The key in an `Authorization` header; empty when it holds none of ours."""
    kind, _space, token = header.partition(" ")
    token = token.strip()
    return token if kind.lower() == "bearer" and token.startswith(MARK) and len(token) < 100 else ""
