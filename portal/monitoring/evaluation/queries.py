"""What the pages of evaluations show, in few statements."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, select
from sqlalchemy.orm import defer, selectinload

from ...db import db
from ...partnerships.models import Partnership, Party
from ..indicators.models import Indicator
from . import rules
from .models import Evaluation, EvaluationAnswer, EvaluationConsent, Finding, Recommendation

OFFERED = 60


def open_evaluation(partnership_id: int) -> Evaluation | None:
    """The evaluation that is open now."""
    query = select(Evaluation).where(Evaluation.partnership_id == partnership_id, Evaluation.state == rules.OPEN)
    return db.session.scalars(query).first()


def listed(partnership: Partnership, insider: bool) -> Select[Any]:
    """The evaluations with how many parties answered and how many recommendations wait, the newest first.

    Of strangers only those that every party shows.
    """
    query = select(Evaluation, _answered(), unanswered()).where(Evaluation.partnership_id == partnership.id)
    if not insider:
        query = query.where(shown_to_all(partnership))
    return query.options(defer(Evaluation.text)).order_by(Evaluation.opened_at.desc(), Evaluation.id.desc())


def whole(partnership_id: int, evaluation_id: int) -> Evaluation | None:
    """One evaluation with all that was said in it."""
    query = select(Evaluation).where(Evaluation.partnership_id == partnership_id, Evaluation.id == evaluation_id)
    parts = (
        selectinload(Evaluation.answers),
        selectinload(Evaluation.findings).joinedload(Finding.indicator),
        selectinload(Evaluation.recommendations).joinedload(Recommendation.finding),
        selectinload(Evaluation.consents),
    )
    return db.session.scalars(query.options(*parts)).one_or_none()


def is_public(partnership: Partnership, found: Evaluation) -> bool:
    """Whether everyone may read this evaluation: it is closed, and every party of a public partnership said yes."""
    agreed = {consent.party_id for consent in found.consents if consent.given_at}
    members = {party.id for party in partnership.members}
    return partnership.is_public and found.state == rules.CLOSED and members <= agreed


def shown_to_all(partnership: Partnership) -> ColumnElement[bool]:
    """The SQL of `is_public`."""
    members = [party.id for party in partnership.members]
    agreed = select(func.count(EvaluationConsent.id)).where(
        EvaluationConsent.evaluation_id == Evaluation.id,
        EvaluationConsent.given_at.is_not(None),
        EvaluationConsent.party_id.in_(members),
    )
    if not partnership.is_public:
        return false()
    return and_(Evaluation.state == rules.CLOSED, agreed.scalar_subquery() == len(members))


def indicator_choices(partnership_id: int) -> list[tuple[int, str]]:
    """The indicators that a finding may rest on, as (number, name)."""
    query = select(Indicator.id, Indicator.name).where(
        Indicator.partnership_id == partnership_id, Indicator.archived_at.is_(None)
    )
    return [(row[0], row[1]) for row in db.session.execute(query.order_by(Indicator.name, Indicator.id).limit(OFFERED))]


def unsaid_by(party_id: Any) -> ColumnElement[bool]:
    """The SQL of an evaluation that a party has not answered."""
    said = exists().where(EvaluationAnswer.evaluation_id == Evaluation.id, EvaluationAnswer.party_id == party_id)
    return ~said.correlate(Evaluation, Party)


def unanswered() -> Any:
    """The SQL of how many recommendations of an evaluation have no answer."""
    return select(func.count(Recommendation.id)).where(*_waits()).scalar_subquery()


def has_unanswered() -> ColumnElement[bool]:
    """The SQL of an evaluation with a recommendation that has no answer."""
    return exists().where(*_waits()).correlate(Evaluation)


def _answered() -> Any:
    answers = select(func.count(EvaluationAnswer.party_id.distinct()))
    return answers.where(EvaluationAnswer.evaluation_id == Evaluation.id).scalar_subquery()


def _waits() -> tuple[ColumnElement[bool], ...]:
    return (
        Recommendation.evaluation_id == Evaluation.id,
        Recommendation.outcome == rules.UNANSWERED,
        Recommendation.archived_at.is_(None),
    )
