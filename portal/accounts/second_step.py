"""The optional second step of signing in: time-based codes, and recovery codes for a lost phone."""

from __future__ import annotations

import hashlib
import secrets

import pyotp
from flask_babel import gettext as _
from markupsafe import Markup

from .. import clock, events
from ..db import db, transactional
from ..errors import Invalid, NotFound
from ..permissions import Actor
from .models import Person

STEP = 30
TOLERANCE = 1  # steps before and after, for clocks that differ
RECOVERY_CODES = 10
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def new_secret() -> str:
    """A fresh secret to put into an authenticator app."""
    return pyotp.random_base32()


def address(secret: str, username: str, site_name: str) -> str:
    """The otpauth address of a secret, for an app on the same phone."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=site_name)


def picture(otpauth: str) -> Markup:
    """The address as a QR code: SVG to stand in a page, black on white in the dark too, or no phone reads it."""
    import segno  # only where a code is drawn: it would slow every start

    code = segno.make(otpauth, error="m")
    return Markup(code.svg_inline(scale=4, border=4, dark="#000", light="#fff"))


def matching_step(secret: str, code: str, after: int) -> int | None:
    """The time step whose code this is, later than step `after`; None when there is none."""
    digits = "".join(code.split())
    now = int(clock.now().timestamp()) // STEP
    totp = pyotp.TOTP(secret)
    for step in range(now - TOLERANCE, now + TOLERANCE + 1):
        if step > after and secrets.compare_digest(totp.generate_otp(step).encode(), digits.encode()):
            return step
    return None


@transactional
def use_code(person_id: int, code: str) -> None:
    """Accept a code of the app, or a recovery code, once; raises `Invalid` at `code`."""
    person = db.session.get(Person, person_id, with_for_update=True)
    if person is None or not person.is_active or not person.totp_secret:
        raise NotFound()
    step = matching_step(person.totp_secret, code, person.totp_counter)
    if step is not None:
        person.totp_counter = step
        return
    digest = _digest(code)
    if digest not in person.recovery_codes:
        raise Invalid({"code": _("Kode ini salah atau sudah pernah dipakai. Tunggu kode yang baru.")})
    person.recovery_codes = [kept for kept in person.recovery_codes if kept != digest]
    acting = Actor(person_id=person.id, name=person.name)
    left = {"recovery_codes_left": len(person.recovery_codes)}
    events.record(acting, "person.recovery_code_used", "person", person.id, after=left)


@transactional
def turn_on(actor: Actor, secret: str, code: str) -> list[str]:
    """Ask for codes from now on, once one of them was right; returns the recovery codes, shown only now."""
    person = _own(actor)
    if person.totp_secret:
        raise Invalid({"code": _("Masuk dengan dua langkah sudah menyala.")})
    step = matching_step(secret, code, 0)
    if step is None:
        raise Invalid({"code": _("Kode ini tidak cocok. Periksa jam di ponsel Anda, lalu tulis kode yang terbaru.")})
    codes = [_new_recovery_code() for number in range(RECOVERY_CODES)]
    person.totp_secret, person.totp_counter = secret, step
    person.recovery_codes = [_digest(code) for code in codes]
    events.record(actor, "person.second_step_on", "person", person.id, after={"second_step": True})
    return codes


@transactional
def turn_off(actor: Actor) -> None:
    """Stop asking for codes; the caller has checked the password."""
    person = _own(actor)
    person.totp_secret, person.totp_counter, person.recovery_codes = None, 0, []
    events.record(actor, "person.second_step_off", "person", person.id, after={"second_step": False})


def _own(actor: Actor) -> Person:
    person = db.session.get(Person, actor.person_id, with_for_update=True)
    if person is None:
        raise NotFound()
    return person


def _new_recovery_code() -> str:
    letters = "".join(secrets.choice(_ALPHABET) for number in range(12))
    return "-".join((letters[:4], letters[4:8], letters[8:]))


def _digest(code: str) -> str:
    """Recovery codes are random (59 bits), so that a plain digest keeps them."""
    bare = "".join(letter for letter in code.lower() if letter.isalnum())
    return hashlib.sha256(bare.encode("utf-8", "surrogatepass")).hexdigest()
