"""Money by source: what is not reported is unknown, and every grouping of the same lines comes to the same rupiah."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ...contracts import Text, say

SOURCES: Mapping[str, Text] = {
    "village_fund": say("Dana Desa"),
    "village_allocation": say("Alokasi Dana Desa (ADD)"),
    "regional": say("APBD kabupaten atau provinsi"),
    "self_help": say("Swadaya warga"),
    "village_enterprise": say("BUM Desa"),
    "third_party": say("Pihak ketiga"),
    "grant": say("Hibah"),
    "other": say("Sumber lain yang sah"),
}
PARTY, SOURCE, YEAR, ACTIVITY = "party", "source", "year", "activity"
GROUPINGS: Mapping[str, Text] = {
    PARTY: say("pihak"),
    SOURCE: say("sumber"),
    YEAR: say("tahun"),
    ACTIVITY: say("kegiatan"),
}
LEAST, MOST = 1_000, 100_000_000_000  # rupiah of one line
FIRST_YEAR, LAST_YEAR = 2015, 2100


@dataclass(frozen=True)
class Sum:
    """Rupiah of some lines. `planned` is of `planned_lines` of them, `realised` of `realised_lines`: the rest is
    not reported. `confirmed` is the part of `realised` that another party confirmed.
    """

    lines: int = 0
    planned: int = 0
    planned_lines: int = 0
    realised: int = 0
    realised_lines: int = 0
    confirmed: int = 0

    def __add__(self, other: Sum) -> Sum:
        return Sum(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))

    @property
    def plan_is_whole(self) -> bool:
        """Whether every line has a plan."""
        return self.planned_lines == self.lines

    @property
    def report_is_whole(self) -> bool:
        """Whether every line was reported."""
        return self.realised_lines == self.lines

    @property
    def percent(self) -> int | None:
        """Percent of the plan that was realised; None while anything in it is unknown, or nothing was planned.

        100 only when all of it was: 99,6 % is not yet everything.
        """
        if not (self.plan_is_whole and self.report_is_whole and self.planned):
            return None
        percent = round(self.realised * 100 / self.planned)
        return percent if self.realised >= self.planned else min(percent, 99)


@dataclass(frozen=True)
class Group:
    """The lines of one party, source, year and activity, summed."""

    party: int
    source: str
    year: int
    activity: int | None
    sum: Sum


def line_sum(planned: int | None, realised: int | None, confirmed: int = 0) -> Sum:
    """One line as a sum: nothing reported counts as not reported, not as zero."""
    return Sum(1, planned or 0, int(planned is not None), realised or 0, int(realised is not None), confirmed)


def total(groups: Iterable[Group]) -> Sum:
    """All lines together."""
    return sum((group.sum for group in groups), Sum())


def totals(groups: Iterable[Group], by: str) -> dict[int | str | None, Sum]:
    """The lines by party, source, year or activity (None: without one)."""
    found: dict[int | str | None, Sum] = {}
    for group in groups:
        key = getattr(group, by)
        found[key] = found.get(key, Sum()) + group.sum
    return found
