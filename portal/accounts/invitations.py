"""One-time links: an invitation gives a seat, a reset lets somebody choose a new password.

A link can be sent over WhatsApp. Only its digest is kept, it works once and not for
long, and it is dead when whoever made it may no longer give what it gives.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from .. import clock, events
from ..db import db, transactional
from ..errors import Invalid, NotAllowed, NotFound
from ..permissions import SYSTEM, Action, Actor, HeldOffice, OfficeKind, Relation, may, require
from . import login, people, queries, rules, service, throttle
from .models import Invitation, Office, Person
from .passwords import keeper


class OwnLinks:
    """The links that one makes oneself: whoever may make any stands to these."""

    def standing(self, office: HeldOffice | None) -> frozenset[Relation]:
        """Everybody's own are their own."""
        return frozenset({Relation.OWN, Relation.WITHIN}) if office else frozenset()


@dataclass(frozen=True)
class Account:
    """A person as something that may be reset: within reach only when all their offices are."""

    offices: tuple[HeldOffice, ...]

    def standing(self, office: HeldOffice | None) -> frozenset[Relation]:
        """The relations that hold for each of the person's offices of today."""
        if office is None or not self.offices:
            return frozenset()
        if any(held.kind not in rules.invitable_kinds(office.kind) for held in self.offices):
            return frozenset()
        return frozenset.intersection(*(rules.standing_to(held, office) for held in self.offices))


def account_of(person_id: int) -> Account:
    """A person's account, for a permission to be asked about it."""
    return Account(queries.offices_of(person_id))


@transactional
def invite(
    actor: Actor,
    kind: OfficeKind,
    scope_codes: Iterable[str],
    organisation_id: int | None = None,
    partnership_id: int | None = None,
    label: str = "",
) -> tuple[Invitation, str]:
    """Make a link that gives a seat, and the seat if it is not there; returns the link's row and its token.

    `label` names the seat only when it is new.
    """
    codes = tuple(scope_codes)
    service.check_areas(codes)
    office = service.ensure_office(kind, codes, organisation_id, partnership_id)
    if label and office.label == office.kind:
        office.label = label
    return invite_to(actor, office.id)


@transactional
def invite_to(actor: Actor, office_id: int) -> tuple[Invitation, str]:
    """Make a link that gives an existing seat; returns the link's row and its token, shown only once."""
    office = db.session.get(Office, office_id)
    if office is None:
        raise NotFound()
    service.require_giving(actor, office)
    row, token = _new_link(actor, "invite", office_id=office.id)
    events.record(
        actor,
        "invitation.created",
        "invitation",
        row.id,
        after={"office": office.label},
        village_code=office.held.village_code,
    )
    return row, token


@transactional
def reset(actor: Actor, person_id: int) -> tuple[Invitation, str]:
    """Make a link by which somebody within reach chooses a new password; older such links die."""
    require(actor, Action.OFFICE_INVITE, account_of(person_id), view=Action.OFFICE_INVITE)
    row, token = _reset_link(actor, people.person_by_id(person_id))
    return row, token


@transactional
def reset_by_mail(email: str) -> tuple[str, str] | None:
    """A reset link for the account of an e-mail address, as (address, token); None when there is none."""
    address = email.strip().lower()
    person = db.session.scalars(select(Person).where(Person.email == address, Person.is_active)).first()
    if person is None:
        return None
    row, token = _reset_link(SYSTEM, person)
    return address, token


@transactional
def withdraw(actor: Actor, invitation_id: int) -> Invitation:
    """Make a link useless. Whoever made it may, and whoever may make the same."""
    row = db.session.get(Invitation, invitation_id, with_for_update=True)
    if row is None or not (row.created_by_id == actor.person_id or _may_make(actor, row)):
        raise NotFound()
    if not row.is_open(clock.now()):
        raise NotAllowed(_("Tautan ini sudah tidak berlaku."))
    row.withdrawn_at = clock.now()
    events.record(actor, "invitation.withdrawn", "invitation", row.id)
    return row


def find(token: str) -> Invitation:
    """The living link of a token; raises `NotFound` for one that is used up, withdrawn, too old or made up."""
    row = db.session.scalars(select(Invitation).where(Invitation.token_hash == login.token_hash(token))).first()
    if row is None or not row.is_open(clock.now()) or not _maker_still_may(row):
        raise NotFound()
    return row


def accept_as_new(token: str, *, name: str, username: str, password: str, phone: str = "") -> Person:
    """Make an account and take the seat. Never joins an account that exists: that one signs in first."""
    find(token)
    people.check_password_choice(password, username, name)
    return _accept_as_new(token, name, username, keeper.hash(password), phone)


@transactional
def _accept_as_new(token: str, name: str, username: str, password_hash: str, phone: str) -> Person:
    row = _take(token, "invite")
    newcomer = Actor(name=name)
    person = people.create_person_hashed(
        newcomer, name=name, username=username, password_hash=password_hash, phone=phone
    )
    _seat(Actor(person_id=person.id, name=person.name), row, person)
    return person


@transactional
def accept(actor: Actor, token: str) -> Office:
    """Add the link's seat to the account of the person who is signed in."""
    row = _take(token, "invite")
    _seat(actor, row, people.person_by_id(actor.person_id))
    assert row.office is not None
    return row.office


def choose_password(token: str, password: str) -> None:
    """Use a reset link: the new password stands, every sign-in ends, and counted guesses are forgotten."""
    person = find(token).person
    if person is None:
        raise NotFound()
    people.check_password_choice(password, person.username, person.name)
    _choose_password(token, keeper.hash(password))


@transactional
def _choose_password(token: str, password_hash: str) -> None:
    row = _take(token, "reset")
    assert row.person is not None
    people.set_password(Actor(person_id=row.person.id, name=row.person.name), row.person, password_hash)
    throttle.forgive(("account", f"person {row.person.id}"))


def _reset_link(actor: Actor, person: Person) -> tuple[Invitation, str]:
    if not person.is_active:
        raise Invalid({"person": _("Akun ini sedang dinonaktifkan.")})
    people.close_reset_links(person.id)
    row, token = _new_link(actor, "reset", person_id=person.id)
    events.record(actor, "invitation.reset_created", "invitation", row.id, after={"person": person.id})
    return row, token


def _new_link(
    actor: Actor, kind: str, office_id: int | None = None, person_id: int | None = None
) -> tuple[Invitation, str]:
    now, token = clock.now(), login.new_token()
    row = Invitation(
        token_hash=login.token_hash(token),
        kind=kind,
        office_id=office_id,
        person_id=person_id,
        created_by_id=actor.person_id,
        created_at=now,
        expires_at=now + (rules.INVITATION_LASTS if kind == "invite" else rules.RESET_LASTS),
    )
    db.session.add(row)
    db.session.flush()
    return row, token


def _take(token: str, kind: str) -> Invitation:
    """Use a link up. Its row is locked, so that of two people at once one wins."""
    statement = select(Invitation).where(Invitation.token_hash == login.token_hash(token), Invitation.kind == kind)
    row = db.session.scalars(statement.with_for_update()).first()
    if row is None or not row.is_open(clock.now()) or not _maker_still_may(row):
        raise NotFound()
    row.used_at = clock.now()
    return row


def _seat(actor: Actor, row: Invitation, person: Person) -> None:
    if row.office is None:
        raise NotFound()
    service.open_term(actor, row.office, person, clock.today(row.office.codes[0] if row.office.codes else None))
    row.person_id = person.id
    events.record(actor, "invitation.accepted", "invitation", row.id, village_code=row.office.held.village_code)


def _maker_still_may(row: Invitation) -> bool:
    """Whether the person behind a link could make it today; links of the portal itself always stand."""
    if row.created_by_id is None:
        return True
    maker = db.session.get(Person, row.created_by_id)
    if maker is None or not maker.is_active:
        return False
    offices = queries.offices_of(maker.id)
    return any(_may_make(Actor(maker.id, maker.name, office, offices), row) for office in offices)


def _may_make(actor: Actor, row: Invitation) -> bool:
    if row.kind == "invite":
        return row.office is not None and service.may_give(actor, row.office)
    return row.person_id is not None and may(actor, Action.OFFICE_INVITE, account_of(row.person_id))
