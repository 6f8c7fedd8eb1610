"""What the pages of a budget show, in few statements however many lines there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ScalarSelect, Select, Subquery, and_, case, func, select
from sqlalchemy.orm import contains_eager, selectinload

from ...db import db
from ..confirming.queries import stands
from ..confirming.rules import CONFIRMED, DISPUTED, WAITING
from ..contributions.models import Contribution, Delivery
from . import rules
from .models import BudgetItem, BudgetLine, Realisation
from .rules import Group, Sum

MOST_PRINTED = 10_000  # lines


@dataclass(frozen=True)
class LineView:
    """One line with what was spent: `sum` knows what is reported, the counts what waits or is disputed."""

    line: BudgetLine
    sum: Sum
    waiting: int = 0
    disputed: int = 0


@dataclass(frozen=True)
class ItemView:
    """One item with its lines, and all of them together."""

    item: BudgetItem
    lines: tuple[LineView, ...]

    @property
    def sum(self) -> Sum:
        """All its lines together."""
        return sum((view.sum for view in self.lines), Sum())


@dataclass(frozen=True)
class Glance:
    """The three lines of the panel."""

    contributions: int
    waiting: int
    money: Sum


def listed(partnership_id: int, year: int | None = None, activity_id: int | None = None) -> Select[Any]:
    """The items of a partnership, or for one activity of it, newest year first."""
    query = select(BudgetItem).where(BudgetItem.partnership_id == partnership_id, BudgetItem.archived_at.is_(None))
    if year is not None:
        query = query.where(BudgetItem.year == year)
    if activity_id is not None:
        query = query.where(BudgetItem.activity_id == activity_id)
    return query.order_by(BudgetItem.year.desc(), BudgetItem.id).options(selectinload(BudgetItem.lines))


def views(items: Sequence[BudgetItem]) -> list[ItemView]:
    """Items whose lines are loaded, with what was spent from each; one statement."""
    ids = [line.id for item in items for line in item.living_lines]
    query = (
        select(
            Realisation.line_id,
            func.sum(Realisation.amount),
            func.sum(_sure()),
            func.sum(case((and_(Realisation.standing == WAITING, stands(Realisation)), 1), else_=0)),
            func.sum(case((and_(Realisation.standing == DISPUTED, stands(Realisation)), 1), else_=0)),
        )
        .where(Realisation.line_id.in_(ids))
        .group_by(Realisation.line_id)
    )
    spent = {row[0]: row for row in db.session.execute(query)} if ids else {}
    return [ItemView(item, tuple(_line_view(line, spent.get(line.id)) for line in item.living_lines)) for item in items]


def whole(partnership_id: int, item_id: int) -> BudgetItem | None:
    """One item with its lines and every entry of them."""
    query = select(BudgetItem).where(BudgetItem.partnership_id == partnership_id, BudgetItem.id == item_id)
    lines = selectinload(BudgetItem.lines)
    entries = lines.selectinload(BudgetLine.entries).joinedload(Realisation.file)
    return db.session.scalars(query.options(lines.joinedload(BudgetLine.party), entries)).one_or_none()


def groups(partnership_id: int, year: int | None = None) -> list[Group]:
    """All lines, summed by party, source, year and activity; one statement for any number of lines."""
    spent = _spent(partnership_id)
    columns = (BudgetLine.party_id, BudgetLine.source, BudgetItem.year, BudgetItem.activity_id)
    sums = (
        func.count(BudgetLine.id), func.sum(BudgetLine.planned), func.count(BudgetLine.planned),
        func.sum(spent.c.amount), func.count(spent.c.amount), func.sum(spent.c.sure),
    )  # fmt: skip
    query = (
        select(*columns, *sums)
        .join(BudgetItem, BudgetItem.id == BudgetLine.item_id)
        .outerjoin(spent, spent.c.line_id == BudgetLine.id)
        .where(BudgetItem.partnership_id == partnership_id, *_living())
        .group_by(*columns)
    )
    if year is not None:
        query = query.where(BudgetItem.year == year)
    return [_group(row) for row in db.session.execute(query)]


def all_lines(partnership_id: int, year: int | None = None) -> Iterator[tuple[BudgetItem, LineView]]:
    """The lines of the budget with their items, for paper and spreadsheets: at most ten thousand; one statement."""
    spent = _spent(partnership_id)
    query = (
        select(BudgetLine, spent.c.amount, spent.c.sure)
        .join(BudgetLine.item)
        .outerjoin(spent, spent.c.line_id == BudgetLine.id)
        .where(BudgetItem.partnership_id == partnership_id, *_living())
        .options(contains_eager(BudgetLine.item))
        .order_by(BudgetItem.year.desc(), BudgetItem.id, BudgetLine.id)
        .limit(MOST_PRINTED)
    )
    if year is not None:
        query = query.where(BudgetItem.year == year)
    for line, amount, sure in db.session.execute(query):
        realised = None if amount is None else int(amount)
        yield line.item, LineView(line, rules.line_sum(line.planned, realised, int(sure or 0)))


def glance(partnership_id: int) -> Glance:
    """What the panel says, in one statement."""
    spent = _spent(partnership_id)
    promised = select(func.count(Contribution.id)).where(
        Contribution.partnership_id == partnership_id, Contribution.archived_at.is_(None)
    )
    waiting = (
        select(func.count(Delivery.id))
        .join(Contribution, Contribution.id == Delivery.contribution_id)
        .where(Contribution.partnership_id == partnership_id, Delivery.standing == WAITING, stands(Delivery))
    )
    query = (
        select(
            promised.scalar_subquery(), waiting.scalar_subquery(), func.count(BudgetLine.id),
            func.sum(BudgetLine.planned), func.count(BudgetLine.planned), func.sum(spent.c.amount),
            func.count(spent.c.amount), func.sum(spent.c.sure),
        )
        .select_from(BudgetLine)
        .join(BudgetItem, BudgetItem.id == BudgetLine.item_id)
        .outerjoin(spent, spent.c.line_id == BudgetLine.id)
        .where(BudgetItem.partnership_id == partnership_id, *_living())
    )  # fmt: skip
    row = [int(value or 0) for value in db.session.execute(query).one()]
    return Glance(row[0], row[1], Sum(*row[2:]))


def years(found: Iterable[Group]) -> list[int]:
    """The years that a budget speaks of, newest first."""
    return sorted({group.year for group in found}, reverse=True)


def _spent(partnership_id: int) -> Subquery:
    """What was spent from each line of one partnership, and the part that was confirmed."""
    return (
        select(Realisation.line_id, func.sum(Realisation.amount).label("amount"), func.sum(_sure()).label("sure"))
        .join(BudgetLine, BudgetLine.id == Realisation.line_id)
        .join(BudgetItem, BudgetItem.id == BudgetLine.item_id)
        .where(BudgetItem.partnership_id == partnership_id)
        .group_by(Realisation.line_id)
        .subquery()
    )


def spent_of_line() -> tuple[ScalarSelect[Any], ScalarSelect[Any]]:
    """The SQL of what was spent from a line of a list, and the part that was confirmed."""
    amount, sure = (
        select(func.sum(much)).where(Realisation.line_id == BudgetLine.id).correlate(BudgetLine).scalar_subquery()
        for much in (Realisation.amount, _sure())
    )
    return amount, sure


def _group(row: Any) -> Group:
    party, source, year, activity, *sums = row
    return Group(party, source, year, activity, Sum(*(int(value or 0) for value in sums)))


def _sure() -> Any:
    return case((Realisation.standing == CONFIRMED, Realisation.amount), else_=0)


def _living() -> tuple[Any, ...]:
    return (BudgetItem.archived_at.is_(None), BudgetLine.archived_at.is_(None))


def _line_view(line: BudgetLine, spent: Any) -> LineView:
    if spent is None:
        return LineView(line, rules.line_sum(line.planned, None))
    realised, confirmed, waiting, disputed = (int(value or 0) for value in spent[1:])
    return LineView(line, rules.line_sum(line.planned, realised, confirmed), waiting, disputed)
