"""What the planning pages show in the world of the contract tests: one of each thing, and more for the budgets."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from contracts.overlapping import overlap_ids, overlaps_more
from contracts.programmes import programme_ids, programme_more, programme_set_back
from partnership_walk import HEAD_NGEBEL, NGEBEL, Walk

from portal import clock
from portal.db import db, transactional
from portal.partnerships.models import Partnership
from portal.planning.budget import service as budget
from portal.planning.budget import spending
from portal.planning.budget.models import Realisation
from portal.planning.commitments import answers, service
from portal.planning.commitments.models import Commitment, CommitmentAnswer
from portal.planning.contributions import deliveries
from portal.planning.contributions import service as contributions
from portal.planning.contributions.models import AgreedValue, Delivery


def planning_ids(walk: Walk, mark: str) -> dict[str, Any]:
    """A promise, a delivery, a value and a spending of the first village, all waiting for another party's word.

    `mark` stands in what is not shown to everyone.
    """
    code, head = next(iter(walk.heads.items()))
    return {
        **_promise_ids(walk, head, code, mark),
        **_contribution_ids(walk, head, mark),
        **_budget_ids(walk, head, mark),
        **programme_ids(walk, mark),
        **overlap_ids(walk, mark),
    }


def set_back(ids: dict[str, Any], endpoint: str) -> None:
    """Undo a confirmation, so that the next request finds what waits for one."""
    waiting: dict[str, tuple[type[Any], str]] = {
        "commitments.confirm": (CommitmentAnswer, "answer_id"),
        "contributions.confirm": (Delivery, "delivery_id"),
        "contributions.confirm_value": (AgreedValue, "value_id"),
        "budget.confirm": (Realisation, "entry_id"),
    }
    programme_set_back(ids["partnership_id"], endpoint)
    if endpoint in waiting:
        model, name = waiting[endpoint]
        _unconfirm(model, ids[name], ids["commitment_id"])


def plan_more(partnership_id: int, number: int) -> None:
    """One more of everything that the planning pages of Ngebel's partnership list."""
    walk = Walk(db.session.get_one(Partnership, partnership_id), {NGEBEL: HEAD_NGEBEL})
    _promise_ids(walk, HEAD_NGEBEL, NGEBEL, f"nomor {number}")
    values = {"title": f"Janji {number}", "due_on": clock.today() + timedelta(days=number)}
    service.promise(HEAD_NGEBEL, partnership_id, walk.party(NGEBEL), values)
    _contribution_ids(walk, HEAD_NGEBEL, f"nomor {number}")
    _budget_ids(walk, HEAD_NGEBEL, f"nomor {number}")
    programme_more(walk, number)
    overlaps_more(walk, number)


def _promise_ids(walk: Walk, head: Any, code: str, mark: str) -> dict[str, int]:
    values = {"title": f"Menyiapkan lahan {mark}", "due_on": clock.today(), "proof": f"foto {mark}"}
    made = service.promise(head, walk.id, walk.party(code), values)
    said = answers.answer(head, walk.id, made.id, None, "done", {"day": clock.today(), "word": f"selesai {mark}"})
    return {"commitment_id": made.id, "answer_id": said.id}


def _contribution_ids(walk: Walk, head: Any, mark: str) -> dict[str, int]:
    work = {"kind": "labour", "title": f"Kerja bakti {mark}", "quantity": Decimal(40), "unit": "hari orang kerja"}
    made = contributions.promise(head, walk.id, None, work)
    given = {"quantity": Decimal(12), "delivered_on": clock.today(), "document": f"daftar hadir {mark}"}
    delivery = deliveries.deliver(head, walk.id, made.id, given)
    worth = {"kind": "labour", "item": f"tenaga {mark}", "unit": "hari orang kerja", "unit_value": 80_000}
    agreed = {"agreed_on": clock.today(), "reference": f"berita acara {mark}"}
    value = contributions.agree_value(head, walk.id, worth | agreed)
    return {"contribution_id": made.id, "delivery_id": delivery.id, "value_id": value.id}


def _budget_ids(walk: Walk, head: Any, mark: str) -> dict[str, int]:
    values = {"title": f"Pipa {mark}", "year": 2026, "source": "village_fund", "planned": Decimal(40_000_000)}
    line = budget.plan_item(head, walk.id, values).lines[0]
    paid = {"amount": Decimal(12_000_000), "spent_on": clock.today(), "document": f"SPJ {mark}"}
    entry = spending.spend(head, walk.id, line.id, paid)
    return {"item_id": line.item_id, "line_id": line.id, "entry_id": entry.id}


@transactional
def _unconfirm(model: type[Any], number: int, commitment_id: int) -> None:
    db.session.get_one(model, number).standing = "waiting"
    if model is CommitmentAnswer:
        db.session.get_one(Commitment, commitment_id).state = "claimed"
