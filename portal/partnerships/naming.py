"""The versions of the agreement as things that can be talked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Flask, url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from ..contracts import say
from ..db import db
from .models import Agreement, Partnership
from .things import Thing, add_thing_kind


def init_app(app: Flask) -> None:
    """Name the kind."""
    add_thing_kind(app, "agreement", _l("Naskah kerja sama"), _versions)


def _versions(partnership: Partnership, numbers: Sequence[int]) -> Mapping[int, Thing]:
    query = select(Agreement.id, Agreement.number).where(Agreement.partnership_id == partnership.id)
    return {
        number: Thing(
            "agreement",
            number,
            say("Naskah versi %(number)s", number=version),
            url_for("partnerships.agreement_version", partnership_id=partnership.id, number=version),
        )
        for number, version in db.session.execute(query.where(Agreement.id.in_(numbers)))
    }
