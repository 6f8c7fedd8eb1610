"""From verified measurements to the yearly result of a partnership, as values of the rules."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol

from sqlalchemy import select

from ...db import db
from ...partnerships.models import Party
from ...partnerships.rules import LEFT, MEMBER, OBSERVER, SUSPENDED
from ..indicators.models import Indicator
from ..indicators.rules import SCALE
from ..measurements.models import Measurement
from ..measurements.rules import VERIFIED, Values
from . import rules
from .models import RolledMeasure, RolledPart
from .rules import Figure, Measure, Part
from .vocabulary import adds_over_places

TAKING_PART = (MEMBER, SUSPENDED, LEFT)  # the others are nobody's to know of from here
STORED_DEPTH = 2  # of a code: the figures of provinces and kabupaten are stored, and those of the nation


class Verified(Protocol):
    """What is read of a verified measurement."""

    indicator_id: int
    party_id: int
    ends_on: date
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    words: str


class Side(Protocol):
    """What is read of a party."""

    id: int
    village_code: str | None
    role: str
    state: str
    joined_on: date | None
    left_on: date | None


@dataclass(frozen=True)
class Source:
    """One indicator with what its yearly results are made of, oldest first."""

    indicator: Indicator
    parties: Sequence[Side]
    measurements: Sequence[Verified]

    @property
    def years(self) -> list[int]:
        """The years in which something was verified."""
        return sorted({item.ends_on.year for item in self.measurements})


def sources_of(indicators: Sequence[Indicator]) -> list[Source]:
    """Indicators with their parties and verified measurements as they stand now, in two statements."""
    parties: dict[int, list[Side]] = {}
    for party in _sides({item.partnership_id for item in indicators}):
        parties.setdefault(party.partnership_id, []).append(party)
    measured: dict[int, list[Verified]] = {}
    for row in _verified([item.id for item in indicators]):
        measured.setdefault(row.indicator_id, []).append(row)
    return [Source(item, parties.get(item.partnership_id, []), measured.get(item.id, [])) for item in indicators]


def measure_of(indicator: Indicator) -> Measure:
    """What an indicator measures, as far as others measure the same."""
    scale = tuple(indicator.scale) if indicator.kind == SCALE else ()
    return Measure(
        indicator.library,
        indicator.unit,
        indicator.kind,
        indicator.is_cumulative,
        scale,
        adds_over_places(indicator.library),
    )


def part_of(source: Source, year: int) -> Part | None:
    """The result of one year; None when nothing was verified in it."""
    measure = measure_of(source.indicator)
    found: dict[date, list[Verified]] = {}
    for item in source.measurements:
        if item.ends_on.year == year:
            found.setdefault(item.ends_on, []).append(item)
    periods = [items for _ends_on, items in sorted(found.items())]
    said = [[values_of(item) for item in items] for items in periods]
    result = rules.of_year(measure, said)
    if not result.reported:
        return None
    counted = [item for place in rules.counted_periods(measure, said) for item in periods[place]]
    return Part(measure, year, result, _village_shares(source, year, result.total, counted))


def values_of(measurement: Verified) -> Values:
    """What a measurement says."""
    return Values(measurement.value, measurement.numerator, measurement.denominator, measurement.words)


def stored_areas(part: Part) -> list[str]:
    """The areas whose stored figures this result belongs to."""
    return [area for area in part.areas if area.count(".") < STORED_DEPTH]


def kept_measure(row: RolledMeasure) -> Measure:
    """A measure as it was kept."""
    return Measure(row.library, row.unit, row.kind, row.adds_up, tuple(row.scale), row.sums)


def kept_part(row: RolledPart) -> Part:
    """A yearly result as it was kept."""
    shares = {code: None if text is None else Decimal(text) for code, text in row.shares.items()}
    levels = {row.level: 1} if row.level else {}
    result = Figure(1, row.total, rules.ZERO, row.numerator, row.denominator, levels)
    return Part(kept_measure(row.measure), row.year, result, shares)


def columns_of(part: Part) -> dict[str, Any]:
    """A yearly result as the columns that keep it."""
    return {
        "total": part.result.total,
        "numerator": part.result.numerator,
        "denominator": part.result.denominator,
        "level": next(iter(part.result.levels), ""),
        "shares": {code: None if share is None else str(share) for code, share in sorted(part.shares.items())},
    }


def identity_of(measure: Measure) -> str:
    """A name of fixed length that only one measure has."""
    parts = [measure.key, measure.unit, measure.kind, measure.adds_up, list(measure.scale), measure.sums]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _sides(partnership_ids: Iterable[int]) -> Iterable[Any]:
    columns = (
        Party.id, Party.partnership_id, Party.village_code, Party.role, Party.state, Party.joined_on, Party.left_on,
    )  # fmt: skip
    return db.session.execute(select(*columns).where(Party.partnership_id.in_(partnership_ids)).order_by(Party.id))


def _verified(indicator_ids: Sequence[int]) -> Iterable[Any]:
    columns = (
        Measurement.indicator_id, Measurement.party_id, Measurement.ends_on, Measurement.value,
        Measurement.numerator, Measurement.denominator, Measurement.words,
    )  # fmt: skip
    query = select(*columns).where(Measurement.indicator_id.in_(indicator_ids), Measurement.state == VERIFIED)
    return db.session.execute(query.order_by(Measurement.indicator_id, Measurement.ends_on, Measurement.party_id))


def _village_shares(
    source: Source, year: int, total: Decimal, measurements: Iterable[Verified]
) -> Mapping[str, Decimal | None]:
    """What of the total each village holds: the share that was agreed, else what it reported of it itself."""
    here = [party for party in source.parties if _took_part(party, year)]
    agreed = {item.party_id: item for item in source.indicator.attributions}
    fractions: dict[str, Fraction | None] = {str(party.id): None for party in here}
    if agreed:
        for party in here:
            item = agreed.get(party.id)
            if item is not None and item.numerator is not None and item.denominator:
                fractions[str(party.id)] = Fraction(item.numerator, item.denominator)
    elif source.indicator.reporter_party_id is None and total:
        for number, own in _own_totals(measurements).items():
            if str(number) in fractions:
                fractions[str(number)] = Fraction(own) / Fraction(total)
    parts = rules.split(total, fractions)
    return {party.village_code: parts[str(party.id)] for party in here if party.village_code}


def _own_totals(measurements: Iterable[Verified]) -> dict[int, Decimal]:
    """What each party reported of the year's result, where each reports its own part."""
    found: dict[int, Decimal] = {}
    for row in measurements:
        if row.value is not None:
            found[row.party_id] = found.get(row.party_id, rules.ZERO) + row.value
    return found


def _took_part(party: Side, year: int) -> bool:
    """Who observes, prepares to join, or joins with a change that is not agreed yet, is not there."""
    there = "left" if party.state == LEFT else "bound" if party.state in (MEMBER, SUSPENDED) else ""
    joined = party.joined_on.year if party.joined_on else None
    left = party.left_on.year if party.left_on else None
    return party.role != OBSERVER and rules.took_part(there, joined, left, year)
