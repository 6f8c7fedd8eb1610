"""What every page of a meeting needs first: the meeting itself, who may do what with it, and the local clock."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ... import clock, permissions
from ...errors import NotAllowed, NotFound
from ...partnerships.models import Partnership
from ...partnerships.overview import is_insider
from ...partnerships.working import may_write, partnership_or_404
from ...permissions import Action
from ...web import actor, page
from . import queries, recording, rules
from .models import AgendaItem, Meeting


def meeting_or_404(partnership_id: int, meeting_id: int) -> tuple[Partnership, Meeting]:
    """A meeting that this request's person may read: all of it as an insider, its decisions once they are public."""
    partnership = partnership_or_404(partnership_id)
    meeting = queries.meeting_of(partnership.id, meeting_id)
    if meeting is None or not (is_insider(actor(), partnership) or is_shown_to_all(partnership, meeting)):
        raise NotFound()
    return partnership, meeting


def own_meeting_or_404(
    partnership_id: int, meeting_id: int, action: Action = Action.PARTNERSHIP_WORK
) -> tuple[Partnership, Meeting]:
    """A meeting that this request's person writes about now."""
    partnership, meeting = meeting_or_404(partnership_id, meeting_id)
    permissions.require(actor(), action, partnership, Action.PARTNERSHIP_VIEW)
    if not may_run(partnership, meeting):
        raise NotAllowed(_("Rapat ini dicatat oleh para pihaknya, selama kerja samanya berjalan."))
    return partnership, meeting


def item_or_404(meeting: Meeting, item_id: int) -> AgendaItem:
    """An item that stands on the agenda."""
    return recording.item_of(meeting, item_id)


def is_shown_to_all(partnership: Partnership, meeting: Meeting) -> bool:
    """Whether everyone reads its decisions: settled, and made public by the parties."""
    return partnership.is_public and meeting.is_public and meeting.state == rules.SETTLED


def may_run(partnership: Partnership, meeting: Meeting) -> bool:
    """Whether this request's person writes about this meeting."""
    return may_write(actor(), partnership) and recording.runs(actor(), partnership, meeting)


def zone_of(partnership: Partnership) -> ZoneInfo:
    """The clock of the villages."""
    return clock.zone_of(partnership.village_codes[0] if partnership.village_codes else None)


def url_of(meeting: Meeting, anchor: str | None = None) -> str:
    """The address of a meeting."""
    return url_for("meetings.show", partnership_id=meeting.partnership_id, meeting_id=meeting.id, _anchor=anchor)


def form_page(template: str, form: Any, **context: Any) -> ResponseReturnValue:
    """A page with one form, with its errors if there are any."""
    return page(f"coordination/meetings/{template}", "form", status=422 if form.errors else 200, form=form, **context)
