"""Meetings: called, attended, minuted, confirmed."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l

from ...contracts import Panel
from ...partnerships.agenda import AgendaTaker, set_agenda_taker
from ...partnerships.dates import add_date_source
from ...partnerships.decided import add_decision_source
from ...partnerships.things import add_thing_kind
from ...web.page_context import name_values
from ...web.waiting import add_waiting_parts
from . import freezing, item_views, models, offering, people_views, rules, taking, views, waiting
from .demo import fill_sample
from .words import WORDS

__all__ = ["WORDS", "fill_sample", "init_app", "item_views", "models", "panels", "people_views"]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    name_values(app, "outcome", dict(rules.OUTCOMES))
    name_values(app, "answer", dict(rules.ANSWERS))
    name_values(app, "paper_kind", dict(rules.PAPERS))
    add_thing_kind(app, "meeting", _l("Rapat"), offering.find_meetings)
    add_thing_kind(app, "agenda_item", _l("Acara dan keputusan rapat"), offering.find_items)
    add_date_source(app, offering.days, (offering.MEETING, offering.MINUTES))
    add_decision_source(app, offering.decided)
    set_agenda_taker(app, AgendaTaker(taking.place, taking.take))
    add_waiting_parts(app, waiting.parts)
    app.extensions.setdefault("portal.audit_checks", []).append(freezing.audit)


def panels(partnership: Any, actor: Any) -> list[Panel]:
    """No part of its own on the partnership page: the room has one for all its subjects, see `offering.summary`."""
    return []
