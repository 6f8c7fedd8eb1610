"""A page costs few statements, and no more of them when there is more to show (P12)."""

from __future__ import annotations

from datetime import date

import pytest
from contracts.differed import differ_more
from contracts.evaluated import evaluate_more
from contracts.issued_papers import issue_more
from contracts.measured import measure_more
from contracts.met import meet_more
from contracts.planned import plan_more
from contracts.pooled import pool_more
from contracts.routes import routes
from contracts.talked import talk_more
from contracts.world import NGEBEL, SEMPU, World
from partnership_walk import HEAD_NGEBEL, TODAY, Walk

from portal.accounts import invitations
from portal.coordination.governance import seats
from portal.coordination.governance import service as bodies
from portal.db import db
from portal.partnerships import service, steps
from portal.partnerships.service import PartyChoice, RunningPartnership
from portal.testing import statements
from portal.villages import listings, owners
from portal.villages import service as villages
from portal.villages.models import Need, Potential

pytestmark = pytest.mark.sqlite  # the same on both databases
MOST = 15
ROLES = ("anonymous", "head", "district", "administrator")
# No pages: everything of a partnership, or of an area's year, table by table, whatever the rows.
WHOLES = ("portable.download", "exports.of_year")


def test_P12_every_page_stays_within_its_statements_and_does_not_grow_with_the_rows(world: World) -> None:
    world.in_app(lambda: fill(world, 5))
    few = costs(world)
    world.in_app(lambda: fill(world, 25))
    many = costs(world)
    assert len(many) > 100
    too_many = [f"{where}: {count}" for where, count in many.items() if count > MOST]
    growing = [f"{where}: {few[where]} with 5, {count} with 30" for where, count in many.items() if count > few[where]]
    assert not too_many, "\n".join(too_many)
    assert not growing, "\n".join(growing)


def costs(world: World) -> dict[str, int]:
    """The statements of every GET page for each role, once everything that is remembered is warm."""
    found: dict[str, int] = {}
    for route in routes(world.app):
        if route.method != "GET" or route.rule.rule.startswith("/static") or route.rule.endpoint in WHOLES:
            continue
        for role in ROLES:
            address = route.address(world, "own")
            with statements(world.app) as counted:
                answer = world.client(role).get(address)
                answer.get_data()
                answer.close()
            if answer.status_code == 200:
                found[f"{role} {route.name}"] = sum("throttle" not in statement for statement in counted)
    for role in ("partner_head", "bkad", "regency", "facilitator"):
        with statements(world.app) as counted:
            world.client(role).get("/")
        found[f"{role} home"] = len(counted)
    number = world.ids["own"]["many"]["partnership_id"]
    for role in ROLES:
        with statements(world.app) as counted:
            answer = world.client(role).get(f"/kemitraan/{number}")
        if answer.status_code == 200:
            found[f"{role} a partnership of many, with the panels of its plugin"] = len(counted)
    return found


def fill(world: World, more: int) -> None:
    """Give Ngebel `more` of everything that a list shows."""
    own = world.ids["own"]
    village, organisation = owners.village_owner(NGEBEL), owners.organisation_owner(str(own["organisation"]))
    start = service.db.session.execute(db.text("SELECT count(*) FROM partnership")).scalar_one()
    for number in range(start, start + more):
        _partnerships(number)
        values = {"sector": "air", "title": f"Nomor {number}", "quantity": None, "unit": "", "note": ""}
        for owner in (village, organisation):
            listings.add(HEAD_NGEBEL, owner, Potential, values)
            listings.add(HEAD_NGEBEL, owner, Need, {**values, "urgency": "low"})
        old = listings.add(HEAD_NGEBEL, village, Potential, values)
        listings.archive(HEAD_NGEBEL, village, Potential, old.id, "sudah tidak ada")
        blank = dict.fromkeys(villages.ORGANISATION_FIELDS, "")
        seat = {"kind": "cooperative", "name": f"Koperasi {number}", "village_code": NGEBEL}
        villages.create_organisation(HEAD_NGEBEL, {**blank, **seat})
        invitations.invite_to(world.actors["head"], own["office_id"])
        _visit(own["partnership_id"], number)
        _sit(own["partnership_id"], own["body_id"], number)
        plan_more(own["partnership_id"], number)
        measure_more(own["partnership_id"], number)
        meet_more(own, number)
        talk_more(own, number)
        evaluate_more(own["partnership_id"], number)
        differ_more(own, number)
        pool_more(own["many"], number)
        issue_more(own["partnership_id"])


def _partnerships(number: int) -> None:
    """One that is being prepared, with something on record, and one that runs."""
    partner = PartyChoice(village_code=SEMPU)
    begun = service.begin(HEAD_NGEBEL, "bilateral", f"Gagasan {number}", "air", "air", (partner,))
    walk = Walk(begun, {NGEBEL: HEAD_NGEBEL})
    walk.record("priority_list", NGEBEL, items="air", held_on=TODAY)
    walk.step("convene_deliberation")
    day = date(2026, 1, 5)
    service.enter_running(
        HEAD_NGEBEL,
        RunningPartnership(
            f"Berjalan {number}", "bilateral", (PartyChoice(village_code=NGEBEL), partner), "air", "saluran",
            ("development",), day, day, None, "village_government", {NGEBEL: (str(number + 1), 2026)},
        ),
    )  # fmt: skip


def _visit(partnership_id: int, number: int) -> None:
    """One more thing on record in the partnership that is shown."""
    values = {"held_on": TODAY, "place": f"hulu {number}", "findings": "baik"}
    steps.record_gate(HEAD_NGEBEL, partnership_id, "joint_visit", None, values)


def _sit(partnership_id: int, body_id: int, number: int) -> None:
    """One more person in the partnership's BKAD, one that left it, and one more version of its rules."""
    blank = dict.fromkeys((*seats.SEAT_FIELDS, *seats.PERSONAL))
    person = {**blank, "office": "member", "person_name": f"Utusan {number}"}
    for _time in range(2):
        seat = seats.fill_seat(HEAD_NGEBEL, partnership_id, body_id, None, person)
    day = date(2026, 1, 5)
    seats.end_seat(HEAD_NGEBEL, partnership_id, body_id, seat.id, None, {"ended_on": day, "reason": "pindah"})
    rule = {"topic": "general", "method": "majority", "quorum": (2, 3), "fallback": "adjourn"}
    minutes = {"minutes_number": f"{number}", "minutes_on": day, "in_force_from": day}
    bodies.adopt_rule(HEAD_NGEBEL, partnership_id, body_id, rule | minutes)
