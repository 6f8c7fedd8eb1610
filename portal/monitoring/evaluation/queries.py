"""What the pages of evaluations show, in few statements."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select
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


def asked_to_show(found: Evaluation) -> set[int]:
    """The parties whose yes it takes to show an evaluation: all that answered it, also one that has left since."""
    return {said.party_id for said in found.answers}


def agreed_to_show(found: Evaluation) -> set[int]:
    """The parties that said yes to showing an evaluation."""
    return {consent.party_id for consent in found.consents if consent.given_at}


def is_public(partnership: Partnership, found: Evaluation) -> bool:
    """Whether everyone may read this evaluation: it is closed, and whoever answered said yes; of a public one."""
    asked = asked_to_show(found)
    is_closed = found.state == rules.CLOSED
    return partnership.is_public and is_closed and bool(asked) and asked <= agreed_to_show(found)


def shown_to_all(partnership: Partnership) -> ColumnElement[bool]:
    """The SQL of `is_public`."""
    if not partnership.is_public:
        return false()
    answered = EvaluationAnswer.evaluation_id == Evaluation.id
    agreed = exists().where(
        EvaluationConsent.evaluation_id == EvaluationAnswer.evaluation_id,
        EvaluationConsent.party_id == EvaluationAnswer.party_id,
        EvaluationConsent.given_at.is_not(None),
    )
    asked = exists().where(answered).correlate(Evaluation)
    unwilling = exists().where(answered, ~agreed.correlate(EvaluationAnswer)).correlate(Evaluation)
    return and_(Evaluation.state == rules.CLOSED, asked, ~unwilling)


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


def has_unanswered_of(party_id: Any) -> ColumnElement[bool]:
    """The SQL of an evaluation with a recommendation that a party is to answer: its own, or one to all."""
    addressed = or_(Recommendation.party_id.is_(None), Recommendation.party_id == party_id)
    return exists().where(*_waits(), addressed).correlate(Evaluation, Party)


def _answered() -> Any:
    answers = select(func.count(EvaluationAnswer.party_id.distinct()))
    return answers.where(EvaluationAnswer.evaluation_id == Evaluation.id).scalar_subquery()


def _waits() -> tuple[ColumnElement[bool], ...]:
    return (
        Recommendation.evaluation_id == Evaluation.id,
        Recommendation.outcome == rules.UNANSWERED,
        Recommendation.archived_at.is_(None),
    )
