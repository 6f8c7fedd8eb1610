"""Indicators and evaluations as things that can be talked about."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from ..partnerships.things import add_thing_kind, titled
from .evaluation.models import Evaluation
from .indicators.models import Indicator


def init_app(app: Flask) -> None:
    """Name the kinds of this room's things."""
    add_thing_kind(app, "indicator", _l("Indikator"), titled("indicator", Indicator.name, "measurements.indicator"))
    add_thing_kind(app, "evaluation", _l("Evaluasi"), titled("evaluation", Evaluation.title, "evaluation.show"))
