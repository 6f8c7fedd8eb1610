"""What other rooms bring to the next meeting: each thing stands on an agenda once, until it was talked about."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import case, select

from ... import clock
from ...contracts import Text
from ...db import db, transactional
from ...errors import NotAllowed
from ...partnerships.agenda import Place
from ...partnerships.models import Partnership
from ...partnerships.things import Thing
from ...partnerships.working import workable
from ...permissions import Actor
from . import agenda, recording, rules
from .models import TITLE, AgendaItem, Meeting


def place(person: Actor, partnership: Partnership, kind: str, number: int) -> Place:
    """Where a thing stands, or the next meeting of all parties that this person writes about; two statements."""
    on = _standing(partnership.id, kind, number)
    following = None if on else _following(person, partnership)
    plan_url = url_for("meetings.index", partnership_id=partnership.id)
    return Place(_thing(on) if on else None, _thing(following) if following else None, plan_url)


@transactional
def take(person: Actor, partnership_id: int, kind: str, number: int, titles: Sequence[Text]) -> Thing:
    """Put an item for each title on the next meeting's agenda; nothing where the thing stands on one already."""
    partnership = workable(person, partnership_id)
    on = _standing(partnership.id, kind, number)
    if on is not None:
        return _thing(on)
    meeting = _following(person, partnership)
    if meeting is None:
        raise NotAllowed(_("Belum ada rapat berikutnya. Rencanakan rapatnya dulu."))
    for title in titles:
        values = {"title": str(title)[:TITLE], "thing_kind": kind, "thing_id": number}
        agenda.add_item(person, partnership.id, meeting.id, values)
    return _thing(meeting)


def _standing(partnership_id: int, kind: str, number: int) -> Meeting | None:
    """The newest meeting whose agenda holds the thing, unless it was cancelled."""
    query = select(Meeting).join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
    query = query.where(
        Meeting.partnership_id == partnership_id,
        Meeting.state != rules.CANCELLED,
        AgendaItem.thing_kind == kind,
        AgendaItem.thing_id == number,
        AgendaItem.archived_at.is_(None),
    )
    return db.session.scalars(query.order_by(Meeting.starts_at.desc(), Meeting.id.desc()).limit(1)).first()


def _following(person: Actor, partnership: Partnership) -> Meeting | None:
    """The next meeting of the parties together, one that they are called to before one that is only prepared.

    A village's own deliberation is not where they talk with each other.
    """
    query = select(Meeting).where(
        Meeting.partnership_id == partnership.id,
        Meeting.kind != rules.VILLAGE,
        Meeting.state.in_(rules.COMING),
        Meeting.starts_at >= clock.now(),
    )
    called_first = case((Meeting.state == rules.CALLED, 0), else_=1)
    found = db.session.scalars(query.order_by(called_first, Meeting.starts_at, Meeting.id).limit(1)).first()
    return found if found is not None and recording.runs(person, partnership, found) else None


def _thing(meeting: Meeting) -> Thing:
    url = url_for("meetings.show", partnership_id=meeting.partnership_id, meeting_id=meeting.id)
    return Thing("meeting", meeting.id, meeting.title, url)
