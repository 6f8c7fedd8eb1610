"""What the planning pages show in the world of the contract tests: one of each thing, and more for the budgets."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from partnership_walk import HEAD_NGEBEL, NGEBEL, Walk

from portal import clock
from portal.db import db, transactional
from portal.partnerships.models import Partnership
from portal.planning.commitments import answers, service
from portal.planning.commitments.models import Commitment, CommitmentAnswer


def planning_ids(walk: Walk, mark: str) -> dict[str, int]:
    """A promise of the first village that it says is done, with `mark` in what is not shown to everyone."""
    code, head = next(iter(walk.heads.items()))
    return _promise_ids(walk, head, code, mark)


def set_back(ids: dict[str, Any], endpoint: str) -> None:
    """Undo a confirmation, so that the next request finds what waits for one."""
    if endpoint == "commitments.confirm":
        _unconfirm_promise(ids["commitment_id"], ids["answer_id"])


def plan_more(partnership_id: int, number: int) -> None:
    """One more of everything that the planning pages of Ngebel's partnership list."""
    walk = Walk(db.session.get_one(Partnership, partnership_id), {NGEBEL: HEAD_NGEBEL})
    _promise_ids(walk, HEAD_NGEBEL, NGEBEL, f"nomor {number}")
    values = {"title": f"Janji {number}", "due_on": clock.today() + timedelta(days=number)}
    service.promise(HEAD_NGEBEL, partnership_id, walk.party(NGEBEL), values)


def _promise_ids(walk: Walk, head: Any, code: str, mark: str) -> dict[str, int]:
    values = {"title": f"Menyiapkan lahan {mark}", "due_on": clock.today(), "proof": f"foto {mark}"}
    made = service.promise(head, walk.id, walk.party(code), values)
    said = answers.answer(head, walk.id, made.id, None, "done", {"day": clock.today(), "word": f"selesai {mark}"})
    return {"commitment_id": made.id, "answer_id": said.id}


@transactional
def _unconfirm_promise(commitment_id: int, answer_id: int) -> None:
    db.session.get_one(Commitment, commitment_id).state = "claimed"
    db.session.get_one(CommitmentAnswer, answer_id).standing = "waiting"
