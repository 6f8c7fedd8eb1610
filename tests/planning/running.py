"""A partnership that runs, for tests that ask for pages: no context is pushed, each request has its own."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask
from partnership_walk import NGEBEL, Walk


@dataclass(frozen=True)
class Running:
    """The app, and the numbers of the partnership and of its first party."""

    app: Flask
    id: int
    ngebel: int


def running_of(app: Flask, walk: Walk) -> Running:
    """The numbers of a partnership that Ngebel began."""
    with app.app_context():
        return Running(app, walk.id, walk.party(NGEBEL))
