"""What evaluations, health checks and citizens' voices show on other pages: each time in one statement."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Date, Select, String, case, cast, func, literal, null, select, union_all

from ...db import UtcDateTime, db
from ...partnerships.models import Partnership, Party
from ...partnerships.rules import INITIATOR, MEMBER, OBSERVER
from ...partnerships.working import goes_on, is_own_party
from ...permissions import Actor
from ...web.waiting import columns
from ..evaluation.models import Evaluation
from ..evaluation.queries import has_unanswered_of, shown_to_all, unanswered, unsaid_by
from ..evaluation.rules import OPEN
from ..feedback.models import Feedback
from ..feedback.rules import NEW, SHOWN
from ..health import rules as checks
from ..health.models import HealthAnswer, HealthRound

EVALUATION, HEALTH, VOICES = "evaluation", "health", "voices"
WAITING_SHOWN, VOICES_SHOWN = 10, 2
TO_ANSWER, TO_SETTLE = "answer", "settle"


@dataclass(frozen=True)
class Looked:
    """The newest evaluation, the newest rounds of the health check, the newest voices of a partnership."""

    evaluation: Any = None
    rounds: tuple[Any, ...] = ()
    voices: tuple[Any, ...] = ()
    shown: int = 0
    unread: int = 0

    @property
    def going(self) -> Any:
        """The round that has not ended."""
        return next((item for item in self.rounds if item.state == OPEN), None)

    @property
    def last(self) -> Any:
        """The newest round that has ended."""
        return next((item for item in self.rounds if item.state != OPEN), None)

    @property
    def result(self) -> list[checks.Line]:
        """What the newest round that has ended says."""
        return checks.read(json.loads(self.last.more or "null") or ()) if self.last else []


def looked_at(partnership: Partnership, insider: bool, side: bool, unread: bool) -> Looked:
    """What the panels show to an insider, to somebody of a party (`side`), to who reads all voices, or to everyone."""
    parts = [_newest_evaluation(partnership, insider), _newest_voices(partnership.id, unread)]
    if side:
        parts.append(_newest_rounds(partnership.id))
    found = db.session.execute(union_all(*(select(part.subquery()) for part in parts))).all()
    voices = _of(found, VOICES)
    return Looked(
        evaluation=next(iter(_of(found, EVALUATION)), None),
        rounds=tuple(sorted(_of(found, HEALTH), key=lambda row: -row.number)),
        voices=tuple(row for row in voices if row.state == SHOWN),
        shown=next((row.total for row in voices if row.state == SHOWN), 0),
        unread=next((row.total for row in voices if row.state == NEW), 0),
    )


def waiting_queries(actor: Actor) -> dict[str, Select[Any]]:
    """What asks something of the actor's party, in the columns of what waits; of a round `how` names who is asked."""
    found = {EVALUATION: _waiting_evaluations, HEALTH: _waiting_rounds, VOICES: _waiting_voices}
    return {what: query(actor).limit(WAITING_SHOWN) for what, query in found.items()}


def _of(rows: Iterable[Any], part: str) -> list[Any]:
    return [row for row in rows if row.part == part]


def _newest_evaluation(partnership: Partnership, insider: bool) -> Select[Any]:
    query = select(
        literal(EVALUATION, String).label("part"), Evaluation.id.label("number"), Evaluation.title.label("name"),
        Evaluation.summary.label("more"), Evaluation.state.label("state"), Evaluation.due_on.label("day"),
        unanswered().label("total"),
    ).where(Evaluation.partnership_id == partnership.id)  # fmt: skip
    if not insider:
        query = query.where(shown_to_all(partnership))
    return query.order_by(Evaluation.opened_at.desc(), Evaluation.id.desc()).limit(1)


def _newest_rounds(partnership_id: int) -> Select[Any]:
    is_open = HealthRound.closed_on.is_(None)
    query = select(
        literal(HEALTH, String).label("part"), HealthRound.number.label("number"), literal("", String).label("name"),
        cast(HealthRound.result, String).label("more"), case((is_open, OPEN), else_="ended").label("state"),
        func.coalesce(HealthRound.closed_on, HealthRound.last_day, type_=Date).label("day"),
        HealthRound.answered.label("total"),
    ).where(HealthRound.partnership_id == partnership_id)  # fmt: skip
    return query.order_by(HealthRound.number.desc()).limit(2)


def _newest_voices(partnership_id: int, unread: bool) -> Select[Any]:
    """The newest of each state; `number` is 1 for one with a reply, `count` how many there are in its state."""
    latest = Feedback.received_at.desc(), Feedback.id.desc()
    ranked = select(
        Feedback.kind, Feedback.text, Feedback.state, Feedback.reply, Feedback.received_at,
        func.row_number().over(order_by=latest, partition_by=Feedback.state).label("rank"),
        func.count().over(partition_by=Feedback.state).label("of_all"),
    ).where(
        Feedback.partnership_id == partnership_id, Feedback.state.in_((SHOWN, NEW) if unread else (SHOWN,))
    ).subquery()  # fmt: skip
    return (
        select(
            literal(VOICES, String).label("part"), case((ranked.c.reply != "", 1), else_=0).label("number"),
            ranked.c.text.label("name"), ranked.c.kind.label("more"), ranked.c.state.label("state"),
            cast(null(), Date).label("day"), ranked.c.of_all.label("total"),
        )
        .where(ranked.c.rank <= VOICES_SHOWN)
        .order_by(ranked.c.rank)
    )  # fmt: skip


def _waiting_evaluations(actor: Actor) -> Select[Any]:
    unsaid = unsaid_by(Party.id)
    query = _columns(
        thing=Evaluation.id, name=Evaluation.title, day=Evaluation.due_on, moment=Evaluation.opened_at,
        how=case((unsaid, TO_ANSWER), else_=TO_SETTLE),
    )  # fmt: skip
    asks = (Evaluation.state == OPEN, unsaid | has_unanswered_of(Party.id))
    return _own(query, Evaluation, actor).where(*asks).order_by(Evaluation.due_on, Evaluation.id)


def _waiting_rounds(actor: Actor) -> Select[Any]:
    said = select(HealthAnswer.id).where(HealthAnswer.round_id == HealthRound.id, HealthAnswer.party_id == Party.id)
    query = _columns(
        thing=HealthRound.number, day=HealthRound.last_day, moment=HealthRound.opened_at,
        how=cast(HealthRound.asked, String),
    )  # fmt: skip
    asks = (HealthRound.closed_on.is_(None), ~said.correlate(HealthRound, Party).exists())
    return _own(query, HealthRound, actor).where(*asks).order_by(HealthRound.last_day, HealthRound.id)


def _waiting_voices(actor: Actor) -> Select[Any]:
    since = func.min(Feedback.received_at, type_=UtcDateTime())
    query = _own(_columns(much=func.count(Feedback.id), moment=since), Feedback, actor).where(Feedback.state == NEW)
    return query.group_by(Partnership.id, Partnership.title, Party.id).order_by(since, Partnership.id)


def _columns(**more: Any) -> Select[Any]:
    return select(*columns(id=Partnership.id, title=Partnership.title, party_id=Party.id, **more))


def _own(query: Select[Any], model: Any, actor: Actor) -> Select[Any]:
    """Narrowed to partnerships that go on, in which the actor's party is a member that knows of it."""
    joined = query.select_from(model).join(Partnership, Partnership.id == model.partnership_id)
    return joined.join(Party, Party.partnership_id == Partnership.id).where(
        is_own_party(actor),
        goes_on(),
        Party.role != OBSERVER,
        Party.state == MEMBER,
        (Party.role == INITIATOR) | Partnership.offered_at.is_not(None),
    )
