"""Roll-ups: what partnerships reached, seen from the nation, an area, a goal or a sector, and counted once."""

from __future__ import annotations

from typing import Any

from flask import Flask

from ...contracts import Happened, Panel, Text
from ...partnerships.service import KIND
from . import models, service, views

__all__ = ["WORDS", "follow", "init_app", "models", "panels", "views"]
WORDS: list[tuple[str, Text]] = []  # figures follow from what others record; they leave no events of their own


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)


def panels(partnership: Any, actor: Any) -> list[Panel]:
    """None: the figures of areas are no part of a partnership's page."""
    return []


def follow(event: Happened) -> None:
    """Bring a partnership's figures up to date when an event of its own may have changed what they rest on."""
    room, _dot, _what = event.kind.partition(".")
    if event.subject_kind == KIND and room in ("partnership", "party", "agreement"):
        service.follow(int(event.subject_id), room == "party")
