"""The plan of a programme as it is now, in words: it stays readable whatever happens to its parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from ...db import db
from ...partnerships.cases import party_names
from ...partnerships.models import Partnership
from ...web.i18n import format_number
from ..programme import rules
from ..programme.models import (
    Activity,
    PlanSource,
    Programme,
    Result,
    activity_helper,
    activity_prerequisite,
    activity_village,
)

_PLAIN = ("id", "title", "description", "office", "place")


def plan_of(partnership: Partnership, programme: Programme) -> dict[str, Any]:
    """Goal, results, sources and activities of a programme, in a fixed number of statements. Days as ISO text."""
    names = party_names(partnership.parties)
    results = _living(Result, programme.id)
    titles = {item.id: item.title for item in results}
    return {
        "programme": {
            "id": programme.id,
            "title": programme.title,
            "goal": programme.goal,
            "starts_on": programme.starts_on.isoformat(),
            "ends_on": programme.ends_on.isoformat(),
            "sdgs": ", ".join(str(number) for number in programme.sdgs),
        },
        "results": [
            {
                "id": item.id,
                "kind": item.kind,
                "title": item.title,
                "measure": item.measure,
                "leads_to": titles.get(item.parent_id or 0, ""),
            }
            for item in results
        ],
        "sources": [
            {
                "id": item.id,
                "party": names.get(item.party_id, "–"),
                "document": item.document,
                "year": item.year,
                "title": item.item,
                "account_code": item.account_code,
            }
            for item in _living(PlanSource, programme.id)
        ],
        "activities": _activities(partnership, programme, names, titles),
    }


def _activities(
    partnership: Partnership, programme: Programme, names: Mapping[int, str], outputs: Mapping[int, str]
) -> list[dict[str, Any]]:
    query = select(*Activity.__table__.columns).where(
        Activity.programme_id == programme.id,
        Activity.archived_at.is_(None),
        Activity.status != rules.CANCELLED,
    )
    rows = db.session.execute(query.order_by(Activity.due_on, Activity.id)).all()
    helpers = _pairs(activity_helper.c.activity_id, activity_helper.c.party_id, programme.id)
    villages = _pairs(activity_village.c.activity_id, activity_village.c.village_code, programme.id)
    after = _pairs(activity_prerequisite.c.activity_id, activity_prerequisite.c.needs_id, programme.id)
    places = {party.village_code: names[party.id] for party in partnership.parties if party.village_code}
    titles = {row.id: row.title for row in rows}
    return [
        {
            **{name: getattr(row, name) for name in _PLAIN},
            "starts_on": row.starts_on.isoformat() if row.starts_on else "",
            "due_on": row.due_on.isoformat(),
            "party": names.get(row.party_id, "–"),
            "party_id": row.party_id,
            "helpers": _joined(names.get(number, "–") for number in helpers.get(row.id, ())),
            "villages": _joined(places.get(code, code) for code in villages.get(row.id, ())),
            "target": f"{format_number(row.target)} {row.unit}".strip() if row.target is not None else "",
            "sdgs": _joined(str(number) for number in row.sdgs),
            "output": outputs.get(row.result_id or 0, ""),
            "after": _joined(titles[number] for number in after.get(row.id, ()) if number in titles),
            "pilot": row.pilot_tries if row.is_pilot else "",
            "judged_by": row.pilot_judged_by if row.is_pilot else "",
        }
        for row in rows
    ]


def _living(model: type[Any], programme_id: int) -> list[Any]:
    query = select(model).where(model.programme_id == programme_id, model.archived_at.is_(None))
    return list(db.session.scalars(query.order_by(model.id)))


def _pairs(left: Any, right: Any, programme_id: int) -> dict[int, list[Any]]:
    query = select(left, right).join(Activity, Activity.id == left).where(Activity.programme_id == programme_id)
    found: dict[int, list[Any]] = {}
    for activity_id, value in db.session.execute(query.order_by(left, right)):
        found.setdefault(activity_id, []).append(value)
    return found


def _joined(words: Iterable[str]) -> str:
    return ", ".join(words)
