"""People, signing in, offices with terms, and invitations."""

from __future__ import annotations

from flask import Flask

from . import sessions
from .sessions import step_up

__all__ = ["init_app", "step_up"]


def init_app(app: Flask) -> None:
    """Attach this room to the app."""
    sessions.init_app(app)
