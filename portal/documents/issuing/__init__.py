"""Issuing: papers frozen with their number, numbers from the parties' books, and whether a paper is genuine."""

from __future__ import annotations

from flask import Flask

from . import models
from .words import WORDS

__all__ = ["WORDS", "init_app", "models"]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
