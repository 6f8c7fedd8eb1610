"""The verbs of an activity: plan it in three fields, let it grow, say how it stands, what it waits for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select

from ... import clock
from ...contracts import ActivityTemplate
from ...db import db, transactional
from ...errors import Invalid, NotAllowed, NotFound
from ...partnerships.cases import party_names, registry
from ...partnerships.models import Partnership, Party
from ...permissions import Actor
from .. import access
from . import rules, service
from .models import Activity, activity_prerequisite, activity_village

CORE_FIELDS = ("title", "description", "office", "starts_on", "due_on", "target", "unit")
PLACE_FIELDS = ("place", "latitude", "longitude")
PILOT_FIELDS = ("is_pilot", "pilot_tries", "pilot_judged_by", "pilot_lesson")
MOST_ACTIVITIES = 20_000  # of one partnership
MOST_PREREQUISITES = 20  # of one activity


@transactional
def add_activity(actor: Actor, partnership_id: int, values: Mapping[str, Any]) -> Activity:
    """Plan an activity: `title`, `due_on` and `party_id` are enough; `template` names what it began from."""
    partnership = access.workable(actor, partnership_id)
    return planned(actor, partnership, values)


def planned(actor: Actor, partnership: Partnership, values: Mapping[str, Any]) -> Activity:
    """Plan an activity, inside the caller's transaction."""
    counted = db.session.scalar(select(func.count(Activity.id)).where(Activity.partnership_id == partnership.id))
    if (counted or 0) >= MOST_ACTIVITIES:
        raise NotAllowed(_("Rencana ini sudah penuh."))
    party = access.bound_party(partnership, values["party_id"])
    service.refuse(rules.day_faults(values.get("starts_on"), values["due_on"]))
    moment = clock.now()
    activity = Activity(
        partnership_id=partnership.id,
        programme_id=service.programme_for_day(actor, partnership, values["due_on"]).id,
        party_id=party.id,
        status=rules.PLANNED,
        created_at=moment,
        changed_at=moment,
        template=_known_template(partnership, values.get("template") or ""),
        **{name: _text_or_value(name, values.get(name)) for name in (*CORE_FIELDS, *PLACE_FIELDS)},
    )
    db.session.add(activity)
    db.session.flush()
    after = {"activity": activity.title, "due_on": activity.due_on}
    access.note(actor, partnership, "activity_added", after=after, village_code=party.village_code)
    return activity


@transactional
def edit_activity(
    actor: Actor, partnership_id: int, activity_id: int, version: int | None, values: Mapping[str, Any]
) -> Activity:
    """Change what, who and when: the core fields, `party_id`, `helpers` (numbers of parties) and `result_id`."""
    partnership = access.workable(actor, partnership_id)
    activity = activity_of(partnership, activity_id)
    activity.expect(version)
    changed(actor, partnership, activity, values)
    return activity


def changed(actor: Actor, partnership: Partnership, activity: Activity, values: Mapping[str, Any]) -> bool:
    """Change an activity, inside the caller's transaction; whether anything differed."""
    party = access.bound_party(partnership, values["party_id"])
    service.refuse(rules.day_faults(values.get("starts_on"), values["due_on"]))
    was, now = service.set_values(activity, (*CORE_FIELDS, "party_id"), {**values, "party_id": party.id})
    _set_programme(actor, partnership, activity, values.get("result_id"), was, now)
    _set_helpers(partnership, activity, values.get("helpers") or (), was, now)
    return _noted(actor, partnership, activity, was, now)


@transactional
def set_place(
    actor: Actor, partnership_id: int, activity_id: int, version: int | None, values: Mapping[str, Any]
) -> Activity:
    """Say where: villages of the partnership (codes), words, coordinates."""
    partnership = access.workable(actor, partnership_id)
    activity = activity_of(partnership, activity_id)
    activity.expect(version)
    was, now = service.set_values(activity, PLACE_FIELDS, values)
    before = villages_of(activity.id)
    wanted = set_villages(partnership, activity, values.get("villages") or ())
    if wanted != before:
        was["villages"], now["villages"] = before, wanted
    _noted(actor, partnership, activity, was, now)
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
    _noted(actor, partnership, activity, was, now)
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
    service.archive(actor, activity, reason)
    access.note(
        actor, partnership, "activity_archived", before={"activity": activity.title}, reason=activity.archive_reason
    )
    return activity


def activity_of(partnership: Partnership, activity_id: int) -> Activity:
    """An activity of this partnership that was not taken away."""
    found = db.session.get(Activity, activity_id)
    if found is None or found.partnership_id != partnership.id or found.archived_at is not None:
        raise NotFound()
    return found


def needs_of(partnership_id: int) -> dict[int, list[int]]:
    """For each activity of a partnership the ones it waits for, in one statement."""
    edges = activity_prerequisite
    query = select(edges.c.activity_id, edges.c.needs_id).join(Activity, Activity.id == edges.c.activity_id)
    found: dict[int, list[int]] = {}
    for activity_id, needs_id in db.session.execute(query.where(Activity.partnership_id == partnership_id)):
        found.setdefault(activity_id, []).append(needs_id)
    return found


def villages_of(activity_id: int) -> list[str]:
    """The codes of the villages where an activity takes place."""
    query = select(activity_village.c.village_code).where(activity_village.c.activity_id == activity_id)
    return sorted(db.session.scalars(query))


def set_villages(partnership: Partnership, activity: Activity, codes: Collection[str]) -> list[str]:
    """Say in which villages of the partnership an activity takes place, inside the caller's transaction."""
    wanted = sorted(set(codes))
    if set(wanted) - {party.village_code for party in partnership.bound}:
        raise Invalid({"villages": _("Pilih desa dari kerja sama ini.")})
    table = activity_village
    if wanted != villages_of(activity.id):
        db.session.execute(table.delete().where(table.c.activity_id == activity.id))
        if wanted:
            db.session.execute(table.insert(), [{"activity_id": activity.id, "village_code": code} for code in wanted])
    return wanted


def templates_of(partnership: Partnership) -> list[ActivityTemplate]:
    """The activities to begin from: those of the sector, then those of the type."""
    sector = registry().sectors.get(partnership.sector)
    kind = registry().type_of(partnership.type_code)
    found = [*(sector.activities if sector else ()), *(kind.activities if kind else ())]
    return list({template.key: template for template in reversed(found)}.values())[::-1]


def _known_template(partnership: Partnership, key: str) -> str:
    return key if any(template.key == key for template in templates_of(partnership)) else ""


def _text_or_value(name: str, value: Any) -> Any:
    if isinstance(value, str):
        return value.strip()
    return "" if value is None and name in ("title", "description", "office", "unit", "place") else value


def _set_programme(
    actor: Actor, partnership: Partnership, activity: Activity, result_id: int | None, was: Any, now: Any
) -> None:
    """The programme follows the day; a result of another programme cannot be kept."""
    if "due_on" in now:
        activity.programme_id = service.programme_for_day(actor, partnership, activity.due_on).id
    if result_id:
        result = service.result_of(partnership, result_id)
        if result.programme_id != activity.programme_id:
            result_id = None if result_id == activity.result_id else -1
        if result_id == -1 or result.kind != rules.OUTPUT:
            raise Invalid({"result_id": _("Pilih keluaran dari program pada masa yang sama.")})
    if (result_id or None) != activity.result_id:
        was["result_id"], now["result_id"] = activity.result_id, result_id or None
        activity.result_id = result_id or None


def _set_helpers(partnership: Partnership, activity: Activity, party_ids: Collection[int], was: Any, now: Any) -> None:
    wanted: list[Party] = [access.bound_party(partnership, number) for number in party_ids]
    wanted = [party for party in dict.fromkeys(wanted) if party.id != activity.party_id]
    before, after = ({party.id for party in side} for side in (activity.helpers, wanted))
    if before != after:
        was["helpers"], now["helpers"] = sorted(before), sorted(after)
        activity.helpers = wanted


def _noted(actor: Actor, partnership: Partnership, activity: Activity, was: Any, now: Any) -> bool:
    if now:
        activity.changed_at = clock.now()
        before, after = _in_words(partnership, was), _in_words(partnership, now)
        access.note(
            actor,
            partnership,
            "activity_edited",
            before=before,
            after={"activity": activity.title} | after,
            village_code=activity.party.village_code,
        )
    return bool(now)


def _in_words(partnership: Partnership, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as the history shows them: parties and results by their names of today."""
    found = dict(values)
    if {"party_id", "helpers"} & set(found):
        names = party_names(partnership.parties)
        if "party_id" in found:
            found["party_id"] = names.get(found["party_id"], "–")
        if "helpers" in found:
            found["helpers"] = ", ".join(names.get(number, "–") for number in found["helpers"])
    if found.get("result_id"):
        found["result_id"] = service.result_title(found["result_id"])
    return found


def _circle_sentence(way: list[int]) -> str:
    titles = dict(db.session.execute(select(Activity.id, Activity.title).where(Activity.id.in_(way[:6]))).all())
    if len(way) <= 2:
        return _("Kegiatan tidak dapat menunggu dirinya sendiri.")
    shown = " → ".join(titles[number] for number in way[:6])
    return _("Ini membuat lingkaran: %(way)s. Tidak ada yang dapat dimulai lebih dulu.", way=shown)
