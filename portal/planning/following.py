"""What planning offers to those who ask what became of a recommendation: new promises and versions of the plan."""

from __future__ import annotations

from datetime import datetime

from flask import url_for
from sqlalchemy import select

from ..contracts import say
from ..db import db
from ..partnerships.following import COMMITMENT, PLAN, FollowUp
from .baseline import rules as plans
from .baseline.models import Baseline
from .commitments import rules as promises
from .commitments.models import Commitment

MOST = 20  # of each, the newest


def follow_ups(partnership_id: int, since: datetime) -> list[FollowUp]:
    """The promises written down and the plans proposed since a moment; two statements."""
    return [*_promises(partnership_id, since), *_plans(partnership_id, since)]


def _promises(partnership_id: int, since: datetime) -> list[FollowUp]:
    query = select(Commitment.id, Commitment.title, Commitment.recorded_at).where(
        Commitment.partnership_id == partnership_id,
        Commitment.recorded_at >= since,
        Commitment.archived_at.is_(None),
        Commitment.state != promises.DECLINED,
    )
    rows = db.session.execute(query.order_by(Commitment.id.desc()).limit(MOST))
    return [
        FollowUp(
            COMMITMENT,
            row.title,
            url_for("commitments.show", partnership_id=partnership_id, commitment_id=row.id),
            row.recorded_at,
        )
        for row in rows
    ]


def _plans(partnership_id: int, since: datetime) -> list[FollowUp]:
    query = select(Baseline.number, Baseline.reason, Baseline.asked_at).where(
        Baseline.partnership_id == partnership_id,
        Baseline.asked_at >= since,
        Baseline.state.in_((plans.PROPOSED, plans.AGREED)),
    )
    rows = db.session.execute(query.order_by(Baseline.number.desc()).limit(MOST))
    return [
        FollowUp(
            PLAN,
            say("Rencana versi %(number)s: %(reason)s", number=row.number, reason=row.reason or "–"),
            url_for("baseline.show", partnership_id=partnership_id, number=row.number),
            row.asked_at,
        )
        for row in rows
    ]
