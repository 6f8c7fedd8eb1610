"""Partnerships, villages and organisations as plain values for programs; few statements however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask import url_for
from sqlalchemy import select

from ...db import db
from ...partnerships.cases import party_names, registry, type_of
from ...partnerships.goal_links import GoalLink
from ...partnerships.models import Partnership, Party
from ...partnerships.overview import is_insider
from ...partnerships.rules import MEMBER, SUSPENDED
from ...partnerships.steps import state_label
from ...permissions import Actor
from ...villages.models import Need, Organisation, Potential, Village
from ...villages.queries import PlaceName
from ...web.programs import root

Values = dict[str, Any]


def partnerships(found: Sequence[Partnership], reader: Actor) -> list[Values]:
    """Partnerships with the parties and goals that this reader may know of; `parties` must be loaded."""
    known = {item.id: known_parties(item, is_insider(reader, item)) for item in found}
    names = party_names(party for parties in known.values() for party in parties)
    goals = _goals([item.id for item in found])
    return [_partnership(item, known[item.id], names, goals.get(item.id, [])) for item in found]


def known_parties(partnership: Partnership, insider: bool) -> list[Party]:
    """The parties that the agreement binds; one that is still joining is for insiders only."""
    return [party for party in partnership.bound if insider or party.state in (MEMBER, SUSPENDED)]


def _partnership(item: Partnership, parties: list[Party], names: dict[int, str], goals: list[int]) -> Values:
    kind = type_of(item)
    return {
        "id": item.id,
        "url": root() + url_for("api.one_partnership", partnership_id=item.id),
        "page": root() + url_for("partnerships.show", partnership_id=item.id),
        "title": item.title,
        "purpose": item.purpose,
        "type": item.type_code,
        "type_label": str(kind.label) if kind else item.type_code,
        "sector": item.sector,
        "sector_label": str(registry().sector_label(item.sector)) if item.sector else "",
        "status": item.status,
        "status_label": str(state_label(item)),
        "status_since": item.status_since,
        "instrument": item.instrument,
        "start_date": item.start_date,
        "end_date": item.end_date,
        "is_public": item.is_public,
        "is_sample": item.is_sample,
        "parties": [_party(party, names) for party in parties],
        "goals": goals,
    }


def _party(party: Party, names: dict[int, str]) -> Values:
    return {
        "id": party.id,
        "name": names[party.id],
        "village_code": party.village_code,
        "organisation_id": party.organisation_id,
        "role": party.role,
        "state": party.state,
        "joined_on": party.joined_on,
    }


def _goals(partnership_ids: Sequence[int]) -> dict[int, list[int]]:
    """The goals of SDGs Desa that something of each partnership serves, in one statement."""
    query = select(GoalLink.partnership_id, GoalLink.goal).where(GoalLink.partnership_id.in_(partnership_ids))
    found: dict[int, list[int]] = {}
    for number, goal in db.session.execute(query.distinct().order_by(GoalLink.partnership_id, GoalLink.goal)):
        found.setdefault(number, []).append(goal)
    return found


def village(place: PlaceName, found: Village | None) -> Values:
    """A village with what it says of itself; empty values for one that has written nothing."""
    own = found or Village.blank(place.code)
    columns = (
        "population", "area_km2", "latitude", "longitude", "head_name", "public_phone", "public_email", "website",
        "about", "index_class", "index_kind", "index_year",
    )  # fmt: skip
    return {
        "code": place.code,
        "url": root() + url_for("api.one_village", village=place.code),
        "page": root() + url_for("villages.village", code=place.code),
        "name": place.name,
        "kind": str(place.kind) if place.kind else "",
        "district": place.district,
        "regency": place.regency,
        "province": place.province,
        "is_valid": place.valid,
        "has_record": found is not None,
        **{name: getattr(own, name) for name in columns},
    }


def organisation(item: Organisation) -> Values:
    """An organisation with what it says of itself."""
    columns = (
        "id", "kind", "name", "legal_number", "village_code", "head_name", "public_phone", "public_email", "website",
        "about",
    )  # fmt: skip
    page = root() + url_for("villages.organisation", key=str(item.id))
    return {
        **{name: getattr(item, name) for name in columns},
        "page": page,
        "is_archived": item.archived_at is not None,
    }


def listed(items: Iterable[Potential | Need]) -> list[Values]:
    """Potentials or needs, with who has them."""
    columns = ("id", "village_code", "organisation_id", "sector", "title", "quantity", "unit", "note")
    return [
        {name: getattr(item, name) for name in columns} | ({"urgency": item.urgency} if isinstance(item, Need) else {})
        for item in items
    ]
