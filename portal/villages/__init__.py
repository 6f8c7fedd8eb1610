"""Villages: official areas, village records, organisations, potentials and needs."""

from __future__ import annotations

from flask import Flask

from . import models

__all__ = ["init_app", "models"]


def init_app(app: Flask) -> None:
    """Attach this room to the app."""
