"""Activities and promises as things that can be talked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Flask, url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from ..db import db
from ..partnerships.models import Partnership
from ..partnerships.things import Thing, add_thing_kind
from .commitments.models import Commitment
from .programme.models import Activity


def init_app(app: Flask) -> None:
    """Name the kinds of this room's things."""
    add_thing_kind(app, "activity", _l("Kegiatan"), _activities)
    add_thing_kind(app, "commitment", _l("Janji"), _commitments)


def _activities(partnership: Partnership, numbers: Sequence[int]) -> Mapping[int, Thing]:
    query = select(Activity.id, Activity.title).where(Activity.partnership_id == partnership.id)
    return {
        number: Thing(
            "activity",
            number,
            title,
            url_for("programme.show", partnership_id=partnership.id, activity_id=number),
        )
        for number, title in db.session.execute(query.where(Activity.id.in_(numbers)))
    }


def _commitments(partnership: Partnership, numbers: Sequence[int]) -> Mapping[int, Thing]:
    query = select(Commitment.id, Commitment.title).where(Commitment.partnership_id == partnership.id)
    return {
        number: Thing(
            "commitment",
            number,
            title,
            url_for("commitments.show", partnership_id=partnership.id, commitment_id=number),
        )
        for number, title in db.session.execute(query.where(Commitment.id.in_(numbers)))
    }
