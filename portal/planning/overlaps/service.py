"""The verbs of the guard: put a finding aside with a word why, take it back, look through a whole plan again."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlalchemy import select

from ... import clock
from ...db import db, transactional
from ...errors import Invalid, NotFound
from ...partnerships.models import Partnership
from ...permissions import Actor
from .. import access
from ..budget.models import BudgetItem
from ..programme.models import Activity, PlanSource, Programme
from . import guard, works
from .gathering import Ref
from .models import OverlapFinding


@transactional
def set_aside(person: Actor, partnership_id: int, overlap_id: int, version: int | None, reason: str) -> OverlapFinding:
    """Say that a finding is none, and why. It stays to be read, and can be taken back."""
    partnership = access.workable(person, partnership_id)
    found = finding_of(partnership, overlap_id)
    found.expect(version)
    if not reason.strip():
        raise Invalid({"reason": _("Tulis alasannya.")})
    found.aside_at, found.aside_reason = clock.now(), reason.strip()
    found.aside_by_office = person.office.label if person.office else ""
    after = {"overlap": _told(found), "overlap_kind": found.kind}
    access.note(person, partnership, "overlap_set_aside", after=after, reason=found.aside_reason)
    return found


@transactional
def take_back(person: Actor, partnership_id: int, overlap_id: int, version: int | None) -> OverlapFinding:
    """Let a finding that was put aside count again."""
    partnership = access.workable(person, partnership_id)
    found = finding_of(partnership, overlap_id)
    found.expect(version)
    if found.aside_at is None:
        return found
    found.aside_at, found.aside_reason, found.aside_by_office = None, "", ""
    after = {"overlap": _told(found), "overlap_kind": found.kind}
    access.note(person, partnership, "overlap_taken_back", after=after)
    return found


@transactional
def look_through(person: Actor, partnership_id: int) -> None:
    """Look through a whole plan again, as after a new release with better rules."""
    partnership = access.workable(person, partnership_id)
    guard.look_again(everything_of(partnership.id))
    guard.count_villages([partnership.id])


def everything_of(partnership_id: int) -> list[Ref]:
    """All that a partnership plans, as things that are compared."""
    activities = select(Activity.id).where(Activity.partnership_id == partnership_id, Activity.archived_at.is_(None))
    items = select(BudgetItem.id).where(BudgetItem.partnership_id == partnership_id, BudgetItem.archived_at.is_(None))
    named = select(PlanSource.id).join(Programme, Programme.id == PlanSource.programme_id)
    named = named.where(Programme.partnership_id == partnership_id, PlanSource.archived_at.is_(None))
    kinds = ((works.ACTIVITY, activities), (works.BUDGET, items), (works.SOURCE, named))
    return [(kind, number) for kind, query in kinds for number in db.session.scalars(query)]


def finding_of(partnership: Partnership, overlap_id: int) -> OverlapFinding:
    """A finding of this partnership that holds now."""
    found = db.session.get(OverlapFinding, overlap_id)
    if found is None or found.partnership_id != partnership.id or not found.is_found:
        raise NotFound()
    return found


def _told(found: OverlapFinding) -> str:
    """The finding in the history, by its own side alone: the other one may not be everybody's."""
    from . import queries  # what things are called is asked there

    return queries.name_of(found.one_kind, found.one_id)
