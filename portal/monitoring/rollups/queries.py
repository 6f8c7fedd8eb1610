"""What the pages of rolled-up figures show, in few statements whatever lies behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, extract, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, contains_eager, lazyload

from ...contracts import Text
from ...db import db, is_postgresql
from ...partnerships.models import Partnership, Party
from ...partnerships.queries import OVERSEERS, mine, visible_to
from ...partnerships.rules import OBSERVER
from ...permissions import Actor
from ..indicators.models import Indicator
from . import parts, rules
from .models import RolledMeasure, RolledPart, Rollup
from .rules import NOTHING, Figure, Measure
from .service import figure_of
from .vocabulary import keys_of_goal, label_of

YEARS = 5  # that are shown side by side
MOST_SILENT = 100  # partnerships without a report that are counted
MOST_LIVE = 4000  # yearly results of one kecamatan or village that are put together when they are read


@dataclass(frozen=True)
class View:
    """From where somebody looks: an area ('' is the nation), a year, perhaps a sector or a goal."""

    area: str
    year: int
    sector: str = ""
    goal: int | None = None

    @property
    def is_stored(self) -> bool:
        """Whether the figures of this area are kept, not put together when they are read."""
        return self.area == rules.NATION or self.area.count(".") < parts.STORED_DEPTH

    @property
    def years(self) -> range:
        """The years shown side by side, the chosen one last."""
        return range(self.year - YEARS + 1, self.year + 1)


@dataclass
class Line:
    """One measure, with its figures by year."""

    id: int
    measure: Measure
    label: Text
    figures: dict[int, Figure] = field(default_factory=dict)

    def value(self, year: int) -> Decimal | None:
        """The number of a year; None when nothing was reported, or nothing can be added."""
        return self.figures.get(year, NOTHING).value(self.measure)


def newest_year(person: Actor, area: str, today_year: int) -> int:
    """The newest year with a figure that this person sees there; this year when there is none."""
    return years_seen(person, area, today_year)[1]


def years_seen(person: Actor, area: str, today_year: int) -> tuple[int, int]:
    """The first and the newest year with a figure that this person sees there; this year when there is none."""
    view = View(area, today_year)
    year = Rollup.year if view.is_stored else RolledPart.year
    query = select(func.min(year), func.max(year))
    if view.is_stored:
        query = query.where(Rollup.area == area, *_shown(person, view))
    else:
        query = query.join(RolledPart.partnership).where(*_counted(person, view), *_inside(area))
    first, newest = db.session.execute(query).one()
    return first or today_year, newest or today_year


def lines(person: Actor, view: View) -> list[Line]:
    """The measures that anybody reported there in these years, by name; one statement."""
    found = _stored_lines(person, view) if view.is_stored else _live_lines(person, view)
    return sorted(found, key=lambda line: (str(line.label).casefold(), line.measure.unit, line.id))


def measure_for(person: Actor, measure_id: int) -> RolledMeasure | None:
    """A measure, when this person may know of a result of it: its unit and steps are words of who adapted it."""
    known = select(RolledPart.id).join(RolledPart.partnership).where(RolledPart.measure_id == RolledMeasure.id)
    known = known.where(visible_to(person), or_(RolledPart.is_public, mine(person)))
    query = select(RolledMeasure).where(RolledMeasure.id == measure_id, known.exists())
    return db.session.scalars(query).one_or_none()


def line_of(person: Actor, view: View, row: RolledMeasure) -> Line:
    """One measure as it is seen from an area."""
    found = _stored_lines(person, view, row.id) if view.is_stored else _live_lines(person, view, row.id)
    return found[0] if found else _line(row)


def below(person: Actor, view: View, row: RolledMeasure, areas: Sequence[str]) -> dict[str, Figure]:
    """One measure in the areas one level down; those without a report are left out. At most one statement."""
    if not areas:
        return {}
    if areas[0].count(".") < parts.STORED_DEPTH:
        query = select(Rollup).where(Rollup.area.in_(areas), Rollup.year == view.year, Rollup.measure_id == row.id)
        query = query.where(*_shown(person, view), *_of_sector(Rollup.sector, view))
        return _summed((kept.area, figure_of(kept)) for kept in db.session.scalars(query))
    inside = map(parts.kept_part, _live(person, view, row.id, [view.year]))
    wanted = set(areas)
    return _summed((area, part.at(area)) for part in inside for area in part.areas if area in wanted)


def contributions(person: Actor, view: View, measure_id: int) -> Select[Any]:
    """The yearly results behind a figure, as far as this person may know of them; to be paged."""
    query = select(RolledPart).join(RolledPart.partnership).where(RolledPart.measure_id == measure_id)
    query = query.where(RolledPart.year == view.year, *_counted(person, view), *_inside(view.area))
    query = query.where(*_of_sector(RolledPart.sector, view)).order_by(RolledPart.id)
    return query.options(contains_eager(RolledPart.partnership).lazyload(Partnership.parties))


def silent(person: Actor, view: View, row: RolledMeasure) -> int:
    """How many partnerships there measure this and have nothing verified of the year; at most `MOST_SILENT`."""
    told = select(RolledPart.id).where(RolledPart.indicator_id == Indicator.id, RolledPart.year == view.year)
    query = select(Indicator.id).join(Indicator.partnership).where(
        Indicator.library == row.library, Indicator.unit == row.unit, Indicator.archived_at.is_(None), ~told.exists()
    )  # fmt: skip
    query = query.where(visible_to(person), or_(Indicator.is_public, mine(person)))
    query = query.where(extract("year", Indicator.starts_on) <= view.year)
    query = query.where(*_inside(view.area, Indicator.partnership_id), *_of_sector(Partnership.sector, view))
    return db.session.scalar(select(func.count()).select_from(query.limit(MOST_SILENT).subquery())) or 0


def may_see_all(person: Actor, area: str) -> bool:
    """Whether the person's office oversees the area, and so reads also what is not public there."""
    office = person.office
    return office is not None and office.kind in OVERSEERS and bool(area) and office.covers(area)


def _stored_lines(person: Actor, view: View, measure_id: int | None = None) -> list[Line]:
    query = select(Rollup).join(Rollup.measure).options(contains_eager(Rollup.measure))
    query = query.where(Rollup.area == view.area, Rollup.year.in_(view.years), *_shown(person, view))
    query = query.where(*_of_sector(Rollup.sector, view), *_of_measure(Rollup.measure_id, view, measure_id))
    return _collected((row.measure, row.year, figure_of(row)) for row in db.session.scalars(query))


def _live_lines(person: Actor, view: View, measure_id: int | None = None) -> list[Line]:
    kept = _live(person, view, measure_id, view.years)
    return _collected((row.measure, row.year, parts.kept_part(row).at(view.area)) for row in kept)


def _live(person: Actor, view: View, measure_id: int | None, years: Iterable[int]) -> Sequence[RolledPart]:
    """The yearly results that an area's figures are made of when they are read."""
    query = select(RolledPart).join(RolledPart.partnership).join(RolledPart.measure)
    query = query.where(RolledPart.year.in_(list(years)), *_counted(person, view), *_inside(view.area))
    query = query.options(contains_eager(RolledPart.measure), lazyload(RolledPart.partnership))
    query = query.where(*_of_sector(RolledPart.sector, view), *_of_measure(RolledPart.measure_id, view, measure_id))
    return db.session.scalars(query.order_by(RolledPart.year.desc(), RolledPart.id).limit(MOST_LIVE)).all()


def _collected(found: Iterable[tuple[RolledMeasure, int, Figure]]) -> list[Line]:
    made: dict[int, Line] = {}
    for row, year, figure in found:
        if figure.reported:
            line = made.setdefault(row.id, _line(row))
            line.figures[year] = line.figures.get(year, NOTHING) + figure
    return list(made.values())


def _line(row: RolledMeasure) -> Line:
    return Line(row.id, parts.kept_measure(row), label_of(row.library, row.name))


def _summed(found: Iterable[tuple[str, Figure]]) -> dict[str, Figure]:
    made: dict[str, Figure] = {}
    for area, figure in found:
        made[area] = made.get(area, NOTHING) + figure
    return made


def _shown(person: Actor, view: View) -> list[ColumnElement[bool]]:
    """Public figures; all of them to the office that oversees the area."""
    return [] if may_see_all(person, view.area) else [Rollup.is_public.is_(True)]


def _counted(person: Actor, view: View) -> list[ColumnElement[bool]]:
    """The yearly results that the figures of a view are made of, so that what opens is what was added.

    Where figures are kept, that is what is public, or everything for who oversees the area; where they are put
    together when they are read, also what this person has a part in.
    """
    if view.is_stored and not may_see_all(person, view.area):
        return [RolledPart.is_public.is_(True), visible_to(person)]
    return [visible_to(person), or_(RolledPart.is_public, mine(person))]


def _of_sector(column: InstrumentedAttribute[str], view: View) -> list[ColumnElement[bool]]:
    return [column == view.sector] if view.sector else []


def _of_measure(column: InstrumentedAttribute[int], view: View, measure_id: int | None) -> list[ColumnElement[bool]]:
    if measure_id is not None:
        return [column == measure_id]
    return [RolledMeasure.library.in_(keys_of_goal(view.goal))] if view.goal else []


def _inside(
    area: str, partnership_id: InstrumentedAttribute[int] = RolledPart.partnership_id
) -> list[ColumnElement[bool]]:
    """Whether a partnership has a village in an area; the yearly result knows more exactly, by its year."""
    if area == rules.NATION:
        return []
    code = Party.village_code
    if area.count(".") == 3:
        inside: ColumnElement[bool] = code == area
    elif is_postgresql():
        inside = code.startswith(area + ".", autoescape=True)
    else:  # a range of the index, which LIKE is not on SQLite; "/" comes next after "."
        inside = and_(code >= area + ".", code < area + "/")
    there = and_(Party.role != OBSERVER, Party.state.in_(parts.TAKING_PART))
    return [partnership_id.in_(select(Party.partnership_id).where(inside, there))]
