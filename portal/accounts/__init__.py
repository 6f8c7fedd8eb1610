"""People, signing in, offices with terms, and invitations."""

from __future__ import annotations

from flask import Flask, Response, url_for
from flask_babel import lazy_gettext as _l

from ..permissions import Action
from ..web import page
from ..web.error_words import words_for
from ..web.links import register_link
from ..web.page_context import MenuEntry, add_menu_entry, name_events, name_fields
from . import account_views, admin_views, invitation_views, sessions, takeout, views, words
from .sessions import step_up
from .throttle import TooManyAttempts

__all__ = ["account_views", "admin_views", "init_app", "invitation_views", "step_up"]


def init_app(app: Flask) -> None:
    """Attach this room to the app."""
    sessions.init_app(app)
    takeout.init_app(app)
    app.register_error_handler(TooManyAttempts, _slowed)
    app.register_blueprint(views.bp)
    add_menu_entry(app, MenuEntry("accounts.admin", _l("Pengelolaan"), Action.ADMIN_ALL, order=90))
    name_events(app, words.EVENTS)
    name_fields(app, words.FIELDS)
    with app.app_context():
        register_link("invitation", lambda number: url_for("accounts.invitations_page"))
        register_link("office", lambda number: url_for("accounts.admin_office", office_id=number))


def _slowed(error: TooManyAttempts) -> Response:
    """Somebody is slowed down in a place that has no form of its own to say so."""
    response = page("errors/error.html", "message", status=429, message=words_for(429), reasons=error.reasons)
    response.headers["Retry-After"] = str(error.wait)
    return response
