"""The verbs of accounts: made, corrected, disabled. What a person may do is in their offices (`service`)."""

from __future__ import annotations

import re

from flask_babel import gettext as _
from sqlalchemy import or_, select, update

from .. import clock, events
from ..db import db, transactional
from ..errors import Invalid, NotAllowed, NotFound
from ..permissions import Action, Actor, require
from . import login, rules
from .models import EMAIL_MAX, NAME_MAX, PHONE_MAX, Invitation, Person
from .passwords import is_common, keeper

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")


def create_person(
    actor: Actor, *, name: str, username: str, password: str, email: str | None = None, phone: str = ""
) -> Person:
    """Make an account that holds no office yet.

    Raises `Invalid` for a name, username, e-mail or password that will not do. The password
    is hashed (about 0.1 s) before the transaction, unless the caller already has one open.
    """
    check_password_choice(password, username, name)
    return create_person_hashed(
        actor, name=name, username=username, password_hash=keeper.hash(password), email=email, phone=phone
    )


@transactional
def create_person_hashed(
    actor: Actor, *, name: str, username: str, password_hash: str, email: str | None = None, phone: str = ""
) -> Person:
    """`create_person` for a password that is hashed and checked already. The caller decides who may."""
    name, username, email = " ".join(name.split()), username.strip().lower(), (email or "").strip().lower() or None
    _check_identity(name, username, email, phone)
    person = Person(
        name=name,
        username=username,
        email=email,
        phone=phone.strip(),
        password_hash=password_hash,
        created_at=clock.now(),
    )
    db.session.add(person)
    db.session.flush()
    events.record(actor, "person.created", "person", person.id, after={"person": person.id})
    return person


def check_password_choice(password: str, *own_words: str, field: str = "password") -> None:
    """Raise `Invalid` at `field` for a password that is too short, too long or easy to guess."""
    if not rules.PASSWORD_MIN <= len(password) <= rules.PASSWORD_MAX:
        raise Invalid({field: _("Kata sandi harus 8 sampai 128 huruf, angka atau tanda.")})
    if is_common(password, *own_words, *(word for text in own_words for word in text.split())):
        raise Invalid({field: _("Kata sandi ini mudah ditebak. Rangkai beberapa kata yang hanya Anda tahu.")})


def change_password(actor: Actor, session_id: int, old_password: str, new_password: str, visit: login.Visit) -> str:
    """Change one's own password: every other sign-in ends. Returns the new token of this one.

    Raises `Invalid` at `old_password` or `new_password`.
    """
    login.check_own_password(actor, session_id, old_password, visit, field="old_password")
    person = person_by_id(actor.person_id)
    check_password_choice(new_password, person.username, person.name, field="new_password")
    return _keep_new_password(actor, session_id, keeper.hash(new_password))


@transactional
def _keep_new_password(actor: Actor, session_id: int, password_hash: str) -> str:
    person = person_by_id(actor.person_id)
    set_password(actor, person, password_hash, but=session_id)
    return login.renew_session(actor, session_id)


@transactional
def set_password(actor: Actor, person: Person, password_hash: str, but: int | None = None) -> None:
    """Put a new password in place and end the sign-ins made with the old one. The caller decides who may."""
    person.password_hash = password_hash
    login.end_all_sessions(person.id, but=but)
    close_reset_links(person.id)
    events.record(actor, "person.password_changed", "person", person.id)


@transactional
def close_reset_links(person_id: int) -> None:
    """Withdraw the reset links of a person that are still open."""
    still_open = (Invitation.used_at.is_(None), Invitation.withdrawn_at.is_(None))
    statement = update(Invitation).where(Invitation.kind == "reset", Invitation.person_id == person_id, *still_open)
    db.session.execute(statement.values(withdrawn_at=clock.now()))


@transactional
def correct_own_details(actor: Actor, version: int | None, *, name: str, email: str | None, phone: str) -> Person:
    """Correct what is kept about oneself (UU PDP 27/2022). Raises `Conflict` when it changed meanwhile."""
    person = person_by_id(actor.person_id)
    person.expect(version)
    name, email = " ".join(name.split()), (email or "").strip().lower() or None
    _check_identity(name, person.username, email, phone, own_id=person.id)
    changed = [
        field
        for field, value in (("name", name), ("email", email), ("phone", phone.strip()))
        if getattr(person, field) != value
    ]
    person.name, person.email, person.phone = name, email, phone.strip()
    events.record(actor, "person.corrected", "person", person.id, after={"fields": changed})
    return person


@transactional
def set_active(actor: Actor, person_id: int, active: bool, reason: str = "") -> Person:
    """Disable an account, with every sign-in of it, or enable it again. Offices and their terms stay."""
    require(actor, Action.ADMIN_ALL, None)
    person = person_by_id(person_id)
    if person.id == actor.person_id:
        raise NotAllowed(_("Akun sendiri tidak dapat dinonaktifkan. Minta administrator lain."))
    if person.is_active != active:
        person.is_active = active
        kind = "person.enabled" if active else "person.disabled"
        events.record(actor, kind, "person", person.id, reason=reason)
    if not active:
        login.end_all_sessions(person.id)
    return person


@transactional
def end_sessions_of(actor: Actor, person_id: int) -> None:
    """Sign somebody out everywhere."""
    require(actor, Action.ADMIN_ALL, None)
    login.end_all_sessions(person_by_id(person_id).id)
    events.record(actor, "person.signed_out", "person", person_id)


@transactional
def remove_second_step(actor: Actor, person_id: int) -> None:
    """Let somebody who lost phone and recovery codes in with the password alone."""
    require(actor, Action.ADMIN_ALL, None)
    person = person_by_id(person_id)
    person.totp_secret, person.totp_counter, person.recovery_codes = None, 0, []
    events.record(actor, "person.second_step_removed", "person", person_id)


def _check_identity(name: str, username: str, email: str | None, phone: str, own_id: int | None = None) -> None:
    errors = {}
    if not 2 <= len(name) <= NAME_MAX:
        errors["name"] = _("Tulis nama lengkap, 2 sampai 120 huruf.")
    if not rules.USERNAME.fullmatch(username):
        errors["username"] = _("Pakai 3 sampai 40 huruf kecil, angka, titik atau garis, misalnya siti.ngebel.")
    if email and (len(email) > EMAIL_MAX or not _EMAIL.fullmatch(email)):
        errors["email"] = _("Alamat surel ini tidak benar.")
    if len(phone.strip()) > PHONE_MAX:
        errors["phone"] = _("Nomor telepon terlalu panjang.")
    errors |= _taken(username, email, own_id) if not errors else {}
    if errors:
        raise Invalid(errors)


def _taken(username: str, email: str | None, own_id: int | None) -> dict[str, str]:
    same = Person.username == username
    rows = db.session.scalars(select(Person).where(or_(same, Person.email == email) if email else same))
    errors = {}
    for person in rows:
        if person.id == own_id:
            continue
        if person.username == username:
            errors["username"] = _("Nama pengguna ini sudah dipakai. Pilih yang lain.")
        else:
            errors["email"] = _("Surel ini sudah dipakai akun lain.")
    return errors


def person_by_id(person_id: int | None) -> Person:
    """The account of that number; raises `NotFound`."""
    person = db.session.get(Person, person_id) if person_id is not None else None
    if person is None:
        raise NotFound()
    return person
