"""Minutes that a party objects to: which they are, and that they wait for who sent them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from flask import url_for
from sqlalchemy import ColumnElement, String, cast, exists, literal, or_, select

from ...contracts import say
from ...db import db
from ...events import Event
from ...partnerships.models import Partnership
from ...partnerships.queries import visible_to
from ...partnerships.service import KIND
from ...partnerships.working import goes_on
from ...permissions import Actor
from ...web.waiting import Part, Waiting, columns
from . import rules
from .models import Confirmation, Meeting

SHOWN = 10
SENT = "coordination.minutes_sent"


def is_objected_to() -> ColumnElement[bool]:
    """The SQL of minutes that somebody objects to since they were sent last."""
    said = exists().where(
        Confirmation.meeting_id == Meeting.id,
        Confirmation.round == Meeting.round,
        Confirmation.state == rules.OBJECTED,
    )
    return (Meeting.state == rules.CONFIRMING) & said.correlate(Meeting)


def objected_among(numbers: Collection[int]) -> set[int]:
    """Which of some meetings have minutes that are objected to; one statement, none for no meeting."""
    if not numbers:
        return set()
    return set(db.session.scalars(select(Meeting.id).where(Meeting.id.in_(numbers), is_objected_to())))


def objections(person: Actor) -> Part:
    """What waits for the office, or the village, that sent the minutes: a line for each party that objects."""
    query = (
        select(
            *columns(
                id=Partnership.id, title=Partnership.title, thing=Meeting.id, name=Meeting.title,
                how=Confirmation.office, moment=Confirmation.said_at,
            )
        )
        .join(Meeting, Meeting.partnership_id == Partnership.id)
        .join(Confirmation, Confirmation.meeting_id == Meeting.id)
        .where(Meeting.state == rules.CONFIRMING, Confirmation.round == Meeting.round)
        .where(Confirmation.state == rules.OBJECTED, _sent_by(person), goes_on(), visible_to(person))
        .order_by(Confirmation.said_at)
        .limit(SHOWN)
    )  # fmt: skip
    return Part(query, _says)


def _sent_by(person: Actor) -> ColumnElement[bool]:
    """The history knows who sent them: this office, or another of the same village."""
    office = person.office
    number, code = (office.id, office.village_code) if office else (None, None)
    same = or_(Event.office_id == number, Event.village_code == code) if code else Event.office_id == number
    about = literal('"meeting_id":') + cast(Meeting.id, String) + ","
    sent = exists().where(
        Event.subject_kind == KIND,
        Event.subject_id == cast(Meeting.partnership_id, String),
        Event.kind == SENT,
        Event.after.contains(about),
        same,
    )
    return sent.correlate(Meeting)


def _says(row: Any) -> Waiting:
    url = url_for("meetings.show", partnership_id=row.id, meeting_id=row.thing, _anchor="jawaban")
    sentence = say(
        "%(office)s keberatan atas berita acara “%(name)s”: betulkan lalu kirim lagi, atau bahas.",
        office=row.how or say("Satu desa"),  # who objects on paper has no office here
        name=row.name,
    )
    return Waiting(url, row.title, sentence, row.moment)
