"""The open interface: what is public, and with a key what an office may read, for programs."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from ...contracts import Text
from ...partnerships.open_lists import add_open_list
from ...web.page_context import name_fields, name_values
from . import answers, callers, description, models, papers, partnership_views, place_views, queries, rules, token_views

__all__ = ["WORDS", "description", "init_app", "models", "partnership_views", "place_views"]

WORDS: list[tuple[str, Text]] = [
    ("documents.api_token_made", _l("Kunci program dibuat")),
    ("documents.api_token_withdrawn", _l("Kunci program dicabut")),
]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.extensions["portal.api_meter"] = callers.Meter()
    add_open_list(app, papers.PAPERS)
    app.register_blueprint(answers.bp)
    app.register_blueprint(token_views.bp)
    app.extensions.setdefault("portal.kept_about", []).append(queries.kept_about)
    name_fields(
        app, {"api_token": _l("Kunci program"), "token_scope": _l("Yang dapat dibaca"), "expires_on": _l("Sampai")}
    )
    name_values(app, "token_scope", dict(rules.SCOPES))
