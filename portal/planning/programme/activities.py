"""The verbs of an activity: plan it in three fields, let it grow, say how it stands, what it waits for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from ... import clock
from ...db import db, transactional
from ...errors import NotAllowed
from ...permissions import Actor
from .. import access
from . import rules, service
from .models import Activity, activity_prerequisite
from .writing import PLACE_FIELDS, activity_of, begun, noted, refuse_full, write_core, write_goals, write_place

PILOT_FIELDS = ("is_pilot", "pilot_tries", "pilot_judged_by", "pilot_lesson")
MOST_PREREQUISITES = 20  # of one activity


@transactional
def add_activity(actor: Actor, partnership_id: int, values: Mapping[str, Any]) -> Activity:
    """Plan an activity: `title`, `due_on` and `party_id` are enough; `template` names what it began from."""
    partnership = access.workable(actor, partnership_id)
    refuse_full(partnership, 1)
    activity = begun(actor, partnership, values)
    after = {"activity": activity.title, "due_on": activity.due_on}
    access.note(actor, partnership, "activity_added", after=after, village_code=activity.party.village_code)
    return activity


@transactional
def edit_activity(
    actor: Actor, partnership_id: int, activity_id: int, version: int | None, values: Mapping[str, Any]
) -> Activity:
    """Change what, who and when: the core fields, `party_id`, `helpers` (numbers of parties) and `result_id`."""
    partnership = access.workable(actor, partnership_id)
    activity = activity_of(partnership, activity_id)
    activity.expect(version)
    noted(actor, partnership, activity, *write_core(actor, partnership, activity, values))
    return activity


@transactional
def set_place(
    actor: Actor, partnership_id: int, activity_id: int, version: int | None, values: Mapping[str, Any]
) -> Activity:
    """Say where: `villages` of the partnership (codes), `place` in words, coordinates."""
    partnership = access.workable(actor, partnership_id)
    activity = activity_of(partnership, activity_id)
    activity.expect(version)
    noted(actor, partnership, activity, *write_place(partnership, activity, values, PLACE_FIELDS))
    return activity


@transactional
def set_pilot(
    actor: Actor, partnership_id: int, activity_id: int, version: int | None, values: Mapping[str, Any]
) -> Activity:
    """Mark an innovation as a pilot: what is tried, how it will be judged, what was learnt."""
    partnership = access.workable(actor, partnership_id)
    activity = activity_of(partnership, activity_id)
    activity.expect(version)
    if values["is_pilot"]:
        asked = {name: values.get(name) for name in ("pilot_tries", "pilot_judged_by")}
        service.refuse({name: _("Isi juga ini.") for name, text in asked.items() if not (text or "").strip()})
    was, now = service.set_values(activity, PILOT_FIELDS, values)
    noted(actor, partnership, activity, was, now)
    return activity


@transactional
def set_goals(
    actor: Actor, partnership_id: int, activity_id: int, version: int | None, values: Mapping[str, Any]
) -> Activity:
    """Say which goals of SDGs Desa (`sdgs`, 1 to 18) an activity serves itself; none: those of its programme."""
    partnership = access.workable(actor, partnership_id)
    activity = activity_of(partnership, activity_id)
    activity.expect(version)
    noted(actor, partnership, activity, *write_goals(activity, values["sdgs"]))
    return activity


@transactional
def set_status(
    actor: Actor, partnership_id: int, activity_id: int, version: int | None, values: Mapping[str, Any]
) -> Activity:
    """Say how an activity stands: `status`, `status_reason`, `done_on`."""
    partnership = access.workable(actor, partnership_id)
    activity = activity_of(partnership, activity_id)
    activity.expect(version)
    reason, status = (values.get("status_reason") or "").strip(), values["status"]
    done_on = values.get("done_on") if status == rules.DONE else None
    service.refuse(rules.status_faults(activity.status, status, reason, done_on, clock.today("91")))
    before = {"activity_status": activity.status}
    activity.status, activity.status_reason, activity.done_on = status, reason, done_on
    activity.changed_at = clock.now()
    after = {"activity": activity.title, "activity_status": status} | ({"done_on": done_on} if done_on else {})
    access.note(
        actor, partnership, "activity_status", before=before, after=after, reason=reason,
        village_code=activity.party.village_code,
    )  # fmt: skip
    return activity


@transactional
def add_prerequisite(actor: Actor, partnership_id: int, activity_id: int, needs_id: int) -> Activity:
    """Let an activity wait for another one of the partnership; never in a circle."""
    partnership = access.workable(actor, partnership_id)
    activity, wanted = activity_of(partnership, activity_id), activity_of(partnership, needs_id)
    if wanted in activity.prerequisites:
        return activity
    if len(activity.prerequisites) >= MOST_PREREQUISITES:
        raise NotAllowed(_("Paling banyak %(most)s syarat untuk satu kegiatan.", most=MOST_PREREQUISITES))
    way = rules.circle(needs_of(partnership.id), activity.id, wanted.id)
    if way:
        raise NotAllowed(_circle_sentence(way))
    activity.prerequisites.append(wanted)
    after = {"activity": activity.title, "prerequisite": wanted.title}
    access.note(actor, partnership, "prerequisite_added", after=after)
    return activity


@transactional
def remove_prerequisite(actor: Actor, partnership_id: int, activity_id: int, needs_id: int) -> Activity:
    """Let an activity wait for another one no longer."""
    partnership = access.workable(actor, partnership_id)
    activity = activity_of(partnership, activity_id)
    wanted = next((item for item in activity.prerequisites if item.id == needs_id), None)
    if wanted is not None:
        activity.prerequisites.remove(wanted)
        before = {"activity": activity.title, "prerequisite": wanted.title}
        access.note(actor, partnership, "prerequisite_removed", before=before)
    return activity


@transactional
def archive_activity(actor: Actor, partnership_id: int, activity_id: int, version: int | None, reason: str) -> Activity:
    """Take away an activity that was written down by mistake; one that is given up is cancelled instead."""
    partnership = access.workable(actor, partnership_id)
    activity = activity_of(partnership, activity_id)
    activity.expect(version)
    access.put_away(actor, activity, reason)
    access.note(
        actor, partnership, "activity_archived", before={"activity": activity.title}, reason=activity.archive_reason
    )
    return activity


def needs_of(partnership_id: int) -> dict[int, list[int]]:
    """For each activity of a partnership the ones it waits for, in one statement."""
    edges = activity_prerequisite
    query = select(edges.c.activity_id, edges.c.needs_id).join(Activity, Activity.id == edges.c.activity_id)
    found: dict[int, list[int]] = {}
    for activity_id, needs_id in db.session.execute(query.where(Activity.partnership_id == partnership_id)):
        found.setdefault(activity_id, []).append(needs_id)
    return found


def _circle_sentence(way: list[int]) -> str:
    titles = dict(db.session.execute(select(Activity.id, Activity.title).where(Activity.id.in_(way[:6]))).all())
    if len(way) <= 2:
        return _("Kegiatan tidak dapat menunggu dirinya sendiri.")
    shown = " → ".join(titles[number] for number in way[:6])
    return _("Ini membuat lingkaran: %(way)s. Tidak ada yang dapat dimulai lebih dulu.", way=shown)
