"""Secret ballots: the parties of a body elect its officers, and nobody learns who chose whom."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l

from ...contracts import Panel
from ...partnerships.dates import add_date_source
from ...partnerships.things import add_thing_kind
from ...web.page_context import name_values
from ...web.waiting import add_waiting_parts
from . import demo, freezing, models, offering, rules, views, waiting
from .words import WORDS

__all__ = ["WORDS", "fill_sample", "init_app", "models", "panels"]

fill_sample = demo.fill_sample


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    name_values(app, "election_result", dict(rules.RESULTS))
    add_thing_kind(app, "election", _l("Pemilihan"), offering.find)
    add_date_source(app, offering.days)
    add_waiting_parts(app, waiting.parts)
    app.extensions.setdefault("portal.audit_checks", []).append(freezing.audit)


def panels(partnership: Any, actor: Any) -> list[Panel]:
    """No part of its own on the partnership page: the room has one for all its subjects, see `summary`."""
    return []
