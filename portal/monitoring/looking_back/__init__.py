"""Evaluations, health checks and citizens' voices on other pages: panels, what waits, and their sample data."""

from __future__ import annotations

from flask import Flask

from ...contracts import Text
from ...web.waiting import add_waiting_parts
from . import waiting
from .panels import panels
from .sample import fill_sample

__all__ = ["WORDS", "fill_sample", "init_app", "panels"]

WORDS: list[tuple[str, Text]] = []


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    add_waiting_parts(app, waiting.parts)
