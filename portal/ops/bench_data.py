"""`portal bench-data`: partnerships, indicators and measurements in any number, the same ones for the same seed.

For measuring, not for showing: rows go in by the thousand, past the verbs and without a history. It asks for
a database without partnerships, and marks everything as sample data. Every village is a party of something
before one is of two things; the first partnerships lie in one kabupaten, so that its page can be compared.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from typing import Any

from sqlalchemy import Table, func, insert, select

from ..contracts import Indicator as Known
from ..db import Model, db, is_postgresql, transactional
from ..monitoring.indicators import rules
from ..monitoring.indicators.models import Attribution, Indicator
from ..monitoring.measurements.models import Measurement
from ..monitoring.rollups import checking
from ..partnerships.cases import registry
from ..partnerships.models import Agreement, Partnership, Party
from ..villages.models import Area
from ..villages.rules import PARTY_KINDS
from . import OperationRefused

CROWDED = "35.02"  # the kabupaten in which the first partnerships lie
AT_ONCE = 20_000  # rows of one statement
LAST_QUARTER = date(2026, 4, 1)
MADE_AT = datetime(2026, 7, 1, tzinfo=UTC)
STATES = ("verified",) * 18 + ("submitted", "returned")  # nine in ten were verified
Row = dict[str, Any]


@dataclass(frozen=True)
class Size:
    """How much is wanted."""

    measurements: int
    partnerships: int
    indicators: int = 5  # of each partnership

    @property
    def periods(self) -> int:
        """Quarters that each indicator has, at least one."""
        return max(1, round(self.measurements / (self.partnerships * self.indicators)))


def generate(size: Size, seed: int) -> Iterator[str]:
    """Fill an empty database; yields what it did, in sentences."""
    if db.session.scalar(select(func.count(Partnership.id))):
        raise OperationRefused("Basis data ini sudah berisi kemitraan; data ukur hanya untuk pemasangan kosong.")
    villages = _villages()
    if len(villages) < 2:
        raise OperationRefused("Wilayah belum dimuat; jalankan 'portal init' dulu.")
    made = Maker(size, seed, villages)
    for table, rows in made.tables():
        yield f"{_fill(table, rows):>9,} baris {table.__tablename__}".replace(",", ".")
    results, figures = checking.rebuild()
    yield f"{results:>9,} hasil tahunan, {figures:,} angka wilayah".replace(",", ".")


class Maker:
    """Makes rows, table by table. What a row holds depends on the seed and its own number alone."""

    def __init__(self, size: Size, seed: int, villages: Sequence[str]) -> None:
        self.size = size
        self.seed = seed
        self.sectors = [sector for sector in registry().sectors.values() if sector.indicators]
        self.types = [kind.code for kind in registry().types.values() if kind.usable] or ["bilateral"]
        self.groups = list(islice(_groups(villages, random.Random(seed)), size.partnerships))
        self.first_party = [1]
        for group in self.groups:
            self.first_party.append(self.first_party[-1] + len(group))

    def tables(self) -> Iterator[tuple[type[Model], Iterator[Row]]]:
        """Each table with its rows, in the order of what rests on what."""
        yield Partnership, self._partnerships()
        yield Agreement, ({"partnership_id": n, "number": 1, "version": 1, "content": {}} for n in self._numbers())
        yield Party, self._parties()
        yield Indicator, self._indicators()
        yield Attribution, self._attributions()
        yield Measurement, self._measurements()

    def _numbers(self) -> range:
        return range(1, len(self.groups) + 1)

    def _chance(self, *place: object) -> random.Random:
        return random.Random(f"{self.seed}:{place}")

    def _partnerships(self) -> Iterator[Row]:
        for number in self._numbers():
            chance = self._chance("partnership", number)
            group = self.groups[number - 1]
            yield {
                "id": number, "version": 1, "title": f"Kerja sama ukur {number}", "purpose": "Data ukur.",
                "type_code": self.types[-1] if len(group) > 2 else self.types[0], "status": "active",
                "sector": self._sector(number).code, "status_since": MADE_AT, "cycle": 1, "executor": "bkad",
                "is_public": chance.random() < 0.9, "offered_at": MADE_AT, "is_sample": True, "created_at": MADE_AT,
                "entered_retroactively": False, "type_values": {}, "sector_values": {}, "value_labels": {},
            }  # fmt: skip

    def _sector(self, number: int) -> Any:
        return self.sectors[number % len(self.sectors)]

    def _known(self, number: int) -> tuple[Known, ...]:
        found: tuple[Known, ...] = self._sector(number).indicators
        return found[: self.size.indicators]

    def _parties(self) -> Iterator[Row]:
        for number in self._numbers():
            for place, code in enumerate(self.groups[number - 1]):
                yield {
                    "id": self.first_party[number - 1] + place, "partnership_id": number, "village_code": code,
                    "role": "receiver" if place else "initiator", "position": place, "state": "member", "founder": True,
                }  # fmt: skip

    def _indicators(self) -> Iterator[Row]:
        for number in self._numbers():
            for place, known in enumerate(self._known(number)):
                yield {
                    "id": self._indicator_id(number, place), "version": 1, "partnership_id": number,
                    "code": f"I{place + 1}", "library": f"sector:{self._sector(number).code}/{known.key}",
                    "name": str(known.label), "definition": str(known.definition), "unit": known.unit,
                    "kind": _kind(known), "direction": known.direction, "is_cumulative": place % 2 == 0, "scale": [],
                    "baseline": Decimal(10), "baseline_on": date(2023, 12, 31), "frequency": rules.QUARTERLY,
                    "starts_on": date(2020, 1, 1), "source": "", "method": "", "dimensions": {}, "is_public": True,
                    "reporter_party_id": self.first_party[number - 1], "reporter_office": "",
                    "created_at": MADE_AT, "changed_at": MADE_AT, "archive_reason": "",
                }  # fmt: skip

    def _indicator_id(self, number: int, place: int) -> int:
        return (number - 1) * self.size.indicators + place + 1

    def _attributions(self) -> Iterator[Row]:
        """Six in ten indicators have agreed shares; of the others the parties take part."""
        for number in self._numbers():
            count = len(self.groups[number - 1])
            for place, _known in enumerate(self._known(number)):
                chance = self._chance("share", number, place)
                if chance.random() >= 0.6:
                    continue
                weights = [chance.randint(1, 5) for _ in range(count)]
                for party, weight in enumerate(weights):
                    share = Fraction(weight, sum(weights))
                    yield {
                        "indicator_id": self._indicator_id(number, place), "version": 1,
                        "party_id": self.first_party[number - 1] + party,
                        "numerator": share.numerator, "denominator": share.denominator,
                    }  # fmt: skip

    def _measurements(self) -> Iterator[Row]:
        for number in self._numbers():
            chance = self._chance("values", number)
            for place, known in enumerate(self._known(number)):
                level = chance.randint(5, 400)
                for back in range(self.size.periods - 1, -1, -1):
                    level += chance.randint(-3, 9)
                    yield self._measurement(number, place, _kind(known), back, max(level, 0), chance)

    def _measurement(self, number: int, place: int, kind: str, back: int, level: int, chance: random.Random) -> Row:
        months = LAST_QUARTER.year * 12 + LAST_QUARTER.month - 1 - 3 * back
        period = rules.period_of(rules.QUARTERLY, date(months // 12, months % 12 + 1, 1))
        below = Decimal(level + 20)
        is_part = kind == rules.PERCENTAGE
        return {
            "indicator_id": self._indicator_id(number, place), "partnership_id": number, "version": 1,
            "party_id": self.first_party[number - 1], "starts_on": period.starts_on, "ends_on": period.ends_on,
            "value": round(100 * Decimal(level) / below, 4) if is_part else Decimal(level),
            "numerator": Decimal(level) if is_part else None, "denominator": below if is_part else None,
            "state": chance.choice(STATES), "words": "", "note": "", "parts_reason": "", "return_reason": "",
            "amended": 0, "reported_at": MADE_AT, "reported_by_office": "", "answered_by_office": "",
        }  # fmt: skip


@transactional
def _insert(table: Table, rows: list[Row]) -> None:
    db.session.execute(insert(table), rows)


def _fill(model: type[Model], rows: Iterator[Row]) -> int:
    """Write rows some at a time, so that no transaction grows without bound; returns how many."""
    table: Table = model.__table__  # type: ignore[assignment]
    count = 0
    while batch := list(islice(rows, AT_ONCE)):
        _insert(table, batch)
        count += len(batch)
    if is_postgresql():
        _move_sequence(table)
    return count


@transactional
def _move_sequence(table: Table) -> None:
    """Numbers were given here; PostgreSQL goes on counting after them."""
    sequence = func.pg_get_serial_sequence(table.name, "id")
    db.session.execute(select(func.setval(sequence, select(func.max(table.c.id)).scalar_subquery())))


def _villages() -> list[str]:
    """Every village that can be a party, those of the crowded kabupaten first."""
    kinds = [str(kind) for kind in PARTY_KINDS]
    query = select(Area.code).where(Area.kind.in_(kinds), Area.valid).order_by(Area.code)
    codes = list(db.session.scalars(query))
    return sorted(codes, key=lambda code: (not code.startswith(CROWDED + "."), code))


def _groups(villages: Sequence[str], chance: random.Random) -> Iterator[list[str]]:
    """Neighbours by code, two to six at a time, round and round."""
    place = 0
    while True:
        count = min(chance.choice((2, 3, 4, 5, 6)), len(villages))
        yield [villages[(place + step) % len(villages)] for step in range(count)]
        place += count


def _kind(known: Known) -> str:
    return rules.PERCENTAGE if known.unit.strip() == "%" else rules.NUMBER
