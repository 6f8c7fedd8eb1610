"""Evaluations of the parties: questions, findings, lessons, recommendations and what became of each."""

from __future__ import annotations

from typing import Any

from flask import Flask

from ...contracts import Panel
from . import models
from .words import WORDS

__all__ = ["WORDS", "init_app", "models", "panels"]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""


def panels(partnership: Any, actor: Any) -> list[Panel]:
    """The panels of this subject."""
    return []
