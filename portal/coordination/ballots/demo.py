"""A sample election that is over: the villages of a running partnership chose who watches over their body."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from ... import clock
from ...partnerships.models import Partnership
from ...permissions import Actor
from ..governance.rules import SUPERVISOR
from ..proposals import queries as proposals
from . import rules, service

NAMES = ("Endang Lestari", "Mulyadi", "Siti Rahayu")
WORDS = "Pengawas memeriksa kas bersama dua kali setahun dan melapor kepada musyawarah."


def fill_sample(partnership: Partnership, heads: Mapping[str, Actor]) -> None:
    """Hold one, from opening to its count, in a running sample partnership of three villages or more with a body."""
    voters = [heads[party.village_code or ""] for party in partnership.members if party.village_code in heads]
    bodies = proposals.bodies(partnership.id)
    if partnership.status != "active" or not bodies or not rules.FEWEST <= len(voters) == len(partnership.members):
        return
    deadline = clock.now() + timedelta(days=3)
    values = {"body_id": bodies[0].id, "office": SUPERVISOR, "way": rules.PORTAL, "deadline": deadline, "words": WORDS}
    candidates = [{"name": name, "party_id": party.id} for name, party in zip(NAMES, partnership.members, strict=False)]
    election = service.open_election(voters[0], partnership.id, values, candidates)
    numbers = [item.id for item in election.candidates]
    for place, voter in enumerate(voters):
        service.cast(voter, partnership.id, election.id, numbers[place % 2] if place else numbers[1])
    service.close(voters[0], partnership.id, election.id, None)
