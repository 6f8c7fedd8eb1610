"""Whatever changes a plan, the guard looks again before the transaction ends.

Verbs in many places write what findings rest on: forms, sheets, budgets, parties that come and go. Each of
them would have to remember the guard, and the one that forgot would leave findings that are no longer true. So
the session is watched: what was written is collected, and looked around once, just before the commit.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from ...db import db, is_writing
from ...partnerships.models import Partnership, Party
from ...partnerships.path import STATES
from ..budget.models import BudgetItem, BudgetLine
from ..programme.models import Activity, PlanSource
from . import guard, service, works
from .models import VillagePlanItem

_PLANNED = {
    Activity: works.ACTIVITY,
    BudgetItem: works.BUDGET,
    PlanSource: works.SOURCE,
    VillagePlanItem: works.OWN,
}
_TOUCHED, _PLANS = "overlaps.touched", "overlaps.plans"


def watch() -> None:
    """Begin to watch the session; once for a process."""
    if not event.contains(db.session, "after_flush", _collect):
        event.listen(db.session, "after_flush", _collect)
        event.listen(db.session, "before_commit", _look)
        event.listen(db.session, "after_rollback", _forget)


def _collect(session: Session, _context: Any) -> None:
    touched, plans = session.info.setdefault(_TOUCHED, set()), session.info.setdefault(_PLANS, set())
    for thing in (*session.new, *session.dirty):
        kind = _PLANNED.get(type(thing))
        if kind is not None:
            touched.add((kind, thing.id))
        if isinstance(thing, BudgetLine):
            touched.add((works.BUDGET, thing.item_id))
        if isinstance(thing, (Activity, Party)):
            plans.add(thing.partnership_id)
        if isinstance(thing, Partnership) and _ends_or_goes_on(thing):
            plans.add(thing.id)
            touched.update(service.everything_of(thing.id))


def _ends_or_goes_on(partnership: Partnership) -> bool:
    """Whether it came to an end of its path, or back from one: what it plans then counts no longer, or again."""
    states = inspect(partnership).attrs.status.history
    return any(code in STATES and STATES[code].final for code in (*(states.deleted or ()), *(states.added or ())))


def _look(session: Session) -> None:
    if not is_writing():
        return
    session.flush()
    touched, plans = session.info.pop(_TOUCHED, set()), session.info.pop(_PLANS, set())
    guard.look_again(touched)
    guard.count_villages(plans)


def _forget(session: Session) -> None:
    session.info.pop(_TOUCHED, None)
    session.info.pop(_PLANS, None)
