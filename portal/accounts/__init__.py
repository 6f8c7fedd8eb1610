"""People, signing in, offices with terms, and invitations."""

from __future__ import annotations

from flask import Flask, Response

from ..web import page
from . import sessions, views
from .sessions import step_up
from .throttle import TooManyAttempts

__all__ = ["init_app", "step_up"]


def init_app(app: Flask) -> None:
    """Attach this room to the app."""
    sessions.init_app(app)
    app.register_error_handler(TooManyAttempts, _slowed)
    app.register_blueprint(views.bp)


def _slowed(error: TooManyAttempts) -> Response:
    """Somebody is slowed down in a place that has no form of its own to say so."""
    response = page("errors/error.html", "message", status=429, error_status=429, reasons=error.reasons)
    response.headers["Retry-After"] = str(error.wait)
    return response
