"""Coordination: how villages decide together and keep each other informed."""

from __future__ import annotations

from flask import Flask

from ..partnerships.open_lists import add_open_list
from . import hooks, opened, portable, takeout

__all__ = ["hooks", "init_app", "portable"]


def init_app(app: Flask) -> None:
    """Attach every subject to the app; panels and words come by the plugins' hooks, see `hooks`."""
    for subject in hooks.SUBJECTS:
        subject.init_app(app)
    add_open_list(app, opened.DECISIONS)
    takeout.init_app(app)
