"""What waits for a person's party: an evaluation, a health check, voices that nobody has read."""

from __future__ import annotations

import json
from typing import Any

from flask import url_for

from ... import clock
from ...contracts import say
from ...permissions import Action, Actor, may_at_all
from ...web.i18n import format_day
from ...web.waiting import Part, Urgency, Waiting
from . import queries


def parts(actor: Actor) -> list[Part]:
    """Everything that looking back asks of the actor's party."""
    if actor.office is None or not may_at_all(actor, Action.PARTNERSHIP_WORK):
        return []
    asked = queries.waiting_queries(actor)
    says = {queries.EVALUATION: _evaluation, queries.HEALTH: _round, queries.VOICES: _voices}
    return [Part(asked[what], says[what]) for what in asked]


def _voices(row: Any) -> Waiting:
    url = url_for("feedback.index", partnership_id=row.id, bagian="baru")
    return Waiting(url, row.title, say("%(count)s suara warga menunggu dibaca.", count=row.much), row.moment)


def _round(row: Any) -> Waiting | None:
    if row.day < clock.today() or row.party_id not in json.loads(row.how):
        return None
    url = url_for("checkup.answer", partnership_id=row.id, number=row.thing)
    sentence = say("Periksa kesehatan kerja sama ini: satu menit, sampai %(day)s.", day=format_day(row.day))
    return Waiting(url, row.title, sentence, row.moment, urgency=Urgency.SOON, due=row.day)


def _evaluation(row: Any) -> Waiting:
    if row.how == queries.TO_ANSWER:
        url = url_for("evaluation.answer", partnership_id=row.id, evaluation_id=row.thing)
        urgency = Urgency.LATE if row.day < clock.today() else Urgency.SOON
        sentence = say("Jawab “%(title)s” paling lambat %(day)s.", title=row.name, day=format_day(row.day))
        return Waiting(url, row.title, sentence, row.moment, urgency=urgency, due=row.day)
    url = url_for("evaluation.show", partnership_id=row.id, evaluation_id=row.thing)
    return Waiting(
        url, row.title, say("Ada rekomendasi yang belum dijawab dalam “%(title)s”.", title=row.name), row.moment
    )
