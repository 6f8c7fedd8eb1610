"""The verbs of exchange: keep what a sheet would write until it is looked at, take it over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import delete

from ... import clock
from ...db import db, transactional
from ...errors import Invalid, NotAllowed, NotFound
from ...partnerships.models import Partnership
from ...permissions import Actor
from ...web.sheets import Unreadable
from .. import access
from ..programme import writing
from .models import PlanImport
from .reading import Entry, Known, known_of, values_of


@transactional
def keep(actor: Actor, partnership_id: int, file_name: str, entries: Sequence[Entry]) -> PlanImport:
    """Keep what a sheet would write, for its sender to look at; what they sent before and did not take over goes."""
    partnership = access.workable(actor, partnership_id)
    mine = (PlanImport.partnership_id == partnership.id, PlanImport.person_id == actor.person_id)
    db.session.execute(delete(PlanImport).where(*mine, PlanImport.applied_at.is_(None)))
    kept = PlanImport(
        partnership_id=partnership.id,
        person_id=actor.person_id,
        file_name=file_name[:120],
        rows=[entry.kept() for entry in entries if entry.is_new or entry.changes],
        read_at=clock.now(),
    )
    db.session.add(kept)
    db.session.flush()
    return kept


@transactional
def take_over(actor: Actor, partnership_id: int, import_id: int) -> PlanImport:
    """Write what a sheet says, all of it or nothing."""
    partnership = access.workable(actor, partnership_id)
    kept = import_of(actor, partnership, import_id)
    if kept.applied_at is not None:
        raise NotAllowed(_("Lembar ini sudah dimasukkan."))
    known = known_of(partnership)
    writing.refuse_full(partnership, sum(1 for row in kept.rows if row["activity_id"] is None))
    titles = [_row_written(actor, partnership, row, known) for row in kept.rows]
    new = [title for title in titles if title]
    kept.applied_at = clock.now()
    after = {"sheet": kept.file_name, "added": len(new), "changed": len(titles) - len(new), "activities": new[:50]}
    access.note(actor, partnership, "sheet_imported", after=after)
    return kept


def import_of(actor: Actor, partnership: Partnership, import_id: int) -> PlanImport:
    """What a sheet of one's own would write."""
    found = db.session.get(PlanImport, import_id)
    if found is None or found.partnership_id != partnership.id or found.person_id != actor.person_id:
        raise NotFound()
    return found


def _row_written(actor: Actor, partnership: Partnership, row: dict[str, Any], known: Known) -> str:
    """Write one row; what the plan refuses by now is said of its row."""
    try:
        return _written(actor, partnership, row, known)
    except Invalid as wrong:
        what = " ".join(str(sentence) for sentence in wrong.errors.values())
        raise NotAllowed(_("Baris %(row)s: %(what)s Kirim lembarnya lagi.", row=row["row"], what=what)) from wrong


def _written(actor: Actor, partnership: Partnership, row: dict[str, Any], known: Known) -> str:
    """Write one row; the title of an activity that is new."""
    try:
        values = values_of(row["cells"], known)
    except Unreadable as wrong:  # a party left, or an output was taken away, since the sheet was read
        raise NotAllowed(
            _("Baris %(row)s: %(what)s Kirim lembarnya lagi.", row=row["row"], what=wrong.sentence)
        ) from wrong
    if row["activity_id"] is None:
        activity = writing.begun(actor, partnership, values)
        writing.write_core(actor, partnership, activity, values)
        writing.write_place(partnership, activity, values, ("place",))
        writing.write_goals(activity, values["sdgs"])
        return activity.title
    try:
        activity = writing.activity_of(partnership, row["activity_id"])
    except NotFound as gone:
        raise NotAllowed(
            _("Baris %(row)s: kegiatannya baru saja dihapus. Kirim lembarnya lagi.", row=row["row"])
        ) from gone
    if activity.version != row["version"]:
        raise NotAllowed(
            _("Baris %(row)s: kegiatannya baru saja diubah orang lain. Kirim lembarnya lagi.", row=row["row"])
        )
    was, now = writing.write_core(actor, partnership, activity, values)
    was_at, now_at = writing.write_place(partnership, activity, values, ("place",))
    was_for, now_for = writing.write_goals(activity, values["sdgs"])
    writing.noted(actor, partnership, activity, was | was_at | was_for, now | now_at | now_for)
    return ""
