"""Templates: Word files that an installation, a kabupaten or a kecamatan brings for its papers."""

from __future__ import annotations

from flask import Flask

from . import models, views
from .words import WORDS

__all__ = ["WORDS", "init_app", "models", "views"]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
