"""Who plans: what every verb and every page of this room checks first, and how it puts things on the history."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from .. import clock, events
from ..db import Archivable
from ..errors import Invalid
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
    "put_away",
    "speaks_for",
    "stored",
    "workable",
]


def note(person: Actor, partnership: Partnership, kind: str, **more: Any) -> None:
    """Put something on the partnership's history."""
    events.record(person, f"planning.{kind}", KIND, partnership.id, **more)


def put_away(person: Actor, thing: Archivable, reason: str) -> None:
    """Take something away, with who and why; its row stays. `Invalid` on the field `reason` without one."""
    if not (reason or "").strip():
        raise Invalid({"reason": _("Tulis alasannya.")})
    thing.archived_at, thing.archived_by_id, thing.archive_reason = clock.now(), person.person_id, reason.strip()
