"""The verbs of offices, and the door other rooms use. Accounts are in `people`, links in `invitations`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from flask_babel import gettext as _
from sqlalchemy import or_, select

from .. import clock, events
from ..db import db, transactional
from ..errors import Invalid, NotAllowed, NotFound
from ..permissions import SYSTEM, VILLAGE_OFFICES, Action, Actor, OfficeKind, may, require
from . import naming, rules
from .models import LABEL_MAX, Office, OfficeTerm, Person
from .passwords import keeper
from .people import check_password_choice, create_person, create_person_hashed, person_by_id

__all__ = [
    "check_areas",
    "create_administrator",
    "create_office",
    "create_person",
    "create_person_hashed",
    "end_term",
    "ensure_office",
    "give_office",
    "may_give",
    "open_term",
    "require_giving",
]


def create_administrator(name: str, username: str, password: str) -> Person:
    """Make an account with the administrator's office; for the console (`portal create-admin`)."""
    check_password_choice(password, username, name)
    return _create_administrator(name, username, keeper.hash(password))


@transactional
def _create_administrator(name: str, username: str, password_hash: str) -> Person:
    person = create_person_hashed(SYSTEM, name=name, username=username, password_hash=password_hash)
    office = ensure_office(OfficeKind.ADMINISTRATOR, label=_("Administrator"))
    open_term(SYSTEM, office, person, starts_on=clock.today())
    return person


@transactional
def ensure_office(
    kind: OfficeKind | str,
    scope_codes: Iterable[str] = (),
    organisation_id: int | None = None,
    partnership_id: int | None = None,
    label: str = "",
) -> Office:
    """The seat of this kind and area, made when it is not there. A different `label` renames it.

    `label` is what people read ("Kepala Desa Ngebel"); the caller makes it, with the local
    terms. The caller decides who may. Raises `Invalid` when the area does not fit the kind.
    """
    kind, codes = OfficeKind(kind), " ".join(sorted(scope_codes))
    _check_scope(kind, codes, organisation_id, partnership_id)
    seat = rules.seat_key(kind, codes, organisation_id, partnership_id)
    office = db.session.scalars(select(Office).filter_by(seat=seat)).first()
    if office is None:
        office = Office(
            kind=kind,
            scope_codes=codes,
            organisation_id=organisation_id,
            partnership_id=partnership_id,
            label=(label or kind)[:LABEL_MAX],
            seat=seat,
        )
        db.session.add(office)
        db.session.flush()
    elif label:
        office.label = label[:LABEL_MAX]
    return office


@transactional
def create_office(
    actor: Actor,
    kind: OfficeKind,
    scope_codes: Iterable[str],
    organisation_id: int | None,
    partnership_id: int | None,
    label: str,
) -> Office:
    """Make a seat from the administrator's page; raises `Invalid` when there is one already."""
    require(actor, Action.ADMIN_ALL, None)
    codes = list(scope_codes)
    check_areas(codes)
    seat = rules.seat_key(kind, " ".join(sorted(codes)), organisation_id, partnership_id)
    if db.session.scalars(select(Office.id).filter_by(seat=seat)).first() is not None:
        raise Invalid({"scope_codes": _("Jabatan ini sudah ada untuk wilayah itu.")})
    office = ensure_office(kind, codes, organisation_id, partnership_id, label)
    events.record(actor, "office.created", "office", office.id, after={"label": office.label, "seat": office.seat})
    return office


@transactional
def give_office(
    actor: Actor,
    office_id: int,
    person_id: int,
    starts_on: date,
    *,
    ends_on: date | None = None,
    is_acting: bool = False,
    decree_number: str = "",
    title: str = "",
) -> OfficeTerm:
    """Seat a person from a day on; a seat for one takes the former holder's term to the day before.

    What the seat owes, it still owes: the successor takes it over. Administrators may give
    every seat, others those they may invite to. Raises `Invalid` for dates that do not fit.
    """
    office = _office(office_id)
    require_giving(actor, office)
    return open_term(
        actor, office, person_by_id(person_id), starts_on, ends_on, is_acting, decree_number.strip(), title.strip()
    )


@transactional
def end_term(actor: Actor, term_id: int, ends_on: date, reason: str = "") -> OfficeTerm:
    """Set a term's last day. The day before its first takes the term back: it then never ran."""
    term = db.session.get(OfficeTerm, term_id, with_for_update=True)
    if term is None:
        raise NotFound()
    require_giving(actor, term.office)
    if ends_on < term.starts_on - timedelta(days=1):
        raise Invalid({"ends_on": _("Hari terakhir tidak boleh sebelum hari pertama menjabat.")})
    _refuse_losing_last_administrator(term, ends_on)
    before = term.ends_on
    term.ends_on = ends_on
    _record_office(
        actor,
        term.office,
        "office.term_ended",
        reason=reason,
        before={"ends_on": before},
        after={"ends_on": ends_on, "person": term.person_id},
    )
    return term


def check_areas(codes: Iterable[str]) -> None:
    """Raise `Invalid` at `scope_codes` for codes that name no area."""
    if unknown := naming.unknown_areas(codes):
        raise Invalid({"scope_codes": _("Tidak ada wilayah dengan kode %(codes)s.", codes=", ".join(unknown))})


def require_giving(actor: Actor, office: Office) -> None:
    """Raise unless this person may give that seat: within reach, and of a kind they may invite to."""
    if actor is SYSTEM:
        return
    require(actor, Action.OFFICE_INVITE, office, view=Action.OFFICE_INVITE)
    if OfficeKind(office.kind) not in rules.invitable_kinds(actor.kind):
        raise NotAllowed(_("Jabatan ini hanya dapat diberikan oleh administrator."))


def may_give(actor: Actor, office: Office) -> bool:
    """Whether this person may give that seat."""
    return may(actor, Action.OFFICE_INVITE, office) and OfficeKind(office.kind) in rules.invitable_kinds(actor.kind)


@transactional
def open_term(
    actor: Actor,
    office: Office,
    person: Person,
    starts_on: date,
    ends_on: date | None = None,
    is_acting: bool = False,
    decree_number: str = "",
    title: str = "",
) -> OfficeTerm:
    """`give_office` without asking who may: for links, the console and demo data."""
    if ends_on is not None and ends_on < starts_on:
        raise Invalid({"ends_on": _("Hari terakhir tidak boleh sebelum hari pertama menjabat.")})
    former = _make_room(office, person, starts_on)
    term = OfficeTerm(
        office=office,
        person=person,
        starts_on=starts_on,
        ends_on=ends_on,
        is_acting=is_acting,
        decree_number=decree_number,
        title=title,
    )
    db.session.add(term)
    db.session.flush()
    after = {
        "person": person.id,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "is_acting": is_acting,
        "decree_number": decree_number,
    }
    _record_office(actor, office, "office.given", before={"person": former} if former else {}, after=after)
    return term


def _make_room(office: Office, person: Person, starts_on: date) -> int | None:
    """End the terms that the new one takes over; returns the former holder's number."""
    statement = select(OfficeTerm).where(
        OfficeTerm.office_id == office.id, or_(OfficeTerm.ends_on.is_(None), OfficeTerm.ends_on >= starts_on)
    )
    former = None
    for term in db.session.scalars(statement.with_for_update()).all():
        if term.person_id == person.id and term.starts_on <= starts_on:
            raise Invalid({"person_id": _("Orang ini sudah memegang jabatan itu pada tanggal tersebut.")})
        if OfficeKind(office.kind) not in rules.ONE_HOLDER:
            continue
        if term.starts_on > starts_on:
            raise Invalid({"starts_on": _("Sudah ada pemegang lain yang mulai menjabat sesudah tanggal ini.")})
        term.ends_on, former = starts_on - timedelta(days=1), term.person_id
    return former


def _record_office(actor: Actor, office: Office, kind: str, **values: object) -> None:
    events.record(actor, kind, "office", office.id, village_code=office.held.village_code, **values)  # type: ignore[arg-type]


def _refuse_losing_last_administrator(term: OfficeTerm, ends_on: date) -> None:
    if term.office.kind != OfficeKind.ADMINISTRATOR or ends_on >= clock.today() + timedelta(days=3650):
        return
    others = (
        select(OfficeTerm.id)
        .join(Person)
        .join(Office)
        .where(
            Office.kind == OfficeKind.ADMINISTRATOR,
            OfficeTerm.id != term.id,
            Person.is_active,
            OfficeTerm.ends_on.is_(None),
            OfficeTerm.starts_on <= clock.today(),
        )
    )
    if db.session.scalars(others.limit(1)).first() is None:
        raise NotAllowed(_("Ini administrator terakhir. Angkat administrator lain lebih dahulu."))


def _check_scope(kind: OfficeKind, codes: str, organisation_id: int | None, partnership_id: int | None) -> None:
    parts = {len(code.split(".")) for code in codes.split()}
    if any(not re.fullmatch(r"\d\d(\.\d\d){0,2}(\.\d{4})?", code) for code in codes.split()):
        raise Invalid({"scope_codes": _("Tulis kode wilayah yang benar, misalnya 35.02.19.2007.")})
    if kind in VILLAGE_OFFICES and (parts != {4} or " " in codes):
        raise Invalid({"scope_codes": _("Jabatan desa memerlukan satu kode desa, misalnya 35.02.19.2007.")})
    if kind in VILLAGE_OFFICES and codes.split(".")[3].startswith("1"):
        raise Invalid({"scope_codes": _("Ini kode kelurahan. Kelurahan bukan pihak kerja sama desa.")})
    if kind == OfficeKind.DISTRICT_OFFICER and parts != {3}:
        raise Invalid({"scope_codes": _("Jabatan ini memerlukan kode kecamatan, misalnya 35.02.19.")})
    if kind == OfficeKind.REGENCY_OFFICER and parts != {2}:
        raise Invalid({"scope_codes": _("Jabatan ini memerlukan kode kabupaten atau kota, misalnya 35.02.")})
    if kind == OfficeKind.FACILITATOR and not parts:
        raise Invalid({"scope_codes": _("Pendamping memerlukan paling sedikit satu kode wilayah, misalnya 35.02.19.")})
    if kind == OfficeKind.THIRD_PARTY and organisation_id is None:
        raise Invalid({"organisation_id": _("Pilih organisasi yang diwakili.")})
    if kind == OfficeKind.BKAD_OFFICER and partnership_id is None:
        raise Invalid({"partnership_id": _("Pilih kemitraan yang diurus.")})


def _office(office_id: int) -> Office:
    office = db.session.get(Office, office_id, with_for_update=True)
    if office is None:
        raise NotFound()
    return office
