"""What pages and other rooms ask about people, offices and sign-ins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask import Flask, current_app
from sqlalchemy import ColumnElement, and_, bindparam, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from .. import clock
from ..db import db
from ..errors import NotFound
from ..events import Event
from ..permissions import Actor, HeldOffice, OfficeKind
from . import rules
from .models import LoginSession, Office, OfficeTerm, Person


@dataclass(frozen=True)
class CurrentLogin:
    """The sign-in behind a request: who, as which office, and until when."""

    session_id: int
    actor: Actor
    username: str
    has_second_step: bool
    ends_at: datetime
    confirmed_at: datetime | None
    more: Mapping[str, Any]  # what rooms added with `add_login_column`

    @property
    def administrator(self) -> bool:
        """Whether the person holds an administrator's office, whatever they act as."""
        return rules.is_administrator(self.actor.offices)


_OFFICE = (
    Office.id.label("office_id"),
    Office.kind,
    Office.label,
    Office.scope_codes,
    Office.organisation_id,
    Office.partnership_id,
    OfficeTerm.starts_on,
    OfficeTerm.ends_on,
    OfficeTerm.is_acting,
)


def _maybe_running(today: Any, tomorrow: Any) -> Any:
    """SQL: terms that run today somewhere in Indonesia; `_held` looks at the zone of each office."""
    return and_(OfficeTerm.starts_on <= tomorrow, or_(OfficeTerm.ends_on.is_(None), OfficeTerm.ends_on >= today))


# Asked by every request of somebody signed in, so it is put together once.
_LOGIN = (
    select(
        LoginSession.id,
        LoginSession.office_id.label("acting_id"),
        LoginSession.created_at,
        LoginSession.expires_at,
        LoginSession.confirmed_at,
        Person.id.label("person_id"),
        Person.name,
        Person.username,
        Person.totp_secret,
        *_OFFICE,
    )
    .join(Person, Person.id == LoginSession.person_id)
    .outerjoin(
        OfficeTerm,
        and_(OfficeTerm.person_id == Person.id, _maybe_running(bindparam("today"), bindparam("tomorrow"))),
    )
    .outerjoin(Office, Office.id == OfficeTerm.office_id)
    .where(LoginSession.token_hash == bindparam("token"), LoginSession.ended_at.is_(None), Person.is_active)
    .order_by(Office.id)
)


def add_login_column(app: Flask, name: str, column: ColumnElement[Any]) -> None:
    """Let a room know something of the person with every request, in the statement that finds the sign-in.

    `column` is cheap SQL over `person`; its value stands in `CurrentLogin.more`.
    """
    app.extensions.setdefault("portal.login_columns", {})[name] = column
    app.extensions.pop("portal.login_statement", None)


def _login_statement() -> Any:
    kept = current_app.extensions
    if "portal.login_statement" not in kept:
        more = [column.label(name) for name, column in kept.get("portal.login_columns", {}).items()]
        kept["portal.login_statement"] = _LOGIN.add_columns(*more)
    return kept["portal.login_statement"]


def login_by_token(token_hash: str) -> CurrentLogin | None:
    """The living sign-in of a token, in one statement; None when it ended, or its person was disabled."""
    rows = db.session.execute(_login_statement(), {"token": token_hash, **_days()}).all()
    if not rows:
        return None
    first, offices = rows[0], _held(rows)
    return CurrentLogin(
        session_id=first.id,
        actor=_actor(first.person_id, first.name, offices, first.acting_id),
        username=first.username,
        has_second_step=bool(first.totp_secret),
        ends_at=rules.session_ends(first.created_at, first.expires_at, rules.is_administrator(offices)),
        confirmed_at=first.confirmed_at,
        more={name: first._mapping[name] for name in current_app.extensions.get("portal.login_columns", {})},
    )


def actor_for_person(person_id: int, office_id: int | None = None) -> Actor:
    """A person as permissions see them, acting as one of the offices they hold today.

    Without `office_id`, or when that office is not theirs today, their first one. KeyError
    when there is no such person.
    """
    person = db.session.get(Person, person_id)
    if person is None:
        raise KeyError(person_id)
    return _actor(person.id, person.name, offices_of(person_id), office_id)


def offices_of(person_id: int) -> tuple[HeldOffice, ...]:
    """The offices a person holds today."""
    rows = db.session.execute(
        select(*_OFFICE)
        .join(OfficeTerm, OfficeTerm.office_id == Office.id)
        .where(OfficeTerm.person_id == person_id, _maybe_running(**_days()))
        .order_by(Office.id)
    ).all()
    return _held(rows)


def holders(kind: str, scope_code: str, on: date) -> list[tuple[Office, OfficeTerm, Person]]:
    """Who sits in the seats of a kind whose scope holds exactly `scope_code`, on a day.

    For a village give its code, for a district or regency officer theirs. Disabled
    accounts are included: the person is still in office.
    """
    rows = db.session.execute(
        select(Office, OfficeTerm, Person)
        .join(OfficeTerm, OfficeTerm.office_id == Office.id)
        .join(Person, Person.id == OfficeTerm.person_id)
        .where(Office.kind == kind, scope_holds(scope_code), runs_on(on))
        .order_by(OfficeTerm.starts_on, OfficeTerm.id)
    )
    return [(office, term, person) for office, term, person in rows]


def names_of(person_ids: Iterable[int | None]) -> dict[int, str]:
    """Names by number, in one statement; unknown numbers are left out."""
    wanted = {number for number in person_ids if number is not None}
    if not wanted:
        return {}
    rows = db.session.execute(select(Person.id, Person.name).where(Person.id.in_(wanted)))
    return {number: name for number, name in rows}


def terms_of(person_id: int | None, limit: int = 100) -> list[tuple[OfficeTerm, Office, str]]:
    """A person's terms, the newest first, each with its office and how it stands: `now`, `later` or `over`."""
    rows = db.session.execute(
        select(OfficeTerm, Office)
        .join(OfficeTerm.office)
        .options(contains_eager(OfficeTerm.office))
        .where(OfficeTerm.person_id == person_id)
        .order_by(OfficeTerm.starts_on.desc(), OfficeTerm.id.desc())
        .limit(limit)
    )
    return [(term, office, term_state(term, office)) for term, office in rows]


def term_state(term: OfficeTerm, office: Office) -> str:
    """How a term stands today at its area: `now`, `later` or `over`."""
    today = clock.today(office.codes[0] if office.codes else None)
    if rules.in_term(term.starts_on, term.ends_on, today):
        return "now"
    return "later" if today < term.starts_on and (term.ends_on is None or term.ends_on >= term.starts_on) else "over"


def term(term_id: int) -> OfficeTerm:
    """One term with its office and person; raises `NotFound`."""
    options = (joinedload(OfficeTerm.office), joinedload(OfficeTerm.person))
    found = db.session.get(OfficeTerm, term_id, options=options)
    if found is None:
        raise NotFound()
    return found


def person_by_name(name: str) -> Person | None:
    """The account of a username or e-mail, in whatever case it was typed."""
    typed = name.strip().lower()
    return db.session.scalars(select(Person).where(or_(Person.username == typed, Person.email == typed))).first()


def open_sessions(person_id: int | None, limit: int = 50) -> list[LoginSession]:
    """Where a person is signed in, the newest first."""
    statement = (
        select(LoginSession)
        .where(
            LoginSession.person_id == person_id,
            LoginSession.ended_at.is_(None),
            LoginSession.expires_at > clock.now(),
        )
        .order_by(LoginSession.id.desc())
    )
    return list(db.session.scalars(statement.limit(limit)))


def kept_about(person_id: int | None) -> dict[str, Any]:
    """Everything kept about a person, for themselves: plain values, without secrets."""
    person = db.session.get(Person, person_id)
    if person is None:
        return {}
    signed_in = select(LoginSession).where(LoginSession.person_id == person_id).order_by(LoginSession.id.desc())
    done = select(Event).where(Event.actor_id == person_id).order_by(Event.seq.desc())
    kept: dict[str, Any] = {}
    for more in current_app.extensions.get("portal.kept_about", ()):
        kept |= more(person_id)
    return kept | {
        "name": person.name,
        "username": person.username,
        "email": person.email,
        "phone": person.phone,
        "created_at": person.created_at.isoformat(),
        "second_step": person.has_second_step,
        "offices": [
            {
                "office": office.label,
                "starts_on": term.starts_on.isoformat(),
                "ends_on": term.ends_on.isoformat() if term.ends_on else None,
                "is_acting": term.is_acting,
                "decree_number": term.decree_number,
                "title": term.title,
            }
            for term, office, state in terms_of(person_id)
        ],
        "sign_ins": [
            {"at": row.created_at.isoformat(), "device": row.device, "address": row.address}
            for row in db.session.scalars(signed_in.limit(500))
        ],
        "actions": [
            {"at": event.at.isoformat(), "kind": event.kind, "office": event.office}
            for event in db.session.scalars(done.limit(10_000))
        ],
    }


def scope_holds(code: str) -> Any:
    """SQL: an office whose list of area codes names this one; the usual single code uses the index."""
    column = Office.scope_codes
    return or_(column == code, column.like(f"{code} %"), column.like(f"% {code}"), column.like(f"% {code} %"))


def codes_of_offices() -> set[str]:
    """The area codes that seats rest on."""
    return {code for codes in db.session.scalars(select(Office.scope_codes).distinct()) for code in codes.split()}


def runs_on(day: date) -> Any:
    """SQL: terms that run on a day."""
    return and_(OfficeTerm.starts_on <= day, or_(OfficeTerm.ends_on.is_(None), OfficeTerm.ends_on >= day))


def _days() -> dict[str, date]:
    """Today in the west of Indonesia, and the day that may have begun in its east."""
    today = clock.today()
    return {"today": today, "tomorrow": today + timedelta(days=1)}


def _held(rows: Iterable[Any]) -> tuple[HeldOffice, ...]:
    held: dict[int, HeldOffice] = {}
    for row in rows:
        if row.office_id is None:
            continue
        codes = tuple(row.scope_codes.split())
        if rules.in_term(row.starts_on, row.ends_on, clock.today(codes[0] if codes else None)):
            label = rules.held_label(row.label, row.is_acting)
            held[row.office_id] = HeldOffice(
                row.office_id, OfficeKind(row.kind), label, codes, row.organisation_id, row.partnership_id
            )
    return tuple(held.values())


def _actor(person_id: int, name: str, offices: tuple[HeldOffice, ...], acting_id: int | None) -> Actor:
    acting = next((office for office in offices if office.id == acting_id), offices[0] if offices else None)
    return Actor(person_id=person_id, name=name, office=acting, offices=offices)
