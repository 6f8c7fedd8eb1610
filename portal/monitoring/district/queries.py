"""Which partnerships of an area were evaluated in a year, and which not; in few statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, case, exists, func, or_, select
from sqlalchemy.orm import lazyload

from ...db import db
from ...partnerships.models import Partnership
from ...partnerships.queries import RUNNING, Summary, mine, summaries, visible_to
from ...permissions import Actor
from .models import DistrictSheet

NOT_YET, DONE, ALL = "belum", "sudah", "semua"
STATES = (NOT_YET, DONE, ALL)


@dataclass(frozen=True)
class Line:
    """One partnership of the area, with its sheet of the year if there is one."""

    summary: Summary
    sheet: DistrictSheet | None


@dataclass(frozen=True)
class Count:
    """How many partnerships of the area run, and of how many there is a sheet of the year."""

    all: int
    done: int


def listed(actor: Actor, year: int, state: str) -> Select[Any]:
    """The partnerships of the actor's area that run and were in force in the year, the longest unmoved first."""
    query = select(Partnership).where(*_running(actor, year)).options(lazyload(Partnership.parties))
    if state != ALL:
        query = query.where(_has_sheet(actor, year) if state == DONE else ~_has_sheet(actor, year))
    return query.order_by(Partnership.status_since, Partnership.id)


def count(actor: Actor, year: int) -> Count:
    """How far the area has come in a year, in one statement."""
    done = func.sum(case((_has_sheet(actor, year), 1), else_=0))
    row = db.session.execute(select(func.count(Partnership.id), done).where(*_running(actor, year))).one()
    return Count(int(row[0]), int(row[1] or 0))


def count_left(actor: Actor, year: int) -> ScalarSelect[int]:
    """The SQL of how many have no sheet of a year yet, to be asked along with something else."""
    return select(func.count(Partnership.id)).where(*_running(actor, year), ~_has_sheet(actor, year)).scalar_subquery()


def lines(actor: Actor, found: Sequence[Partnership], year: int) -> list[Line]:
    """Partnerships with their sheets of a year, in a fixed number of statements."""
    ids = [item.id for item in found]
    query = select(DistrictSheet).where(
        DistrictSheet.partnership_id.in_(ids), DistrictSheet.year == year, _in_area(actor)
    )
    sheets = {sheet.partnership_id: sheet for sheet in db.session.scalars(query.order_by(DistrictSheet.id.desc()))}
    return [Line(summary, sheets.get(summary.id)) for summary in summaries(found)]


def sheets_of(partnership_id: int) -> Select[Any]:
    """The sheets of a partnership, the newest year first."""
    query = select(DistrictSheet).where(DistrictSheet.partnership_id == partnership_id)
    return query.order_by(DistrictSheet.year.desc(), DistrictSheet.id.desc())


def _running(actor: Actor, year: int) -> tuple[ColumnElement[bool], ...]:
    """Those that run now and had begun in that year: nobody evaluates a year before the beginning."""
    began = or_(Partnership.start_date.is_(None), Partnership.start_date <= date(year, 12, 31))
    return (mine(actor), visible_to(actor), Partnership.status.in_(RUNNING), began)


def _has_sheet(actor: Actor, year: int) -> ColumnElement[bool]:
    written = exists().where(
        DistrictSheet.partnership_id == Partnership.id, DistrictSheet.year == year, _in_area(actor)
    )
    return written.correlate(Partnership)


def _in_area(actor: Actor) -> ColumnElement[bool]:
    """Sheets of the area's own districts: another district's sheet leaves this one's to be written."""
    scopes = actor.office.scope_codes if actor.office else ()
    column = DistrictSheet.district_code
    return or_(*(or_(column == scope, column.startswith(f"{scope}.")) for scope in scopes), column == "-")
