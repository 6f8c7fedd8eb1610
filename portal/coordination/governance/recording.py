"""What every verb of this room does: see that it may, set what differs, and put it on the history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _

from ... import events
from ...errors import NotAllowed, NotFound
from ...partnerships.cases import is_over
from ...partnerships.models import Partnership
from ...partnerships.service import KIND, partnership_for
from ...permissions import Action, Actor
from . import queries
from .models import Body, Seat


def may_write(actor: Actor, partnership: Partnership) -> bool:
    """Whether the actor's own party, if any, is one that writes: observers and those who left only read."""
    party = partnership.party_of(actor.office)
    return not is_over(partnership) and (party is None or party.is_bound)


def workable(actor: Actor, partnership_id: int, action: Action) -> Partnership:
    """The partnership, when the actor may do this to it now; within a verb."""
    partnership = partnership_for(actor, partnership_id, action)
    refuse_readers(actor, partnership)
    return partnership


def refuse_readers(actor: Actor, partnership: Partnership) -> None:
    """`NotAllowed` once the partnership is over, and to parties that only read."""
    if is_over(partnership):
        raise NotAllowed(_("Kerja sama ini sudah selesai; catatannya tidak berubah lagi."))
    if not may_write(actor, partnership):
        raise NotAllowed(_("Pengamat dan pihak yang sudah keluar hanya membaca."))


def living_body(partnership: Partnership, body_id: int) -> Body:
    """A body that still works; `NotFound` when the partnership has none of that number."""
    body = queries.body_of(partnership.id, body_id)
    if body is None:
        raise NotFound()
    if not body.is_active:
        raise NotAllowed(_("Badan ini sudah dibubarkan; catatannya tidak berubah lagi."))
    return body


def set_values(
    thing: Body | Seat, names: tuple[str, ...], values: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Set the named values; what differed, before and after."""
    before = {name: getattr(thing, name) for name in names}
    wanted = {name: _kept(name, values.get(name)) for name in names}
    was, now = events.differences(before, wanted)
    for name, value in now.items():
        setattr(thing, name, value)
    return was, now


def _kept(name: str, value: Any) -> Any:
    """An empty text is kept as one; an empty day as None."""
    if name.endswith("_on"):
        return value
    return (value or "").strip()


def note(actor: Actor, body: Body, kind: str, **more: Any) -> None:
    """Put something on the partnership's history, with the body it is about."""
    more["after"] = {"body": body.name, "body_id": body.id, **more.get("after", {})}
    events.record(actor, f"coordination.{kind}", KIND, body.partnership_id, **more)


def day_of(text: Any) -> date | None:
    """The day that a gate keeps as text."""
    return date.fromisoformat(str(text)[:10]) if text else None
