"""Activities and promises as things that can be talked about."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from ..partnerships.things import add_thing_kind, titled
from .commitments.models import Commitment
from .programme.models import Activity


def init_app(app: Flask) -> None:
    """Name the kinds of this room's things."""
    add_thing_kind(app, "activity", _l("Kegiatan"), titled("activity", Activity.title, "programme.show"))
    add_thing_kind(app, "commitment", _l("Janji"), titled("commitment", Commitment.title, "commitments.show"))
