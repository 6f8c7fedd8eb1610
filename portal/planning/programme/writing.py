"""How an activity is written: begun in three fields, its parts set, what differed put on the history.

Everything here works inside the caller's transaction; the verbs are in `activities`, and in `exchange` for sheets.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select

from ... import clock
from ...contracts import ActivityTemplate
from ...db import db
from ...errors import Invalid, NotAllowed, NotFound
from ...partnerships.cases import party_names, registry
from ...partnerships.models import Partnership, Party
from ...partnerships.sdgs import GOALS
from ...permissions import Actor
from .. import access
from . import rules, service
from .models import Activity, activity_village

CORE_FIELDS = ("title", "description", "office", "starts_on", "due_on", "target", "unit")
PLACE_FIELDS = ("place", "latitude", "longitude")
MOST_ACTIVITIES = 20_000  # of one partnership
_TEXTS = ("title", "description", "office", "unit", "place")
Values = dict[str, Any]


def begun(actor: Actor, partnership: Partnership, values: Mapping[str, Any]) -> Activity:
    """An activity with what, who and when, in the programme of its day."""
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
    return activity


def write_core(
    actor: Actor, partnership: Partnership, activity: Activity, values: Mapping[str, Any]
) -> tuple[Values, Values]:
    """Set what, who and when; what differed, before and after."""
    party = access.bound_party(partnership, values["party_id"])
    days = rules.day_faults(values.get("starts_on"), values["due_on"])
    service.refuse(days | rules.target_faults(values.get("target"), values.get("unit") or ""))
    was, now = service.set_values(activity, (*CORE_FIELDS, "party_id"), {**values, "party_id": party.id})
    _set_programme(actor, partnership, activity, values.get("result_id"), was, now)
    _set_helpers(partnership, activity, values.get("helpers") or (), was, now)
    return was, now


def write_place(
    partnership: Partnership, activity: Activity, values: Mapping[str, Any], names: tuple[str, ...]
) -> tuple[Values, Values]:
    """Set the villages, and those of `PLACE_FIELDS` that are named; what differed, before and after."""
    was, now = service.set_values(activity, names, values)
    before, wanted = villages_of(activity.id), sorted(set(values.get("villages") or ()))
    if set(wanted) - {party.village_code for party in partnership.bound}:
        raise Invalid({"villages": _("Pilih desa dari kerja sama ini.")})
    if wanted != before:
        table = activity_village
        db.session.execute(table.delete().where(table.c.activity_id == activity.id))
        if wanted:
            db.session.execute(table.insert(), [{"activity_id": activity.id, "village_code": code} for code in wanted])
        was["villages"], now["villages"] = ", ".join(before), ", ".join(wanted)
    return was, now


def write_goals(activity: Activity, goals: Collection[int]) -> tuple[Values, Values]:
    """Set the goals of SDGs Desa that an activity serves itself; what differed, before and after."""
    if not set(goals) <= set(GOALS):
        raise Invalid({"sdgs": _("Pilih dari daftar.")})
    return service.set_values(activity, ("sdgs",), {"sdgs": sorted(set(goals))})


def noted(actor: Actor, partnership: Partnership, activity: Activity, was: Values, now: Values) -> None:
    """Put on the history what differed, if anything did."""
    if not now:
        return
    activity.changed_at = clock.now()
    access.note(
        actor,
        partnership,
        "activity_edited",
        before=_in_words(partnership, was),
        after={"activity": activity.title} | _in_words(partnership, now),
        village_code=activity.party.village_code,
    )


def refuse_full(partnership: Partnership, more: int) -> None:
    """Raise `NotAllowed` when so many more activities do not fit into a partnership's plan."""
    counted = db.session.scalar(select(func.count(Activity.id)).where(Activity.partnership_id == partnership.id))
    if (counted or 0) + more > MOST_ACTIVITIES:
        raise NotAllowed(_("Rencana ini sudah penuh."))


def activity_of(partnership: Partnership, activity_id: int) -> Activity:
    """An activity of this partnership that was not taken away."""
    found = db.session.get(Activity, activity_id)
    if found is None or found.partnership_id != partnership.id or found.archived_at is not None:
        raise NotFound()
    return found


def villages_of(activity_id: int) -> list[str]:
    """The codes of the villages where an activity takes place."""
    query = select(activity_village.c.village_code).where(activity_village.c.activity_id == activity_id)
    return sorted(db.session.scalars(query))


def suggested_goals(partnership: Partnership, activity: Activity) -> tuple[int, ...]:
    """The goals that the template an activity began from usually serves."""
    return next((item.sdgs for item in templates_of(partnership) if item.key == activity.template), ())


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
    return "" if value is None and name in _TEXTS else value


def _set_programme(
    actor: Actor, partnership: Partnership, activity: Activity, result_id: int | None, was: Values, now: Values
) -> None:
    """The programme follows the day; a result of another programme cannot be kept."""
    if "due_on" in now:
        activity.programme_id = service.programme_for_day(actor, partnership, activity.due_on).id
    if result_id:
        result = service.result_of(partnership, result_id)
        moved = result.programme_id != activity.programme_id
        if result.kind != rules.OUTPUT or (moved and result_id != activity.result_id):
            raise Invalid({"result": _("Pilih keluaran dari program pada masa yang sama.")})
        result_id = None if moved else result_id
    if (result_id or None) != activity.result_id:
        was["result_id"], now["result_id"] = activity.result_id, result_id or None
        activity.result_id = result_id or None


def _set_helpers(
    partnership: Partnership, activity: Activity, party_ids: Collection[int], was: Values, now: Values
) -> None:
    wanted: list[Party] = [access.bound_party(partnership, number) for number in party_ids]
    wanted = [party for party in dict.fromkeys(wanted) if party.id != activity.party_id]
    before, after = ({party.id for party in side} for side in (activity.helpers, wanted))
    if before != after:
        was["helpers"], now["helpers"] = sorted(before), sorted(after)
        activity.helpers = wanted


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
