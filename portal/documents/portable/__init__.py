"""The whole-partnership file: everything about a partnership in one ZIP, and how another installation takes it over."""

from __future__ import annotations

from flask import Flask

from . import models, tables
from .words import WORDS

__all__ = ["WORDS", "init_app", "models", "tables"]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
