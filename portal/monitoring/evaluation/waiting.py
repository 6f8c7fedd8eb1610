"""What waits for a person's party in evaluations: its answers, and recommendations without an answer."""

from __future__ import annotations

from flask import url_for

from ...contracts import say
from ...permissions import Actor
from ...web.i18n import format_day
from ...web.waiting import Waiting
from . import queries


def waiting_for(actor: Actor) -> list[Waiting]:
    """The open evaluations that ask something of the actor's party; one statement."""
    found = []
    for item, title, is_unsaid in queries.waiting_rows(actor):
        endpoint = "evaluation.answer" if is_unsaid else "evaluation.show"
        url = url_for(endpoint, partnership_id=item.partnership_id, evaluation_id=item.id)
        sentence = (
            say("Jawab “%(title)s” paling lambat %(day)s.", title=item.title, day=format_day(item.due_on))
            if is_unsaid
            else say("Ada rekomendasi yang belum dijawab dalam “%(title)s”.", title=item.title)
        )
        found.append(Waiting(url, title, sentence, item.opened_at))
    return found
