"""What waits for the office that a rung called in: the camat, the bupati, the BKAD. A part of the one statement."""

from __future__ import annotations

from typing import Any

from flask import url_for
from sqlalchemy import select

from ... import clock
from ...contracts import say
from ...partnerships.models import Partnership
from ...partnerships.queries import mine
from ...partnerships.working import goes_on
from ...permissions import Actor
from ...web.i18n import format_day
from ...web.waiting import Part, Urgency, Waiting, columns
from ..interests import rules as interests
from ..interests.models import Matter
from . import rules
from .models import Rung

SHOWN = 10


def parts(person: Actor) -> list[Part]:
    """The rungs that wait for the person's office, those due first; only rungs that run, only in its own area."""
    kinds = [kind.code for kind in rules.KINDS.values() if kind.office and kind.office == person.kind]
    if not kinds:
        return []
    query = select(
        *columns(
            id=Partnership.id, title=Partnership.title, thing=Matter.id, name=Matter.title, day=Rung.due_on,
            moment=Rung.begun_at, how=Partnership.status,
        )
    )  # fmt: skip
    query = query.join(Matter, Matter.partnership_id == Partnership.id).join(Rung, Rung.matter_id == Matter.id)
    query = query.where(mine(person), goes_on(), Matter.state != interests.CLOSED)
    query = query.where(Rung.kind.in_(kinds), Rung.state == rules.OPEN)
    return [Part(query.order_by(Rung.due_on).limit(SHOWN), _says)]


def _says(row: Any) -> Waiting:
    url = url_for("ladder.show", partnership_id=row.id, matter_id=row.thing)
    sentence = say("Fasilitasi perselisihan “%(name)s”, paling lambat %(day)s.", name=row.name, day=format_day(row.day))
    if row.how == "active":  # the lawful path knows no settlement before a party raised the dispute
        sentence = say(
            "Dampingi pihak yang berselisih soal “%(name)s”, paling lambat %(day)s. "
            "Menunggu pihak menyampaikan perselisihan.",
            name=row.name, day=format_day(row.day),
        )  # fmt: skip
    urgency = Urgency.LATE if row.day and row.day < clock.today() else Urgency.ASKED
    return Waiting(url, row.title, sentence, row.moment, urgency=urgency, due=row.day)
