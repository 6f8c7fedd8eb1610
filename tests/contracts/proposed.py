"""The proposals in the world of the contract tests: one that waits for answers, and one that everybody answered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from partnership_walk import Walk

from portal import clock
from portal.coordination.proposals import mandates, rules, service


def proposal_ids(walk: Walk, mark: str) -> dict[Any, Any]:
    """A proposal of the first village with its answer and a mandate of that village."""
    head = next(iter(walk.heads.values()))
    today = clock.today()
    values = {"title": f"Usulan {mark}", "words": f"isi {mark}", "topic": "general"}
    deadline = clock.now() + timedelta(days=9)
    proposal = service.open_proposal(head, walk.id, {**values, "deadline": deadline})
    service.answer(head, walk.id, proposal.id, None, rules.WITH_NOTE, f"catatan {mark}")
    given = {"number": f"M {mark}", "given_on": today, "ends_on": today + timedelta(days=90), "topic": "budget"}
    return {"proposal_id": proposal.id, "mandate_id": mandates.give_mandate(head, walk.id, given).id}
