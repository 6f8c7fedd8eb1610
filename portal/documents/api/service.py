"""The verbs of keys: make one, withdraw one, note that one was used; and who reads with one."""

from __future__ import annotations

import secrets
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import func, select, update

from ... import clock, events, permissions
from ...accounts import login
from ...accounts.models import Person
from ...accounts.queries import actor_for_person
from ...db import db, transactional
from ...errors import Invalid, NotAllowed, NotFound
from ...permissions import VISITOR, Action, Actor
from . import rules
from .models import ApiToken


@transactional
def make_token(actor: Actor, name: str, scope: str, days: int) -> tuple[ApiToken, str]:
    """A key of the office one acts as; returns it with its text, which is shown only once.

    `days` is one of `rules.DAYS`. Raises `Invalid` for a scope or a time that there is not, `NotAllowed`
    without an office and for one key too many.
    """
    if actor.office is None or actor.person_id is None:
        raise NotAllowed(_("Kunci mengikuti jabatan; Anda belum memegang jabatan."))
    if not name.strip():
        raise Invalid({"name": _("Tulis untuk program apa kunci ini.")})
    if scope not in rules.SCOPES:
        raise Invalid({"scope": _("Pilih salah satu dari daftar.")})
    if days not in rules.DAYS:
        raise Invalid({"days": _("Pilih salah satu dari daftar.")})
    now = clock.now()
    living = (ApiToken.person_id == actor.person_id, ApiToken.withdrawn_at.is_(None), ApiToken.expires_at > now)
    if (db.session.scalar(select(func.count(ApiToken.id)).where(*living)) or 0) >= rules.MOST_TOKENS:
        raise NotAllowed(_("Cabut dulu kunci yang tidak dipakai."))
    text = rules.MARK + secrets.token_urlsafe(32)
    token = ApiToken(
        person_id=actor.person_id,
        office_id=actor.office.id,
        name=name.strip(),
        scope=scope,
        prefix=text[: rules.PREFIX_LENGTH],
        token_hash=login.token_hash(text),
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    db.session.add(token)
    db.session.flush()
    _note(actor, token, "made", {"token_scope": scope, "expires_on": token.expires_at.date()})
    return token, text


@transactional
def withdraw_token(actor: Actor, token_id: int) -> ApiToken:
    """End a key of one's own, or as administrator anybody's; ending it twice changes nothing."""
    token = db.session.get(ApiToken, token_id)
    if token is None or not (token.person_id == actor.person_id or permissions.may(actor, Action.ADMIN_ALL)):
        raise NotFound()
    if token.withdrawn_at is None:
        token.withdrawn_at, token.withdrawn_by_id = clock.now(), actor.person_id
        _note(actor, token, "withdrawn", {})
    return token


@transactional
def note_use(token_id: int) -> None:
    """Remember that a key was used just now. No event: nothing that anybody reads has changed."""
    db.session.execute(update(ApiToken).where(ApiToken.id == token_id).values(last_used_at=clock.now()))


def opened(text: str) -> tuple[ApiToken, Actor]:
    """A living key and who reads with it; `NotFound` once it is over, or its office is not its maker's any more.

    Asked at every request: it shows what its office may read now, whatever it could when the key was made.
    """
    query = select(ApiToken).join(Person, Person.id == ApiToken.person_id).where(Person.is_active)
    token = db.session.scalars(query.where(ApiToken.token_hash == login.token_hash(text))).first()
    if token is None or not token.is_open(clock.now()):
        raise NotFound()
    owner = actor_for_person(token.person_id, token.office_id)
    if owner.office is None or owner.office.id != token.office_id:
        raise NotFound()
    if token.scope != rules.OWN:
        return token, VISITOR
    return token, Actor(owner.person_id, owner.name, owner.office, (owner.office,))


def _note(actor: Actor, token: ApiToken, what: str, more: dict[str, object]) -> None:
    """A key is its maker's own affair: it does not stand in the history that all parties read."""
    after = {"api_token": f"{token.name} ({token.prefix}…)", **more}
    events.record(actor, f"documents.api_token_{what}", "person", token.person_id, after=after)
