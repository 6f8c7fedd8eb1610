"""What the pages of contributions show, in few statements however many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, and_, case, func, select
from sqlalchemy.orm import joinedload, selectinload

from ... import clock
from ...db import db
from ...partnerships.models import Partnership, Party
from ...villages.queries import village_figures
from ..confirming.queries import stands
from ..confirming.rules import CONFIRMED, DISPUTED, WAITING
from . import rules
from .models import AgreedValue, Contribution, Delivery, PartyBudget
from .rules import Given, Share, Valuation

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Line:
    """One contribution in a list, with how much of it was delivered: rupiah for money, else its quantity."""

    item: Contribution
    delivered: Decimal | int
    confirmed: Decimal | int
    waiting: int = 0
    disputed: int = 0

    @property
    def promised(self) -> Decimal | int:
        """Rupiah for money, else the quantity."""
        return self.item.amount if self.item.amount is not None else self.item.quantity or 0

    @property
    def is_complete(self) -> bool:
        """Whether everything promised was delivered and confirmed."""
        return self.confirmed >= self.promised


@dataclass(frozen=True)
class Fair:
    """What one party brings, beside its size: the numbers of a village that nobody filled in are None.

    `of_year` is what was delivered in the year of `budget`, the newest that is not of a year to come.
    """

    party: Party
    promised: Share
    delivered: Share
    confirmed: Share
    population: int | None
    budget: PartyBudget | None
    of_year: Share = Share()
    disputed: int = 0

    @property
    def per_head(self) -> int | None:
        """Rupiah delivered for each inhabitant; None also where nothing with a worth was delivered."""
        worth = self.delivered.known_worth
        return None if worth is None else rules.per_head(worth, self.population)

    @property
    def of_budget(self) -> Decimal | None:
        """Percent of the village's APB Desa of one year that was delivered in that year."""
        return rules.percent(self.of_year.worth, self.budget.amount if self.budget else None)


def listed(partnership_id: int, activity_id: int | None = None) -> Select[Any]:
    """What was promised in a partnership, or for one activity of it, party by party, newest last."""
    query = select(Contribution).where(
        Contribution.partnership_id == partnership_id, Contribution.archived_at.is_(None)
    )
    if activity_id is not None:
        query = query.where(Contribution.activity_id == activity_id)
    return query.order_by(Contribution.party_id, Contribution.id)


def lines(found: Sequence[Contribution]) -> list[Line]:
    """Contributions with what was delivered for them; one statement. What is disputed does not count as delivered."""
    much = func.coalesce(Delivery.amount, Delivery.quantity)
    counts = case((Delivery.standing != DISPUTED, much), else_=0)
    sure = case((Delivery.standing == CONFIRMED, much), else_=0)
    query = (
        select(
            Delivery.contribution_id,
            func.sum(counts),
            func.sum(sure),
            func.sum(case((and_(Delivery.standing == WAITING, stands(Delivery)), 1), else_=0)),
            func.sum(case((and_(Delivery.standing == DISPUTED, stands(Delivery)), 1), else_=0)),
        )
        .where(Delivery.contribution_id.in_([item.id for item in found]))
        .group_by(Delivery.contribution_id)
    )
    sums = {row[0]: row for row in db.session.execute(query)} if found else {}
    return [_line(item, sums.get(item.id)) for item in found]


def whole(partnership_id: int, contribution_id: int) -> Contribution | None:
    """One contribution of a partnership with its deliveries and their files."""
    query = select(Contribution).where(
        Contribution.partnership_id == partnership_id, Contribution.id == contribution_id
    )
    deliveries = selectinload(Contribution.deliveries).joinedload(Delivery.file)
    return db.session.scalars(query.options(joinedload(Contribution.party), deliveries)).one_or_none()


def values(partnership_id: int) -> list[AgreedValue]:
    """The agreed values, by what they are for, newest first."""
    return list(db.session.scalars(listed_values(partnership_id)))


def listed_values(partnership_id: int) -> Select[Any]:
    """The same, to be read page by page."""
    query = select(AgreedValue).where(AgreedValue.partnership_id == partnership_id)
    return query.order_by(AgreedValue.kind, AgreedValue.item, AgreedValue.agreed_on.desc(), AgreedValue.id.desc())


def value_of(partnership_id: int, value_id: int) -> AgreedValue | None:
    """One agreed value of a partnership."""
    query = select(AgreedValue).where(AgreedValue.partnership_id == partnership_id, AgreedValue.id == value_id)
    return db.session.scalars(query).one_or_none()


def valued_items(partnership_id: int) -> list[tuple[str, str, str]]:
    """What a contribution can be valued as: (kind, item, unit) of the agreed values that count."""
    query = (
        select(AgreedValue.kind, AgreedValue.item, AgreedValue.unit)
        .where(AgreedValue.partnership_id == partnership_id, AgreedValue.standing == CONFIRMED)
        .distinct()
    )
    return [(row[0], row[1], row[2]) for row in db.session.execute(query.order_by(AgreedValue.item))]


def fairness(partnership: Partnership) -> list[Fair]:
    """What each party brings beside its size, also one that left; five statements however much there is."""
    today, number = clock.today(), partnership.id
    agreed, given = _agreed(number), _delivered(number)
    counted = [thing for thing, standing, _count in given if standing != DISPUTED]
    sure = [thing for thing, standing, _count in given if standing == CONFIRMED]
    promised, delivered, confirmed = (
        rules.shares(things, agreed, today) for things in (_promised(number), counted, sure)
    )
    disputed: Counter[int] = Counter()
    for thing, standing, count in given:
        disputed[thing.party_id] += count if standing == DISPUTED else 0
    sizes = village_figures([party.village_code for party in partnership.parties if party.village_code])
    budgets = newest_budgets(partnership, today.year)
    in_year = [thing for thing in counted if _year_of(thing) == getattr(budgets.get(thing.party_id), "year", None)]
    of_year = rules.shares(in_year, agreed, today)
    return [
        Fair(
            party,
            promised.get(party.id, Share()),
            delivered.get(party.id, Share()),
            confirmed.get(party.id, Share()),
            population=sizes.get(party.village_code or "", (None, None))[0],
            budget=budgets.get(party.id),
            of_year=of_year.get(party.id, Share()),
            disputed=disputed[party.id],
        )
        for party in partnership.parties
        if party.is_bound or party.id in promised or party.id in delivered
    ]


def newest_budgets(partnership: Partnership, year: int) -> dict[int, PartyBudget]:
    """The newest APB Desa up to a year that each party filled in, by the party's number."""
    own = PartyBudget.party_id.in_([party.id for party in partnership.parties])
    query = select(PartyBudget).where(own, PartyBudget.year <= year)
    return {budget.party_id: budget for budget in db.session.scalars(query.order_by(PartyBudget.year))}


def _agreed(partnership_id: int) -> list[Valuation]:
    """The agreed values that count: those another party confirmed."""
    return [
        Valuation(value.kind, value.item, value.unit, value.unit_value, value.agreed_on)
        for value in values(partnership_id)
        if value.standing == CONFIRMED
    ]


def _promised(partnership_id: int) -> Iterable[Given]:
    columns = (Contribution.party_id, Contribution.kind, Contribution.unit, Contribution.valued_as)
    query = (
        select(*columns, func.sum(Contribution.amount), func.sum(Contribution.quantity), Contribution.due_on)
        .where(Contribution.partnership_id == partnership_id, Contribution.archived_at.is_(None))
        .group_by(*columns, Contribution.due_on)
    )
    return [_given(row) for row in db.session.execute(query)]


def _delivered(partnership_id: int) -> list[tuple[Given, str, int]]:
    columns = (Contribution.party_id, Contribution.kind, Contribution.unit, Contribution.valued_as)
    query = (
        select(
            *columns, func.sum(Delivery.amount), func.sum(Delivery.quantity), Delivery.delivered_on,
            Delivery.standing, func.sum(case((stands(Delivery), 1), else_=0)),
        )
        .join(Contribution, Contribution.id == Delivery.contribution_id)
        .where(Contribution.partnership_id == partnership_id, Contribution.archived_at.is_(None))
        .group_by(*columns, Delivery.delivered_on, Delivery.standing)
    )  # fmt: skip
    return [(_given(row), row[7], int(row[8])) for row in db.session.execute(query)]


def _year_of(thing: Given) -> int:
    return thing.on.year if thing.on else 0


def _given(row: Any) -> Given:
    amount = None if row[4] is None else int(row[4])
    quantity = None if row[5] is None else Decimal(row[5])
    return Given(row[0], row[1], row[2], row[3], amount, quantity, row[6])


def _line(item: Contribution, sums: Any) -> Line:
    if sums is None:
        return Line(item, 0, 0)
    # SQLite adds quantities as floating numbers: 0.1 + 0.2 is 0.3 again at the two decimals they are kept with.
    delivered, confirmed = (Decimal(str(value or 0)).quantize(HUNDREDTH) for value in (sums[1], sums[2]))
    if item.kind == rules.MONEY:
        return Line(item, int(delivered), int(confirmed), int(sums[3]), int(sums[4]))
    return Line(item, delivered, confirmed, int(sums[3]), int(sums[4]))
