"""Documents: the papers that villages owe, made from what they entered; exports, imports and the open interface."""

from __future__ import annotations

from flask import Flask

from . import hooks, shown, views

__all__ = ["hooks", "init_app"]


def init_app(app: Flask) -> None:
    """Attach every subject to the app; panels, words and kinds of documents come by the plugins' hooks, see `hooks`."""
    app.register_blueprint(views.bp)
    shown.init_app(app)
    for subject in hooks.SUBJECTS:
        subject.init_app(app)
