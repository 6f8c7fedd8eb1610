"""The number that comes next for the paper of a gate, from the room that keeps the books of numbers."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, current_app

from .models import Partnership

# Takes a partnership, a gate and the number of a party; answers the number as it would be written, or nothing.
NumberSource = Callable[[Partnership, str, int | None], str]


def set_number_source(app: Flask, source: NumberSource) -> None:
    """Let a room say which number comes next."""
    app.extensions["portal.number_source"] = source


def offered_number(partnership: Partnership, gate: str, party_id: int | None) -> str:
    """The number to offer beside a gate's form; empty when nobody keeps such a book."""
    source: NumberSource | None = current_app.extensions.get("portal.number_source")
    return source(partnership, gate, party_id) if source else ""
