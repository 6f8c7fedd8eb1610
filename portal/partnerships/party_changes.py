"""Those who come, rest and go: how a change of the parties is found, carried by a change of the agreement, and ends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from .. import clock, events
from ..contracts import Text
from ..db import db
from ..errors import Conflict, NotAllowed, NotFound
from ..permissions import Action, Actor
from . import rules
from .cases import case_of, party_names
from .membership_rules import CARRIED, DONE, JOIN, LEAVE, OPEN, ChangeView, is_ready
from .models import Partnership, Party, PartyChange
from .service import partnership_for

KIND = "partnership"


def view_of_change(change: PartyChange, name: str = "") -> ChangeView:
    """A change as the rules see it."""
    return ChangeView(
        change.id, change.kind, change.status, change.party_id, name, change.opened_by_party_id, change.values
    )


def carry_all(actor: Actor, partnership: Partnership) -> None:
    """Put everybody who is ready to come or go into the change of the agreement that was just opened."""
    case = case_of(partnership)
    for change in partnership.changes:
        if is_ready(view_of_change(change), case):
            carry(actor, partnership, change)


def carry(actor: Actor, partnership: Partnership, change: PartyChange) -> None:
    """Put one change of the parties into the open change of the agreement; who joins is bound by it from now."""
    change.status, change.cycle = CARRIED, partnership.cycle
    party = party_of(partnership, change)
    if change.kind == JOIN:
        party.state = rules.JOINING
    note(actor, partnership, "party.carried", party, change=change.kind, version=partnership.cycle)


def put_back(actor: Actor, partnership: Partnership) -> None:
    """The change of the agreement was given up: who was to come or go with it waits for the next one."""
    for change in partnership.changes:
        if change.status == CARRIED:
            uncarry(actor, partnership, change)


def uncarry(actor: Actor, partnership: Partnership, change: PartyChange) -> None:
    """Take one change of the parties out of the open change of the agreement."""
    change.status, change.cycle = OPEN, None
    party = party_of(partnership, change)
    if change.kind == JOIN:
        party.state = rules.CANDIDATE
    note(actor, partnership, "party.put_back", party, change=change.kind)


def take_effect(actor: Actor, partnership: Partnership) -> None:
    """The agreement, or its change, is in force: who joined is a member, who left is none any more."""
    day = max(item.in_force_from for item in partnership.agreements if item.in_force_from)
    for change in partnership.changes:
        if change.status != CARRIED or change.cycle != partnership.cycle:
            continue
        party = party_of(partnership, change)
        if change.kind == JOIN:
            party.state, party.joined_on, party.founder, party.left_on = rules.MEMBER, day, False, None
            note(actor, partnership, "party.joined", party, joined_on=day)
        if change.kind == LEAVE:
            party.state, party.left_on, party.suspended_on = rules.LEFT, day, None
            _hand_over(partnership, party)
            note(actor, partnership, "party.left", party, left_on=day)
        change.status, change.settled_at = DONE, clock.now()


def party_of(partnership: Partnership, change: PartyChange) -> Party:
    """The party that a change is about."""
    return next(party for party in partnership.parties if party.id == change.party_id)


def note(
    actor: Actor, partnership: Partnership, event: str, *parties: Party, reason: str = "", **values: object
) -> None:
    """Write into the partnership's history what happened to some of its parties."""
    names = party_names(parties)
    events.record(
        actor,
        event,
        KIND,
        partnership.id,
        after={"parties": ", ".join(names[party.id] for party in parties), **values},
        reason=reason,
        village_code=parties[0].village_code if len(parties) == 1 else None,
    )


def _hand_over(partnership: Partnership, leaver: Party) -> None:
    """Somebody speaks for the partnership's beginning: the first of those who remain."""
    if leaver.role == rules.INITIATOR:
        leaver.role = rules.RECEIVER
        heir = next((party for party in partnership.bound if party is not leaver), None)
        if heir is not None:
            heir.role = rules.INITIATOR


def member_of(actor: Actor, partnership: Partnership) -> Party:
    """The party the actor speaks for, when it takes part with all its rights now; else `NotAllowed`."""
    party = bound_party_of(actor, partnership)
    if party.state != rules.MEMBER:
        raise NotAllowed(_("Hanya pihak yang sedang ikut yang dapat melakukan ini."))
    return party


def bound_party_of(actor: Actor, partnership: Partnership) -> Party:
    """The party the actor speaks for, when the agreement binds it; else `NotAllowed`."""
    party = partnership.party_of(actor.office)
    if party is None or not party.is_bound:
        raise NotAllowed(_("Hanya para pihak yang dapat melakukan ini."))
    return party


def new_change(
    partnership: Partnership,
    kind: str,
    status: str,
    party_id: int | None,
    opened_by: int | None,
    values: Mapping[str, Any],
) -> PartyChange:
    """Put a change on the partnership's list."""
    change = PartyChange(
        partnership=partnership,
        kind=kind,
        status=status,
        party_id=party_id,
        opened_by_party_id=opened_by,
        values=dict(values),
        opened_at=clock.now(),
    )
    db.session.add(change)
    return change


def change_for(actor: Actor, change_id: int, action: Action) -> PartyChange:
    """The change, read after its partnership was locked; `NotFound` when the person may not know of it."""
    partnership_id = db.session.scalar(select(PartyChange.partnership_id).where(PartyChange.id == change_id))
    if partnership_id is None:
        raise NotFound()
    partnership = partnership_for(actor, partnership_id, action)
    change = next(item for item in partnership.changes if item.id == change_id)
    db.session.refresh(change)
    return change


def settle(change: PartyChange, status: str, by: int | None, reason: str = "") -> None:
    """End a change, with the party that ended it and its answer."""
    change.status, change.settled_at, change.settled_by_party_id = status, clock.now(), by
    if reason:
        change.values = {**change.values, "answer": reason}


def told(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that were filled in, for the history."""
    return {name: value for name, value in values.items() if value not in (None, "")}


def expect(still_so: bool) -> None:
    """`Conflict` when somebody was faster."""
    if not still_so:
        raise Conflict({_("Keadaan"): _("sudah berubah")}, {})


def refuse(faults: list[Text]) -> None:
    """`NotAllowed` with every sentence, when there is any."""
    if faults:
        raise NotAllowed(*(str(fault) for fault in faults))
