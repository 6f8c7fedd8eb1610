"""Indicators and evaluations as things that can be talked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Flask, url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from ..db import db
from ..partnerships.models import Partnership
from ..partnerships.things import Thing, add_thing_kind
from .evaluation.models import Evaluation
from .indicators.models import Indicator


def init_app(app: Flask) -> None:
    """Name the kinds of this room's things."""
    add_thing_kind(app, "indicator", _l("Indikator"), _indicators)
    add_thing_kind(app, "evaluation", _l("Evaluasi"), _evaluations)


def _indicators(partnership: Partnership, numbers: Sequence[int]) -> Mapping[int, Thing]:
    query = select(Indicator.id, Indicator.name).where(Indicator.partnership_id == partnership.id)
    return {
        number: Thing(
            "indicator",
            number,
            name,
            url_for("measurements.indicator", partnership_id=partnership.id, indicator_id=number),
        )
        for number, name in db.session.execute(query.where(Indicator.id.in_(numbers)))
    }


def _evaluations(partnership: Partnership, numbers: Sequence[int]) -> Mapping[int, Thing]:
    query = select(Evaluation.id, Evaluation.title).where(Evaluation.partnership_id == partnership.id)
    return {
        number: Thing(
            "evaluation",
            number,
            title,
            url_for("evaluation.show", partnership_id=partnership.id, evaluation_id=number),
        )
        for number, title in db.session.execute(query.where(Evaluation.id.in_(numbers)))
    }
