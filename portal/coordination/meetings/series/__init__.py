"""Meetings that come back: a rule, and the next two meetings made by it."""

from __future__ import annotations

from typing import Any

from flask import Flask

from ....contracts import Panel, Text
from . import models

__all__ = ["WORDS", "init_app", "models", "panels"]

WORDS: list[tuple[str, Text]] = []


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""


def panels(partnership: Any, actor: Any) -> list[Panel]:
    """None: the panel of meetings speaks for all."""
    return []
