"""What a party is to do about a promise that waits for it, in one sentence, and the ways to do it at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from ...contracts import Text, say
from ...web.i18n import format_day
from ...web.waiting import Urgency
from . import rules


@dataclass(frozen=True)
class Awaited:
    """A promise that waits for a party; `is_own` when that party made it."""

    id: int
    partnership_id: int
    title: str
    state: str
    due_on: date
    asked_due_on: date | None
    is_own: bool


def sentence_of(item: Awaited, today: date) -> Text:
    """What is to be done."""
    if not item.is_own:
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


def urgency_of(item: Awaited, today: date) -> Urgency:
    """One's own is late or falls due soon; what others made of a promise asks for an answer."""
    if not item.is_own or item.state == rules.PROPOSED:
        return Urgency.ASKED
    return Urgency.LATE if item.due_on < today else Urgency.SOON


def url_of(item: Awaited) -> str:
    """Where the promise stands."""
    return url_for("commitments.show", partnership_id=item.partnership_id, commitment_id=item.id)


def answers_to(item: Awaited) -> tuple[tuple[Text, str], ...]:
    """The three answers to one's own promise, each one tap away; none to others'."""
    if not (item.is_own and item.state == rules.STANDING):
        return ()
    place: dict[str, Any] = {"partnership_id": item.partnership_id, "commitment_id": item.id}
    return tuple(
        (label, url_for("commitments.answer", how=rules.WAYS[kind], **place)) for kind, label in rules.ANSWERS.items()
    )
