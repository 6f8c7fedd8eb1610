"""The verbs of lists: keep what one would write until it is looked at, take it over."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import delete

from ... import clock
from ...db import db, transactional
from ...errors import Conflict, NotAllowed, NotFound
from ...permissions import Action, Actor, require
from ...web.sheets import Unreadable
from .kinds import kind_for
from .models import SheetImport
from .rules import Entry


@transactional
def keep(person: Actor, code: str, file_name: str, entries: Sequence[Entry]) -> SheetImport:
    """Keep what a list would write, for its sender to look at; what they sent before and did not take over goes."""
    require(person, Action.SHEET_IMPORT, None)
    kind = kind_for(person, code)
    mine = (SheetImport.kind == kind.code, SheetImport.person_id == person.person_id)
    db.session.execute(delete(SheetImport).where(*mine, SheetImport.applied_at.is_(None)))
    kept = SheetImport(
        kind=kind.code,
        person_id=person.person_id,
        file_name=file_name[:120],
        rows=[entry.as_json() for entry in entries],
        read_at=clock.now(),
    )
    db.session.add(kept)
    db.session.flush()
    return kept


@transactional
def take_over(person: Actor, code: str, import_id: int, overwrite: bool) -> int:
    """Write what a list says, all of it or nothing; how many rows changed something.

    `overwrite`: also what villages wrote themselves, which the sender has seen beside what the list says.
    """
    require(person, Action.SHEET_IMPORT, None)
    kind, kept = kind_for(person, code), import_of(person, code, import_id)
    if kept.applied_at is not None:
        raise NotAllowed(_("Lembar ini sudah dimasukkan."))
    written = 0
    for row in kept.rows:
        try:
            written += kind.write(person, row, overwrite)
        except Unreadable as wrong:
            raise NotAllowed(
                _("Baris %(row)s: %(what)s Kirim lembarnya lagi.", row=row["row"], what=wrong.sentence)
            ) from wrong
        except Conflict as changed:
            raise NotAllowed(
                _("Baris %(row)s: datanya baru saja diubah orang lain. Kirim lembarnya lagi.", row=row["row"])
            ) from changed
    kept.applied_at = clock.now()
    return written


def import_of(person: Actor, code: str, import_id: int) -> SheetImport:
    """What a list of one's own would write."""
    found = db.session.get(SheetImport, import_id)
    if found is None or found.kind != code or found.person_id != person.person_id:
        raise NotFound()
    return found
