"""What every verb of this room does: find the matter for who may write in it, and keep its own history.

A matter's events are about the matter, not about the partnership: whoever reads the
partnership's history without being a party does not learn that the matter exists.
"""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from ... import events
from ...errors import NotAllowed, NotFound
from ...partnerships.models import Partnership, Party
from ...partnerships.working import workable
from ...permissions import Action, Actor
from . import offices, reading
from .models import Matter

KIND = "matter"
# What the parties say to each other, and why a rung was left out: an office that a rung called in does not read it
# where only the parties do.
TALKS = ("interest", "option_", "rung_skipped")


def matter_to_change(
    person: Actor, partnership_id: int, matter_id: int, action: Action = Action.PARTNERSHIP_WORK
) -> tuple[Partnership, Matter]:
    """The partnership and a matter of it that is not closed, when the person may write in it; within a verb."""
    partnership = workable(person, partnership_id, action)
    found = reading.matter_for(person, partnership, matter_id)
    if found is None:
        raise NotFound()
    if not found.is_open:
        raise NotAllowed(_("Perbedaan ini sudah selesai; catatannya tidak berubah lagi."))
    return partnership, found


def own_member(person: Actor, partnership: Partnership) -> Party:
    """The party the person speaks for, when it takes part now; `NotAllowed` to everybody else."""
    party = partnership.party_of(person.office)
    if party is None or party not in partnership.members:
        raise NotAllowed(_("Yang berbicara di sini adalah para pihak yang ikut sekarang."))
    return party


def note(person: Actor, partnership: Partnership, matter: Matter, kind: str, **more: Any) -> None:
    """Put something on the matter's history, with the offices that may be told of it: those that may read it."""
    known = {"partnership_id": partnership.id, "matter_id": matter.id}
    told = offices.hearing if kind.startswith(TALKS) else offices.reading
    more["after"] = {**more.get("after", {}), **known, "office_ids": told(partnership, matter)}
    events.record(person, f"coordination.{kind}", KIND, matter.id, **more)


def office_of(person: Actor) -> str:
    """The words for the office a person acts as."""
    return person.office.label if person.office else ""
