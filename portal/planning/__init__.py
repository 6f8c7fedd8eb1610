"""Planning: what the parties do together, who brings what, who pays, and what each has promised."""

from __future__ import annotations

from flask import Flask

from ..partnerships.dates import add_date_source
from ..partnerships.following import add_follow_up_source
from ..partnerships.goal_links import add_goal_source
from ..partnerships.open_lists import add_open_list
from ..web.waiting import add_waiting_parts
from . import dates, following, hooks, naming, opened, portable, serving, takeout, waiting
from .baseline import models as baseline_models
from .exchange import models as exchange_models
from .programme import models as programme_models

__all__ = ["baseline_models", "exchange_models", "hooks", "init_app", "portable", "programme_models"]


def init_app(app: Flask) -> None:
    """Attach this room to the app, subject by subject; panels and words come by the plugins' hooks, see `hooks`."""
    for subject in hooks.SUBJECTS:
        subject.init_app(app)
    add_follow_up_source(app, following.follow_ups)
    add_date_source(app, dates.dates, (dates.ACTIVITY, dates.COMMITMENT))
    add_goal_source(app, serving.serving)
    add_waiting_parts(app, waiting.parts)
    for offered in opened.OFFERED:
        add_open_list(app, offered)
    naming.init_app(app)
    takeout.init_app(app)
