"""The history of a village or organisation as a page tells it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from ..accounts import queries as accounts
from ..contracts import Text
from ..events import Event
from ..web.paging import Page, paged
from . import labels
from .owners import Owner

_NOT_SHOWN = frozenset({"number"})


@dataclass(frozen=True)
class Entry:
    """One event: what `ui.history` shows. `office` says who, as which office."""

    kind: str
    at: datetime
    office: str
    village_code: str | None
    reason: str
    changes: list[tuple[str, Text, Text]]


def history(owner: Owner[Any]) -> Page:
    """One page of what happened to a village or organisation, newest first, in two statements."""
    query = select(Event).where(Event.subject_kind == owner.kind, Event.subject_id == owner.key)
    page = paged(query.order_by(Event.seq.desc()))
    names = accounts.names_of(event.actor_id for event in page.items)
    return Page([_entry(event, names) for event in page.items], page.number, page.has_next, page.size)


def _entry(event: Event, names: dict[int, str]) -> Entry:
    return Entry(
        event.kind,
        event.at,
        _who(event, names),
        event.village_code,
        event.reason,
        [
            (name, labels.shown(name, before), labels.shown(name, after))
            for name, before, after in _changes(event)
            if name not in _NOT_SHOWN
        ],
    )


def _changes(event: Event) -> list[tuple[str, Any, Any]]:
    """What changed; of a potential or need always with its title, which tells which one it was."""
    title = (json.loads(event.after) or json.loads(event.before)).get("title")
    changes = event.changes
    if title is not None and all(name != "title" for name, _before, _after in changes):
        changes = [("title", None, title), *changes]
    return changes


def _who(event: Event, names: dict[int, str]) -> str:
    name = names.get(event.actor_id or 0, "")
    if name and event.office:
        return _("%(name)s sebagai %(office)s", name=name, office=event.office)
    return name or event.office
