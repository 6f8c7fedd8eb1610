"""Every saved state of the text, read again from the history: each saving holds what stood there before and after."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .. import events
from ..db import db
from ..errors import NotFound
from ..permissions import Actor
from . import agreements, queries
from .agreement_clauses import CLAUSES
from .models import Agreement, Partnership

WRITTEN = "agreement.written"
MOST = 200  # states that are read back
# What one content is made of, for taking it back whole.
PARTS: Mapping[str, tuple[str, ...]] = {
    "scope": ("scope_category", "scope"),
    "fields": ("fields",),
    "implementation_terms": ("implementation_terms", "executor"),
    "duration": ("start_date", "end_date", "renewal_terms"),
    "rights_and_obligations": ("rights", "obligations", "common_rights", "common_obligations"),
    "funding": ("funding", "funding_note"),
    "change_terms": ("change_terms",),
    "dispute_terms": ("dispute_terms",),
    "other_terms": ("other_terms",),
    CLAUSES: (CLAUSES,),
}


@dataclass(frozen=True)
class State:
    """The text as it stood after one saving; `event` is None for the text before the first that is on record."""

    seq: int
    content: Mapping[str, Any]
    event: events.Event | None = None
    changed: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """What names this state in an address."""
        return f"s{self.seq}"


def states_of(partnership: Partnership) -> list[State]:
    """The saved states of the text that is worked on, newest first, at most `MOST`; one statement.

    They are walked back from what stands now. Where a saving does not lead to what was found (a change that was
    given up, a text entered from paper) the walk ends: what cannot be known is not shown.
    """
    working = queries.open_agreement(partnership)
    query = events.events_of("partnership", partnership.id).where(events.Event.kind == WRITTEN).limit(MOST)
    content = _own_words(working)
    states: list[State] = []
    for event in db.session.scalars(query):
        before, after = json.loads(event.before), json.loads(event.after)
        if not _leads_to(after, content):
            break
        changed = tuple(name for name, parts in PARTS.items() if {*before, *after} & set(parts))
        states.append(State(event.seq, content, event, changed))
        content = _before(content, before, after)
    first = State(0, content)
    return [*states, first] if states else []


def state_or_404(partnership: Partnership, code: str) -> State:
    """The saved state of that code."""
    found = next((state for state in states_of(partnership) if state.code == code), None)
    if found is None:
        raise NotFound()
    return found


def take_back(actor: Actor, partnership: Partnership, version: int | None, code: str, name: str) -> Agreement:
    """Put one content back as it stood in an earlier state: a saving like every other, `Conflict` and all."""
    parts = PARTS.get(name)
    if parts is None:
        raise NotFound()
    then = state_or_404(partnership, code).content
    return agreements.write(actor, partnership.id, version, {part: then.get(part) for part in parts})


def _own_words(agreement: Agreement) -> dict[str, Any]:
    """What people wrote of a text, without what was put to it when it was frozen."""
    parts = {part for parts in PARTS.values() for part in parts}
    return {name: value for name, value in agreement.content.items() if name in parts}


def _leads_to(after: Mapping[str, Any], content: Mapping[str, Any]) -> bool:
    """Whether a saving gave what was found; of rights and duties only the parties that it wrote."""
    return all(
        all((content.get(name) or {}).get(key) == text for key, text in value.items())
        if isinstance(value, dict)
        else (content.get(name) or None) == (value or None)
        for name, value in after.items()
    )


def _before(content: Mapping[str, Any], before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """The content before a saving."""
    former = dict(content)
    for name, value in after.items():
        if isinstance(value, dict):
            kept = {key: text for key, text in (content.get(name) or {}).items() if key not in value}
            former[name] = kept | {key: text for key, text in (before.get(name) or {}).items() if text is not None}
        else:
            former[name] = before.get(name)
    return former
