"""Making all summaries anew from the verified measurements, to compare them or to put them in place of the old.

Reads everything, some thousand indicators at a time; an operator's command, not a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import selectinload

from ...db import db, transactional
from ...partnerships.models import Partnership
from ..indicators.models import Indicator
from . import parts
from .models import RolledMeasure, RolledPart, Rollup
from .rules import NOTHING, Figure, Measure
from .service import Place, figure_of, measure_row, one_at_a_time

AT_ONCE = 1000  # indicators in memory
MOST_SAID = 20  # differences that are named

Row = dict[str, Any]
Sums = dict[Place, Figure]


@transactional
def rebuild() -> tuple[int, int]:
    """Throw all summaries away and make them anew; returns how many yearly results and figures there are."""
    one_at_a_time()
    for table in (Rollup, RolledPart):
        db.session.execute(delete(table))
    sums: Sums = {}
    count = 0
    for batch in _batches(_Measures(), sums):
        if batch:
            db.session.execute(insert(RolledPart), batch)
            count += len(batch)
    rows = [_row_of(place, figure) for place, figure in sums.items()]
    if rows:
        db.session.execute(insert(Rollup), rows)
    return count, len(rows)


def differences() -> list[str]:
    """Where the summaries differ from what the verified measurements say; empty when they agree."""
    sums: Sums = {}
    found: list[str] = []
    kept_count = 0
    for batch in _batches(_Measures(writes=False), sums):
        wanted = {(row["indicator_id"], row["year"]): row for row in batch}
        numbers = {indicator for indicator, _year in wanted}
        query = select(RolledPart).where(RolledPart.indicator_id.in_(numbers))
        kept = {(row.indicator_id, row.year): row for row in db.session.scalars(query)}
        kept_count += len(kept)
        for indicator, year in sorted(wanted.keys() | kept.keys()):
            if _differs(kept.get((indicator, year)), wanted.get((indicator, year))):
                found.append(f"Hasil indikator {indicator} tahun {year} tidak sama dengan laporannya.")
        db.session.expunge_all()
    if kept_count != db.session.scalar(select(func.count(RolledPart.id))):
        found.append("Ada hasil tahunan dari indikator yang tidak lagi melapor.")
    return [*found, *_sums_differ(sums)][:MOST_SAID]


class _Measures:
    """The numbers of measures, made as they are met; a measure nobody keeps is -1 when nothing may be written."""

    def __init__(self, writes: bool = True) -> None:
        self._writes = writes
        self._known = {row.identity: row.id for row in db.session.scalars(select(RolledMeasure))}

    def number_of(self, measure: Measure) -> int:
        """The number of a measure."""
        identity = parts.identity_of(measure)
        if identity not in self._known and self._writes:
            self._known[identity] = measure_row(measure).id
        return self._known.get(identity, -1)


def _batches(measures: _Measures, sums: Sums) -> Iterator[list[Row]]:
    """The yearly results as rows, some at a time; what they add to areas goes into `sums`."""
    last = 0
    while indicators := _next_indicators(last):
        last = indicators[-1].id
        yield list(_rows(indicators, measures, sums))
        db.session.expunge_all()


def _next_indicators(last: int) -> Sequence[Indicator]:
    query = select(Indicator).where(Indicator.id > last, Indicator.library != "")
    query = query.options(selectinload(Indicator.attributions), selectinload(Indicator.partnership).lazyload("*"))
    return db.session.scalars(query.order_by(Indicator.id).limit(AT_ONCE)).all()


def _rows(indicators: Sequence[Indicator], measures: _Measures, sums: Sums) -> Iterator[Row]:
    for source in parts.sources_of(indicators):
        indicator, partnership = source.indicator, source.indicator.partnership
        for year in source.years:
            made = parts.part_of(source, year)
            if made is None:
                continue
            number = measures.number_of(made.measure)
            public = _is_public(partnership, indicator)
            for area in parts.stored_areas(made):
                place = (area, year, number, partnership.sector, public)
                sums[place] = sums.get(place, NOTHING) + made.at(area)
            yield {
                "partnership_id": partnership.id, "indicator_id": indicator.id, "measure_id": number, "year": year,
                "sector": partnership.sector, "is_public": public, **parts.columns_of(made),
            }  # fmt: skip


def _is_public(partnership: Partnership, indicator: Indicator) -> bool:
    return partnership.is_public and indicator.is_public


def _row_of(place: Place, figure: Figure) -> Row:
    area, year, measure_id, sector, is_public = place
    return {
        "area": area, "year": year, "measure_id": measure_id, "sector": sector, "is_public": is_public,
        "reported": figure.reported, "total": figure.total, "attributed": figure.attributed,
        "numerator": figure.numerator, "denominator": figure.denominator, "levels": dict(figure.levels),
    }  # fmt: skip


def _differs(kept: RolledPart | None, wanted: Row | None) -> bool:
    if kept is None or wanted is None:
        return True
    return any(getattr(kept, name) != value for name, value in wanted.items())


def _sums_differ(sums: Sums) -> Iterator[str]:
    stored = {(row.area, row.year, row.measure_id, row.sector, row.is_public): row for row in _stored()}
    for place in sorted(sums.keys() | stored.keys()):
        row = stored.get(place)
        if (figure_of(row) if row else NOTHING) != sums.get(place, NOTHING):
            yield f"Angka wilayah {place[0] or 'Indonesia'} tahun {place[1]} ukuran {place[2]} tidak sama."


def _stored() -> Sequence[Rollup]:
    return db.session.scalars(select(Rollup)).all()
