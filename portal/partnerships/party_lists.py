"""The verbs on the list of parties: who is asked and who observes, before and beside the lawful path."""

from __future__ import annotations

from datetime import date

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import select

from .. import clock, permissions
from ..db import db, transactional
from ..errors import Invalid, NotAllowed, NotFound
from ..permissions import Action, Actor
from ..villages import queries as villages
from . import membership_rules, rules
from .cases import case_of, is_over, organisation_names, type_of
from .membership_rules import BEFORE_OFFER
from .models import GateRecord, Partnership, Party
from .party_changes import note
from .rules import Case
from .service import PartyChoice, check_parties, partnership_for


@transactional
def add_receivers(actor: Actor, partnership_id: int, choices: tuple[PartyChoice, ...]) -> list[Party]:
    """Add villages or organisations that the offer goes to; the initiator's, until the letter is sent."""
    partnership = _own_before_offer(actor, partnership_id)
    coming = _not_listed(partnership, choices)
    kind = type_of(partnership)
    check_with(partnership, coming, kind.parties[1] if kind else None)
    parties = [_put_in(partnership, choice, rules.RECEIVER) for choice in coming]
    db.session.flush()
    note(actor, partnership, "party.added", *parties)
    return parties


@transactional
def add_observers(actor: Actor, partnership_id: int, choices: tuple[PartyChoice, ...]) -> list[Party]:
    """Add who reads along, and neither signs nor votes; any party's, at any time."""
    partnership = partnership_for(actor, partnership_id, Action.PARTNERSHIP_EDIT)
    if is_over(partnership):
        raise NotAllowed(_("Kerja sama ini sudah selesai; catatannya tidak berubah lagi."))
    coming = _not_listed(partnership, choices)
    check_with(partnership, coming)
    parties = [_put_in(partnership, choice, rules.OBSERVER) for choice in coming]
    db.session.flush()
    note(actor, partnership, "party.observer_added", *parties)
    return parties


@transactional
def take_away(actor: Actor, partnership_id: int, party_id: int) -> None:
    """Take a receiver or observer off the list before the offer is sent: nobody but the initiator knows of it yet."""
    partnership = _own_before_offer(actor, partnership_id)
    party = _listed(partnership, party_id)
    if party.role == rules.INITIATOR:
        raise NotAllowed(_("Pengusul tidak dapat dihapus dari kerja samanya sendiri."))
    if db.session.scalar(select(GateRecord.id).where(GateRecord.party_id == party.id).limit(1)) is not None:
        raise NotAllowed(_("Pihak ini sudah mempunyai catatan."))
    note(actor, partnership, "party.removed", party)
    partnership.parties.remove(party)
    db.session.delete(party)


@transactional
def end_observation(actor: Actor, partnership_id: int, party_id: int, reason: str) -> Party:
    """An observer leaves, or one of the parties ends its observing, with a reason."""
    partnership = partnership_for(actor, partnership_id)
    party = _listed(partnership, party_id)
    if party.role != rules.OBSERVER or party.state != rules.MEMBER:
        raise NotFound()
    if not may_end_observation(actor, partnership, party):
        raise NotAllowed()
    if not reason.strip():
        raise Invalid({"reason": _("Tulis alasannya.")})
    party.state, party.left_on = rules.LEFT, clock.today()
    note(actor, partnership, "party.observer_left", party, reason=reason.strip(), left_on=party.left_on)
    return party


def may_end_observation(actor: Actor, partnership: Partnership, party: Party) -> bool:
    """Whether this person speaks for the observer itself, or for one of the parties."""
    if actor.office is not None and party.is_spoken_for_by(actor.office):
        return permissions.may(actor, Action.PARTNERSHIP_ANSWER, partnership)
    return permissions.may(actor, Action.PARTNERSHIP_EDIT, partnership)


@transactional
def go_on_without(actor: Actor, partnership_id: int, party_ids: list[int], reason: str) -> list[Party]:
    """The initiator goes on without receivers that said no, or whose day for the answer has passed.

    Enough must remain for the type of partnership; else the path's own step ends it.
    """
    partnership = partnership_for(actor, partnership_id, Action.PARTNERSHIP_SIGN)
    own = partnership.party_of(actor.office)
    if own is None or own.role != rules.INITIATOR:
        raise NotAllowed(_("Yang melanjutkan adalah pihak pengusul."))
    case = case_of(partnership)
    gone = [party for party in membership_rules.dropouts(case, is_overdue(case)) if party.id in party_ids]
    if not gone:
        raise Invalid({"parties": _("Pilih pihak yang menolak atau tidak menjawab.")})
    if not membership_rules.enough_without(case, gone):
        raise NotAllowed(_("Tanpa mereka pihaknya terlalu sedikit; kerja sama ini tidak dapat dilanjutkan."))
    parties = [party for party in partnership.parties if party.id in {item.id for item in gone}]
    for party in parties:
        party.state = rules.DECLINED
    note(actor, partnership, "party.declined", *parties, reason=reason.strip())
    return parties


def is_overdue(case: Case) -> bool:
    """Whether the day by which an answer to the offer was asked for has passed; a setting, not law."""
    offered_on = case.value("offer", "held_on")
    days = current_app.extensions["portal.settings"].offer_answer_days
    return bool(offered_on) and rules.answer_due(date.fromisoformat(str(offered_on)), days) < case.today


def check_with(partnership: Partnership, coming: tuple[PartyChoice, ...], most: int | None = None) -> None:
    """Raise `Invalid` unless those who come exist and go together with the parties there are."""
    coming_only = set(coming)
    bound = [choice for choice in map(_choice_of, partnership.bound) if choice not in coming_only]
    check_parties((*bound, *coming), most)


def row_of(partnership: Partnership, choice: PartyChoice) -> Party | None:
    """The row of a village or organisation in this partnership, whatever its state."""
    return next((party for party in partnership.parties if _choice_of(party) == choice), None)


def new_party(partnership: Partnership, choice: PartyChoice, role: str) -> Party:
    """Put a village or organisation at the end of the list."""
    last = max((party.position for party in partnership.parties), default=-1)
    party = Party(
        village_code=choice.village_code, organisation_id=choice.organisation_id, role=role, position=last + 1
    )
    party.state = rules.MEMBER
    partnership.parties.append(party)
    return party


def choice_name(choice: PartyChoice) -> str:
    """The name of a village or organisation that is perhaps no party yet."""
    if choice.village_code:
        place = villages.place_names([choice.village_code]).get(choice.village_code)
        return place.name if place else choice.village_code
    return organisation_names([choice.organisation_id or 0]).get(choice.organisation_id or 0, "–")


def _choice_of(party: Party) -> PartyChoice:
    return PartyChoice(party.village_code, party.organisation_id)


def _own_before_offer(actor: Actor, partnership_id: int) -> Partnership:
    partnership = partnership_for(actor, partnership_id, Action.PARTNERSHIP_EDIT)
    own = partnership.party_of(actor.office)
    if own is None or own.role != rules.INITIATOR:
        raise NotAllowed(_("Yang menyusun daftar pihak adalah pengusul."))
    if partnership.status not in BEFORE_OFFER:
        raise NotAllowed(_("Tawaran sudah dikirim; daftar pihak tidak berubah lagi dengan cara ini."))
    return partnership


def _listed(partnership: Partnership, party_id: int) -> Party:
    party = next((item for item in partnership.parties if item.id == party_id), None)
    if party is None:
        raise NotFound()
    return party


def _not_listed(partnership: Partnership, choices: tuple[PartyChoice, ...]) -> tuple[PartyChoice, ...]:
    rows = {choice: row_of(partnership, choice) for choice in choices}
    coming = tuple(choice for choice, party in rows.items() if party is None or party.state in rules.GONE)
    if not coming:
        raise Invalid({"partner": _("Semua yang ditulis sudah tercantum.")})
    return coming


def _put_in(partnership: Partnership, choice: PartyChoice, role: str) -> Party:
    """A new party, or one that left and comes back in this role."""
    party = row_of(partnership, choice) or new_party(partnership, choice, role)
    party.role, party.state, party.left_on = role, rules.MEMBER, None
    return party
