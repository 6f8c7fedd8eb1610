"""What hangs on one activity: what is brought for it, what it costs, what was promised about it, how far it came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, Integer, Numeric, Select, String, case, cast, func, literal, null, select, type_coerce
from sqlalchemy import union_all as all_of

from ..db import db
from .budget.models import BudgetItem, BudgetLine, Realisation
from .budget.rules import Sum
from .commitments import rules as promises
from .commitments.models import Commitment
from .confirming.rules import DISPUTED
from .contributions import rules as gifts
from .contributions.models import Contribution, Delivery
from .programme.models import Activity, Progress

SHOWN = 20  # of each kind; the rest is on the pages that list them
GIFT, COST, PROMISE, MADE = "gift", "cost", "promise", "made"
_MUCH = Numeric(18, 3)


@dataclass(frozen=True)
class Gift:
    """What a party brings: rupiah for money, else a quantity in its unit; what is disputed is not delivered."""

    id: int
    title: str
    party_id: int
    kind: str
    unit: str
    promised: Decimal | int
    delivered: Decimal | int


@dataclass(frozen=True)
class Cost:
    """An item of the budget, with what is planned and what was spent."""

    id: int
    title: str
    sum: Sum


@dataclass(frozen=True)
class Vow:
    """A promise that was made of the activity: `outcome` is what has become of it."""

    id: int
    title: str
    party_id: int
    due_on: date
    outcome: str


@dataclass
class Tied:
    """All of it. `made` is what all progress adds up to, in the unit of the target; None when nobody said."""

    gifts: list[Gift] = field(default_factory=list)
    costs: list[Cost] = field(default_factory=list)
    vows: list[Vow] = field(default_factory=list)
    made: Decimal | None = None


def tied_to(partnership_id: int, activity_id: int, address: str, today: date) -> Tied:
    """What hangs on an activity, in one statement. `address` is its page: what a promise made of it refers to."""
    parts = (_gifts(activity_id), _costs(activity_id), _vows(partnership_id, address), _made(activity_id))
    found = Tied()
    for row in db.session.execute(all_of(*(select(part.subquery()) for part in parts))):
        if row.what == MADE:
            found.made = row.much
        elif row.what == GIFT:
            found.gifts.append(_gift(row))
        elif row.what == COST:
            sums = (row.lines, row.much or 0, row.known, row.given or 0, row.reported)
            found.costs.append(Cost(row.id, row.title, Sum(*(int(value) for value in sums))))
        else:
            promise = promises.Promise(row.party_id, row.word, row.day, row.done, row.lines)
            outcome = promises.outcome(promise, today)
            found.vows.append(Vow(row.id, row.title, row.party_id, row.day, outcome))
    return found


def _gift(row: Any) -> Gift:
    whole: type[int] | type[Decimal] = int if row.word == gifts.MONEY else Decimal
    return Gift(row.id, row.title, row.party_id, row.word, row.unit, whole(row.much), whole(row.given or 0))


def _row(what: str, model: Any, **columns: Any) -> Sequence[Any]:
    """The columns that the three kinds share; what a kind has not is empty."""
    kinds = {
        "party_id": Integer, "word": String, "unit": String, "much": _MUCH, "given": _MUCH, "lines": Integer,
        "known": Integer, "reported": Integer, "day": Date, "done": Date,
    }  # fmt: skip
    more = [_named(name, kind, columns.get(name)) for name, kind in kinds.items()]
    return [literal(what).label("what"), model.id.label("id"), model.title.label("title"), *more]


def _named(name: str, kind: Any, column: Any) -> Any:
    return (cast(null(), kind) if column is None else type_coerce(column, kind)).label(name)


def _gifts(activity_id: int) -> Select[Any]:
    much = func.coalesce(Delivery.amount, Delivery.quantity)
    given = func.sum(case((Delivery.standing != DISPUTED, much), else_=0))
    columns = _row(
        GIFT, Contribution, party_id=Contribution.party_id, word=Contribution.kind, unit=Contribution.unit,
        much=func.coalesce(Contribution.amount, Contribution.quantity), given=given,
    )  # fmt: skip
    query = select(*columns).outerjoin(Delivery, Delivery.contribution_id == Contribution.id)
    query = query.where(Contribution.activity_id == activity_id, Contribution.archived_at.is_(None))
    return query.group_by(Contribution.id).order_by(Contribution.id).limit(SHOWN)


def _costs(activity_id: int) -> Select[Any]:
    spent = (
        select(Realisation.line_id, func.sum(Realisation.amount).label("amount"))
        .join(BudgetLine, BudgetLine.id == Realisation.line_id)
        .join(BudgetItem, BudgetItem.id == BudgetLine.item_id)
        .where(BudgetItem.activity_id == activity_id)
        .group_by(Realisation.line_id)
        .subquery()
    )
    columns = _row(
        COST, BudgetItem, much=func.sum(BudgetLine.planned), known=func.count(BudgetLine.planned),
        given=func.sum(spent.c.amount), reported=func.count(spent.c.amount), lines=func.count(BudgetLine.id),
    )  # fmt: skip
    query = select(*columns).join(BudgetLine, BudgetLine.item_id == BudgetItem.id)
    query = query.outerjoin(spent, spent.c.line_id == BudgetLine.id)
    living = (BudgetItem.archived_at.is_(None), BudgetLine.archived_at.is_(None))
    query = query.where(BudgetItem.activity_id == activity_id, *living)
    return query.group_by(BudgetItem.id).order_by(BudgetItem.year.desc(), BudgetItem.id).limit(SHOWN)


def _vows(partnership_id: int, address: str) -> Select[Any]:
    columns = _row(
        PROMISE, Commitment, party_id=Commitment.party_id, word=Commitment.state, day=Commitment.due_on,
        done=Commitment.done_on, lines=Commitment.renegotiated,
    )  # fmt: skip
    query = select(*columns).where(Commitment.partnership_id == partnership_id, Commitment.link == address)
    return query.where(Commitment.archived_at.is_(None)).order_by(Commitment.due_on, Commitment.id).limit(SHOWN)


def _made(activity_id: int) -> Select[Any]:
    made = func.sum(Progress.quantity)
    query = select(*_row(MADE, Activity, much=made)).join(Progress, Progress.activity_id == Activity.id)
    query = query.where(Activity.id == activity_id, Progress.archived_at.is_(None))
    return query.group_by(Activity.id).having(made.is_not(None))
