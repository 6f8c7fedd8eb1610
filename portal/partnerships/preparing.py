"""Partnerships on paper that an office enters for the villages of its area; they wait for the yes of a party."""

from __future__ import annotations

from dataclasses import dataclass

from .. import permissions
from ..db import transactional
from ..permissions import Action, Actor, HeldOffice, Relation
from . import rules
from .models import Partnership
from .service import RunningPartnership, put_on_record


@dataclass(frozen=True)
class VillagesTogether:
    """Some villages as one thing: it lies within an area when all of them do."""

    codes: tuple[str, ...]

    def standing(self, office: HeldOffice | None) -> frozenset[Relation]:
        """How an office stands to all of them."""
        inside = office is not None and bool(self.codes) and all(office.covers(code) for code in self.codes)
        return frozenset({Relation.WITHIN} if inside else ())


@transactional
def prepare_running(actor: Actor, running: RunningPartnership) -> Partnership:
    """Put a partnership of villages of the actor's area on record for them, from a register.

    None of the parties has entered it, so each of them may confirm it; until one does, the public does not see it.
    """
    codes = tuple(party.village_code for party in running.parties if party.village_code)
    permissions.require(actor, Action.PARTNERSHIP_PREPARE, VillagesTogether(codes))
    partnership = put_on_record(actor, running)
    for party in partnership.parties:
        party.role = rules.RECEIVER
    return partnership
