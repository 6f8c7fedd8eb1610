"""What programs read of villages and organisations: all of it is public."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from ...db import db
from ...errors import NotFound
from ...villages import queries
from ...villages.models import ORGANISATION_KINDS, Area, Need, Organisation, Potential, Village
from ...villages.rules import Level
from . import asking, shapes
from .answers import Given, Part, offered, part_of
from .rules import number, span_of

PAGING = ("after", "limit")
LISTED = ("sector", "village", "area", "organisation", *PAGING)


@offered("/desa", "area", *PAGING)
def villages(given: Given) -> Part:
    """Desa, desa adat and kelurahan in the order of their codes; of one area when it is asked for."""
    span, area = span_of(given), asking.area(given)
    query = (
        select(Area.code, Village)
        .outerjoin(Village, Village.code == Area.code)
        .where(Area.code > asking.village(given, "after"))
    )
    if area:
        query = query.where(Area.code.in_(queries.villages_in(area)))
    query = query.where(Area.level == Level.VILLAGE).order_by(Area.code).limit(span.limit + 1)
    rows, following = part_of(db.session.execute(query).all(), span.limit, lambda row: row[0])
    places = queries.place_names(code for code, _village in rows)
    return Part([shapes.village(places[code], found) for code, found in rows], following)


@offered("/desa/<village>")
def one_village(given: Given, village: str) -> dict[str, Any]:
    """One village."""
    place = queries.place_names([village]).get(village)
    if place is None or place.kind is None:
        raise NotFound()
    return shapes.village(place, db.session.get(Village, village))


@offered("/potensi", *LISTED)
def potentials(given: Given) -> Part:
    """What villages and organisations can offer."""
    return _listed(Potential, given)


@offered("/kebutuhan", *LISTED)
def needs(given: Given) -> Part:
    """What villages and organisations lack."""
    return _listed(Need, given)


@offered("/lembaga", "kind", "village", *PAGING)
def organisations(given: Given) -> Part:
    """The organisations that are not archived, in the order of their numbers."""
    span = span_of(given)
    kind = asking.choice(given, "kind", ORGANISATION_KINDS)
    query = queries.organisations(kind=kind, village_code=asking.village(given) or None)
    query = query.where(Organisation.id > span.after_number).order_by(None).order_by(Organisation.id)
    rows, following = part_of(db.session.scalars(query.limit(span.limit + 1)).all(), span.limit, lambda item: item.id)
    return Part([shapes.organisation(item) for item in rows], following)


@offered("/lembaga/<int:organisation>")
def one_organisation(given: Given, organisation: int) -> dict[str, Any]:
    """One organisation, archived or not."""
    found = queries.organisation(organisation)
    if found is None:
        raise NotFound()
    return shapes.organisation(found)


def _listed(model: type[Potential] | type[Need], given: Given) -> Part:
    span, sector = span_of(given), asking.code(given, "sector")
    village, area = asking.village(given), asking.area(given)
    query = select(model).where(model.archived_at.is_(None), model.id > span.after_number)
    if sector:
        query = query.where(model.sector == sector)
    if village:
        query = query.where(model.village_code == village)
    if area:
        query = query.where(model.village_code.in_(queries.villages_in(area)))
    if "organisation" in given:
        query = query.where(model.organisation_id == number("organisation", given["organisation"]))
    rows = db.session.scalars(query.order_by(model.id).limit(span.limit + 1)).all()
    shown, following = part_of(rows, span.limit, lambda item: item.id)
    return Part(shapes.listed(shown), following)
