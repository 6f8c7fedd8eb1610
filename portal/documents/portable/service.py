"""The verbs of whole-partnership files: take one over."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import DataError, IntegrityError

from ... import clock, events, permissions, storage
from ...db import db, transactional
from ...errors import Invalid, NotAllowed
from ...partnerships import agreements
from ...partnerships.agreement_rules import fingerprint
from ...partnerships.models import Agreement, Partnership, Party
from ...permissions import SYSTEM, Action, Actor, OfficeKind
from ...storage import StoredFile
from . import history, origin, package
from .checking import Contents, Rows, checked
from .history import FIELDS
from .models import EarlierEvent, PartnershipCopy
from .opening import Opened, WrongFile
from .origin import PARTNERSHIP
from .taking import Taking
from .values import Wrong, understood

FILE = "file"  # the field that is told what is wrong
MOST_ALIKE = 500  # partnerships of the same villages that are compared


@dataclass(frozen=True)
class Same:
    """The same partnership, here already: written here, or copied; `is_equal` when nothing differs."""

    partnership_id: int
    is_equal: bool
    was_written_here: bool

    @property
    def refuses(self) -> bool:
        """Whether the file brings nothing that could be taken."""
        return self.is_equal or self.was_written_here


@dataclass(frozen=True)
class Look:
    """What a person sees of a file before it is written."""

    contents: Contents
    manifest: Mapping[str, Any]
    made_at: datetime
    files: int
    events: int
    same: Same | None

    @property
    def may_be_taken(self) -> bool:
        """Whether it can be written here."""
        return self.same is None or not self.same.refuses


@dataclass(frozen=True)
class Prepared:
    """A file that was looked at whole, its attached files safe on the disk: ready to be written."""

    opened: Opened
    contents: Contents
    rows: Rows
    files: Mapping[str, StoredFile]


def looked_at(actor: Actor, opened: Opened) -> tuple[Contents, Rows]:
    """What is in a file, every row of it looked at.

    Raises `Invalid` on the field `file` with the sentence of what does not fit; `NotAllowed` when the person's village
    takes no part in it.
    """
    try:
        contents, rows = checked(opened)
    except WrongFile as wrong:
        raise Invalid({FILE: str(wrong.sentence)}) from wrong
    _require(actor, contents)
    return contents, rows


def look(actor: Actor, opened: Opened) -> Look:
    """What a file holds, for a person to decide; raises as `looked_at`."""
    contents, _rows = looked_at(actor, opened)
    happened = sum(1 for _line in opened.lines(package.HISTORY))
    files = contents.counts.get("attachment", 0)
    return Look(contents, opened.manifest, opened.made_at, files, happened, same_here(opened, contents))


def prepared(actor: Actor, opened: Opened) -> Prepared:
    """A file ready to be written: what takes time is done before anybody has to wait. Raises as `looked_at`."""
    contents, rows = looked_at(actor, opened)
    return Prepared(opened, contents, rows, _kept(opened))


@transactional
def take_over(actor: Actor, ready: Prepared) -> Partnership:
    """Write a partnership's file; all or nothing.

    Raises `Invalid` on the field `file` when the same file was taken before, the partnership was written here, or a
    frozen text is not genuine; `NotAllowed` when the person's village takes no part in it.
    """
    _require(actor, ready.contents)
    opened = ready.opened
    same = same_here(opened, ready.contents)
    if same is not None and same.refuses:
        raise Invalid({FILE: _("Kemitraan ini sudah ada di sini.")})
    taking = Taking(ready.rows, ready.files)
    try:
        partnership_id = taking.write()
    except (DataError, IntegrityError) as error:  # a rule of the tables that stands in no column
        raise Invalid({FILE: _("Isi berkas ini tidak sesuai dengan aturan portal ini.")}) from error
    db.session.expire_all()
    partnership = db.session.get_one(Partnership, partnership_id)
    _expect_genuine(partnership)
    _write_history(partnership_id, opened)
    partnership.copied_from, partnership.copied_at = _called(opened.origin), clock.now()
    copy = _copy_of(partnership, opened, actor, taking.frozen)
    db.session.add(copy)
    _record(actor, partnership, copy)
    return partnership


def same_here(opened: Opened, contents: Contents) -> Same | None:
    """The partnership of this file, if it is here already."""
    uid = opened.manifest["uid"]
    copies = db.session.scalars(select(PartnershipCopy).where(PartnershipCopy.uid == uid)).all()
    if copies:
        equal = [copy for copy in copies if copy.content_sha256 == opened.manifest["content_sha256"]]
        return Same((equal or copies)[0].partnership_id, bool(equal), False)
    copied = select(PartnershipCopy.partnership_id)
    query = select(Party.partnership_id).where(Party.village_code.in_(contents.villages)).distinct()
    alike = db.session.scalars(query.where(Party.partnership_id.not_in(copied)).limit(MOST_ALIKE)).all()
    return next((Same(number, False, True) for number, found in origin.uids_of(alike).items() if found == uid), None)


def audit() -> list[str]:
    """A sentence for every copied partnership whose list of frozen texts is not the one in the history."""
    query = select(events.Event).where(events.Event.kind == history.IMPORTED)
    said = {event.subject_id: json.loads(event.after) for event in db.session.scalars(query)}
    return [
        f"Daftar naskah kemitraan salinan nomor {copy.partnership_id} tidak sama dengan riwayat."
        for copy in db.session.scalars(select(PartnershipCopy))
        if said.get(str(copy.partnership_id), {}).get("frozen_sha256") != fingerprint(package.spelled(copy.frozen))
    ]


def _kept(opened: Opened) -> dict[str, StoredFile]:
    """The attached files, safe on the disk; those of a file that is not taken in the end are swept away later."""
    settings = current_app.extensions["portal.settings"]
    found = {}
    for row in opened.rows("attachment"):
        name = str(row.get("member"))
        if not opened.has(name):
            continue
        try:
            content = opened.content(name, settings.upload_limit)
            found[name] = storage.keep_copy(settings.files, content, name, str(row["media_type"]))
        except (WrongFile, storage.Refused) as wrong:
            raise Invalid({FILE: str(wrong.sentence)}) from wrong
    return found


def _require(actor: Actor, contents: Contents) -> None:
    """The operator at the command line, the administrator, or somebody of a village that takes part."""
    if actor is SYSTEM:
        return
    permissions.require(actor, Action.PARTNERSHIP_IMPORT, None)
    own = actor.office.village_code if actor.office else None
    if actor.kind != OfficeKind.ADMINISTRATOR and own not in contents.villages:
        raise NotAllowed(_("Desa Anda bukan pihak dalam kemitraan ini."))


def _record(actor: Actor, partnership: Partnership, copy: PartnershipCopy) -> None:
    after = {
        "copied_from": partnership.copied_from,
        "made_at": copy.made_at,
        "content_sha256": copy.content_sha256,
        "frozen_sha256": fingerprint(package.spelled(copy.frozen)),
    }
    events.record(actor, history.IMPORTED, PARTNERSHIP, partnership.id, after=after)


def _expect_genuine(partnership: Partnership) -> None:
    query = select(Agreement).where(Agreement.partnership_id == partnership.id)
    if not all(agreements.is_genuine(version) for version in db.session.scalars(query)):
        raise Invalid({FILE: _("Isi naskah yang dibekukan di dalam berkas ini tidak sama dengan naskahnya.")})


def _write_history(partnership_id: int, opened: Opened) -> None:
    columns: Any = EarlierEvent.__table__.c
    for number, line in enumerate(opened.lines(package.HISTORY), 1):
        try:
            values: dict[str, Any] = {name: understood(columns[name], line.get(name), None) for name in FIELDS}
            event = EarlierEvent(partnership_id=partnership_id, number=number, **values)
            event.changes  # noqa: B018 (refuses what is no JSON)
        except (Wrong, ValueError, AttributeError) as wrong:
            raise Invalid({FILE: _("Riwayat di dalam berkas ini tidak dapat dibaca.")}) from wrong
        db.session.add(event)


def _copy_of(
    partnership: Partnership, opened: Opened, actor: Actor, frozen: dict[str, dict[str, str]]
) -> PartnershipCopy:
    manifest = opened.manifest
    made: datetime = opened.made_at
    return PartnershipCopy(
        partnership_id=partnership.id,
        uid=manifest["uid"],
        content_sha256=manifest["content_sha256"],
        path=[{"name": place["name"], "url": place["url"]} for place in manifest["path"]],
        portal_version=manifest["portal_version"],
        made_at=made,
        taken_at=clock.now(),
        taken_by_office=actor.office.label if actor.office else actor.name,
        frozen=frozen,
    )


def _called(place: dict[str, str]) -> str:
    """An installation by its name and address."""
    return (f"{place['name']} ({place['url']})" if place["url"] else place["name"])[:300]
