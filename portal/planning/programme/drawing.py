"""A plan as pictures: the weeks of a month, and bars over the months of a programme. Plain numbers, no HTML."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .queries import Line
from .rules import month_after

WIDTH = 400  # units of the drawing, whatever the screen
MOST_TICKS = 7  # months that are marked and named: more could not be read


@dataclass(frozen=True)
class Day:
    """One square of a calendar: a day of the month with how much is due and on which page that begins, or nothing."""

    day: date | None
    count: int = 0
    page: int = 1


@dataclass(frozen=True)
class Bar:
    """One activity as a bar, in units of the drawing; `filled` is the part that is done."""

    left: int
    width: int
    filled: int


@dataclass(frozen=True)
class Chart:
    """The days a drawing covers, both included."""

    first: date
    last: date

    def place(self, day: date) -> int:
        """Where a day lies, from 0 to `WIDTH`."""
        days = max((self.last - self.first).days, 1)
        return round(WIDTH * min(max((day - self.first).days, 0), days) / days)

    def bar(self, line: Line) -> Bar:
        """The bar of an activity, wide enough to be seen; one without a beginning is a mark at its due day."""
        left = self.place(line.starts_on or line.due_on)
        right = self.place(line.due_on + timedelta(days=1))
        left = min(left, WIDTH - 6)
        width = max(right - left, 6)
        done = 100 if line.status == "done" else line.percent or 0
        return Bar(left, width, round(width * done / 100))

    @property
    def ticks(self) -> list[tuple[int, date]]:
        """The beginnings of months, or of as many months as can be told apart: (place, first day)."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        step = next((step for step in (1, 2, 3, 6, 12, 24, 60) if months // step <= MOST_TICKS), 120)
        start = month_after(self.first.replace(day=1), 1)
        found = [month_after(start, count) for count in range(0, max(months, 0), step)]
        return [(self.place(day), day) for day in found]


def chart_of(lines: Sequence[Line], today: date) -> Chart:
    """The drawing of these activities: whole months, as long as they take, and no longer."""
    begins = min((line.starts_on or line.due_on for line in lines), default=today)
    ends = max((line.due_on for line in lines), default=today)
    return Chart(begins.replace(day=1), month_after(ends.replace(day=1), 1))


def weeks_of(first: date, counts: Mapping[date, int], a_page: int) -> list[list[Day]]:
    """The weeks of a month from Monday to Sunday; squares outside the month hold no day. `a_page` lines are a page."""
    pages, before = {}, 0
    for day in sorted(counts):
        pages[day], before = before // a_page + 1, before + counts[day]
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return [
        [Day(day, counts.get(day, 0), pages.get(day, 1)) if day.month == first.month else Day(None) for day in week]
        for week in weeks
    ]
