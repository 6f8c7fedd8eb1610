"""What waits for a district officer: partnerships without this year's sheet, as one line."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import url_for
from flask_babel import gettext as _

from ... import clock
from ...contracts import say
from ...permissions import Action, Actor, may_at_all
from ...web.waiting import Urgency, Waiting
from . import queries


def waiting_for(actor: Actor) -> list[Waiting]:
    """How many partnerships of the area are still to be evaluated this year; one statement."""
    if not may_at_all(actor, Action.PARTNERSHIP_OVERSEE):
        return []
    year = clock.today().year
    found = queries.count(actor, year)
    left = found.all - found.done
    if not left:
        return []
    title = _("Evaluasi kecamatan %(year)s", year=year)
    sentence = say("%(count)s kerja sama belum dievaluasi tahun ini.", count=left)
    since = datetime(year, 1, 1, tzinfo=UTC)
    return [Waiting(url_for("district.area"), title, sentence, since, urgency=Urgency.SOON)]
