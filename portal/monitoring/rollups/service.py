"""The verbs of roll-ups: add a verified result to its areas, and follow what changes in a partnership.

Each joins the transaction of the verb that verifies, so that a figure and its measurements never differ.
Nobody acts here: these are consequences, and leave no event of their own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, literal, or_, select, text, tuple_
from sqlalchemy.orm import joinedload, selectinload

from ...db import db, is_postgresql, transactional
from ...partnerships.models import Partnership
from ..indicators.models import Indicator
from . import parts
from .models import RolledMeasure, RolledPart, Rollup
from .rules import NOTHING, Figure, Measure, Part
from .vocabulary import kept_name

Place = tuple[str, int, int, str, bool]  # area, year, measure, sector, public
MENDED_AT_ONCE = 500  # partnerships of one day
APPLIED_AT_ONCE = 1000  # figures of one statement, of five values each


@transactional
def roll_up(indicator_id: int, year: int) -> None:
    """Bring the figures of all areas up to date with the verified measurements of an indicator in one year.

    Call it within the verb that verified, corrected or took back a measurement that ends in that year.
    """
    _renew(Indicator.id == indicator_id, year)


@transactional
def roll_up_indicator(indicator_id: int) -> None:
    """The same for all years: after shares, kind, unit or publicity of an indicator changed."""
    _renew(Indicator.id == indicator_id)


@transactional
def refresh(partnership_id: int) -> None:
    """The same for all indicators: after the parties, the sector or the publicity of a partnership changed."""
    _renew(Indicator.partnership_id == partnership_id)


def follow(partnership_id: int, parties_changed: bool) -> None:
    """Refresh a partnership's figures when what they rest on is no longer so; one statement when it still is."""
    query = _stale(literal(parties_changed)).where(RolledPart.partnership_id == partnership_id)
    if db.session.scalar(query.limit(1)) is not None:
        refresh(partnership_id)


def mend() -> int:
    """Refresh partnerships whose results stand under another sector or publicity than their own; returns how many.

    Every verb sees to that itself. The daily tidying looks again, after what was written past the verbs.
    """
    found = db.session.scalars(_stale().distinct().limit(MENDED_AT_ONCE)).all()
    for partnership_id in found:
        refresh(partnership_id)
    return len(found)


def _stale(*or_when: ColumnElement[bool]) -> Select[Any]:
    """The partnerships of yearly results that are kept under another sector or publicity than they have now."""
    shown = and_(Partnership.is_public, Indicator.is_public)
    query = select(RolledPart.partnership_id).join(Partnership, RolledPart.partnership_id == Partnership.id)
    query = query.join(Indicator, RolledPart.indicator_id == Indicator.id)
    return query.where(or_(RolledPart.sector != Partnership.sector, RolledPart.is_public != shown, *or_when))


def _renew(which: ColumnElement[bool], year: int | None = None) -> None:
    """Take what was added before away, and add what there is now, in one year or in all of them.

    Whoever adds to figures waits here for the others, and reads only then: what was read before may be old.
    """
    one_at_a_time()
    db.session.flush()
    query = select(Indicator).where(which, Indicator.library != "").order_by(Indicator.id)
    indicators: Sequence[Indicator] = _now(query.options(selectinload(Indicator.attributions)))
    if not indicators:
        return
    kept = _kept([indicator.id for indicator in indicators], year)
    headings = _headings({indicator.partnership_id for indicator in indicators})
    changes: dict[Place, Figure] = {}
    for source in parts.sources_of(indicators):
        indicator = source.indicator
        sector, is_public = headings[indicator.partnership_id]
        heading = (sector, is_public and indicator.is_public)
        known = {*source.years, *(of for number, of in kept if number == indicator.id)}
        for of in sorted(known if year is None else known & {year}):
            _replace(changes, source, of, kept.get((indicator.id, of)), heading)
    _apply({place: change for place, change in changes.items() if change != NOTHING})


def _replace(
    changes: dict[Place, Figure], source: parts.Source, year: int, kept: RolledPart | None, heading: tuple[str, bool]
) -> None:
    """One yearly result as it is now in the place of the one that was kept."""
    made = parts.part_of(source, year)
    if kept is not None:
        _note(changes, parts.kept_part(kept), kept, -1)
    row = _keep(source.indicator, kept, made, heading)
    if row is not None and made is not None:
        _note(changes, made, row, 1)


def _kept(indicator_ids: Collection[int], year: int | None) -> dict[tuple[int, int], RolledPart]:
    query = select(RolledPart).where(RolledPart.indicator_id.in_(indicator_ids))
    query = query.where(RolledPart.year == year) if year is not None else query
    return {(row.indicator_id, row.year): row for row in _now(query.options(joinedload(RolledPart.measure)))}


def _headings(partnership_ids: Collection[int]) -> dict[int, tuple[str, bool]]:
    """The sector of each partnership, and whether everyone may see it."""
    query = select(Partnership.id, Partnership.sector, Partnership.is_public)
    rows = db.session.execute(query.where(Partnership.id.in_(partnership_ids)))
    return {number: (sector, is_public) for number, sector, is_public in rows}


def _now(query: Select[Any]) -> Sequence[Any]:
    """Rows as they stand in the database now, whatever this session read of them before."""
    return db.session.scalars(query.execution_options(populate_existing=True)).all()


def _note(changes: dict[Place, Figure], part: Part, row: RolledPart, sign: int) -> None:
    """Add a result to what changes in each area, or take it away."""
    for area in parts.stored_areas(part):
        place = (area, row.year, row.measure_id, row.sector, row.is_public)
        seen = part.at(area)
        before = changes.get(place, NOTHING)
        changes[place] = before + seen if sign > 0 else before - seen


def _keep(
    indicator: Indicator, kept: RolledPart | None, made: Part | None, heading: tuple[str, bool]
) -> RolledPart | None:
    """Write the yearly result down as it is now; nothing is kept where nothing is verified."""
    if made is None:
        if kept is not None:
            db.session.delete(kept)
        return None
    row = kept or RolledPart(partnership_id=indicator.partnership_id, indicator_id=indicator.id, year=made.year)
    if kept is None or kept.measure.identity != parts.identity_of(made.measure):
        row.measure_id = measure_row(made.measure).id
    row.sector, row.is_public = heading
    for name, value in parts.columns_of(made).items():
        setattr(row, name, value)
    if kept is None:
        db.session.add(row)
    return row


def measure_row(measure: Measure) -> RolledMeasure:
    """The row of a measure, made at its first result."""
    identity = parts.identity_of(measure)
    row = db.session.scalars(select(RolledMeasure).where(RolledMeasure.identity == identity)).one_or_none()
    if row is None:
        row = RolledMeasure(
            library=measure.key, unit=measure.unit, kind=measure.kind, adds_up=measure.adds_up,
            scale=list(measure.scale), sums=measure.sums, name=kept_name(measure.key), identity=identity,
        )  # fmt: skip
        db.session.add(row)
        db.session.flush()
    return row


def _apply(changes: Mapping[Place, Figure]) -> None:
    """Add what changed to the figures of areas, in two statements for some hundred of them."""
    left = iter(changes)
    while places := list(islice(left, APPLIED_AT_ONCE)):
        columns = tuple_(Rollup.area, Rollup.year, Rollup.measure_id, Rollup.sector, Rollup.is_public)
        found: Sequence[Rollup] = _now(select(Rollup).where(columns.in_(places)))
        rows = {(row.area, row.year, row.measure_id, row.sector, row.is_public): row for row in found}
        for place in places:
            _add(place, rows.get(place), changes[place])


def _add(place: Place, row: Rollup | None, change: Figure) -> None:
    """Add a change to one figure; one that nobody stands behind any more goes."""
    now = (figure_of(row) if row else NOTHING) + change
    if row is not None and not now.reported:
        db.session.delete(row)
    elif now.reported:
        row = row or _placed(place)
        write(row, now)
        db.session.add(row)


def figure_of(row: Rollup) -> Figure:
    """A stored figure as a value of the rules."""
    return Figure(row.reported, row.total, row.attributed, row.numerator, row.denominator, row.levels)


def write(row: Rollup, figure: Figure) -> None:
    """Put a value into a stored figure."""
    row.reported, row.levels = figure.reported, dict(figure.levels)
    row.total, row.attributed = figure.total, figure.attributed
    row.numerator, row.denominator = figure.numerator, figure.denominator


def _placed(place: Place) -> Rollup:
    area, year, measure_id, sector, is_public = place
    return Rollup(area=area, year=year, measure_id=measure_id, sector=sector, is_public=is_public)


def one_at_a_time() -> None:
    """On PostgreSQL two verbs that add to the nation's figures wait for each other; SQLite has one writer anyhow."""
    if is_postgresql():
        db.session.execute(text("SELECT pg_advisory_xact_lock(hashtext('portal.rollups'))"))
