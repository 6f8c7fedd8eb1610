"""Signing in and out, and the sign-ins of a person. Hashing is slow and stays outside the transactions."""

from __future__ import annotations

import hashlib
import hmac
import logging
import secrets
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select, update

from .. import clock, events
from ..db import db, transactional
from ..errors import Invalid, NotAllowed, NotFound
from ..permissions import SYSTEM, Actor
from . import queries, rules, second_step, throttle
from .models import EMAIL_MAX, LoginSession, Person
from .passwords import keeper

logger = logging.getLogger("portal.security")


@dataclass(frozen=True)
class Visit:
    """Where a sign-in comes from. `known_device` names a device on which `known_person` signed in before."""

    address: str
    user_agent: str = ""
    known_person: int | None = None
    known_device: str = ""

    @property
    def network(self) -> str:
        """The address that is counted."""
        return rules.network_of(self.address)


@dataclass(frozen=True)
class Admitted:
    """Somebody whose password was right. `proof` changes with the password; it ends a half-done sign-in."""

    person_id: int
    needs_code: bool
    proof: str


def check_password(username: str, password: str, visit: Visit) -> Admitted:
    """Whose account this is; `username` may also be its e-mail.

    Raises `Invalid` with the same sentence, after the same time, for an unknown account, a
    wrong password and a disabled account; `TooManyAttempts` when guessing is slowed down.
    """
    name = username.strip().lower()[:EMAIL_MAX]
    person = queries.person_by_name(name)
    found = (person.id, person.password_hash, person.is_active) if person else None
    counter = _counter(name, person, visit)
    _take_turn(counter, visit, person)
    right = keeper.matches(found[1] if found else None, password)
    if not (right and found and found[2]):
        logger.warning("sign-in failed: network=%s person=%s", visit.network, found[0] if found else "-")
        raise Invalid({"password": _("Nama pengguna atau kata sandi salah.")})
    if keeper.is_outdated(found[1]):
        new_hash = keeper.hash(password)
        with throttle.before_the_form():
            _upgrade_hash(found[0], found[1], new_hash)
    _settle(counter, visit)
    return admitted(found[0])


def check_code(person_id: int, code: str, visit: Visit) -> None:
    """Check the second step of a sign-in and use the code up; raises as `check_password` does."""
    _take_turn(("code", str(person_id)), visit, db.session.get(Person, person_id))
    second_step.use_code(person_id, code)
    _settle(("code", str(person_id)), visit)


def admitted(person_id: int) -> Admitted:
    """What a half-done sign-in of this person rests on now."""
    person = db.session.get(Person, person_id)
    if person is None or not person.is_active:
        raise NotFound()
    return Admitted(person.id, person.has_second_step, password_proof(person))


def password_proof(person: Person) -> str:
    """A digest that changes whenever the password does."""
    return hashlib.sha256(person.password_hash.encode()).hexdigest()[:16]


@transactional
def begin_session(person_id: int, visit: Visit, office_id: int | None = None) -> str:
    """Start a sign-in and return its token, which is kept only as a hash.

    Without `office_id` the person acts as the office of their last sign-in, when it is still theirs.
    """
    now = clock.now()
    person = db.session.get(Person, person_id)
    if person is None or not person.is_active:
        raise NotFound()
    _close_expired(person_id, now)
    latest = select(LoginSession.office_id).where(LoginSession.person_id == person_id)
    last_office = db.session.scalars(latest.order_by(LoginSession.id.desc()).limit(1)).first()
    actor = queries.actor_for_person(person_id, office_id or last_office)
    token = new_token()
    db.session.add(
        LoginSession(
            token_hash=token_hash(token),
            person_id=person_id,
            office_id=actor.office.id if actor.office else None,
            created_at=now,
            expires_at=now + rules.ABSOLUTE_LIMIT,
            confirmed_at=now,
            device=rules.device_name(visit.user_agent),
            address=visit.network[:64],
        )
    )
    logger.info("sign-in: person=%s network=%s", person_id, visit.network)
    return token


@transactional
def end_session(actor: Actor, session_id: int) -> None:
    """End one of the person's own sign-ins; its cookie is dead from now on, wherever it is."""
    row = db.session.get(LoginSession, session_id)
    if row is None or row.person_id != actor.person_id:
        raise NotFound()
    row.ended_at = row.ended_at or clock.now()


@transactional
def end_all_sessions(person_id: int, but: int | None = None) -> int:
    """End every sign-in of a person, except `but`; returns how many. Called by verbs that record why."""
    statement = update(LoginSession).where(LoginSession.person_id == person_id, LoginSession.ended_at.is_(None))
    if but is not None:
        statement = statement.where(LoginSession.id != but)
    return int(db.session.execute(statement.values(ended_at=clock.now())).rowcount)  # type: ignore[attr-defined]


@transactional
def leave_everywhere(actor: Actor) -> None:
    """End all sign-ins of the person, this one too."""
    assert actor.person_id is not None
    end_all_sessions(actor.person_id)
    events.record(actor, "person.left_everywhere", "person", actor.person_id)


@transactional
def act_as(actor: Actor, session_id: int, office_id: int) -> str:
    """Act as another of one's offices in this sign-in; returns its new token."""
    if office_id not in {office.id for office in actor.offices}:
        raise NotAllowed(_("Jabatan ini bukan, atau bukan lagi, jabatan Anda."))
    row = _own_session(actor, session_id)
    row.office_id = office_id
    return _renew(row)


def confirm_password(actor: Actor, session_id: int, password: str, visit: Visit) -> str:
    """Confirm that it is still the person themselves, for the next ten minutes; returns the new token."""
    check_own_password(actor, session_id, password, visit)
    return _note_confirmed(actor, session_id)


def check_own_password(actor: Actor, session_id: int, password: str, visit: Visit, field: str = "password") -> None:
    """Raise `Invalid` at `field` unless this is the password of the person who acts.

    Guesses are counted for this sign-in alone, so that strangers cannot use up its turns.
    """
    person = db.session.get(Person, actor.person_id)
    if person is None:
        raise NotFound()
    stored = person.password_hash
    counter = ("device", f"session {session_id}")
    _take_turn(counter, visit, person)
    if not keeper.matches(stored, password):
        logger.warning("password confirmation failed: person=%s network=%s", actor.person_id, visit.network)
        raise Invalid({field: _("Kata sandi salah.")})
    _settle(counter, visit)


@transactional
def renew_session(actor: Actor, session_id: int) -> str:
    """Give one's own sign-in a new token; the old one is dead."""
    return _renew(_own_session(actor, session_id))


def new_token() -> str:
    """A random token of 256 bits, fit for a cookie or an address."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two secrets are equal, in constant time."""
    return hmac.compare_digest(one.encode(), other.encode())


@transactional
def _note_confirmed(actor: Actor, session_id: int) -> str:
    row = _own_session(actor, session_id)
    row.confirmed_at = clock.now()
    return _renew(row)


@transactional
def _upgrade_hash(person_id: int, old: str, new: str) -> None:
    """Keep a hash made with today's settings, unless the password was changed meanwhile."""
    statement = update(Person).where(Person.id == person_id, Person.password_hash == old)
    db.session.execute(statement.values(password_hash=new))


def _counter(name: str, person: Person | None, visit: Visit) -> tuple[str, str]:
    """Which counter a check falls on: a device the person used before has one of its own.

    So that strangers who guess cannot keep the owner out.
    """
    if person is not None and visit.known_device and visit.known_person == person.id:
        return ("device", visit.known_device)
    return ("account", f"person {person.id}" if person else f"name {name}")


def _take_turn(counter: tuple[str, str], visit: Visit, person: Person | None) -> None:
    person_id = person.id if person else None
    with throttle.before_the_form():
        used_up = throttle.take_turn(counter, ("address", visit.network))
        if person_id is not None and counter[0] in used_up:
            _record_lockout(person_id, counter[0])


@transactional
def _record_lockout(person_id: int, kind: str) -> None:
    events.record(SYSTEM, "person.sign_in_slowed", "person", person_id, after={"counter": kind})


def _settle(counter: tuple[str, str], visit: Visit) -> None:
    with throttle.before_the_form():
        throttle.settle(counter, visit.network)


def _own_session(actor: Actor, session_id: int) -> LoginSession:
    row = db.session.get(LoginSession, session_id, with_for_update=True)
    if row is None or row.person_id != actor.person_id or row.ended_at is not None:
        raise NotFound()
    return row


def _renew(row: LoginSession) -> str:
    token = new_token()
    row.token_hash = token_hash(token)
    return token


def _close_expired(person_id: int, now: datetime) -> None:
    """Write down that old sign-ins are over, so that a clock that goes back revives none."""
    statement = update(LoginSession).where(
        LoginSession.person_id == person_id, LoginSession.ended_at.is_(None), LoginSession.expires_at <= now
    )
    db.session.execute(statement.values(ended_at=now))
