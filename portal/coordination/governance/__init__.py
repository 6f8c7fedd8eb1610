"""Governance: the bodies that carry a partnership out, their seats and their rules of decision."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l

from ...contracts import Panel
from ...partnerships.dates import add_date_source
from ...partnerships.things import add_thing_kind
from . import decisions, demo, duty_views, rules, seat_views, terms, views, words
from .words import WORDS

__all__ = ["WORDS", "duty_views", "fill_sample", "init_app", "panels", "seat_views"]

fill_sample = demo.fill_sample


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    words.init_app(app)
    add_date_source(app, terms.dates)
    add_thing_kind(app, "body", _l("Badan kerja sama"), terms.find)
    app.jinja_env.globals.update(
        body_kinds=rules.KINDS,
        body_offices=rules.OFFICES,
        decision_methods=decisions.METHODS,
    )


def panels(partnership: Any, actor: Any) -> list[Panel]:
    """No part of its own on the partnership page: the room has one for all its subjects, see `summary`."""
    return []
