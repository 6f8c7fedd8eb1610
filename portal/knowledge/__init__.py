"""The public face: what the portal is, what it knows of partnerships, and pages for when the network is gone."""

from __future__ import annotations

from flask import Flask

from .views import bp


def init_app(app: Flask) -> None:
    """Attach this room to the app."""
    app.register_blueprint(bp)
