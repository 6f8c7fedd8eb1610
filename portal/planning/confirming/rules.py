"""Who confirms an entry: never the party that wrote it, and an objection stands until who raised it takes it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...contracts import Text, say

WAITING, CONFIRMED, DISPUTED = "waiting", "confirmed", "disputed"
STANDINGS: Mapping[str, Text] = {
    WAITING: say("menunggu dibenarkan"),
    CONFIRMED: say("dibenarkan"),
    DISPUTED: say("ada keberatan"),
}
TONES = {WAITING: "info", CONFIRMED: "ok", DISPUTED: "bad"}


@dataclass(frozen=True)
class Entry:
    """An entry as the rules see it. `owner` is the party it is about; `writer` is None for an officer of the body."""

    standing: str
    owner: int
    writer: int | None
    answered_by: int | None = None

    @property
    def speaker(self) -> int:
        """The party that the entry speaks for, which therefore does not confirm it."""
        return self.owner if self.writer is None else self.writer


def may_answer(entry: Entry, party: int | None) -> bool:
    """Whether a party may confirm this entry, or object to it, at all."""
    return party is not None and party != entry.speaker


def may_confirm(entry: Entry, party: int | None) -> bool:
    """Whether a party may confirm it now: while somebody objects, only who objected."""
    if entry.standing == CONFIRMED or not may_answer(entry, party):
        return False
    return entry.standing == WAITING or entry.answered_by == party


def may_object(entry: Entry, party: int | None) -> bool:
    """Whether a party may object now: also to what another one has confirmed."""
    return entry.standing != DISPUTED and may_answer(entry, party)


def may_reply(entry: Entry, party: int | None) -> bool:
    """Whether a party may set its own words beside an objection: the one that wrote it, or that it is about."""
    return entry.standing == DISPUTED and party is not None and party in (entry.owner, entry.writer)
