"""What programs read of partnerships: the list, one, its agreements in force, and the lists that rooms offer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import url_for
from sqlalchemy import Select, func, select

from ...db import db
from ...errors import NotFound
from ...partnerships import queries
from ...partnerships.goal_links import GoalLink
from ...partnerships.models import Agreement, Partnership
from ...partnerships.open_lists import open_lists
from ...partnerships.overview import is_insider
from ...partnerships.sdgs import GOALS
from ...partnerships.service import partnership_for
from ...villages.models import Village
from ...web import actor
from ...web.programs import root
from . import asking, shapes
from .answers import GEOJSON, Given, Part, offered, part_of
from .rules import span_of

PAGING = ("after", "limit")
FILTERS = ("sector", "type", "status", "village", "area", *PAGING)


@offered("/kemitraan", *FILTERS)
def partnerships(given: Given) -> Part:
    """The partnerships that the reader may see, in the order of their numbers."""
    found, following = _page_of(given)
    return Part(shapes.partnerships(found, actor()), following)


@offered("/kemitraan.geojson", *FILTERS, kind=GEOJSON)
def partnerships_on_a_map(given: Given) -> Part:
    """The same partnerships as features: the points of their villages, as far as these are known (RFC 7946)."""
    found, following = _page_of(given)
    shown = shapes.partnerships(found, actor())
    places = _points(sorted({code for item in shown for code in _villages_of(item)}))
    return Part([_feature(item, places) for item in shown], following)


@offered("/kemitraan/<int:partnership_id>")
def one_partnership(given: Given, partnership_id: int) -> dict[str, Any]:
    """One partnership, and where its lists are."""
    found = partnership_for(actor(), partnership_id)
    (shown,) = shapes.partnerships([found], actor())
    lists = ("naskah", *open_lists())
    return {**shown, "lists": {path: f"{shown['url']}/{path}" for path in lists}}


@offered("/kemitraan/<int:partnership_id>/naskah", *PAGING)
def agreements(given: Given, partnership_id: int) -> Part:
    """The versions of the agreement that came into force, each with its exact text and its SHA-256."""
    found, span = partnership_for(actor(), partnership_id), span_of(given)
    query = select(Agreement).where(
        Agreement.partnership_id == found.id, Agreement.in_force_from.is_not(None), Agreement.sha256.is_not(None)
    )
    query = query.where(Agreement.number > span.after_number).order_by(Agreement.number).limit(span.limit + 1)
    rows, following = part_of(db.session.scalars(query).all(), span.limit, lambda item: item.number)
    return Part([_agreement(item) for item in rows], following)


@offered("/kemitraan/<int:partnership_id>/<list_path>", *PAGING)
def things(given: Given, partnership_id: int, list_path: str) -> Part:
    """A list that a room offers of one partnership."""
    offer = open_lists().get(list_path)
    if offer is None:
        raise NotFound()
    found, span = partnership_for(actor(), partnership_id), span_of(given)
    rows = offer.read(found, is_insider(actor(), found), span.after_number, span.limit + 1)
    return Part(*part_of(rows, span.limit, lambda item: item["id"]))


@offered("/sdgs", "area")
def goals(given: Given) -> dict[str, Any]:
    """The goals of SDGs Desa, each with how many of the partnerships that the reader may see serve it."""
    area = asking.area(given)
    query = (
        select(GoalLink.goal, func.count(GoalLink.partnership_id.distinct()))
        .join(Partnership, Partnership.id == GoalLink.partnership_id)
        .where(queries.visible_to(actor()), *([queries.in_area(area)] if area else []))
        .group_by(GoalLink.goal)
    )
    counts = {goal: count for goal, count in db.session.execute(query)}
    return {
        "data": [
            {"goal": goal, "title": str(title), "partnerships": counts.get(goal, 0)} for goal, title in GOALS.items()
        ]
    }


def _page_of(given: Given) -> tuple[Sequence[Partnership], object]:
    """The partnerships of a part with their parties, and the number after which the next part begins."""
    span = span_of(given)
    query = _asked(given).where(Partnership.id > span.after_number)
    query = query.order_by(Partnership.id).limit(span.limit + 1)
    return part_of(db.session.scalars(query).all(), span.limit, lambda item: item.id)


def _asked(given: Given) -> Select[Any]:
    query = select(Partnership).where(queries.visible_to(actor()))
    columns = (("sector", Partnership.sector), ("type", Partnership.type_code), ("status", Partnership.status))
    for name, column in columns:
        if wanted := asking.code(given, name):
            query = query.where(column == wanted)
    for place in (asking.village(given), asking.area(given)):
        if place:
            query = query.where(queries.in_area(place))
    return query


def _agreement(item: Agreement) -> dict[str, Any]:
    page = url_for("partnerships.agreement_version", partnership_id=item.partnership_id, number=item.number)
    columns = ("number", "in_force_from", "frozen_at", "sha256")
    return {**{name: getattr(item, name) for name in columns}, "text": item.frozen_text, "page": root() + page}


def _villages_of(shown: dict[str, Any]) -> list[str]:
    return [party["village_code"] for party in shown["parties"] if party["village_code"]]


def _points(codes: list[str]) -> dict[str, list[Any]]:
    """Longitude and latitude, in this order, of the villages that told where they are; one statement."""
    query = select(Village.code, Village.longitude, Village.latitude).where(
        Village.code.in_(codes), Village.longitude.is_not(None), Village.latitude.is_not(None)
    )
    return {code: [longitude, latitude] for code, longitude, latitude in db.session.execute(query)}


def _feature(shown: dict[str, Any], places: dict[str, list[Any]]) -> dict[str, Any]:
    told = (
        "title", "page", "type", "type_label", "sector", "sector_label", "status", "status_label", "start_date",
        "end_date", "is_sample", "goals",
    )  # fmt: skip
    villages = _villages_of(shown)
    points = [places[code] for code in villages if code in places]
    return {
        "type": "Feature",
        "id": shown["id"],
        "geometry": {"type": "MultiPoint", "coordinates": points} if points else None,
        "properties": {
            **{name: shown[name] for name in told},
            "parties": [party["name"] for party in shown["parties"]],
            "villages": villages,
            "villages_without_coordinates": [code for code in villages if code not in places],
        },
    }
