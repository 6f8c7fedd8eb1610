"""What waits for a person's party in promises: its own that are due, and what others ask it to confirm."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import url_for

from ... import clock
from ...contracts import Text, say
from ...permissions import Actor
from ...web.i18n import format_day
from ...web.waiting import Waiting
from . import queries, rules
from .models import Commitment


def waiting_for(actor: Actor) -> list[Waiting]:
    """The most pressing promises; one statement."""
    today = clock.today()
    return [
        Waiting(
            url_for("commitments.show", partnership_id=item.partnership_id, commitment_id=item.id),
            title,
            sentence_of(item, own, today),
            item.changed_at,
            _answers(item) if item.party_id == own and item.state == rules.STANDING else (),
        )
        for item, title, own in queries.waiting_rows(actor)
    ]


def sentence_of(item: Commitment, own: int, today: date) -> Text:
    """What a party is to do about a promise that waits for it."""
    if item.party_id != own:
        if item.state == rules.CLAIMED:
            return say("Benarkan atau beri keberatan: “%(title)s” dinyatakan selesai.", title=item.title)
        day = format_day(item.asked_due_on)
        return say("Terima atau tolak tanggal baru %(day)s untuk “%(title)s”.", day=day, title=item.title)
    if item.state == rules.PROPOSED:
        return say("Akui atau tolak janji yang dicatat pihak lain: “%(title)s”.", title=item.title)
    late = (today - item.due_on).days
    if late > 0:
        return say(
            "Janji “%(title)s” terlambat %(days)s hari: selesai, perlu waktu, atau terkendala?",
            title=item.title, days=late,
        )  # fmt: skip
    return say("Janji “%(title)s” jatuh tempo %(day)s.", title=item.title, day=format_day(item.due_on))


def _answers(item: Commitment) -> tuple[tuple[Text, str], ...]:
    """The three answers, each one tap away."""
    place: dict[str, Any] = {"partnership_id": item.partnership_id, "commitment_id": item.id}
    return tuple(
        (label, url_for("commitments.answer", how=rules.WAYS[kind], **place)) for kind, label in rules.ANSWERS.items()
    )
