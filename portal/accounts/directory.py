"""Lists of people, offices and links, for those who look after them. A page at a time, filtered in SQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from .. import clock
from ..db import db
from ..errors import NotFound
from ..permissions import Actor, HeldOffice, OfficeKind
from ..web.paging import Page, paged
from . import rules
from .models import Invitation, LoginSession, Office, OfficeTerm, Person
from .queries import runs_on, scope_holds


def links_by(actor: Actor) -> Page:
    """The links that a person made, the newest first; an administrator sees everyone's."""
    query = select(Invitation).options(joinedload(Invitation.office), joinedload(Invitation.person))
    if actor.kind != OfficeKind.ADMINISTRATOR:
        query = query.where(Invitation.created_by_id == actor.person_id)
    return paged(query.order_by(Invitation.id.desc()))


def people_in_reach(actor: Actor) -> Page:
    """The people all of whose offices of today lie within somebody's reach: whom they may reset.

    Holders of several areas at once are left to the administrator.
    """
    today, reach = clock.today(), _in_reach(actor.office)
    seats = select(OfficeTerm.id).join(Office).where(OfficeTerm.person_id == Person.id, runs_on(today))
    query = select(Person).where(
        Person.is_active,
        Person.id != actor.person_id,
        exists(seats.where(reach)),
        ~exists(seats.where(~reach)),
    )
    return paged(query.order_by(Person.name, Person.id))


def people(text: str = "", kind: str = "", active: str = "") -> Page:
    """A page of the people found."""
    return paged(people_found(text, kind, active))


def people_found(text: str = "", kind: str = "", active: str = "") -> Select[Any]:
    """All people whose name or username holds `text`, who hold a `kind` of office today."""
    query = select(Person)
    for word in text.lower().split()[:5]:
        query = query.where(
            or_(Person.name.icontains(word, autoescape=True), Person.username.contains(word, autoescape=True))
        )
    if kind:
        seat = select(OfficeTerm.id).join(Office)
        query = query.where(
            exists(seat.where(OfficeTerm.person_id == Person.id, Office.kind == kind, runs_on(clock.today())))
        )
    if active in ("ya", "tidak"):
        query = query.where(Person.is_active.is_(active == "ya"))
    return query.order_by(Person.name, Person.id)


def offices_by_person(person_ids: list[int]) -> dict[int, list[str]]:
    """The labels of what each of these people holds today, in one statement."""
    rows = db.session.execute(
        select(OfficeTerm.person_id, Office.label, OfficeTerm.is_acting)
        .join(Office, Office.id == OfficeTerm.office_id)
        .where(OfficeTerm.person_id.in_(person_ids), runs_on(clock.today()))
        .order_by(Office.id)
    )
    held: dict[int, list[str]] = {}
    for person_id, label, is_acting in rows:
        held.setdefault(person_id, []).append(rules.held_label(label, is_acting))
    return held


def offices(text: str = "", kind: str = "", code: str = "") -> Page:
    """A page of the seats found."""
    return paged(offices_found(text, kind, code))


def offices_found(text: str = "", kind: str = "", code: str = "") -> Select[Any]:
    """All seats whose label holds `text`, of a kind, of an area or within it; each with its terms."""
    query = select(Office).options(selectinload(Office.terms).joinedload(OfficeTerm.person))
    for word in text.split()[:5]:
        query = query.where(Office.label.icontains(word, autoescape=True))
    if kind:
        query = query.where(Office.kind == kind)
    if code:
        query = query.where(or_(scope_holds(code), Office.scope_codes.startswith(f"{code}.", autoescape=True)))
    return query.order_by(Office.scope_codes, Office.kind, Office.id)


def holding(office: Office) -> list[OfficeTerm]:
    """The terms of a seat that run today, from terms that are loaded."""
    today = clock.today(office.codes[0] if office.codes else None)
    return [term for term in office.terms if rules.in_term(term.starts_on, term.ends_on, today)]


def office(office_id: int) -> Office:
    """One seat with its terms and their people; raises `NotFound`."""
    found = db.session.scalars(
        select(Office).where(Office.id == office_id).options(selectinload(Office.terms).joinedload(OfficeTerm.person))
    ).first()
    if found is None:
        raise NotFound()
    return found


def last_sign_in(person_id: int) -> Any:
    """When somebody last signed in; None when never, or when that is forgotten."""
    statement = select(LoginSession.created_at).where(LoginSession.person_id == person_id)
    return db.session.scalars(statement.order_by(LoginSession.id.desc()).limit(1)).first()


def _in_reach(acting: HeldOffice | None) -> ColumnElement[bool]:
    """SQL: the seats that the holder of an office may give."""
    if acting is None:
        return false()
    kinds = Office.kind.in_([kind.value for kind in rules.invitable_kinds(acting.kind)])
    if acting.kind == OfficeKind.ADMINISTRATOR:
        return true()
    inside = [
        or_(Office.scope_codes == code, Office.scope_codes.startswith(f"{code}.", autoescape=True))
        for code in acting.scope_codes
    ]
    return and_(kinds, ~Office.scope_codes.contains(" "), or_(*inside))
