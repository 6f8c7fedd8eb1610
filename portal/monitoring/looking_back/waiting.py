"""What waits for a person's party: an evaluation, a health check, voices that nobody has read."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import url_for

from ... import clock
from ...contracts import say
from ...permissions import Action, Actor, may_at_all
from ...web.i18n import format_day
from ...web.waiting import Urgency, Waiting
from . import queries


def waiting_for(actor: Actor) -> list[Waiting]:
    """Everything that looking back asks of the actor's party; one statement."""
    if actor.office is None or not may_at_all(actor, Action.PARTNERSHIP_WORK):
        return []
    today = clock.today()
    rows = queries.waiting_rows(actor)
    return [_waiting(row, today) for row in rows if row.part != queries.HEALTH or row.day >= today]


def _waiting(row: Any, today: date) -> Waiting:
    urgency = Urgency.ASKED
    if row.part == queries.VOICES:
        url = url_for("feedback.index", partnership_id=row.partnership_id, bagian="baru")
        sentence = say("%(count)s suara warga menunggu dibaca.", count=row.number)
    elif row.part == queries.HEALTH:
        url = url_for("checkup.answer", partnership_id=row.partnership_id, number=row.number)
        day = format_day(row.day)
        urgency = Urgency.SOON
        sentence = say("Periksa kesehatan kerja sama ini: satu menit, sampai %(day)s.", day=day)
    elif row.more == queries.TO_ANSWER:
        url = url_for("evaluation.answer", partnership_id=row.partnership_id, evaluation_id=row.number)
        urgency = Urgency.LATE if row.day < today else Urgency.SOON
        sentence = say("Jawab “%(title)s” paling lambat %(day)s.", title=row.name, day=format_day(row.day))
    else:
        url = url_for("evaluation.show", partnership_id=row.partnership_id, evaluation_id=row.number)
        sentence = say("Ada rekomendasi yang belum dijawab dalam “%(title)s”.", title=row.name)
    return Waiting(url, row.title, sentence, row.since, urgency=urgency)
