"""What the guard keeps: found in the transaction that changes a plan, and gone with its reason."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from partnership_walk import HEAD_GUMELAR, HEAD_NGEBEL, HEAD_SEMPU, NGEBEL, SEMPU, STRANGER, Walk, actor_of
from planning.planned import core, plan
from sqlalchemy import select

from portal.db import db
from portal.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.partnerships import service as partnerships
from portal.partnerships.service import PartyChoice
from portal.permissions import Actor, OfficeKind
from portal.planning.budget import service as budget
from portal.planning.overlaps import own_plan, queries, rules, service
from portal.planning.overlaps.models import OverlapFinding
from portal.planning.programme import activities
from portal.planning.programme import service as programmes
from portal.testing import statements

PUPUS = "35.02.19.2006"
HEAD_OF_THIRD = actor_of(OfficeKind.VILLAGE_HEAD, PUPUS)
CHANNEL, DREDGING = "Normalisasi saluran irigasi", "Pengerukan saluran irigasi"


def found(walk: Walk, actor: Actor = HEAD_NGEBEL) -> list[str]:
    """The kinds of the open findings that a person sees of a partnership."""
    return [item.kind for item in db.session.scalars(queries.listed(actor, walk.id))]


def first(walk: Walk, kind: str = rules.SAME_WORK) -> OverlapFinding:
    finding: OverlapFinding = db.session.scalars(queries.listed(HEAD_NGEBEL, walk.id, kind)).one()
    return finding


def item(title: str = "Pengerukan saluran irigasi", **more: Any) -> dict[str, Any]:
    return {"title": title, "document": "apb", "year": 2026} | more


@pytest.fixture
def other(channel: Walk) -> Walk:
    """Another partnership of Ngebel, with a village that is in no other one; offered, and not public."""
    partner = (PartyChoice(village_code=PUPUS),)
    begun = partnerships.begin(HEAD_NGEBEL, "bilateral", "Rahasia dua desa", "air", "air", partner)
    walk = Walk(begun, {NGEBEL: HEAD_NGEBEL, PUPUS: HEAD_OF_THIRD})
    walk.to_offered()
    return walk


def test_a_finding_comes_with_the_plan_that_makes_it_and_goes_with_its_reason(channel: Walk) -> None:
    one, two = plan(channel, CHANNEL), plan(channel, DREDGING)
    assert found(channel) == [rules.SAME_WORK, rules.LEFT_OUT], "Sempu has nothing yet"
    activities.edit_activity(HEAD_NGEBEL, channel.id, two.id, None, core(two, title="Membangun jembatan gantung"))
    assert found(channel) == [rules.LEFT_OUT]
    activities.edit_activity(HEAD_NGEBEL, channel.id, two.id, None, core(two, title=DREDGING))
    assert rules.SAME_WORK in found(channel)
    there = {"villages": [SEMPU], "place": ""}
    activities.set_place(HEAD_NGEBEL, channel.id, two.id, None, there | {"latitude": None, "longitude": None})
    assert found(channel) == [], "another village, and nobody is forgotten"
    activities.archive_activity(HEAD_NGEBEL, channel.id, two.id, None, "salah tulis")
    assert found(channel) == [], "with one activity for two villages a plan is still being written"
    assert one.archived_at is None


def test_a_cancelled_activity_is_done_twice_by_nobody(channel: Walk) -> None:
    plan(channel, CHANNEL)
    two = plan(channel, DREDGING)
    values = {"status": "cancelled", "status_reason": "digabung", "done_on": None}
    activities.set_status(HEAD_NGEBEL, channel.id, two.id, None, values)
    assert found(channel) == []


def test_what_a_village_plans_by_itself_is_seen_and_what_the_partnership_draws_on_is_not(channel: Walk) -> None:
    activity = plan(channel, CHANNEL)
    own_plan.add_item(HEAD_NGEBEL, NGEBEL, item())
    assert found(channel) == [rules.SAME_WORK]
    drawn = {"party_id": channel.party(NGEBEL), "document": "apb", "year": 2026, "item": DREDGING, "account_code": ""}
    programmes.add_source(HEAD_NGEBEL, channel.id, activity.programme_id, drawn)
    own = db.session.scalars(own_plan.listed(NGEBEL)).one()
    own_plan.edit_item(HEAD_NGEBEL, NGEBEL, own.id, own.version, item(place="hulu"))
    assert found(channel) == [], "it is the very item that pays for this"


def test_money_for_one_thing_in_two_partnerships_is_seen_from_both(channel: Walk, other: Walk) -> None:
    values = {"title": "Pipa induk air bersih", "year": 2026, "source": "village_fund", "planned": 40_000_000}
    budget.plan_item(HEAD_NGEBEL, channel.id, values)
    budget.plan_item(HEAD_NGEBEL, other.id, values | {"title": "Pemasangan pipa induk air bersih"})
    assert found(channel) == found(other) == [rules.PAID_TWICE]
    (view,) = queries.views(HEAD_NGEBEL, [first(channel, rules.PAID_TWICE)])
    assert view.other.partnership is not None
    assert view.other.partnership.id == other.id


def test_who_may_not_see_the_other_partnership_learns_of_a_village_in_common_and_nothing_else(
    channel: Walk, other: Walk
) -> None:
    plan(channel, CHANNEL)
    plan(other, DREDGING, actor=HEAD_NGEBEL)
    assert found(channel, HEAD_SEMPU) == [rules.SAME_WORK]
    (view,) = queries.views(HEAD_SEMPU, [first(channel)])
    assert view.other == queries.Side(None, None, False)
    assert view.reasons == ()
    assert view.village == "Ngebel"
    (whole,) = queries.views(HEAD_NGEBEL, [first(channel)])
    assert whole.other.thing is not None
    assert whole.other.thing.work.title == DREDGING
    (officer,) = db.session.scalars(queries.across(actor_of(OfficeKind.DISTRICT_OFFICER, "35.02.19")))
    assert officer.partnership_id == channel.id, "each pair once, though it is kept for both"
    assert list(db.session.scalars(queries.across(HEAD_GUMELAR))) == []


def test_what_an_ended_partnership_planned_is_done_twice_by_nobody(channel: Walk, other: Walk) -> None:
    plan(channel, CHANNEL)
    plan(other, DREDGING)
    assert found(channel) == [rules.SAME_WORK]
    other.record("offer_answer", PUPUS, decision="declined", number="9", held_on="2026-11-01")
    other.step("decline_offer", PUPUS)
    assert found(channel) == []


def test_an_idea_that_was_offered_to_nobody_is_told_to_nobody(channel: Walk) -> None:
    partner = (PartyChoice(village_code=PUPUS),)
    idea = partnerships.begin(HEAD_NGEBEL, "bilateral", "Gagasan", "air", "air", partner)
    plan(channel, CHANNEL)
    values = {"title": DREDGING, "due_on": date(2026, 12, 31), "party_id": idea.parties[0].id}
    activities.add_activity(HEAD_NGEBEL, idea.id, values)
    assert found(channel, HEAD_NGEBEL) == [rules.SAME_WORK]
    assert found(channel, HEAD_SEMPU) == []
    assert queries.how_many(HEAD_SEMPU, channel.id) == 0


def test_setting_aside_needs_a_word_is_recorded_and_can_be_taken_back(channel: Walk) -> None:
    plan(channel, CHANNEL)
    plan(channel, DREDGING)
    number, version = first(channel).id, first(channel).version
    with pytest.raises(Invalid):
        service.set_aside(HEAD_NGEBEL, channel.id, number, version, "  ")
    with pytest.raises((NotFound, NotAllowed)):
        service.set_aside(STRANGER, channel.id, number, version, "bukan")
    service.set_aside(HEAD_NGEBEL, channel.id, number, version, "Ruas yang berbeda.")
    assert rules.SAME_WORK not in found(channel)
    assert queries.counts(HEAD_NGEBEL, channel.id) == {"aside": 1, rules.LEFT_OUT: 1}
    with pytest.raises(Conflict):
        service.set_aside(HEAD_SEMPU, channel.id, number, version, "sama")
    plan(channel, "Pelatihan membatik")
    aside = db.session.scalars(queries.listed(HEAD_NGEBEL, channel.id, aside=True)).one()
    assert aside.aside_reason == "Ruas yang berbeda."
    service.take_back(HEAD_SEMPU, channel.id, number, aside.version)
    assert rules.SAME_WORK in found(channel)


def test_looking_through_a_whole_plan_again_finds_the_same(channel: Walk) -> None:
    for title in (CHANNEL, DREDGING, "Pelatihan kader posyandu", "Bimtek kader posyandu"):
        plan(channel, title)
    before = found(channel)
    service.look_through(HEAD_NGEBEL, channel.id)
    assert found(channel) == before == [rules.SAME_WORK, rules.SAME_WORK, rules.LEFT_OUT]


def test_planning_one_more_costs_as_many_statements_beside_many_as_beside_few(context: Flask, channel: Walk) -> None:
    def cost() -> int:
        with statements(context) as sent:
            plan(channel, DREDGING)
        return len(sent)

    plan(channel, CHANNEL)
    few = cost()
    for number in range(12):
        plan(channel, CHANNEL, date(2026, 12, 1 + number))
    assert cost() <= few


def test_the_register_of_a_village_is_written_by_its_own_office_alone(channel: Walk) -> None:
    with pytest.raises(NotAllowed):
        own_plan.add_item(HEAD_SEMPU, NGEBEL, item())
    made = own_plan.add_item(HEAD_NGEBEL, NGEBEL, item(amount=5_000_000))
    with pytest.raises(Invalid):
        own_plan.edit_item(HEAD_NGEBEL, NGEBEL, made.id, 1, item(starts_on=date(2026, 5, 1)))
    with pytest.raises(NotFound):
        own_plan.archive_item(HEAD_SEMPU, SEMPU, made.id, None, "salah")
    own_plan.archive_item(HEAD_NGEBEL, NGEBEL, made.id, None, "salah")
    assert list(db.session.scalars(own_plan.listed(NGEBEL))) == []
    assert db.session.scalar(select(OverlapFinding.id)) is None
