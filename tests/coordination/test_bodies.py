"""Forming a BKAD, filling its seats, ending them, and who may."""

from __future__ import annotations

from datetime import date

import pytest
from coordination.bodies import BODY, SEAT, Bkad, begun, set_party
from flask import Flask
from partnership_walk import NGEBEL, SEMPU, STRANGER, TODAY, actor_of

from portal import events
from portal.coordination.governance import queries, seats, service
from portal.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.permissions import OfficeKind


def test_a_partnership_has_one_bkad_at_a_time_and_may_have_working_groups_beside_it(bkad: Bkad) -> None:
    with pytest.raises(NotAllowed, match="sudah mempunyai BKAD"):
        service.form_body(bkad.head(SEMPU), bkad.walk.id, "bkad", BODY)
    group = service.form_body(bkad.head(SEMPU), bkad.walk.id, "working_group", {**BODY, "name": "Pokja Air"})
    assert [body.kind for body in queries.bodies_of(bkad.walk.id)] == ["bkad", "working_group"]
    assert group.name == "Pokja Air"


def test_after_a_bkad_is_dissolved_its_record_stays_and_another_can_be_formed(bkad: Bkad) -> None:
    bkad.seat(office="chair")
    values = {"dissolved_on": date(2026, 11, 20), "dissolution_number": "9/2026", "reason": "tujuan tercapai"}
    service.dissolve(bkad.head(), bkad.walk.id, bkad.body_id, None, values)
    with pytest.raises(NotAllowed, match="sudah dibubarkan"):
        bkad.seat()
    assert bkad.structure().offices[0].seat.person_name == "Sri Wahyuni"
    service.form_body(bkad.head(), bkad.walk.id, "bkad", BODY)


def test_a_body_is_not_dissolved_before_it_was_formed(bkad: Bkad) -> None:
    values = {"dissolved_on": date(2026, 11, 1), "dissolution_number": "9/2026", "reason": "x"}
    with pytest.raises(Invalid) as refused:
        service.dissolve(bkad.head(), bkad.walk.id, bkad.body_id, None, values)
    assert "dissolved_on" in refused.value.errors


def test_each_village_puts_in_its_own_people_and_the_others_are_told_to_wait_for_it(bkad: Bkad) -> None:
    bkad.seat(NGEBEL, office="chair")
    assert bkad.structure().without_seat == ("Sempu",)
    with pytest.raises(NotAllowed, match="desa itu sendiri"):
        wanted = {**SEAT, "office": "member", "person_name": "Budi"}
        seats.fill_seat(bkad.head(NGEBEL), bkad.walk.id, bkad.body_id, bkad.party(SEMPU).id, wanted)
    bkad.seat(SEMPU, office="treasurer", person_name="Budi")
    assert bkad.structure().without_seat == ()
    assert [str(text) for text in bkad.structure().missing_offices] == ["Sekretaris"]


def test_an_officer_of_the_bkad_writes_a_seat_down_with_the_number_of_the_villages_decree(bkad: Bkad) -> None:
    wanted = {**SEAT, "office": "member", "person_name": "Budi"}
    number = bkad.party(SEMPU).id
    with pytest.raises(Invalid) as refused:
        seats.fill_seat(bkad.officer, bkad.walk.id, bkad.body_id, number, wanted)
    assert "mandate_number" in refused.value.errors
    seat = seats.fill_seat(bkad.officer, bkad.walk.id, bkad.body_id, number, {**wanted, "mandate_number": "141/3/2026"})
    assert seat.party.village_code == SEMPU
    with pytest.raises(Invalid):
        bkad.end(seat, bkad.officer)
    assert bkad.end(seat, bkad.officer, mandate_number="141/9/2026").ended_on == date(2026, 11, 20)


def test_a_village_does_not_end_the_seat_of_another(bkad: Bkad) -> None:
    seat = bkad.seat(SEMPU)
    with pytest.raises(NotAllowed):
        bkad.end(seat, bkad.head(NGEBEL))
    assert bkad.end(seat, bkad.head(SEMPU)).end_reason == "pindah desa"
    with pytest.raises(Conflict):
        bkad.end(seat, bkad.head(SEMPU))


def test_a_second_ketua_waits_until_the_first_seat_has_ended(bkad: Bkad) -> None:
    first = bkad.seat(NGEBEL, office="chair")
    with pytest.raises(Invalid) as refused:
        bkad.seat(SEMPU, office="chair", person_name="Budi")
    assert "Sri Wahyuni" in refused.value.errors["office"]
    bkad.end(first, bkad.head())
    bkad.seat(SEMPU, office="chair", person_name="Budi")


def test_a_head_of_a_team_says_which_team(bkad: Bkad) -> None:
    with pytest.raises(Invalid) as refused:
        bkad.seat(office="team_lead")
    assert "team" in refused.value.errors


def test_strangers_do_not_know_of_the_body_and_those_who_read_do_not_write(bkad: Bkad) -> None:
    with pytest.raises(NotFound):
        service.edit_body(STRANGER, bkad.walk.id, bkad.body_id, None, BODY)
    for kind, scope in ((OfficeKind.DISTRICT_OFFICER, "35.02.19"), (OfficeKind.COUNCIL_MEMBER, NGEBEL)):
        with pytest.raises(NotAllowed):
            service.edit_body(actor_of(kind, scope), bkad.walk.id, bkad.body_id, None, BODY)


def test_an_observer_and_a_village_that_left_only_read(bkad: Bkad) -> None:
    for values in ({"role": "observer"}, {"role": "receiver", "state": "left"}):
        set_party(bkad.party(SEMPU).id, **values)
        with pytest.raises((NotAllowed, NotFound)):
            bkad.seat(SEMPU)


def test_the_seats_of_a_suspended_village_rest_and_return_with_it(bkad: Bkad) -> None:
    bkad.seat(SEMPU, office="treasurer")
    set_party(bkad.party(SEMPU).id, state="suspended", suspended_on=date(2026, 11, 20))
    assert [line.state for line in bkad.structure().offices] == ["resting"]
    assert bkad.structure().without_seat == ("Ngebel",), "a suspended village is not asked for anybody"
    set_party(bkad.party(SEMPU).id, state="member", suspended_on=None)
    assert [line.state for line in bkad.structure().offices] == ["serving"]


def test_the_seats_of_a_village_that_left_stand_among_those_that_ended(bkad: Bkad) -> None:
    bkad.seat(SEMPU, office="treasurer")
    set_party(bkad.party(SEMPU).id, state="left", left_on=date(2026, 11, 20))
    shown = bkad.structure()
    assert shown.offices == () and [line.party_name for line in shown.ended] == ["Sempu"]


def test_correcting_a_seat_that_someone_else_corrected_meanwhile_is_a_conflict(bkad: Bkad) -> None:
    seat = bkad.seat(office="chair")
    opened = seat.version
    wanted = {**SEAT, "office": "chair", "person_name": "Sri Wahyuni, S.Pd."}
    seats.edit_seat(bkad.head(), bkad.walk.id, bkad.body_id, seat.id, opened, wanted)
    with pytest.raises(Conflict):
        seats.edit_seat(bkad.head(), bkad.walk.id, bkad.body_id, seat.id, opened, wanted)


def test_the_history_tells_what_happened_and_keeps_no_name_of_a_person(bkad: Bkad) -> None:
    seat = bkad.seat(office="chair", gender="woman")
    wanted = {**SEAT, "office": "chair", "person_name": "Siti Aminah", "mandate_number": "141/3"}
    seats.edit_seat(bkad.head(), bkad.walk.id, bkad.body_id, seat.id, None, wanted)
    bkad.end(seat, bkad.head())
    bkad.adopt()
    found = events.history("partnership", bkad.walk.id, limit=10)
    kinds = [event.kind for event in found if event.kind.startswith("coordination.")]
    assert kinds == [
        "coordination.rule_adopted", "coordination.seat_ended", "coordination.seat_edited", "coordination.seat_filled",
        "coordination.body_formed",
    ]  # fmt: skip
    told = " ".join(event.before + event.after for event in found)
    assert "Sri" not in told and "Siti" not in told and "woman" not in told
    assert "188/7/2026" in told and "141/3" in told


def test_a_rule_of_decision_is_asked_for_by_day_and_a_meeting_does_not_bind_days_before_it(bkad: Bkad) -> None:
    bkad.adopt()
    bkad.adopt(method="two_thirds", minutes_number="3/MAD/2026", in_force_from=date(2027, 1, 1))
    assert not queries.rule_in_force(bkad.body, "general", date(2026, 11, 10)).is_adopted
    assert queries.rule_in_force(bkad.body, "general", date(2026, 11, 24)).method == "majority"
    assert queries.rule_in_force(bkad.body, "general", date(2027, 1, 1)).method == "two_thirds"
    assert not queries.rule_in_force(bkad.body, "budget", date(2027, 1, 1)).is_adopted
    with pytest.raises(Invalid):
        bkad.adopt(in_force_from=date(2026, 11, 9))


def test_a_bkad_is_made_from_its_decree_in_one_step_and_lines_that_are_not_clear_come_back(
    context: Flask,
) -> None:
    walk = begun()
    members = "Sri Wahyuni, Ketua, Ngebel\nBudi, Sekretaris, Sempu\nPak Tono dari Pulung"
    walk.record(
        "bkad_decree", number="188/7/2026", held_on=TODAY, chair="Sri Wahyuni", members=members, term_until="2031-11-01"
    )
    body, unread = service.form_from_decree(walk.heads[NGEBEL], walk.id)
    assert (body.decree_number, body.decree_on) == ("188/7/2026", date.fromisoformat(TODAY))
    assert [(seat.office, seat.party.village_code, seat.ends_on) for seat in body.seats] == [
        ("chair", NGEBEL, date(2031, 11, 1)),
        ("secretary", SEMPU, date(2031, 11, 1)),
    ]
    assert unread == ["Pak Tono dari Pulung"]


def test_without_a_decree_on_record_nothing_is_made_from_it(context: Flask) -> None:
    walk = begun()
    with pytest.raises(NotAllowed, match="SK BKAD belum dicatat"):
        service.form_from_decree(walk.heads[NGEBEL], walk.id)
