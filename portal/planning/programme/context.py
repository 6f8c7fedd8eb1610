"""What every page of a plan begins with."""

from __future__ import annotations

from typing import Any

from flask import request

from ... import clock
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership
from ...web import actor
from ..access import may_write
from . import queries
from .models import Programme

ALL = "/kemitraan/<int:partnership_id>/rencana"


def plan_context(partnership: Partnership) -> dict[str, Any]:
    """What every page of a plan knows: its programmes, the one that is looked at, and the names of the parties."""
    today = clock.today(next(iter(partnership.village_codes), None))
    programmes = queries.programmes_of(partnership.id)
    programme = queries.chosen(programmes, request.args.get("periode", "")[:10], today)
    return {
        "partnership": partnership,
        "names": party_names(partnership.parties),
        "programmes": programmes,
        "programme": programme,
        "period": _asked(programme),
        "may_write": may_write(actor(), partnership),
        "today": today,
    }


def _asked(programme: Programme | None) -> int | None:
    """The number of the programme for links, when this page was asked for one."""
    return programme.id if programme and request.args.get("periode") else None
