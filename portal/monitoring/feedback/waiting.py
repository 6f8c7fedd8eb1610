"""What waits for a person's party in citizens' voices: those nobody has read yet."""

from __future__ import annotations

from flask import url_for

from ...contracts import say
from ...permissions import Actor
from ...web.waiting import Waiting
from . import queries


def waiting_for(actor: Actor) -> list[Waiting]:
    """One line for each partnership with unread voices; one statement."""
    return [
        Waiting(
            url_for("feedback.index", partnership_id=number, bagian="baru"),
            title,
            say("%(count)s suara warga menunggu dibaca.", count=count),
            since,
        )
        for number, title, count, since in queries.waiting_rows(actor)
    ]
