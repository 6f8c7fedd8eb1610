"""One partnership's results of one year: by period, for the year, and against the target."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ..indicators.rules import NUMBER, PERCENTAGE, UNREPORTED, WORDS, Period, achievement
from ..measurements.rules import Values, combined, whole
from ..rollups.rules import Measure, counted_periods, of_year

FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class Cell:
    """One period of one indicator: what was verified, of how many of the parties, and what was wanted."""

    period: Period
    values: Values | None = None
    target: Decimal | None = None
    verified: int = 0
    expected: int = 1
    waiting: int = 0
    has_ended: bool = True

    @property
    def is_partial(self) -> bool:
        """Whether some of those who report have, and others have not."""
        return 0 < self.verified < self.expected


@dataclass(frozen=True)
class YearResult:
    """One indicator in one year. `compared` is what stands against `target`: of what adds up, the sum so far.

    `achievement` is empty for words, while parts of it are missing, and while no period has ended; `as_of` is the
    newest period that counts.
    """

    cells: tuple[Cell, ...]
    values: Values | None
    compared: Decimal | None
    target: Decimal | None
    achievement: str = UNREPORTED
    missing: tuple[Period, ...] = field(default_factory=tuple)
    as_of: Period | None = None

    @property
    def is_due(self) -> bool:
        """Whether a period of it lies behind: before that, nothing can be missing."""
        return any(cell.has_ended for cell in self.cells)


def year_values(measure: Measure, periods: Sequence[Sequence[Values]]) -> Values | None:
    """What a year brought, of what the parties reported in each period; the same as goes into figures of areas."""
    if measure.kind in (NUMBER, PERCENTAGE):
        figure = of_year(measure, periods)
        if not figure.reported:
            return None
        if measure.kind == PERCENTAGE:
            return whole(PERCENTAGE, Values(None, figure.numerator, figure.denominator))
        return Values(figure.total)
    counted = [combined(measure.kind, periods[place]) for place in counted_periods(measure, periods)]
    return counted[-1] if counted else None


def result_of(
    measure: Measure,
    cells: Sequence[Cell],
    reports: Sequence[Sequence[Values]],
    before: Decimal,
    aim: tuple[Decimal | None, int],
) -> YearResult:
    """The result of a year. `before` was reached earlier, of what adds up; `aim` is the baseline and the direction.

    There is no standing where a period that counts was reported by some only: their parts say nothing of the whole.
    Nor is there one before a period has ended, or for a sum that is to stay small while periods are missing.
    """
    values, counted = year_values(measure, reports), counted_periods(measure, reports)
    target = _target_of(cells, counted)
    compared = values.value if values is not None else None
    if compared is not None and measure.kind == NUMBER and measure.adds_up:
        compared += before
    standing = achievement(compared, target, *aim)
    if measure.kind == WORDS:
        standing = "" if values is not None else UNREPORTED
    elif any(cells[place].is_partial for place in counted):
        standing = ""
    if values is None and not any(cell.has_ended for cell in cells):
        standing = ""
    missing = tuple(cell.period for cell in cells if cell.has_ended and cell.verified < cell.expected)
    if missing and measure.kind == NUMBER and measure.adds_up and aim[1] < 0:
        standing = ""
    as_of = cells[max(counted)].period if counted and values is not None else None
    return YearResult(tuple(cells), values, compared, target, standing, missing, as_of)


def _target_of(cells: Sequence[Cell], counted: Sequence[int]) -> Decimal | None:
    """The target of the newest period that counts, or the last one before it: a later one is not due for it yet."""
    last = max(counted, default=len(cells) - 1)
    return next((cell.target for cell in reversed(cells[: last + 1]) if cell.target is not None), None)


def years_of(starts: Iterable[date | None], chosen: int, this_year: int) -> range:
    """The years to choose from, newest first: this one back to the first of `starts`, and the chosen one."""
    first = min((day.year for day in starts if day is not None), default=this_year)
    return range(max(this_year, chosen), min(first, chosen, this_year) - 1, -1)


def year_bounds(year: int) -> tuple[date, date]:
    """The first and the last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def standings(results: Mapping[int, YearResult]) -> dict[str, int]:
    """How many indicators stand how, in the order of the light."""
    counts: dict[str, int] = {}
    for result in results.values():
        if result.achievement:
            counts[result.achievement] = counts.get(result.achievement, 0) + 1
    return counts
