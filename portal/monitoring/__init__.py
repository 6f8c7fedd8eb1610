"""Monitoring: what a partnership wants to reach, what was measured, by whom, and whether it can be relied on."""

from __future__ import annotations

from flask import Flask

from ..partnerships.dates import add_date_source
from ..partnerships.open_lists import add_open_list
from . import dates, hooks, naming, opened, portable, takeout

__all__ = ["hooks", "init_app", "portable"]


def init_app(app: Flask) -> None:
    """Attach this room to the app, subject by subject; panels and words come by the plugins' hooks, see `hooks`."""
    for subject in hooks.SUBJECTS:
        subject.init_app(app)
    add_date_source(app, dates.dates)
    for offered in (opened.INDICATORS, opened.MEASUREMENTS):
        add_open_list(app, offered)
    naming.init_app(app)
    takeout.init_app(app)
