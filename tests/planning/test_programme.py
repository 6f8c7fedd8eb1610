"""A programme and its activities, through the verbs."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from decimal import Decimal

import pytest
from flask import current_app
from partnership_walk import (
    CAMAT_NGEBEL,
    HEAD_GUMELAR,
    HEAD_NGEBEL,
    HEAD_SEMPU,
    NGEBEL,
    OPERATOR_SEMPU,
    SEMPU,
    STRANGER,
    Walk,
    actor_of,
)
from planning.planned import DUE, core, plan
from sqlalchemy import select

from portal import events
from portal.db import db, transactional
from portal.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.partnerships import service as partnerships
from portal.partnerships.models import Attachment
from portal.permissions import OfficeKind
from portal.planning import waiting
from portal.planning.commitments import service as commitments
from portal.planning.programme import activities, progress, queries, service, writing
from portal.planning.programme.models import Activity, Programme
from portal.planning.tied import tied_to
from portal.storage import StoredFile
from portal.web.waiting import told

TODAY = date(2026, 11, 24)
PERIOD = {
    "title": "Program air",
    "goal": "Air cukup",
    "starts_on": date(2028, 1, 1),
    "ends_on": date(2028, 12, 31),
    "sdgs": [6],
}


def photo() -> StoredFile:
    return StoredFile(secrets.token_hex(16) + ".jpg", "saluran.jpg", "image/jpeg", 10, "0" * 64)


def test_activities_follow_when_a_period_takes_their_day(channel: Walk) -> None:
    stays, moves = plan(channel, due_on=date(2026, 12, 1)), plan(channel, "Panen raya", due_on=date(2028, 6, 1))
    first = service.programme_of(channel.partnership, stays.programme_id)
    output = {"kind": "output", "title": "Panen", "measure": "", "parent_id": None}
    result = service.add_result(HEAD_NGEBEL, channel.id, first.id, output)
    activities.edit_activity(HEAD_NGEBEL, channel.id, moves.id, None, core(moves, result_id=result.id))
    shortened = {**PERIOD, "starts_on": first.starts_on, "ends_on": date(2027, 12, 31)}
    service.edit_programme(HEAD_NGEBEL, channel.id, first.id, None, shortened)
    assert moves.programme_id == first.id, "there is no other programme yet"
    opened = moves.version
    later = service.open_programme(HEAD_NGEBEL, channel.id, PERIOD)
    assert (stays.programme_id, moves.programme_id, moves.result_id) == (first.id, later.id, None)
    with pytest.raises(Conflict):
        activities.edit_activity(HEAD_NGEBEL, channel.id, moves.id, opened, core(moves))
    newest = events.history("partnership", channel.id, limit=1)[0]
    assert (newest.kind, newest.after) == ("planning.activities_moved", '{"moved_activities":1}')


def test_three_fields_plan_an_activity_and_begin_the_programme(channel: Walk) -> None:
    activity = plan(channel)
    (programme,) = queries.programmes_of(channel.id)
    assert activity.programme_id == programme.id
    assert programme.starts_on <= activity.due_on <= programme.ends_on
    assert programme.goal == "air cukup"
    assert activity.status == "planned"
    newest = events.history("partnership", channel.id, limit=2)
    assert [event.kind for event in newest] == ["planning.activity_added", "planning.programme_opened"]


def test_an_activity_goes_to_the_programme_of_its_day(channel: Walk) -> None:
    first = plan(channel)
    later = service.open_programme(
        HEAD_SEMPU, channel.id, {**PERIOD, "starts_on": date(2032, 1, 1), "ends_on": date(2032, 12, 31)}
    )
    assert plan(channel, due_on=date(2032, 3, 1)).programme_id == later.id
    assert first.programme_id != later.id
    moved = activities.edit_activity(HEAD_NGEBEL, channel.id, first.id, 1, core(first, due_on=date(2032, 6, 1)))
    assert moved.programme_id == later.id


def test_programmes_do_not_overlap(channel: Walk) -> None:
    service.open_programme(HEAD_NGEBEL, channel.id, PERIOD)
    with pytest.raises(Invalid) as refused:
        service.open_programme(
            HEAD_SEMPU, channel.id, {**PERIOD, "starts_on": date(2028, 12, 31), "ends_on": date(2029, 5, 1)}
        )
    assert list(refused.value.errors) == ["starts_on"]


@pytest.mark.parametrize("actor", [CAMAT_NGEBEL, actor_of(OfficeKind.COUNCIL_MEMBER, NGEBEL)])
def test_who_reads_only_plans_nothing(channel: Walk, actor: object) -> None:
    with pytest.raises(NotAllowed):
        plan(channel, actor=actor)  # type: ignore[arg-type]


def test_strangers_do_not_learn_of_the_plan(channel: Walk) -> None:
    activity = plan(channel)
    partnerships.set_public(HEAD_NGEBEL, channel.id, False)
    for stranger in (STRANGER, HEAD_GUMELAR):
        with pytest.raises(NotFound):
            plan(channel, actor=stranger)
        with pytest.raises(NotFound):
            activities.archive_activity(stranger, channel.id, activity.id, None, "iseng")


def test_an_activity_of_another_partnership_is_not_found(channel: Walk) -> None:
    activity = plan(channel)
    with pytest.raises(NotFound):
        activities.edit_activity(HEAD_NGEBEL, channel.id + 1, activity.id, None, core(activity))


def test_the_partner_may_let_an_activity_grow(channel: Walk) -> None:
    activity = plan(channel)
    sempu = channel.party(SEMPU)
    values = core(
        activity, office="Kasi Kesejahteraan", starts_on=date(2026, 12, 1), helpers=[sempu, activity.party_id]
    )
    changed = activities.edit_activity(OPERATOR_SEMPU, channel.id, activity.id, activity.version, values)
    assert changed.office == "Kasi Kesejahteraan"
    assert [party.id for party in changed.helpers] == [sempu], "who is responsible is no helper"
    placed = activities.set_place(
        HEAD_NGEBEL, channel.id, activity.id, None,
        {"place": "hulu", "latitude": Decimal("-7.8"), "longitude": Decimal("111.6"), "villages": [NGEBEL]},
    )  # fmt: skip
    assert (placed.place, writing.villages_of(activity.id)) == ("hulu", [NGEBEL])
    with pytest.raises(Invalid):
        activities.set_place(HEAD_NGEBEL, channel.id, activity.id, None, {"villages": ["33.02.01.2001"]})


def test_days_out_of_order_are_refused(channel: Walk) -> None:
    activity = plan(channel)
    with pytest.raises(Invalid) as refused:
        activities.edit_activity(HEAD_NGEBEL, channel.id, activity.id, None, core(activity, starts_on=date(2027, 1, 1)))
    assert list(refused.value.errors) == ["due_on"]


def test_two_people_do_not_overwrite_each_other(channel: Walk) -> None:
    activity = plan(channel)
    opened = activity.version
    activities.edit_activity(HEAD_NGEBEL, channel.id, activity.id, opened, core(activity, title="Mengeruk saluran"))
    with pytest.raises(Conflict):
        activities.edit_activity(HEAD_SEMPU, channel.id, activity.id, opened, core(activity, title="Menambal saluran"))


def test_prerequisites_never_make_a_circle(channel: Walk) -> None:
    first, second, third = (plan(channel, title) for title in ("ukur", "gali", "tembok"))
    activities.add_prerequisite(HEAD_NGEBEL, channel.id, second.id, first.id)
    activities.add_prerequisite(HEAD_SEMPU, channel.id, third.id, second.id)
    with pytest.raises(NotAllowed) as refused:
        activities.add_prerequisite(HEAD_NGEBEL, channel.id, first.id, third.id)
    assert "ukur → tembok → gali → ukur" in refused.value.reasons[0]
    with pytest.raises(NotAllowed):
        activities.add_prerequisite(HEAD_NGEBEL, channel.id, first.id, first.id)
    activities.remove_prerequisite(HEAD_NGEBEL, channel.id, third.id, second.id)
    activities.add_prerequisite(HEAD_NGEBEL, channel.id, first.id, third.id)


def test_a_cancelled_activity_has_a_reason_and_the_history_tells_it(channel: Walk) -> None:
    activity = plan(channel)
    with pytest.raises(Invalid):
        activities.set_status(HEAD_NGEBEL, channel.id, activity.id, None, {"status": "cancelled"})
    values = {"status": "cancelled", "status_reason": "dana dialihkan"}
    activities.set_status(HEAD_NGEBEL, channel.id, activity.id, None, values)
    (event,) = events.history("partnership", channel.id, limit=1)
    assert (event.kind, event.reason) == ("planning.activity_status", "dana dialihkan")


def test_progress_sets_an_activity_going_and_the_newest_day_counts(channel: Walk) -> None:
    activity = plan(channel)
    progress.add_progress(
        HEAD_NGEBEL, channel.id, activity.id, {"seen_on": TODAY, "percent": 40, "quantity": Decimal(12)}
    )
    progress.add_progress(HEAD_SEMPU, channel.id, activity.id, {"seen_on": TODAY - timedelta(days=3), "percent": 10})
    assert (activity.status, activity.percent) == ("running", 40)
    assert tied_to(channel.id, activity.id, "", TODAY).made == 12
    with pytest.raises(Invalid):
        progress.add_progress(HEAD_NGEBEL, channel.id, activity.id, {"seen_on": TODAY, "words": "  "})


def test_a_mistaken_entry_is_taken_back_by_its_own_party_with_its_photos(channel: Walk) -> None:
    activity = plan(channel)
    values = {"seen_on": TODAY, "percent": 90}
    entry = progress.add_progress(HEAD_NGEBEL, channel.id, activity.id, values, [photo()])
    progress.show_photo(HEAD_NGEBEL, channel.id, entry.photos[0].id, True)
    with pytest.raises(NotAllowed):
        progress.take_back_progress(HEAD_SEMPU, channel.id, entry.id, "salah")
    progress.take_back_progress(HEAD_NGEBEL, channel.id, entry.id, "salah kegiatan")
    assert activity.percent is None
    kept = db.session.scalars(select(Attachment).order_by(Attachment.id.desc())).first()
    assert kept is not None
    assert kept.archived_at is not None
    with pytest.raises(NotFound):
        progress.photo_of(channel.partnership, entry.photos[0].id)


def test_a_pilot_says_what_is_tried_and_how_it_will_be_judged(channel: Walk) -> None:
    activity = plan(channel)
    with pytest.raises(Invalid) as refused:
        activities.set_pilot(
            HEAD_NGEBEL, channel.id, activity.id, None, {"is_pilot": True, "pilot_tries": "sensor air"}
        )
    assert list(refused.value.errors) == ["pilot_judged_by"]
    values = {"is_pilot": True, "pilot_tries": "sensor air", "pilot_judged_by": "air hilang di bawah 10%"}
    activities.set_pilot(HEAD_NGEBEL, channel.id, activity.id, None, values)
    assert [item.title for item in queries.pilots_of(activity.programme_id)] == [activity.title]


def test_an_activity_leads_to_an_output_and_an_output_to_an_outcome(channel: Walk) -> None:
    activity = plan(channel)
    number = activity.programme_id
    blank = {"measure": "", "parent_id": None}
    outcome = service.add_result(
        HEAD_NGEBEL, channel.id, number, {**blank, "kind": "outcome", "title": "sawah terairi"}
    )
    output = service.add_result(
        HEAD_SEMPU, channel.id, number, {**blank, "kind": "output", "title": "2 km saluran", "parent_id": outcome.id}
    )
    with pytest.raises(Invalid):
        activities.edit_activity(HEAD_NGEBEL, channel.id, activity.id, None, core(activity, result_id=outcome.id))
    activities.edit_activity(HEAD_NGEBEL, channel.id, activity.id, None, core(activity, result_id=output.id))
    for used in (outcome, output):
        with pytest.raises(NotAllowed):
            service.archive_result(HEAD_NGEBEL, channel.id, used.id, None, "salah")
    with pytest.raises(Invalid):
        service.edit_result(HEAD_NGEBEL, channel.id, outcome.id, None, {**blank, "kind": "output", "title": "x"})


def test_each_village_names_the_items_of_its_own_plans(channel: Walk) -> None:
    number = plan(channel).programme_id
    values = {"document": "rkp", "year": 2027, "item": "rehab saluran", "account_code": "2.3.10"}
    ngebel = {**values, "party_id": channel.party(NGEBEL)}
    with pytest.raises(NotAllowed):
        service.add_source(HEAD_SEMPU, channel.id, number, ngebel)
    source = service.add_source(HEAD_NGEBEL, channel.id, number, ngebel)
    bkad = actor_of(OfficeKind.BKAD_OFFICER, partnership_id=channel.id)
    service.add_source(bkad, channel.id, number, {**values, "party_id": channel.party(SEMPU)})
    service.archive_source(HEAD_NGEBEL, channel.id, source.id, None, "tidak jadi masuk RKP")
    programme = queries.with_results(number)
    assert programme is not None
    assert [item.party_id for item in service.living(programme.sources)] == [channel.party(SEMPU)]


def test_an_activity_written_by_mistake_is_put_away_and_leaves_the_list(channel: Walk) -> None:
    activity = plan(channel)
    with pytest.raises(Invalid):
        activities.archive_activity(HEAD_NGEBEL, channel.id, activity.id, None, " ")
    activities.archive_activity(HEAD_NGEBEL, channel.id, activity.id, None, "dobel")
    assert queries.numbers_of(activity.programme_id, TODAY).total == 0
    assert db.session.get(Activity, activity.id) is not None


def test_what_is_late_and_what_comes_next_are_counted(channel: Walk) -> None:
    late = plan(channel, "ukur", TODAY - timedelta(days=2))
    plan(channel, "gali", TODAY)
    done = plan(channel, "rapat", TODAY - timedelta(days=9))
    activities.set_status(HEAD_NGEBEL, channel.id, done.id, None, {"status": "done", "done_on": TODAY})
    numbers = queries.numbers_of(late.programme_id, TODAY)
    assert (numbers.total, numbers.late, numbers.by_status["done"]) == (3, 1, 1)
    glance = queries.glance(channel.id, TODAY)
    assert glance is not None
    assert ([line.title for line in glance.next], glance.open, glance.late) == (["ukur", "gali"], 2, 1)


def test_a_partnership_that_ended_keeps_its_plan_as_it_is(channel: Walk) -> None:
    activity = plan(channel)

    @transactional
    def after_the_end() -> None:
        channel.partnership.status = "ended"
        db.session.flush()
        activities.archive_activity(HEAD_NGEBEL, channel.id, activity.id, None, "tidak perlu")

    with pytest.raises(NotAllowed):
        after_the_end()


def test_templates_come_from_the_sector_and_the_type(channel: Walk) -> None:
    templates = writing.templates_of(channel.partnership)
    offered = {template.key for template in templates}
    assert {"clean_canal", "study_visit"} <= offered, "one of water, one of any two parties"
    activity = plan(channel, template=templates[0].key)
    assert activity.template == templates[0].key
    assert plan(channel, template="tidak.ada").template == ""


def test_the_first_programme_holds_what_is_due(channel: Walk) -> None:
    plan(channel, due_on=DUE)
    (programme,) = db.session.scalars(select(Programme))
    assert programme.starts_on <= DUE <= programme.ends_on


def test_what_is_late_waits_for_the_body_that_carries_it_out_whoever_is_responsible(channel: Walk) -> None:
    plan(channel, "ukur", TODAY - timedelta(days=2))
    plan(channel, "gali", TODAY - timedelta(days=1), party_id=channel.party(SEMPU))
    late = {"title": "Mengirim laporan", "due_on": TODAY - timedelta(days=9)}
    commitments.promise(HEAD_SEMPU, channel.id, channel.party(SEMPU), late)
    with current_app.test_request_context():
        found = told(waiting.parts(actor_of(OfficeKind.BKAD_OFFICER, partnership_id=channel.id)))
        assert told(waiting.parts(actor_of(OfficeKind.BKAD_OFFICER, partnership_id=channel.id + 1))) == []
    assert [str(item.sentence).split(":")[0] for item in found] == ["2 kegiatan terlambat", "1 janji terlambat"]


def test_late_activities_wait_for_their_own_party_alone(channel: Walk) -> None:
    plan(channel, "ukur", TODAY - timedelta(days=2))
    plan(channel, "gali", TODAY - timedelta(days=1))
    plan(channel, "rapat", TODAY)
    with current_app.test_request_context():
        (item,) = told(waiting.parts(HEAD_NGEBEL))
        for other in (HEAD_SEMPU, STRANGER, CAMAT_NGEBEL):
            assert told(waiting.parts(other)) == []
    assert str(item.sentence).startswith("2 kegiatan Anda terlambat")
    assert item.url.endswith(f"/rencana?keadaan=late&pihak={channel.party(NGEBEL)}")
