"""The ladder of a difference: musyawarah, BKAD, and the official whom the law names by where the villages lie."""

from __future__ import annotations

from typing import Any

from flask import Flask

from ...contracts import Panel
from ...partnerships.dates import add_date_source
from ...web.waiting import add_waiting_parts
from ..interests.context import add_standing_source
from . import calendar, models, service, views, waiting, words
from .words import WORDS

__all__ = ["WORDS", "init_app", "models", "panels"]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    words.init_app(app)
    add_standing_source(app, service.standing_of)
    add_waiting_parts(app, waiting.parts)
    add_date_source(app, calendar.dates)


def panels(partnership: Any, actor: Any) -> list[Panel]:
    """No part of its own on the partnership page."""
    return []
