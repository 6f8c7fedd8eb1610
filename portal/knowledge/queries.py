"""What the home page shows."""

from __future__ import annotations

from ..partnerships import queries as partnerships
from ..partnerships.queries import Summary


def numbers() -> dict[str, int]:
    """How much is going on, of what everyone may see: `villages`, `partnerships` that run, their `parties`."""
    return partnerships.public_numbers()


def recent(limit: int) -> list[Summary]:
    """The public partnerships that moved last."""
    return partnerships.recent_public(limit)
