"""What the pages of a plan show, in few statements however many activities there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, select, true
from sqlalchemy.orm import joinedload, selectinload

from ...db import db
from . import rules
from .models import Activity, Photo, PlanSource, Programme, Progress

A_PAGE = 50
ON_A_LINE = 40  # activities on one page of the timeline
IN_A_MONTH = 100  # activities on one page of a month
LATE = "late"
_NONE = literal(0)


@dataclass(frozen=True)
class Line:
    """One activity as a list shows it. `party` is the responsible party's name; place and target are for paper."""

    id: int
    title: str
    status: str
    starts_on: date | None
    due_on: date
    party: str
    office: str
    percent: int | None
    is_pilot: bool
    is_late: bool
    place: str = ""
    target: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True)
class Numbers:
    """How a plan stands: the count of each state, how many are late, and the due days of those shown."""

    by_status: Mapping[str, int]
    late: int

    @property
    def total(self) -> int:
        """All activities but the cancelled ones."""
        return sum(count for status, count in self.by_status.items() if status != rules.CANCELLED)


@dataclass(frozen=True)
class Filters:
    """What of a plan is looked at: a state (or `late`), a party, words of the title."""

    status: str = ""
    party_id: int | None = None
    text: str = ""

    @property
    def any(self) -> bool:
        """Whether anything is left out."""
        return bool(self.status or self.party_id or self.text)


_LINE: tuple[Any, ...] = (
    Activity.id,
    Activity.title,
    Activity.status,
    Activity.starts_on,
    Activity.due_on,
    Activity.party_id,
    Activity.office,
    Activity.percent,
    Activity.is_pilot,
    Activity.place,
    Activity.target,
    Activity.unit,
)


def programmes_of(partnership_id: int) -> list[Programme]:
    """The programmes of a partnership, by their beginning."""
    query = select(Programme).where(Programme.partnership_id == partnership_id)
    return list(db.session.scalars(query.order_by(Programme.starts_on, Programme.id)))


def chosen(programmes: Sequence[Programme], wanted: str, today: date) -> Programme | None:
    """The programme that an address asks for by its number; else the one of today, or the nearest."""
    for programme in programmes:
        if str(programme.id) == wanted:
            return programme
    periods = [rules.Period(item.id, item.starts_on, item.ends_on) for item in programmes]
    nearest = rules.period_for(periods, today)
    return next((item for item in programmes if nearest and item.id == nearest.id), None)


def numbers_of(programme_id: int, today: date) -> Numbers:
    """The counts of a programme, in one statement."""
    late = func.sum(case((is_late(today), 1), else_=0))
    query = select(Activity.status, func.count(), late).where(_living(programme_id)).group_by(Activity.status)
    rows = db.session.execute(query).all()
    counted = {status: count for status, count, _late in rows}
    return Numbers({status: counted.get(status, 0) for status in rules.STATUSES}, sum(row[2] for row in rows))


def listed(programme_id: int, filters: Filters, today: date) -> Select[Any]:
    """The activities of a programme, the first due first."""
    query = select(*_LINE).where(_living(programme_id), *narrowed(filters, today))
    return query.order_by(Activity.due_on, Activity.id)


def narrowed(filters: Filters, today: date) -> list[ColumnElement[bool]]:
    """The SQL of what is looked at of activities."""
    found: list[ColumnElement[bool]] = []
    if filters.status == LATE:
        found.append(is_late(today))
    elif filters.status:
        found.append(Activity.status == filters.status)
    if filters.party_id:
        found.append(Activity.party_id == filters.party_id)
    if filters.text:
        found.append(func.lower(Activity.title).contains(filters.text.lower(), autoescape=True))
    return found


def in_days(programme_id: int, first: date, last: date) -> Select[Any]:
    """The activities that are due from one day to another, in the order of their days."""
    query = select(*_LINE).where(_living(programme_id), Activity.due_on.between(first, last))
    return query.order_by(Activity.due_on, Activity.id)


def counts_by_day(programme_id: int, first: date, last: date) -> dict[date, int]:
    """How many activities are due on each of these days; days without any are left out."""
    query = select(Activity.due_on, func.count()).where(_living(programme_id), Activity.due_on.between(first, last))
    return {day: count for day, count in db.session.execute(query.group_by(Activity.due_on))}


def lines(rows: Iterable[Any], names: Mapping[int, str], today: date) -> list[Line]:
    """Rows of activities as lines, with the names of their parties."""
    return [
        Line(
            row.id, row.title, row.status, row.starts_on, row.due_on, names.get(row.party_id, "–"), row.office,
            row.percent, row.is_pilot, rules.is_late(row.status, row.due_on, today), row.place, row.target, row.unit,
        )
        for row in rows
    ]  # fmt: skip


def by_month(found: Iterable[Line]) -> list[tuple[date, list[Line]]]:
    """Lines that come in the order of their days, month by month."""
    return [(month, list(group)) for month, group in groupby(found, key=lambda line: line.due_on.replace(day=1))]


def whole_activity(partnership_id: int, activity_id: int) -> Activity | None:
    """An activity with all that its page shows but its progress, in a fixed number of statements."""
    query = select(Activity).where(
        Activity.id == activity_id, Activity.partnership_id == partnership_id, Activity.archived_at.is_(None)
    )
    query = query.options(
        joinedload(Activity.result),
        joinedload(Activity.programme),
        selectinload(Activity.helpers),
        selectinload(Activity.prerequisites),
        selectinload(Activity.risks),
    )
    return db.session.scalars(query).one_or_none()


def progress_of(activity_id: int) -> Select[Any]:
    """The entries of an activity with their photos, the newest day first."""
    query = select(Progress).where(Progress.activity_id == activity_id, Progress.archived_at.is_(None))
    query = query.options(selectinload(Progress.photos).joinedload(Photo.attachment))
    return query.order_by(Progress.seen_on.desc(), Progress.id.desc())


def newest_progress(activity_id: int, limit: int) -> list[Progress]:
    """The entries of an activity that were put on record last."""
    query = select(Progress).where(Progress.activity_id == activity_id, Progress.archived_at.is_(None))
    query = query.options(selectinload(Progress.photos)).order_by(Progress.id.desc()).limit(limit)
    return list(db.session.scalars(query))


def candidates_for(activity: Activity, text: str, limit: int = 20) -> list[Any]:
    """Other activities that this one could wait for: those due before it first, the nearest first."""
    taken = [activity.id, *(item.id for item in activity.prerequisites)]
    query = select(*_LINE).where(
        Activity.partnership_id == activity.partnership_id,
        Activity.archived_at.is_(None),
        Activity.status != rules.CANCELLED,
        Activity.id.not_in(taken),
    )
    if text:
        query = query.where(func.lower(Activity.title).contains(text.lower(), autoescape=True))
    later = case((Activity.due_on > activity.due_on, 1), else_=0)
    return list(db.session.execute(query.order_by(later, Activity.due_on.desc(), Activity.id).limit(limit)))


def newest(partnership_id: int, limit: int) -> list[Any]:
    """The activities that were planned last."""
    query = select(*_LINE).where(Activity.partnership_id == partnership_id, Activity.archived_at.is_(None))
    return list(db.session.execute(query.order_by(Activity.id.desc()).limit(limit)))


def pilots_of(programme_id: int, limit: int = 30) -> list[Activity]:
    """The innovations that a programme tries."""
    query = select(Activity).where(_living(programme_id), Activity.is_pilot.is_(True))
    return list(db.session.scalars(query.order_by(Activity.due_on, Activity.id).limit(limit)))


def counts_by_result(programme_id: int) -> dict[int | None, int]:
    """How many activities lead to each output; under None those that lead to none yet."""
    query = select(Activity.result_id, func.count()).where(_living(programme_id), Activity.status != rules.CANCELLED)
    return {result_id: count for result_id, count in db.session.execute(query.group_by(Activity.result_id))}


def with_results(programme_id: int) -> Programme | None:
    """A programme with its results and sources."""
    query = select(Programme).where(Programme.id == programme_id)
    query = query.options(selectinload(Programme.results), selectinload(Programme.sources).joinedload(PlanSource.party))
    return db.session.scalars(query).one_or_none()


@dataclass(frozen=True)
class Glance:
    """A plan at a glance: what is due next, and how many are open and late."""

    next: tuple[Any, ...]
    open: int
    late: int
    overlaps: int = 0


def glance(partnership_id: int, today: date, overlaps: ColumnElement[int] = _NONE, limit: int = 3) -> Glance | None:
    """The next activities of a partnership, the late ones first, with the counts, in one statement; None for none.

    `overlaps` is the SQL of how many overlaps were found, asked along.
    """
    living = (Activity.partnership_id == partnership_id, Activity.archived_at.is_(None))
    counts = select(
        func.count().label("total"),
        func.sum(case((Activity.status.in_(rules.OPEN), 1), else_=0)).label("open"),
        func.sum(case((is_late(today), 1), else_=0)).label("late"),
    ).where(*living)
    soonest = select(Activity.id, Activity.title, Activity.due_on, Activity.status)
    soonest = (
        soonest.where(*living, Activity.status.in_(rules.OPEN)).order_by(Activity.due_on, Activity.id).limit(limit)
    )
    counted, found = counts.subquery(), soonest.subquery()
    query = select(found, counted, overlaps.label("overlaps")).select_from(counted.outerjoin(found, true()))
    rows = db.session.execute(query.order_by(found.c.due_on, found.c.id)).all()
    if not rows[0].total:
        return None
    return Glance(tuple(row for row in rows if row.id), rows[0].open, rows[0].late, rows[0].overlaps or 0)


def made(activity_id: int) -> Decimal:
    """What all progress of an activity adds up to, in the unit of its target."""
    query = select(func.sum(Progress.quantity)).where(Progress.activity_id == activity_id)
    return Decimal(db.session.scalar(query.where(Progress.archived_at.is_(None))) or 0)


def _living(programme_id: int) -> ColumnElement[bool]:
    return and_(Activity.programme_id == programme_id, Activity.archived_at.is_(None))


def is_late(today: date) -> ColumnElement[bool]:
    """The SQL of `rules.is_late`."""
    return and_(Activity.status.in_(rules.OPEN), Activity.due_on < today)
