"""What waits for a district officer: partnerships without this year's sheet, as one line."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select

from ... import clock
from ...contracts import say
from ...permissions import Action, Actor, may_at_all
from ...web.waiting import Part, Urgency, Waiting, columns
from . import queries


def parts(actor: Actor) -> list[Part]:
    """How many partnerships of the area are still to be evaluated this year."""
    if not may_at_all(actor, Action.PARTNERSHIP_OVERSEE):
        return []
    year = clock.today().year
    return [Part(select(*columns(much=queries.count_left(actor, year))), partial(_waiting, year))]


def _waiting(year: int, row: Any) -> Waiting | None:
    if not row.much:
        return None
    title = _("Evaluasi kecamatan %(year)s", year=year)
    sentence = say("%(count)s kerja sama belum dievaluasi tahun ini.", count=row.much)
    since = datetime(year, 1, 1, tzinfo=UTC)
    return Waiting(url_for("district.area"), title, sentence, since, urgency=Urgency.SOON)
