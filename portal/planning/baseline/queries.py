"""What the pages of agreed plans show, without reading the plans themselves where only their state is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import defer, selectinload

from ...db import db
from ...events import Event
from ...partnerships.service import KIND
from ..programme.models import Programme
from ..programme.rules import Period, period_for
from . import rules
from .models import Baseline

CHANGING = tuple(
    f"planning.{what}"
    for what in (
        "activity_added", "activity_edited", "activity_archived", "prerequisite_added", "prerequisite_removed",
        "programme_edited", "result_added", "result_edited", "result_archived", "sheet_imported",
        "source_added", "source_archived",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """The number of the version that waits for the parties, and of the newest agreed one; None for none."""

    proposed: int | None
    agreed: int | None


def standing(partnership_id: int) -> Standing:
    """How the plans of a partnership stand, in one statement."""
    proposed, agreed = (
        func.max(case((Baseline.state == state, Baseline.number))) for state in (rules.PROPOSED, rules.AGREED)
    )
    row = db.session.execute(select(proposed, agreed).where(Baseline.partnership_id == partnership_id)).one()
    return Standing(*row)


def changes_since(partnership_id: int, number: int) -> int:
    """How many changes of the plan stand on the history since a version was proposed; one statement."""
    asked_at = select(Baseline.asked_at).where(Baseline.partnership_id == partnership_id, Baseline.number == number)
    of_partnership = Event.subject_kind == KIND, Event.subject_id == str(partnership_id)
    query = select(func.count(Event.seq)).where(*of_partnership, Event.kind.in_(CHANGING))
    return db.session.scalar(query.where(Event.at > asked_at.scalar_subquery())) or 0


def agreed_number(partnership_id: int, today: date) -> int | None:
    """The number of the newest agreed version of the programme of today, or of the one nearest to it."""
    query = (
        select(Programme.id, Programme.starts_on, Programme.ends_on, func.max(Baseline.number))
        .join(Baseline, Baseline.programme_id == Programme.id)
        .where(Baseline.partnership_id == partnership_id, Baseline.state == rules.AGREED)
        .group_by(Programme.id, Programme.starts_on, Programme.ends_on)
    )
    newest = {Period(*row[:3]): int(row[3]) for row in db.session.execute(query)}
    period = period_for(newest, today)
    return newest[period] if period else None


def version_of(partnership_id: int, number: int) -> Baseline | None:
    """One version with who agreed to it."""
    query = select(Baseline).where(Baseline.partnership_id == partnership_id, Baseline.number == number)
    return db.session.scalars(query.options(selectinload(Baseline.consents))).one_or_none()


def newest_agreed(programme_id: int, before: int | None = None) -> Baseline | None:
    """The newest agreed version of a programme; of those with a smaller number than `before`, when it is given."""
    query = select(Baseline).where(Baseline.programme_id == programme_id, Baseline.state == rules.AGREED)
    if before is not None:
        query = query.where(Baseline.number < before)
    return db.session.scalars(query.order_by(Baseline.number.desc()).limit(1)).first()


def open_proposal(partnership_id: int) -> int | None:
    """The number of the version that waits for the parties."""
    return standing(partnership_id).proposed


def versions(partnership_id: int) -> Select[Any]:
    """All versions, the newest first, without their text."""
    query = select(Baseline).where(Baseline.partnership_id == partnership_id)
    return query.options(defer(Baseline.text), selectinload(Baseline.consents)).order_by(Baseline.number.desc())
