"""Who plans: what every verb and every page of this room checks first, and how it puts things on the history."""

from __future__ import annotations

from typing import Any

from .. import events
from ..partnerships.models import Partnership
from ..partnerships.service import KIND
from ..partnerships.working import (
    bound_party,
    goes_on,
    insiders_partnership_or_404,
    is_own_party,
    may_write,
    own_party_id,
    partnership_or_404,
    party_label,
    speaks_for,
    stored,
    workable,
)
from ..permissions import Actor

__all__ = [
    "bound_party",
    "goes_on",
    "insiders_partnership_or_404",
    "is_own_party",
    "may_write",
    "note",
    "own_party_id",
    "partnership_or_404",
    "party_label",
    "speaks_for",
    "stored",
    "workable",
]


def note(person: Actor, partnership: Partnership, kind: str, **more: Any) -> None:
    """Put something on the partnership's history."""
    events.record(person, f"planning.{kind}", KIND, partnership.id, **more)
