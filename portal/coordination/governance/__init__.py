"""Governance: the bodies that carry a partnership out, their seats and their rules of decision."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l

from ... import clock
from ...contracts import Panel
from ...partnerships.overview import is_insider
from ...partnerships.rules import JOINT_REGULATION
from . import decisions, queries, rules, seat_views, views, words
from .models import Body, DecisionRule
from .words import WORDS

__all__ = ["WORDS", "init_app", "panels", "seat_views"]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    words.init_app(app)
    app.jinja_env.globals.update(
        body_kinds=rules.KINDS,
        body_offices=rules.OFFICES,
        decision_methods=decisions.METHODS,
    )


def panels(partnership: Any, actor: Any) -> list[Panel]:
    """The BKAD, once there is one; to insiders also that it is still to be formed."""
    bodies = queries.in_short(partnership.id, clock.today())
    body, rule = next((item for item in bodies if item[0].kind == rules.BKAD and item[0].is_active), (None, None))
    awaited = partnership.executor == "bkad" and partnership.instrument == JOINT_REGULATION
    if body is None and not bodies and not (awaited and is_insider(actor, partnership)):
        return []
    context = partial(_panel, body, rule)
    return [Panel("badan", _l("BKAD"), "coordination/governance/panel.html", context, order=60, public=True)]


def _panel(body: Body | None, rule: DecisionRule | None, partnership: Any, actor: Any) -> dict[str, Any]:
    """Who leads, how many villages have nobody in it, and how it decides."""
    if body is None:
        return {"body": None}
    today = clock.today()
    views = [queries.seat_view(seat) for seat in body.seats]
    chair = next((seat for seat in rules.serving(views, today) if seat.office == rules.CHAIR), None)
    entitled = [party.id for party in queries.entitled(partnership, body.kind)]
    return {
        "body": body,
        "chair": chair.person_name if chair else "",
        "without_seat": len(rules.without_seat(entitled, views, today)),
        "parties": len(entitled),
        "rule": queries.rule_view(rule) if rule else decisions.DEFAULTS[decisions.GENERAL],
    }
