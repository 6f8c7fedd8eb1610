"""How this room puts things on a partnership's history."""

from __future__ import annotations

from typing import Any

from .. import events
from ..partnerships.models import Partnership
from ..partnerships.service import KIND
from ..permissions import Actor


def note(person: Actor, partnership: Partnership, kind: str, **more: Any) -> None:
    """Put something on the partnership's history."""
    events.record(person, f"monitoring.{kind}", KIND, partnership.id, **more)
