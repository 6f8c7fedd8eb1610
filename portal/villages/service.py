"""What can be done to the records of villages and organisations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select

from .. import clock, events, permissions
from ..db import Archivable, Versioned, db, transactional
from ..errors import Conflict, Invalid, NotAllowed, NotFound
from ..permissions import VILLAGE_OFFICES, Action, Actor
from . import labels, rules
from .models import Area, Organisation, Village

VILLAGE_FIELDS = (
    "head_name",
    "public_phone",
    "public_email",
    "website",
    "population",
    "area_km2",
    "latitude",
    "longitude",
    "index_class",
    "index_kind",
    "index_year",
    "about",
)
ORGANISATION_FIELDS = (
    "kind",
    "name",
    "legal_number",
    "village_code",
    "head_name",
    "public_phone",
    "public_email",
    "website",
    "about",
)


@transactional
def edit_village(actor: Actor, code: str, values: Mapping[str, Any], version: int | None) -> Village:
    """Write what a village says about itself: `VILLAGE_FIELDS` and `terms`. Makes its record at the first time.

    `version` is the one the form was opened on, 0 for no record. Raises NotAllowed for a
    kelurahan, and Conflict with both versions when somebody else saved meanwhile.
    """
    area = db.session.get(Area, code, with_for_update=True)  # also where there is no record to lock yet
    if area is None or not area.is_village:
        raise NotFound()
    village = db.session.get(Village, code) or Village.blank(code)
    permissions.require(actor, Action.VILLAGE_EDIT, village, view=Action.VILLAGE_VIEW)
    if not rules.is_party_village(code):
        raise NotAllowed(_("Kelurahan tidak dapat bermitra sebagai desa, jadi profilnya tidak diisi di sini."))
    was, now = told(village), told_values(values)
    refuse_stale(village, version, was, now)
    before, after = events.differences(was, now)
    if after:
        for name in VILLAGE_FIELDS:
            setattr(village, name, values[name])
        village.terms = {name: text for name, text in values["terms"].items() if text}
        db.session.add(village)
        events.record(actor, "village.edited", "village", code, before=before, after=after, village_code=code)
    return village


@transactional
def prepare_village(actor: Actor, code: str, values: Mapping[str, Any], version: int) -> Village:
    """Enter fields of a village's record for it: some of `VILLAGE_FIELDS`; the others stay.

    For those who oversee its area, and the administrator. `version` is that of the record they looked at, 0 for
    none; raises Conflict when it was written meanwhile.
    """
    area = db.session.get(Area, code, with_for_update=True)
    if area is None or not area.valid or not rules.is_party_village(code):
        raise NotFound()
    village = db.session.get(Village, code) or Village.blank(code)
    permissions.require(actor, Action.VILLAGE_PREPARE, village, view=Action.VILLAGE_VIEW)
    was = {name: getattr(village, name) for name in VILLAGE_FIELDS if name in values}
    refuse_stale(village, version, was, values)
    before, after = events.differences(was, {name: values[name] for name in was})
    if after:
        for name, value in after.items():
            setattr(village, name, value)
        db.session.add(village)
        events.record(actor, "village.prepared", "village", code, before=before, after=after, village_code=code)
    return village


@transactional
def create_organisation(actor: Actor, values: Mapping[str, Any]) -> Organisation:
    """Register an organisation (`ORGANISATION_FIELDS`); Invalid when it is there already or its seat is not right."""
    permissions.require(actor, Action.ORGANISATION_CREATE, None)
    _check_seat(actor, None, values)
    _refuse_double(values, None)
    organisation = Organisation(**{name: values[name] for name in ORGANISATION_FIELDS})
    db.session.add(organisation)
    db.session.flush()
    _record(actor, "organisation.created", organisation, after=_differing({}, _told_organisation(organisation)))
    return organisation


@transactional
def edit_organisation(actor: Actor, number: int, values: Mapping[str, Any], version: int | None) -> Organisation:
    """Change an organisation's record; Conflict with both versions when somebody else saved meanwhile."""
    organisation = _organisation(actor, number)
    was, now = _told_organisation(organisation), {name: values[name] for name in ORGANISATION_FIELDS}
    refuse_stale(organisation, version, was, now)
    _check_seat(actor, organisation, values)
    _refuse_double(values, organisation)
    before, after = events.differences(was, now)
    if after:
        for name, value in after.items():
            setattr(organisation, name, value)
        _record(actor, "organisation.edited", organisation, before=before, after=after)
    return organisation


@transactional
def archive_organisation(actor: Actor, number: int, reason: str) -> Organisation:
    """Take an organisation out of lists; what refers to it stays. A reason is needed."""
    organisation = _organisation(actor, number)
    archive(actor, organisation, reason)
    _record(actor, "organisation.archived", organisation, reason=reason)
    return organisation


@transactional
def restore_organisation(actor: Actor, number: int) -> Organisation:
    """Bring an organisation back from the archive."""
    organisation = _organisation(actor, number)
    restore(organisation)
    _record(actor, "organisation.restored", organisation)
    return organisation


def archive(actor: Actor, record: Archivable, reason: str) -> None:
    """Mark a record as archived, with who and why; Conflict when it is archived already."""
    if record.archived_at is not None:
        raise Conflict()
    record.archived_at, record.archived_by_id, record.archive_reason = clock.now(), actor.person_id, reason


def restore(record: Archivable) -> None:
    """Take the mark away; Conflict when there is none."""
    if record.archived_at is None:
        raise Conflict()
    record.archived_at, record.archived_by_id, record.archive_reason = None, None, ""


def refuse_stale(thing: Versioned, version: int | None, was: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    """Raise Conflict, telling what is kept beside what was written, when the form was opened on another version."""
    if version is None or version == thing.version:
        return
    theirs, yours = events.differences(now, was)[1], events.differences(was, now)[1]
    raise Conflict(
        {name: labels.shown(name, value) for name, value in theirs.items()},
        {name: labels.shown(name, value) for name, value in yours.items()},
    )


def told(village: Village) -> dict[str, Any]:
    """A village's record as the history tells it: its own names of offices as fields of their own."""
    return told_values({name: getattr(village, name) for name in VILLAGE_FIELDS} | {"terms": village.terms})


def told_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a village's form as the history tells them."""
    terms = values["terms"]
    return {name: values[name] for name in VILLAGE_FIELDS} | {
        f"term_{name}": terms.get(name, "") for name in labels.TERMS
    }


def _told_organisation(organisation: Organisation) -> dict[str, Any]:
    return {name: getattr(organisation, name) for name in ORGANISATION_FIELDS}


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in events.differences(before, after)[1].items() if value not in (None, "")}


def _organisation(actor: Actor, number: int) -> Organisation:
    organisation = db.session.get(Organisation, number, with_for_update=True)
    if organisation is None:
        raise NotFound()
    permissions.require(actor, Action.ORGANISATION_EDIT, organisation, view=Action.ORGANISATION_VIEW)
    return organisation


def _record(actor: Actor, kind: str, organisation: Organisation, **values: Any) -> None:
    events.record(actor, kind, "organisation", organisation.id, village_code=organisation.village_code, **values)


def _check_seat(actor: Actor, organisation: Organisation | None, values: Mapping[str, Any]) -> None:
    """The seat is a valid village; an office of a village registers only what sits there, and moves nothing."""
    seat = values["village_code"]
    if seat is None and values["kind"] == "bum_desa":
        raise Invalid({"village_code": _("BUM Desa berkedudukan di satu desa: tulis kode desanya.")})
    if organisation is not None and seat == organisation.village_code:
        return
    own = actor.office.village_code if actor.office and actor.office.kind in VILLAGE_OFFICES else None
    if own is not None and seat != own:
        raise Invalid({"village_code": _("Anda hanya dapat memilih desa Anda sendiri, %(code)s.", code=own)})
    if seat is not None:
        area = db.session.get(Area, seat)
        if area is None or not area.is_village or not area.valid:
            raise Invalid({"village_code": _("Tidak ada desa atau kelurahan yang berlaku dengan kode ini.")})


def _refuse_double(values: Mapping[str, Any], organisation: Organisation | None) -> None:
    """No two living organisations of one kind, name and seat."""
    query = select(Organisation.id).where(
        func.lower(Organisation.name) == values["name"].lower(),
        Organisation.kind == values["kind"],
        Organisation.village_code.is_not_distinct_from(values["village_code"]),
        Organisation.archived_at.is_(None),
    )
    if organisation is not None:
        query = query.where(Organisation.id != organisation.id)
    if db.session.scalars(query.limit(1)).first() is not None:
        raise Invalid({"name": _("Lembaga dengan nama, jenis, dan kedudukan ini sudah terdaftar.")})
