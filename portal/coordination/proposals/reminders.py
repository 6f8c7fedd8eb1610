"""Once a day: a deadline that is near is put on record, so that whoever sends notices tells those who are silent."""

from __future__ import annotations

from sqlalchemy import select

from ...accounts.models import Office
from ...db import db, transactional
from ...partnerships.models import Party
from ...permissions import SYSTEM, VILLAGE_OFFICES, OfficeKind
from . import queries, rules
from .models import Proposal
from .recording import note

MOST_REMINDED = 200  # proposals a day


@transactional
def remind() -> int:
    """Record once for each proposal whose deadline is near that parties have not answered; how many were recorded."""
    now = queries.moment()
    query = select(Proposal).where(
        Proposal.state == rules.OPEN,
        Proposal.reminded_at.is_(None),
        Proposal.deadline.between(now, now + rules.REMIND_BEFORE),
    )
    count = 0
    for proposal in db.session.scalars(query.order_by(Proposal.deadline).limit(MOST_REMINDED)).all():
        proposal.reminded_at = now
        silent = [voice.party for voice in proposal.voices if not voice.position]
        if silent:
            after = {"deadline": proposal.deadline, "office_ids": _offices(silent)}
            note(SYSTEM, proposal, "proposal_due", after=after)
            count += 1
    return count


def _offices(parties: list[Party]) -> list[int]:
    codes = [party.village_code for party in parties if party.village_code]
    organisations = [party.organisation_id for party in parties if party.organisation_id]
    own = Office.kind.in_(VILLAGE_OFFICES) & Office.scope_codes.in_(codes)
    third = (Office.kind == OfficeKind.THIRD_PARTY) & Office.organisation_id.in_(organisations)
    return list(db.session.scalars(select(Office.id).where(own | third).order_by(Office.id)))
