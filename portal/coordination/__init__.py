"""Coordination: the bodies that carry a partnership out, their seats and their rules of decision."""

from __future__ import annotations

from flask import Flask

from . import decisions, hooks, rules, seat_views, views, words

__all__ = ["hooks", "init_app", "seat_views"]


def init_app(app: Flask) -> None:
    """Attach this room to the app; its panel and words come by the plugins' hooks, see `hooks`."""
    app.register_blueprint(views.bp)
    words.init_app(app)
    app.jinja_env.globals.update(
        body_kinds=rules.KINDS,
        body_offices=rules.OFFICES,
        decision_methods=decisions.METHODS,
    )
