"""The elections in the world of the contract tests: one to vote in, and one that is held on paper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from partnership_walk import Walk

from portal import clock
from portal.coordination.ballots import rules
from portal.coordination.ballots.models import Candidate, Election, Elector
from portal.db import db, transactional
from portal.partnerships.models import Partnership


@transactional
def election_ids(walk: Walk, mark: str, body_id: int) -> dict[Any, Any]:
    """Elections of a body of two villages, put there as they are: through the portal they would be too few."""
    partnership = walk.partnership
    portal, paper = (_election(partnership, mark, body_id, way) for way in (rules.PORTAL, rules.PAPER))
    return {"election_id": portal, ("ballots.paper", "election_id"): paper}


def _election(partnership: Partnership, mark: str, body_id: int, way: str) -> int:
    parties = [party.id for party in partnership.parties]
    election = Election(
        partnership_id=partnership.id, body_id=body_id, party_id=parties[0], office="chair", words=f"masa tugas {mark}",
        way=way, quorum_part=2, quorum_whole=3, opened_at=clock.now(), deadline=clock.now() + timedelta(days=9),
        candidates=[Candidate(name=f"Calon {mark}", party_id=number, note=f"catatan {mark}") for number in parties],
        electors=[Elector(party_id=number) for number in parties],
    )  # fmt: skip
    db.session.add(election)
    db.session.flush()
    return election.id
