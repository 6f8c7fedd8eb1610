"""Sample measurements of the sample partnerships that run: two years with gaps, a correction, a returned report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from ... import clock
from ...partnerships.models import Partnership, Party
from ...permissions import Actor
from ..indicators import service as indicators
from ..indicators.models import Indicator
from ..indicators.rules import DIMENSIONS, PERCENTAGE, Period, ended_periods, period_code, share_from
from ..reading import read_number
from . import amendments, service
from .rules import Values
from .sample_stories import IN_TWO_YEARS, STORIES, Course, Reported

RUNNING = ("active",)
FAR_BACK = date(2000, 1, 1)


def fill_sample(partnership: Partnership, heads: Mapping[str, Actor]) -> None:
    """Measure what the story of this partnership tells, if it has one and runs."""
    courses = STORIES.get((partnership.type_code, partnership.sector), ())
    villages = [party for party in partnership.bound if party.village_code in heads]
    if partnership.status not in RUNNING or len(villages) < 2:
        return
    for course in courses:
        Telling(partnership.id, villages, heads, course, clock.today()).tell()


class Telling:
    """One indicator that is picked, adapted, reported and verified."""

    def __init__(
        self, number: int, villages: Sequence[Party], heads: Mapping[str, Actor], course: Course, today: date
    ) -> None:
        self.id = number
        self.villages = villages
        self.heads = heads
        self.course = course
        most = IN_TWO_YEARS[course.frequency]
        self.periods = ended_periods(course.frequency, FAR_BACK, today, most)[::-1]

    def tell(self) -> None:
        """Pick the indicator, set what is wanted, report period by period."""
        indicator = self._pick()
        targets = {
            period_code(period): Decimal(value) if value else None
            for period, value in zip(self.periods, self.course.targets, strict=False)
        }
        indicators.set_targets(self._head(0), self.id, indicator.id, None, targets)
        if self.course.shares:
            parts = {party.id: share_from(text) for party, text in zip(self.villages, self.course.shares, strict=False)}
            indicators.set_attributions(self._head(0), self.id, indicator.id, None, parts)
        for place, reports in self.course.reports.items():
            if place < len(self.villages):
                self._report_all(indicator, place, reports)

    def _pick(self) -> Indicator:
        course = self.course
        first = next(iter(course.reports))
        found = indicators.pick(self._head(0), self.id, course.key)
        values = {
            "frequency": course.frequency,
            "starts_on": self.periods[0].starts_on,
            "baseline": read_number(course.baseline) if course.baseline else None,
            "baseline_on": self.periods[0].starts_on if course.baseline else None,
            "source": course.source,
            "reporter_party_id": self.villages[first].id if len(course.reports) == 1 else None,
            "dimensions": {"sex": [str(part) for part in DIMENSIONS["sex"][1]]} if course.by_sex else {},
        }
        return indicators.edit(self._head(0), self.id, found.id, None, values)

    def _report_all(self, indicator: Indicator, place: int, reports: Sequence[Reported]) -> None:
        main = place == next(iter(self.course.reports))
        for number, (period, said) in enumerate(zip(self.periods, reports, strict=False)):
            if said is None:
                continue
            made = self._report(indicator, place, number, period, said)
            returned = self.course.returned
            if main and returned and returned[0] == number:
                service.send_back(self._other(place), self.id, made, None, returned[1])
                continue
            service.verify(self._other(place), self.id, made, None)
            if main and self.course.corrected and self.course.corrected[0] == number:
                self._correct(made, place, said)

    def _report(self, indicator: Indicator, place: int, number: int, period: Period, said: Reported) -> int:
        values = _values(indicator.kind, said)
        parts = {}
        if self.course.by_sex and values.value is not None:
            women = (values.value * 47 / 100).to_integral_value()
            men, named = values.value - women, list(indicator.dimensions["sex"])
            parts = {("sex", named[0]): men, ("sex", named[1]): women}
        more = {"note": self.course.notes.get(number, "")}
        party = self.villages[place].id
        return service.report(self._head(place), self.id, indicator.id, party, period, values, more, parts).id

    def _correct(self, measurement: int, place: int, stood: Reported) -> None:
        _number, right, reason = self.course.corrected or (0, "", "")
        whole = stood[1] if isinstance(stood, tuple) else None
        values = _values(PERCENTAGE, (right, whole)) if whole else Values(read_number(right))
        made = amendments.ask(self._head(place), self.id, measurement, None, values, reason)
        amendments.accept(self._other(place), self.id, made.id, None)

    def _head(self, place: int) -> Actor:
        return self.heads[self.villages[place].village_code or ""]

    def _other(self, place: int) -> Actor:
        return self._head((place + 1) % len(self.villages))


def _values(kind: str, said: Reported) -> Values:
    if kind == PERCENTAGE and isinstance(said, tuple):
        return Values(None, read_number(said[0]), read_number(said[1]))
    return Values(read_number(said)) if isinstance(said, str) else Values()
