"""Discussion: threads at anything of a partnership, and announcements."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from ...partnerships.attachments import add_file_guard
from ...partnerships.things import add_thing_kind
from . import access, models, post_views, things, views
from .demo import fill_sample
from .words import WORDS

__all__ = ["WORDS", "fill_sample", "init_app", "models", "post_views"]


def init_app(app: Flask) -> None:
    """Attach this subject to the app."""
    app.register_blueprint(views.bp)
    app.jinja_env.globals["reads_conversations"] = access.reads
    add_file_guard(app, access.closes_file)
    # A post first: a notice of one names both, and leads to the post.
    add_thing_kind(app, "post", _l("Tulisan di percakapan"), things.find_posts)
    add_thing_kind(app, "thread", _l("Percakapan"), things.find_threads)
