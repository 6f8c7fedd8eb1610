"""What of a partnership's history is news for everyone, and how things are named in a feed for ever."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

PUBLICITY, STEP = "partnership.publicity", "step."
TOLD = ("partnership.confirmed", "planning.plan_agreed")
# The states in which everybody sees a partnership: an agreement is, or was, in force.
SHOWN_STATES = frozenset({"active", "reporting", "amending", "suspended", "disputed", "ended"})
ENTRIES = 50
LOOKED_AT = 300  # of the newest happenings of one partnership
SINCE = "2026"  # the year in which the names of this portal's entries began: part of them, never changed
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Fact:
    """One happening of the history: its kind, and what was before and after."""

    seq: int
    at: datetime
    kind: str
    before: dict[str, Any]
    after: dict[str, Any]


def news_of(history: Iterable[Fact]) -> Sequence[Fact]:
    """What everybody may be told of a history, the newest first; nothing of the time in which it was not shown."""
    facts = sorted(history, key=lambda fact: fact.seq)
    changes = [fact for fact in facts if fact.kind == PUBLICITY]
    shown = bool(changes[0].before.get("is_public")) if changes else True
    found = []
    for fact in facts:
        if fact.kind == PUBLICITY:
            shown = bool(fact.after.get("is_public"))
        elif shown and (fact.kind in TOLD or fact.after.get("status") in SHOWN_STATES):
            found.append(fact)
    return found[::-1]


def name_of(root: str, *parts: object) -> str:
    """The name of an entry, the same for ever (RFC 4151): `tag:portal.example,2026:kemitraan/12`."""
    host = urlsplit(root).hostname or "localhost"
    return f"tag:{host},{SINCE}:" + "/".join(map(str, parts))


def plain(text: object) -> str:
    """A text without the signs that no XML can hold."""
    return _NOT_XML.sub("", str(text))
