"""Who shares in a partnership of many, and who acts for whom: asked alike by the pool and by the sharing."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from portal.sdk import Action, NotAllowed, NotFound, is_over, may, partnership_for

PAUSED = "suspended"


def applies_to(partnership: Any) -> bool:
    """Whether more than two parties are bound, or were until one left; whatever the type of the partnership.

    What they shared while they were many stays in reach when two are left.
    """
    left = [party for party in partnership.parties if party.state == "left"]
    return len(partnership.bound) + len(left) > 2


def is_insider(actor: Any, partnership: Any) -> bool:
    """Whether this person sees what is the parties' own: a party, an observer, the body, or who oversees them."""
    return bool(partnership.standing(actor.office) - {"public"})


def for_insiders(actor: Any, partnership_id: int, action: Any = Action.PARTNERSHIP_VIEW) -> Any:
    """The partnership of many, when this person may do this; `NotFound` for those who are not in it."""
    partnership = partnership_for(actor, partnership_id)
    if not applies_to(partnership) or not is_insider(actor, partnership):
        raise NotFound()
    if not may(actor, action, partnership):
        raise NotAllowed()
    return partnership


def for_work(actor: Any, partnership_id: int) -> Any:
    """The partnership, locked, when this person works on it now: for a member, or for its body."""
    partnership = for_insiders(actor, partnership_id, Action.PARTNERSHIP_WORK)
    if is_over(partnership):
        raise NotAllowed(_("Kerja sama ini sudah selesai; catatannya tidak berubah lagi."))
    if not acts(actor, partnership):
        raise NotAllowed(_("Yang mencatat di sini adalah pihak yang sedang ikut, atau BKAD."))
    return partnership


def own_member(actor: Any, partnership: Any) -> Any:
    """The party this office speaks for, when it shares in things now; None otherwise."""
    party = partnership.party_of(actor.office)
    return party if party is not None and party in partnership.members else None


def is_body(actor: Any, partnership: Any) -> bool:
    """Whether this office is the joint body's (BKAD)."""
    return actor.office is not None and actor.office.partnership_id == partnership.id


def acts(actor: Any, partnership: Any) -> bool:
    """Whether this office acts in what is shared: for a member, or for the body."""
    return own_member(actor, partnership) is not None or is_body(actor, partnership)


def is_running(partnership: Any) -> bool:
    """Whether an agreement is in force and neither resting nor over."""
    agreed = any(agreement.in_force_from for agreement in partnership.agreements)
    return agreed and partnership.status != PAUSED and not is_over(partnership)


def zone_code(partnership: Any) -> str:
    """The village whose clock the partnership goes by: the first party's, in the order of the agreement."""
    return str(next(iter(partnership.village_codes), ""))


def party_of(partnership: Any, party_id: int | None) -> Any:
    """A party by its number; None for none."""
    return next((party for party in partnership.parties if party.id == party_id), None)
