"""The verbs of roll-ups: add a verified result to its areas, and follow what changes in a partnership.

Each joins the transaction of the verb that verifies, so that a figure and its measurements never differ.
Nobody acts here: these are consequences, and leave no event of their own.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import and_, literal, or_, select, text, tuple_

from ...db import db, is_postgresql, transactional
from ...partnerships.models import Partnership
from ..indicators.models import Indicator
from . import parts
from .models import RolledMeasure, RolledPart, Rollup
from .rules import NOTHING, Figure, Measure, Part
from .vocabulary import kept_name

Place = tuple[str, int, int, str, bool]  # area, year, measure, sector, public


@transactional
def roll_up(indicator_id: int, year: int) -> None:
    """Bring the figures of all areas up to date with the verified measurements of an indicator in one year.

    Call it within the verb that verified, corrected or took back a measurement that ends in that year.
    """
    indicator = db.session.get(Indicator, indicator_id)
    if indicator is not None and indicator.library:
        db.session.flush()
        _renew(parts.sources_of([indicator])[0], [year])


@transactional
def roll_up_indicator(indicator_id: int) -> None:
    """The same for all years: after shares, kind, unit or publicity of an indicator changed."""
    indicator = db.session.get(Indicator, indicator_id)
    if indicator is not None:
        db.session.flush()
        db.session.expire(indicator, ["attributions"])
        _renew_all(indicator)


@transactional
def refresh(partnership_id: int) -> None:
    """The same for all indicators: after the parties, the sector or the publicity of a partnership changed."""
    db.session.flush()
    for indicator in parts.indicators_of(partnership_id):
        _renew_all(indicator)


def follow(partnership_id: int, parties_changed: bool) -> None:
    """Refresh a partnership's figures when what they rest on is no longer so; one statement when it still is."""
    shown = and_(Partnership.is_public, Indicator.is_public)
    differs = or_(RolledPart.sector != Partnership.sector, RolledPart.is_public != shown)
    query = select(RolledPart.id).join(Partnership, RolledPart.partnership_id == Partnership.id)
    query = query.join(Indicator, RolledPart.indicator_id == Indicator.id)
    query = query.where(RolledPart.partnership_id == partnership_id, or_(literal(parties_changed), differs)).limit(1)
    if db.session.scalar(query) is not None:
        refresh(partnership_id)


def _renew_all(indicator: Indicator) -> None:
    (source,) = parts.sources_of([indicator])
    kept = select(RolledPart.year).where(RolledPart.indicator_id == indicator.id)
    _renew(source, sorted({*(source.years if indicator.library else ()), *db.session.scalars(kept)}))


def _renew(source: parts.Source, years: Iterable[int]) -> None:
    """Take what was added before away, and add what there is now."""
    one_at_a_time()
    changes: dict[Place, Figure] = {}
    for year in years:
        query = select(RolledPart).where(RolledPart.indicator_id == source.indicator.id, RolledPart.year == year)
        kept = db.session.scalars(query).one_or_none()
        made = parts.part_of(source, year) if source.indicator.library else None
        if kept is not None:
            _note(changes, parts.kept_part(kept), kept, -1)
        row = _keep(source.indicator, kept, made)
        if row is not None and made is not None:
            _note(changes, made, row, 1)
    _apply({place: change for place, change in changes.items() if change != NOTHING})


def _note(changes: dict[Place, Figure], part: Part, row: RolledPart, sign: int) -> None:
    """Add a result to what changes in each area, or take it away."""
    for area in parts.stored_areas(part):
        place = (area, row.year, row.measure_id, row.sector, row.is_public)
        seen = part.at(area)
        before = changes.get(place, NOTHING)
        changes[place] = before + seen if sign > 0 else before - seen


def _keep(indicator: Indicator, kept: RolledPart | None, made: Part | None) -> RolledPart | None:
    """Write the yearly result down as it is now; nothing is kept where nothing is verified."""
    if made is None:
        if kept is not None:
            db.session.delete(kept)
        return None
    partnership = db.session.get_one(Partnership, indicator.partnership_id)
    row = kept or RolledPart(partnership_id=partnership.id, indicator_id=indicator.id, year=made.year)
    row.measure_id = measure_row(made.measure).id
    row.sector, row.is_public = partnership.sector, partnership.is_public and indicator.is_public
    for name, value in parts.columns_of(made).items():
        setattr(row, name, value)
    if kept is None:
        db.session.add(row)
    db.session.flush()
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


def _apply(changes: dict[Place, Figure]) -> None:
    """Add what changed to the figures of areas, in two statements however many there are."""
    if not changes:
        return
    columns = tuple_(Rollup.area, Rollup.year, Rollup.measure_id, Rollup.sector, Rollup.is_public)
    found = db.session.scalars(select(Rollup).where(columns.in_(list(changes))))
    rows = {(row.area, row.year, row.measure_id, row.sector, row.is_public): row for row in found}
    for place, change in changes.items():
        row = rows.get(place)
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
