"""The verbs by which one party rests while the others go on: put on record by one, confirmed by another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from .. import clock
from ..db import db, transactional
from ..errors import NotAllowed, NotFound
from ..permissions import Action, Actor
from . import membership_rules, rules
from .cases import case_of
from .membership_rules import ASKED, DONE, REINSTATE, SUSPEND
from .models import Partnership, Party, PartyChange
from .party_changes import (
    change_for,
    expect,
    member_of,
    new_change,
    note,
    party_of,
    refuse,
    settle,
    told,
    view_of_change,
)
from .rules import PartyView
from .service import partnership_for


@transactional
def suspend(actor: Actor, partnership_id: int, party_id: int, values: Mapping[str, Any]) -> PartyChange:
    """Put the minutes on record by which one party is suspended; it takes effect when another confirms them."""
    partnership, own, view = _about(actor, partnership_id, party_id)
    refuse(membership_rules.suspend_faults(case_of(partnership), view))
    return _recorded(actor, partnership, SUSPEND, own, view, values)


@transactional
def reinstate(actor: Actor, partnership_id: int, party_id: int, values: Mapping[str, Any]) -> PartyChange:
    """Put the minutes on record by which a suspended party takes part again; another party confirms them."""
    partnership, own, view = _about(actor, partnership_id, party_id)
    refuse(membership_rules.reinstate_faults(view))
    return _recorded(actor, partnership, REINSTATE, own, view, values)


@transactional
def confirm(actor: Actor, change_id: int) -> PartyChange:
    """Another party confirms the minutes of a suspension or reinstatement; it takes effect today."""
    change = change_for(actor, change_id, Action.PARTNERSHIP_SIGN)
    partnership = change.partnership
    own = member_of(actor, partnership)
    expect(change.kind in (SUSPEND, REINSTATE) and change.status == ASKED)
    if not membership_rules.may_confirm(view_of_change(change), own.id):
        raise NotAllowed(_("Yang membenarkan adalah pihak lain: bukan yang mencatat, bukan yang bersangkutan."))
    case, party = case_of(partnership), party_of(partnership, change)
    view = next(item for item in case.parties if item.id == party.id)
    if change.kind == SUSPEND:
        refuse(membership_rules.suspend_faults(case, view))
        party.state, party.suspended_on = rules.SUSPENDED, clock.today()
        note(actor, partnership, "party.suspended", party, suspended_on=party.suspended_on)
    else:
        refuse(membership_rules.reinstate_faults(view))
        party.state, party.suspended_on = rules.MEMBER, None
        note(actor, partnership, "party.reinstated", party)
    settle(change, DONE, own.id)
    return change


def _about(actor: Actor, partnership_id: int, party_id: int) -> tuple[Partnership, Party, PartyView]:
    """The partnership, the actor's party, and the party that minutes are about."""
    partnership = partnership_for(actor, partnership_id, Action.PARTNERSHIP_WORK)
    own = member_of(actor, partnership)
    view = next((item for item in case_of(partnership).parties if item.id == party_id), None)
    if view is None:
        raise NotFound()
    return partnership, own, view


def _recorded(
    actor: Actor, partnership: Partnership, kind: str, own: Party, view: PartyView, values: Mapping[str, Any]
) -> PartyChange:
    if any(c.party_id == view.id and c.kind == kind and c.status == ASKED for c in partnership.changes):
        raise NotAllowed(_("Ini sudah tercatat dan menunggu dibenarkan pihak lain."))
    change = new_change(partnership, kind, ASKED, view.id, own.id, values)
    db.session.flush()
    event = "party.suspension_recorded" if kind == SUSPEND else "party.reinstatement_recorded"
    note(actor, partnership, event, party_of(partnership, change), **told(values))
    return change
