"""The district head's yearly evaluation of the partnerships of the district."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l

from ...contracts import Panel
from ...permissions import Action
from ...web.page_context import MenuEntry, add_menu_entry, name_values
from ...web.waiting import add_waiting_parts
from . import models, rules, views, waiting
from .words import WORDS

__all__ = ["WORDS", "init_app", "models", "panels"]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    add_waiting_parts(app, waiting.parts)
    add_menu_entry(app, MenuEntry("district.area", _l("Evaluasi"), Action.SCOPE_VIEW, 60))
    name_values(app, "conclusion", dict(rules.CONCLUSIONS))


def panels(partnership: Any, actor: Any) -> list[Panel]:
    """No panel of its own: the sheets are reached from the partnership's evaluations."""
    return []
