"""What monitoring offers to the calendar: the last days to report a period and to answer an evaluation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from flask import url_for
from sqlalchemy import Date, Select, cast, func, literal, null, select, type_coerce, union_all

from ..contracts import say
from ..db import UtcDateTime, db
from ..partnerships.dates import Dated
from ..partnerships.models import Partnership
from ..partnerships.queries import RUNNING, mine
from ..permissions import Actor
from .evaluation.models import Evaluation
from .evaluation.rules import OPEN
from .indicators import rules
from .indicators.models import Indicator
from .indicators.words import period_words

MOST = 500
EVALUATION = "evaluation"


def dates(person: Actor, first: date, last: date, partnership_id: int | None) -> Sequence[Dated]:
    """When reports are due, a line a partnership, and evaluations to be answered; one statement."""
    asked = []
    for query in (_measured(), _evaluations(first, last)):
        narrowed = query.where(mine(person))
        if partnership_id is not None:
            narrowed = narrowed.where(Partnership.id == partnership_id)
        asked.append(select(narrowed.order_by("day", "number", "thing").limit(MOST).subquery()))
    found: list[Dated] = []
    for row in db.session.execute(union_all(*asked)):
        found.extend([_evaluation(row)] if row.what == EVALUATION else _reports(row, first, last))
    return sorted(found, key=lambda item: item.day)[: 2 * MOST]


def _measured() -> Select[Any]:
    """The frequencies that a running partnership is measured in, since when, and by how many indicators."""
    query = _columns(
        Indicator.frequency,
        literal(0),
        literal(""),
        func.min(Indicator.starts_on),
        func.count(),
        cast(null(), UtcDateTime),
    )
    query = query.join(Indicator, Indicator.partnership_id == Partnership.id)
    query = query.where(Indicator.archived_at.is_(None), Partnership.status.in_(RUNNING))
    return query.group_by(Indicator.frequency, Partnership.id, Partnership.title)


def _evaluations(first: date, last: date) -> Select[Any]:
    query = _columns(
        literal(EVALUATION), Evaluation.id, Evaluation.title, Evaluation.due_on, Evaluation.version,
        Evaluation.opened_at, state=Evaluation.state,
    )  # fmt: skip
    query = query.join(Evaluation, Evaluation.partnership_id == Partnership.id)
    return query.where(Evaluation.due_on.between(first, last))


def _columns(what: Any, thing: Any, name: Any, day: Any, much: Any, moment: Any, state: Any = None) -> Select[Any]:
    state = literal("") if state is None else state
    return select(
        what.label("what"), Partnership.id.label("number"), Partnership.title.label("partnership"),
        thing.label("thing"), name.label("name"), type_coerce(day, Date).label("day"), much.label("much"),
        moment.label("moment"), state.label("state"),
    )  # fmt: skip


def _reports(row: Any, first: date, last: date) -> Iterator[Dated]:
    """The last day to report each period; it rings until then, whoever has reported already."""
    within = timedelta(days=rules.REPORT_WITHIN)
    for period in rules.periods_between(row.what, max(row.day, first - within), last):
        if first <= period.due_on <= last and period.ends_on >= row.day:
            words = period_words(period)
            yield Dated(
                uid=f"laporan-{row.number}-{row.what}-{period.ends_on:%Y%m%d}",
                kind="report",
                partnership_id=row.number,
                partnership=row.partnership,
                day=period.due_on,
                title=say("Batas melaporkan %(count)s indikator, %(period)s", count=row.much, period=words),
                url=url_for("measurements.index", partnership_id=row.number),
                version=row.much,
                changed_at=datetime.combine(period.ends_on, time(), tzinfo=UTC),
            )


def _evaluation(row: Any) -> Dated:
    return Dated(
        uid=f"evaluasi-{row.thing}",
        kind=EVALUATION,
        partnership_id=row.number,
        partnership=row.partnership,
        day=row.day,
        title=say("Jawab evaluasi “%(title)s”", title=row.name),
        url=url_for("evaluation.show", partnership_id=row.number, evaluation_id=row.thing),
        version=row.much,
        changed_at=row.moment,
        is_open=row.state == OPEN,
    )
