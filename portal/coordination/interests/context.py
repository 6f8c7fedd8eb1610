"""What the pages of a matter share: the matter for who reads it, who may write, its crumbs and words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Flask, current_app, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ... import permissions
from ...contracts import Text
from ...errors import NotAllowed, NotFound
from ...partnerships.cases import is_over, party_names
from ...partnerships.models import Partnership
from ...partnerships.working import own_party_id, partnership_or_404
from ...permissions import Action
from ...web import actor, page
from . import reading, rules
from .models import Matter

ALL = "/kemitraan/<int:partnership_id>/perbedaan"
ONE = ALL + "/<int:matter_id>"
WORDS: dict[str, Any] = {
    "states": rules.STATES,
    "state_tones": rules.STATE_TONES,
    "confidentiality": rules.CONFIDENTIALITY,
    "priorities": rules.PRIORITIES,
    "levels": rules.LEVELS,
    "level_tones": rules.LEVEL_TONES,
    "marks": rules.MARKS,
    "grounds": rules.GROUNDS,
    "ground_tones": rules.GROUND_TONES,
    "outcomes": rules.OUTCOMES,
}


@dataclass(frozen=True)
class Standing:
    """The rung of the ladder a matter is on: its name, who facilitates, and by when."""

    label: Text
    facilitator: str
    due_on: date | None


def add_standing_source(app: Flask, source: Callable[[Matter], Standing | None]) -> None:
    """Let the ladder, which knows of matters, say on which of its rungs one is."""
    app.extensions["portal.matter_standing"] = source


def standing_of(matter: Matter) -> Standing | None:
    """Where a matter is on the ladder; None when no rung runs, or the matter is closed."""
    source: Callable[[Matter], Standing | None] = current_app.extensions["portal.matter_standing"]
    return None if matter.state == rules.CLOSED else source(matter)


def matter_or_404(
    partnership_id: int, matter_id: int, action: Action = Action.PARTNERSHIP_VIEW
) -> tuple[Partnership, Matter]:
    """A matter that this request's person reads; whoever does not is told nothing of it."""
    partnership = partnership_or_404(partnership_id, action)
    found = reading.matter_for(actor(), partnership, matter_id)
    if found is None:
        raise NotFound()
    return partnership, found


def talks_or_404(
    partnership_id: int, matter_id: int, action: Action = Action.PARTNERSHIP_VIEW
) -> tuple[Partnership, Matter]:
    """A matter of which this request's person reads what the parties said to each other."""
    partnership, found = matter_or_404(partnership_id, matter_id, action)
    if not reading.sees_talks(actor(), partnership, found):
        raise NotFound()
    return partnership, found


def to_write(
    partnership_id: int, matter_id: int, action: Action = Action.PARTNERSHIP_WORK
) -> tuple[Partnership, Matter]:
    """A matter in which this request's person writes for a party now."""
    partnership, found = talks_or_404(partnership_id, matter_id, action)
    if not found.is_open or is_over(partnership):
        raise NotAllowed(_("Perbedaan ini sudah selesai; catatannya tidak berubah lagi."))
    if not is_member(partnership):
        raise NotAllowed(_("Yang berbicara di sini adalah para pihak yang ikut sekarang."))
    return partnership, found


def is_member(partnership: Partnership) -> bool:
    """Whether this request's person speaks for a party that takes part now."""
    return own_party_id(actor(), partnership) in {party.id for party in partnership.members}


def may_write(partnership: Partnership, matter: Matter | None = None) -> bool:
    """Whether this request's person may write now, so that a page offers it and nothing else."""
    goes_on = not is_over(partnership) and (matter is None or matter.is_open)
    return goes_on and is_member(partnership) and permissions.may(actor(), Action.PARTNERSHIP_WORK, partnership)


def place_of(matter: Matter) -> dict[str, Any]:
    """The numbers in the addresses of a matter."""
    return {"partnership_id": matter.partnership_id, "matter_id": matter.id}


def url_of(matter: Matter) -> str:
    """The address of a matter."""
    return url_for("interests.show", **place_of(matter))


def form_page(template: str, form: Any, **context: Any) -> ResponseReturnValue:
    """A page with one form, with its errors if there are any."""
    return page(template, "form", status=422 if form.errors else 200, form=form, **context, **WORDS)


def names_in(partnership: Partnership) -> dict[int, str]:
    """The names of the parties by their number."""
    return party_names(partnership.parties)
