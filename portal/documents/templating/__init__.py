"""Templates: Word files that an installation, a kabupaten or a kecamatan brings for its papers."""

from __future__ import annotations

from flask import Flask

from . import models, queries, views, writing
from .words import WORDS

__all__ = ["WORDS", "init_app", "models", "views"]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    app.jinja_env.globals |= {"template_of_paper": writing.template_of, "template_areas": queries.area_names}
