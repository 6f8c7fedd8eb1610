"""Reads what is planned as the guard sees it: activities, budget items, named sources, villages' own items.

One statement for any number of things of one kind.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, func, select

from ...db import db
from ...partnerships.models import Partnership, Party
from ..access import goes_on
from ..budget.models import BudgetItem, BudgetLine
from ..programme import rules as activities_rules
from ..programme.models import Activity, PlanSource, Programme, activity_village
from . import works
from .models import VillagePlanItem
from .works import Work

DETAIL = 400  # letters of a description that are read
Ref = tuple[str, int]


@dataclass(frozen=True)
class Planned:
    """A thing of a plan. `partnership_id` is None for a village's own; `party_id` is who answers for it."""

    kind: str
    id: int
    work: Work
    partnership_id: int | None = None
    party_id: int | None = None

    @property
    def ref(self) -> Ref:
        """What it is, and its number."""
        return self.kind, self.id


def living(refs: Iterable[Ref]) -> dict[Ref, Planned]:
    """Those of the things that are still planned, by what they are; at most one statement a kind."""
    by_kind: dict[str, list[int]] = {}
    for kind, number in refs:
        by_kind.setdefault(kind, []).append(number)
    found = [thing for kind, ids in by_kind.items() if kind in _KINDS for thing in _KINDS[kind](_ids(kind, ids), None)]
    return {thing.ref: thing for thing in found}


def activities(where: ColumnElement[bool], most: int | None) -> list[Planned]:
    """Activities that are to be done, of partnerships that go on; the newest first."""
    places = select(func.aggregate_strings(activity_village.c.village_code, ","))
    places = places.where(activity_village.c.activity_id == Activity.id).correlate(Activity)
    query = (
        select(
            Activity.id, Activity.title, func.substr(Activity.description, 1, DETAIL).label("detail"),
            Activity.template, Activity.place, Activity.starts_on, Activity.due_on, Activity.latitude,
            Activity.longitude, Activity.partnership_id, Activity.party_id, Party.village_code.label("own_village"),
            places.scalar_subquery().label("villages"), Partnership.sector, Programme.sdgs,
        )
        .join(Party, Party.id == Activity.party_id)
        .join(Programme, Programme.id == Activity.programme_id)
        .join(Partnership, Partnership.id == Activity.partnership_id)
        .where(is_planned(), goes_on(), where)
        .order_by(Activity.id.desc())
        .limit(most)
    )  # fmt: skip
    return [_activity(row) for row in db.session.execute(query)]


def is_planned() -> ColumnElement[bool]:
    """The SQL of an activity that is still to be done, or was done: not cancelled, not taken away."""
    return and_(Activity.archived_at.is_(None), Activity.status != activities_rules.CANCELLED)


def budget_items(where: ColumnElement[bool], most: int | None) -> list[Planned]:
    """Budget items with what their lines add up to, and who pays from which source."""
    purse = func.coalesce(Party.village_code, "") + ":" + BudgetLine.source
    query = (
        select(
            BudgetItem.id, BudgetItem.title, BudgetItem.year, BudgetItem.partnership_id, BudgetItem.note,
            func.sum(BudgetLine.planned).label("planned"), func.aggregate_strings(cast(purse, String), ",").label("of"),
        )
        .join(BudgetLine, BudgetLine.item_id == BudgetItem.id)
        .join(Party, Party.id == BudgetLine.party_id)
        .join(Partnership, Partnership.id == BudgetItem.partnership_id)
        .where(BudgetItem.archived_at.is_(None), BudgetLine.archived_at.is_(None), goes_on(), where)
        .group_by(BudgetItem.id)
        .order_by(BudgetItem.id.desc())
        .limit(most)
    )  # fmt: skip
    return [_budget_item(row) for row in db.session.execute(query)]


def sources(where: ColumnElement[bool], most: int | None) -> list[Planned]:
    """The items of villages' plans that programmes draw on."""
    query = (
        select(PlanSource, Party.village_code, Programme.partnership_id)
        .join(Party, Party.id == PlanSource.party_id)
        .join(Programme, Programme.id == PlanSource.programme_id)
        .join(Partnership, Partnership.id == Programme.partnership_id)
        .where(PlanSource.archived_at.is_(None), Party.village_code.is_not(None), goes_on(), where)
        .order_by(PlanSource.id.desc())
        .limit(most)
    )
    return [_source(*row) for row in db.session.execute(query)]


def own_items(where: ColumnElement[bool], most: int | None) -> list[Planned]:
    """The items that villages plan by themselves."""
    query = select(VillagePlanItem).where(VillagePlanItem.archived_at.is_(None), where)
    return [_own_item(item) for item in db.session.scalars(query.order_by(VillagePlanItem.id.desc()).limit(most))]


def _activity(row: Any) -> Planned:
    named = frozenset(row.villages.split(",")) if row.villages else frozenset()
    villages = named or frozenset([row.own_village] if row.own_village else [])
    point = (row.latitude, row.longitude) if row.latitude is not None and row.longitude is not None else None
    work = Work(
        row.title, villages, works.ACTIVITY, row.place, row.detail, template=row.template, starts_on=row.starts_on,
        ends_on=row.due_on, point=point, group=row.partnership_id, sector=row.sector, sdgs=frozenset(row.sdgs or ()),
    )  # fmt: skip
    return Planned(works.ACTIVITY, row.id, work, row.partnership_id, row.party_id)


def _budget_item(row: Any) -> Planned:
    purses = frozenset(purse for purse in (row.of or "").split(",") if not purse.startswith(":"))
    amount = None if row.planned is None else int(row.planned)
    work = Work(
        row.title, frozenset(purse.partition(":")[0] for purse in purses), works.BUDGET, detail=row.note, year=row.year,
        amount=amount, sources=purses, group=row.partnership_id,
    )  # fmt: skip
    return Planned(works.BUDGET, row.id, work, row.partnership_id)


def _source(item: PlanSource, village: str | None, partnership_id: int) -> Planned:
    work = Work(
        item.item,
        frozenset([village or ""]),
        works.SOURCE,
        year=item.year,
        account=item.account_code,
        group=partnership_id,
    )
    return Planned(works.SOURCE, item.id, work, partnership_id, item.party_id)


def _own_item(item: VillagePlanItem) -> Planned:
    purses = frozenset([f"{item.village_code}:{item.source}"] if item.source else [])
    work = Work(
        item.title, frozenset([item.village_code]), works.OWN, item.place, "", item.beneficiaries,
        starts_on=item.starts_on, ends_on=item.ends_on, year=item.year, amount=item.amount, sources=purses,
        account=item.account_code,
    )  # fmt: skip
    return Planned(works.OWN, item.id, work)


def _ids(kind: str, ids: Collection[int]) -> ColumnElement[bool]:
    condition: ColumnElement[bool] = _MODELS[kind].id.in_(ids)
    return condition


_MODELS: Mapping[str, Any] = {
    works.ACTIVITY: Activity,
    works.BUDGET: BudgetItem,
    works.SOURCE: PlanSource,
    works.OWN: VillagePlanItem,
}
_KINDS: Mapping[str, Callable[[ColumnElement[bool], int | None], list[Planned]]] = {
    works.ACTIVITY: activities,
    works.BUDGET: budget_items,
    works.SOURCE: sources,
    works.OWN: own_items,
}
