"""A work as the guard sees it: an activity, a budget item, or an item of a village's plan, as a plain value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from .reading import Words, read
from .vocabulary import LASTING

ACTIVITY, BUDGET, SOURCE, OWN, PARTY = "activity", "budget", "source", "own", "party"
UNSAID, BRIEF = 30, 7  # days: how long it takes where nobody says when it begins; what comes back is brief


@dataclass(frozen=True)
class Work:
    """Something planned as the guard sees it: an activity, a budget item, an item of a village's plan.

    `point` is latitude and longitude in degrees. Something of which only the year is known has no `ends_on`.
    `amount` is whole rupiah; `sources` are who pays and from what.
    """

    title: str
    villages: frozenset[str] = frozenset()
    kind: str = ACTIVITY
    place: str = ""
    detail: str = ""
    beneficiaries: str = ""
    template: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    year: int | None = None
    point: tuple[Decimal, Decimal] | None = None
    amount: int | None = None
    sources: frozenset[str] = frozenset()
    account: str = ""
    group: int = 0  # the partnership, 0 for a village's own plan
    sector: str = ""
    sdgs: frozenset[int] = frozenset()

    @cached_property
    def words(self) -> Words:
        """What its title says, with the hamlets that only its place names."""
        found = read(self.title)
        if not self.place:
            return found
        place = read(self.place)
        return replace(found, spots={**place.spots, **found.spots}, is_wide=found.is_wide or place.is_wide)

    @cached_property
    def groups(self) -> frozenset[str]:
        """For whom it is, where that is said: in its title, else in its other words."""
        said = read(self.title).groups | read(self.beneficiaries).groups
        return said or read(self.detail[:200]).groups

    @cached_property
    def days(self) -> tuple[date, date] | None:
        """From when to when; None when only the year is known."""
        if self.ends_on is None:
            return None
        usual = UNSAID if self.is_lasting else BRIEF
        return self.starts_on or self.ends_on - timedelta(days=usual), self.ends_on

    @property
    def is_lasting(self) -> bool:
        """Whether what is done lasts, so that it is not done again soon; a meeting or a cleaning comes back."""
        return bool(self.words.actions & LASTING) or not self.words.actions

    @cached_property
    def years(self) -> frozenset[int]:
        """The budget years that it touches."""
        return frozenset({day.year for day in self.days} if self.days else {self.year} if self.year else ())

    @cached_property
    def assets(self) -> frozenset[str]:
        """The tools and places that its words name."""
        return read(self.title).assets | read(self.detail[:400]).assets | read(self.place).assets
