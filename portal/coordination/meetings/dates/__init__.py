"""Looking for a day: days are offered, every party says which it can, one tap makes the meeting."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from ....partnerships.dates import add_date_source
from ....partnerships.things import add_thing_kind
from ....web.waiting import add_waiting_parts
from . import models, queries, views, waiting, words
from .words import WORDS

__all__ = ["WORDS", "init_app", "models"]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    words.init_app(app)
    add_thing_kind(app, "date_search", _l("Pencarian hari rapat"), queries.find)
    add_date_source(app, queries.days)
    add_waiting_parts(app, waiting.parts)
