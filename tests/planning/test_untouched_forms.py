"""Every form that changes something opens with what is stored: saved untouched, it changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from databases import Databases
from flask import Flask
from partnership_walk import HEAD_NGEBEL, NGEBEL, SEMPU, Walk
from planning.as_shown import as_shown
from planning.planned import core, plan, run_channel
from sqlalchemy import text

from portal import testing
from portal.db import db
from portal.permissions import OfficeKind
from portal.planning.budget import service as budget
from portal.planning.commitments import service as promises
from portal.planning.contributions import service as gifts
from portal.planning.overlaps import own_plan
from portal.planning.programme import activities, progress
from portal.planning.programme import service as programme

LEFT_OUT = ("session", "submission", "sign_in", "attempt")  # what a request writes of itself


@dataclass(frozen=True)
class Form:
    """Where a form is, and a field that it has."""

    name: str
    address: Callable[[dict[str, Any]], str]
    field: str


FORMS = [
    Form("activity", lambda at: f"{at['here']}/rencana/kegiatan/{at['activity']}/ubah/pokok", "due_on"),
    Form("place", lambda at: f"{at['here']}/rencana/kegiatan/{at['activity']}/ubah/tempat", "place"),
    Form("pilot", lambda at: f"{at['here']}/rencana/kegiatan/{at['activity']}/ubah/uji-coba", "pilot_tries"),
    Form("programme", lambda at: f"{at['here']}/rencana/program/{at['programme']}/ubah", "goal"),
    Form("output", lambda at: f"{at['here']}/rencana/program/hasil/{at['output']}/ubah", "measure"),
    Form("risk", lambda at: f"{at['here']}/rencana/risiko/{at['risk']}", "response"),
    Form("budget item", lambda at: f"{at['here']}/anggaran/{at['item']}/ubah", "year"),
    Form("budget line", lambda at: f"{at['here']}/anggaran/{at['item']}/sumber/{at['line']}", "planned"),
    Form("contribution", lambda at: f"{at['here']}/sumbangan/{at['gift']}/ubah", "quantity"),
    Form("promise", lambda at: f"{at['here']}/janji/{at['promise']}/ubah", "reference"),
    Form("own plan", lambda at: f"/desa/{NGEBEL}/rencana-sendiri/{at['own']}/ubah", "title"),
]


def write_plan(walk: Walk) -> dict[str, Any]:
    """A plan in which every field of every form holds something that is not its first choice; its numbers."""
    ngebel, sempu = walk.party(NGEBEL), walk.party(SEMPU)
    activity = plan(walk)
    period = activity.programme
    outcome = programme.add_result(HEAD_NGEBEL, walk.id, period.id, _result("outcome", None))
    programme.add_result(HEAD_NGEBEL, walk.id, period.id, _result("output", outcome.id))
    output = programme.add_result(HEAD_NGEBEL, walk.id, period.id, _result("output", outcome.id))
    more: dict[str, Any] = {
        "description": "Gotong royong\n\nTiap Minggu",
        "office": "Kaur Perencanaan",
        "unit": "meter",
    }
    more |= {"target": Decimal("1250.5"), "starts_on": date(2026, 12, 1), "result_id": output.id}
    activities.edit_activity(
        HEAD_NGEBEL, walk.id, activity.id, None, core(activity, party_id=sempu, helpers=[ngebel], **more)
    )
    place: dict[str, Any] = {
        "villages": [SEMPU],
        "place": "Bendung",
        "latitude": Decimal("-7.8421"),
        "longitude": Decimal("111.6413"),
    }
    activities.set_place(HEAD_NGEBEL, walk.id, activity.id, None, place)
    tried: dict[str, Any] = {
        "is_pilot": True,
        "pilot_tries": "pintu kayu",
        "pilot_judged_by": "debit",
        "pilot_lesson": "awet",
    }
    activities.set_pilot(HEAD_NGEBEL, walk.id, activity.id, None, tried)
    goal: dict[str, Any] = {
        "title": "Air",
        "goal": "cukup",
        "sdgs": [6, 18],
        "starts_on": period.starts_on,
        "ends_on": period.ends_on,
    }
    programme.edit_programme(HEAD_NGEBEL, walk.id, period.id, None, goal)
    risk: dict[str, Any] = {"label": "Banjir", "level": "high", "response": "Jadwal ulang", "state": "happened"}
    cost: dict[str, Any] = {
        "title": "Pipa",
        "year": 2027,
        "source": "village_fund",
        "planned": Decimal(40_000_000),
        "note": "Dua\nbaris",
    }
    item = budget.plan_item(HEAD_NGEBEL, walk.id, cost | {"activity_id": activity.id})
    gift: dict[str, Any] = {
        "kind": "labour",
        "title": "Kerja bakti",
        "quantity": Decimal("12.5"),
        "unit": "ikat",
        "note": "pagi",
    }
    word: dict[str, Any] = {
        "title": "Lahan",
        "due_on": date(2026, 12, 20),
        "office": "Kades",
        "proof": "foto",
        "origin": "plan",
    }
    own: dict[str, Any] = {
        "title": "Jalan",
        "document": "rkp",
        "year": 2026,
        "amount": Decimal(5_000_000),
        "place": "Krajan",
    }
    return {
        "here": f"/kemitraan/{walk.id}",
        "activity": activity.id,
        "programme": period.id,
        "output": output.id,
        "risk": progress.add_risk(HEAD_NGEBEL, walk.id, activity.id, risk).id,
        "item": item.id,
        "line": item.lines[0].id,
        "gift": gifts.promise(HEAD_NGEBEL, walk.id, None, gift | {"activity_id": activity.id}).id,
        "promise": promises.promise(
            HEAD_NGEBEL, walk.id, ngebel, word | {"reference": "pasal 5", "is_public": True}
        ).id,
        "own": own_plan.add_item(HEAD_NGEBEL, NGEBEL, own).id,
    }


def _result(kind: str, parent: int | None) -> dict[str, Any]:
    return {"kind": kind, "title": f"Hasil {kind}", "measure": "40 hektare", "parent_id": parent}


@pytest.fixture
def plan_at(app: Flask, databases: Databases) -> dict[str, Any]:
    """The numbers of a plan that was written once for all of these tests."""

    def walk() -> dict[str, Any]:
        channel = run_channel(app)
        with app.app_context():
            return write_plan(channel)

    found: dict[str, Any] = databases.at("a plan with everything", walk)
    return found


def stored(app: Flask) -> dict[str, list[Any]]:
    """All rows of the tables that hold what people wrote, and of the history."""
    with app.app_context():
        names = [table.name for table in db.metadata.sorted_tables if not any(word in table.name for word in LEFT_OUT)]
        rows = {name: db.session.execute(text(f'SELECT * FROM "{name}"')).all() for name in names if name != "area"}
        return {name: sorted(map(repr, found)) for name, found in rows.items() if found}


@pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])
def test_a_form_that_is_saved_untouched_changes_nothing(plan_at: dict[str, Any], app: Flask, form: Form) -> None:
    officer = app.test_client()
    testing.sign_in(officer, OfficeKind.VILLAGE_OPERATOR, (NGEBEL,))
    address = form.address(plan_at)
    sent = as_shown(officer.get(address).text, form.field)
    before = stored(app)
    answer = officer.post(address, data=sent)
    assert answer.status_code in (302, 303), answer.text[:3000]
    assert stored(app) == before
