"""Differing interests: what each party needs, common ground, and options that all can live with."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l

from ...contracts import Panel
from ...partnerships.things import add_thing_kind
from ...web.waiting import add_waiting_parts
from . import demo, finding, interest_views, models, option_views, views, waiting, words
from .words import WORDS

__all__ = ["WORDS", "fill_sample", "init_app", "interest_views", "models", "option_views", "panels"]

fill_sample = demo.fill_sample


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    words.init_app(app)
    add_thing_kind(app, "matter", _l("Perbedaan kepentingan"), finding.matters, confidential=True)
    add_thing_kind(app, "option", _l("Pilihan penyelesaian"), finding.options, confidential=True)
    add_waiting_parts(app, waiting.parts)


def panels(partnership: Any, actor: Any) -> list[Panel]:
    """No part of its own on the partnership page: the room has one for all its subjects, see `summary`."""
    return []
