"""The verbs by which parties come, rest and go once there is a partnership. Each is one transaction.

Coming and going take effect with a change of the agreement (`party_changes`), resting with the
minutes of a musyawarah antar desa that another party confirms.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from .. import events, permissions
from ..contracts import Text, say
from ..db import db, transactional
from ..errors import Invalid, NotAllowed
from ..permissions import Action, Actor
from . import membership_rules, rules
from .cases import case_of, is_over
from .membership_rules import ASKED, CARRIED, JOIN, LEAVE, OPEN, REFUSED, WITHDRAWN, WRITING
from .models import Partnership, Party, PartyChange
from .party_changes import (
    KIND,
    bound_party_of,
    carry,
    change_for,
    expect,
    member_of,
    new_change,
    note,
    party_of,
    refuse,
    settle,
    told,
    uncarry,
    view_of_change,
)
from .party_lists import check_with, choice_name, new_party, row_of
from .service import PartyChoice, own_party, partnership_for


@transactional
def invite(actor: Actor, partnership_id: int, choices: tuple[PartyChoice, ...]) -> list[PartyChange]:
    """Invite others to join an agreement in force; they prepare, then come in with a change of it."""
    partnership = partnership_for(actor, partnership_id, Action.PARTNERSHIP_EDIT)
    own = member_of(actor, partnership)
    coming = _not_yet_in(partnership, choices)
    check_with(partnership, coming)
    _refuse_joining(partnership, coming)
    changes = [_candidate(partnership, choice, own.id) for choice in coming]
    db.session.flush()
    note(actor, partnership, "party.invited", *(party_of(partnership, change) for change in changes))
    return changes


@transactional
def ask_to_join(actor: Actor, partnership_id: int, values: Mapping[str, Any]) -> PartyChange:
    """A village or organisation asks to join a partnership it can read of; one of the parties accepts or refuses."""
    permissions.require(actor, Action.PARTNERSHIP_CREATE, None)
    partnership = partnership_for(actor, partnership_id)
    choice = own_party(actor)
    if choice is None:
        raise NotAllowed(_("Hanya pejabat desa atau lembaga yang meminta bergabung."))
    _not_yet_in(partnership, (choice,))
    if any(_is_about(change, choice) and change.status == ASKED for change in partnership.changes):
        raise NotAllowed(_("Permintaan Anda sudah tercatat; tunggu jawaban salah satu pihak."))
    check_with(partnership, (choice,))
    _refuse_joining(partnership, (choice,))
    change = new_change(partnership, JOIN, ASKED, None, None, values)
    change.village_code, change.organisation_id = choice.village_code, choice.organisation_id
    db.session.flush()
    after = {"parties": choice_name(choice), **told(values)}
    events.record(actor, "party.asked_to_join", KIND, partnership.id, after=after)
    return change


@transactional
def accept_request(actor: Actor, change_id: int) -> PartyChange:
    """One of the parties accepts who asks to join; it then prepares as one that was invited."""
    change = change_for(actor, change_id, Action.PARTNERSHIP_EDIT)
    partnership = change.partnership
    own = member_of(actor, partnership)
    expect(change.kind == JOIN and change.status == ASKED)
    choice = PartyChoice(change.village_code, change.organisation_id)
    _refuse_joining(partnership, (choice,))
    party, change.values = _as_candidate(partnership, choice, change.values)
    db.session.flush()
    change.party_id, change.status, change.opened_by_party_id = party.id, OPEN, own.id
    note(actor, partnership, "party.accepted", party)
    return change


@transactional
def refuse_request(actor: Actor, change_id: int, reason: str) -> PartyChange:
    """One of the parties refuses who asks to join, with a reason."""
    change = change_for(actor, change_id, Action.PARTNERSHIP_EDIT)
    own = member_of(actor, change.partnership)
    expect(change.kind == JOIN and change.status == ASKED)
    settle(change, REFUSED, own.id, reason)
    after = {"parties": choice_name(PartyChoice(change.village_code, change.organisation_id))}
    events.record(actor, "party.refused", KIND, change.partnership_id, after=after, reason=reason)
    return change


@transactional
def ask_to_leave(actor: Actor, partnership_id: int, values: Mapping[str, Any]) -> PartyChange:
    """A party asks to leave, with its own decision's minutes and what becomes of its contributions and duties.

    `values` are those of `party_forms.LeaveForm`. It is gone when a change of the agreement says so.
    """
    partnership = partnership_for(actor, partnership_id, Action.PARTNERSHIP_WORK)
    own = bound_party_of(actor, partnership)
    if own.state not in (rules.MEMBER, rules.SUSPENDED):
        raise NotAllowed(_("Hanya pihak yang sedang ikut yang dapat keluar."))
    refuse(reasons_to_stay(partnership, own))
    change = new_change(partnership, LEAVE, OPEN, own.id, own.id, values)
    db.session.flush()
    note(actor, partnership, "party.leave_asked", own, **told(values))
    return change


def reasons_to_stay(partnership: Partnership, party: Party) -> list[Text]:
    """Why a party cannot ask to leave: it has already, or too few or others than the agreement's form asks remain."""
    leaving = [c.party_id for c in partnership.changes if c.kind == LEAVE and view_of_change(c).is_live]
    if party.id in leaving:
        return [say("Permintaan keluar ini sudah tercatat.")]
    case = case_of(partnership)
    view = next(item for item in case.parties if item.id == party.id)
    return membership_rules.leave_faults(case, view, [number for number in leaving if number])


@transactional
def put_into_change(actor: Actor, change_id: int) -> PartyChange:
    """Let the change of the agreement that is being written carry somebody who is ready to come or go."""
    change = change_for(actor, change_id, Action.PARTNERSHIP_EDIT)
    partnership = change.partnership
    member_of(actor, partnership)
    if partnership.status != WRITING:
        raise NotAllowed(_("Tidak ada perubahan perjanjian yang sedang ditulis."))
    case, view = case_of(partnership), view_of_change(change)
    refuse([item.sentence for item in membership_rules.unprepared(view, case)])
    expect(membership_rules.is_ready(view, case))
    carry(actor, partnership, change)
    return change


@transactional
def withdraw(actor: Actor, change_id: int, reason: str) -> PartyChange:
    """Give a coming, resting or going up before it is frozen: whoever asked for it, and who was invited."""
    change = change_for(actor, change_id, Action.PARTNERSHIP_VIEW)
    partnership = change.partnership
    if not may_withdraw(actor, partnership, change):
        raise NotAllowed(_("Yang menarik ini adalah pihak yang memintanya."))
    if change.status == CARRIED:
        if partnership.status != WRITING:
            raise NotAllowed(_("Naskah perubahannya sudah dibekukan. Hentikan dulu perubahan perjanjiannya."))
        uncarry(actor, partnership, change)
    own = partnership.party_of(actor.office)
    after = {"change": change.kind, "parties": choice_name(PartyChoice(change.village_code, change.organisation_id))}
    if change.party_id is not None:
        party = party_of(partnership, change)
        if change.kind == JOIN:
            party.role = change.values.get("was_role") or party.role
            party.state = rules.MEMBER if party.role == rules.OBSERVER else rules.DECLINED
        note(actor, partnership, "party.withdrawn", party, reason=reason, change=change.kind)
    else:
        events.record(actor, "party.withdrawn", KIND, partnership.id, after=after, reason=reason)
    settle(change, WITHDRAWN, own.id if own else None, reason)
    return change


def may_withdraw(actor: Actor, partnership: Partnership, change: PartyChange) -> bool:
    """Whether this person speaks for who asked for a change, or for who was invited; while it is not settled."""
    if not view_of_change(change).is_live or not permissions.may_at_all(actor, Action.PARTNERSHIP_CREATE):
        return False
    choice, own = own_party(actor), partnership.party_of(actor.office)
    if change.party_id is None:
        return choice is not None and _is_about(change, choice)
    asked_by = {change.opened_by_party_id, *((change.party_id,) if change.kind == JOIN else ())}
    return own is not None and own.id in asked_by


def _candidate(partnership: Partnership, choice: PartyChoice, opened_by: int) -> PartyChange:
    party, values = _as_candidate(partnership, choice, {})
    db.session.flush()
    return new_change(partnership, JOIN, OPEN, party.id, opened_by, values)


def _as_candidate(
    partnership: Partnership, choice: PartyChoice, values: Mapping[str, Any]
) -> tuple[Party, dict[str, Any]]:
    """The party that is to join, new or come back; and the values that say what it was before."""
    party = row_of(partnership, choice)
    was = party.role if party is not None and party.state == rules.MEMBER else None
    if party is None:
        party = new_party(partnership, choice, rules.RECEIVER)
    party.role, party.state = rules.RECEIVER, rules.CANDIDATE
    return party, {**values, **({"was_role": was} if was else {})}


def _not_yet_in(partnership: Partnership, choices: tuple[PartyChoice, ...]) -> tuple[PartyChoice, ...]:
    """Those who are no party yet: observers and former parties may come in, others are there already."""
    rows = {choice: row_of(partnership, choice) for choice in choices}
    found = tuple(
        choice
        for choice, party in rows.items()
        if party is None or party.state in rules.GONE or (party.role == rules.OBSERVER and party.state == rules.MEMBER)
    )
    if not found:
        raise Invalid({"partner": _("Semua yang ditulis sudah tercantum.")})
    return found


def _refuse_joining(partnership: Partnership, coming: tuple[PartyChoice, ...]) -> None:
    if is_over(partnership):
        raise NotAllowed(_("Kerja sama ini sudah selesai; catatannya tidak berubah lagi."))
    case = case_of(partnership)
    codes = [choice.village_code for choice in coming if choice.village_code]
    faults = membership_rules.join_faults(case, codes, len(coming) - len(codes), len(case.candidates))
    if faults:
        raise Invalid({"partner": " ".join(str(fault) for fault in faults)})


def _is_about(change: PartyChange, choice: PartyChoice) -> bool:
    return PartyChoice(change.village_code, change.organisation_id) == choice
