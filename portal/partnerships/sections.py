"""What this room shows on the pages of the rooms below it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from .. import permissions
from ..contracts import Text
from ..permissions import Action, Actor
from . import queries, service


@dataclass(frozen=True)
class Section:
    """A part of another room's page: rendered by that room."""

    title: Text
    template: str
    context: Mapping[str, Any]


def partnerships_of_village(code: str, actor: Actor) -> Section:
    """A village's partnerships, and the way to propose one to it."""
    own = service.own_party(actor)
    may_propose = (
        permissions.may_at_all(actor, Action.PARTNERSHIP_CREATE) and own is not None and own.village_code != code
    )
    shown = {"partnerships": queries.of_village(actor, code), "may_propose": may_propose, "code": code}
    return Section(_l("Kemitraan"), "partnerships/_of_village.html", shown)
