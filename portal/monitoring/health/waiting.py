"""What waits for a person's party in health checks: a round that asks it."""

from __future__ import annotations

from flask import url_for

from ... import clock
from ...contracts import say
from ...permissions import Actor
from ...web.i18n import format_day
from ...web.waiting import Waiting
from . import queries


def waiting_for(actor: Actor) -> list[Waiting]:
    """The rounds that still take the answer of the actor's party; one statement."""
    today = clock.today()
    return [
        Waiting(
            url_for("checkup.answer", partnership_id=item.partnership_id, number=item.number),
            title,
            say("Periksa kesehatan kerja sama ini: satu menit, sampai %(day)s.", day=format_day(item.last_day)),
            item.opened_at,
        )
        for item, title in queries.waiting_rows(actor)
        if today <= item.last_day
    ]
