"""What programs may read of meetings: the decisions of those whose minutes are settled, as the pages show them."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from .. import clock
from ..db import db
from ..partnerships.models import Partnership
from ..partnerships.open_lists import OpenList, Values, day, text, whole
from ..web.programs import root
from .meetings import queries, rules
from .meetings.models import AgendaItem, Meeting


def _decisions(partnership: Partnership, insider: bool, after: int, limit: int) -> Sequence[Values]:
    settled = Meeting.state == rules.SETTLED if insider else queries.shown_to_all()
    query = (
        select(AgendaItem)
        .join(AgendaItem.meeting)
        .where(
            Meeting.partnership_id == partnership.id,
            settled,
            AgendaItem.archived_at.is_(None),
            AgendaItem.decision != "",
            AgendaItem.id > after,
        )
        .options(contains_eager(AgendaItem.meeting))
    )
    zone = clock.zone_of(partnership.village_codes[0] if partnership.village_codes else None)
    return [
        {
            "id": item.id,
            "title": item.title,
            "decision": item.decision,
            "meeting": item.meeting.title,
            "held_on": item.meeting.starts_at.astimezone(zone).date(),
            "minutes_number": item.meeting.number,
            "page": root() + url_for("meetings.show", partnership_id=partnership.id, meeting_id=item.meeting_id),
        }
        for item in db.session.scalars(query.order_by(AgendaItem.id).limit(limit))
    ]


DECISIONS = OpenList(
    "keputusan",
    "Keputusan rapat yang berita acaranya sudah tetap: bagi umum dari rapat yang dibuka para pihak.",
    {
        "id": whole(least=1),
        "title": text("Pokok yang dibicarakan."),
        "decision": text(),
        "meeting": text(),
        "held_on": day(),
        "minutes_number": text("Nomor berita acara."),
        "page": {"type": "string", "format": "uri", "description": "Halamannya untuk orang."},
    },
    _decisions,
)
