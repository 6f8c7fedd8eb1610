"""Who may work on a joint position, who speaks for a party, and how it is written into the history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from portal.sdk import Action, NotAllowed, NotFound, db, may, partnership_for, record

from ..together import acts, own_member
from . import rules
from .models import Position


@dataclass(frozen=True)
class Abilities:
    """What a person may do with the positions of one partnership."""

    works: bool
    leads: bool
    publishes: bool


def abilities(actor: Any, partnership: Any) -> Abilities:
    """For the buttons of a page; the verbs check again."""
    member = own_member(actor, partnership) is not None
    leader = member and _is_leader(actor) and may(actor, Action.PARTNERSHIP_SIGN, partnership)
    return Abilities(
        works=acts(actor, partnership) and may(actor, Action.PARTNERSHIP_WORK, partnership),
        leads=leader,
        publishes=leader and may(actor, Action.PARTNERSHIP_PUBLISH, partnership),
    )


def working(actor: Any, partnership_id: int) -> Any:
    """The partnership, locked, when this person works on its positions: a member's staff, or an officer of its BKAD."""
    partnership = partnership_for(actor, partnership_id, Action.PARTNERSHIP_WORK)
    if not acts(actor, partnership):
        raise NotAllowed(_("Yang menulis sikap bersama adalah pihak yang menjadi anggota sekarang."))
    return partnership


def leading(actor: Any, partnership_id: int, action: Action = Action.PARTNERSHIP_SIGN) -> tuple[Any, Any]:
    """The partnership, locked, and the party that this person leads: a village's head, an organisation's leader."""
    partnership = partnership_for(actor, partnership_id, action)
    if not _is_leader(actor):
        raise NotAllowed(_("Yang menyatakan suara pihak adalah kepala desa atau pimpinan lembaganya sendiri."))
    party = own_member(actor, partnership)
    if party is None:
        raise NotAllowed(_("Yang bersuara adalah pihak yang menjadi anggota sekarang."))
    return partnership, party


def position_in(partnership_id: int, position_id: int) -> Position:
    """A position of this partnership."""
    position = db.session.get(Position, position_id)
    if position is None or position.partnership_id != partnership_id:
        raise NotFound()
    return position


def cleared(actor: Any, partnership: Any) -> str:
    """How much of the positions this person reads."""
    return rules.clearance([str(relation) for relation in partnership.standing(actor.office)])


def readable(actor: Any, partnership: Any, position_id: int) -> Position:
    """A position this person may read; `NotFound` else."""
    position = position_in(partnership.id, position_id)
    if not rules.may_read(cleared(actor, partnership), position.state, position.is_public):
        raise NotFound()
    return position


def tell(
    actor: Any,
    position: Position,
    what: str,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Write it into the partnership's history, under the position's title."""
    titled = {"position": position.title, **(after or {})}
    kind = f"multilateral.position_{what}"
    record(actor, kind, "partnership", position.partnership_id, before=before, after=titled, reason=reason)


def _is_leader(actor: Any) -> bool:
    return actor.kind in rules.LEADERS
