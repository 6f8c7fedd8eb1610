"""A village and a third party: the other instrument, with its own gates."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from partnership_walk import HEAD_NGEBEL, LETTERS, NGEBEL, TODAY, actor_of, clauses_of, scan

from portal.db import db
from portal.errors import NotAllowed, NotFound
from portal.partnerships import agreements, service, steps
from portal.partnerships.cases import gates_of, workflow_of
from portal.partnerships.models import Partnership
from portal.partnerships.service import PartyChoice
from portal.permissions import OfficeKind
from portal.villages import service as villages

ADMIN = actor_of(OfficeKind.ADMINISTRATOR)


@pytest.fixture
def organisation(context: Flask) -> int:
    blank = dict.fromkeys(villages.ORGANISATION_FIELDS, "")
    values = {**blank, "kind": "university", "name": "Universitas Contoh", "village_code": None}
    return villages.create_organisation(ADMIN, values).id


def begin(organisation: int) -> int:
    partner = (PartyChoice(organisation_id=organisation),)
    return service.begin(HEAD_NGEBEL, "bilateral", "Pendampingan", "", "pendidikan", partner).id


def record(number: int, gate: str, who=HEAD_NGEBEL, party: int | None = None, /, **values) -> None:  # type: ignore[no-untyped-def]
    steps.record_gate(who, number, gate, party, values)


def to_drafting(number: int, organisation: int) -> tuple[int, int]:
    """Walk to the draft; returns the parties' numbers."""
    campus = actor_of(OfficeKind.THIRD_PARTY, organisation_id=organisation)
    village, partner = (party.id for party in db.session.get_one(Partnership, number).parties)
    record(number, "priority_list", HEAD_NGEBEL, village, items="olahan", held_on=TODAY)
    steps.take_step(HEAD_NGEBEL, number, "convene_deliberation")
    record(number, "village_deliberation", HEAD_NGEBEL, village, decision="agreed", held_on=TODAY)
    steps.take_step(HEAD_NGEBEL, number, "village_agreed")
    record(number, "plan_entry", HEAD_NGEBEL, village, midterm_plan="2024", annual_plan="2027")
    record(number, "data_pack", HEAD_NGEBEL, village, summary="data")
    record(number, "offer", number="1", held_on=TODAY, **LETTERS)
    steps.take_step(HEAD_NGEBEL, number, "send_offer")
    record(number, "offer_answer", campus, partner, decision="accepted", number="2", held_on=TODAY)
    steps.take_step(campus, number, "accept_offer")
    steps.take_step(HEAD_NGEBEL, number, "start_drafting")
    return village, partner


def test_the_instrument_follows_from_the_parties(organisation: int) -> None:
    partnership = db.session.get_one(Partnership, begin(organisation))
    assert partnership.instrument == "joint_agreement"
    codes = {state.code for state in workflow_of(partnership).states}
    assert not codes & {"consultation", "mad_scheduled", "mad_held", "promulgation"}
    assert not set(gates_of(partnership)) & {"consultation", "mad", "mad_attendance", "promulgation"}


def test_a_village_and_a_third_party_walk_to_a_running_agreement(organisation: int) -> None:
    number = begin(organisation)
    village, partner = to_drafting(number, organisation)
    campus = actor_of(OfficeKind.THIRD_PARTY, organisation_id=organisation)
    ids = [str(village), str(partner)]
    content = {
        "scope": "pelatihan", "fields": ["empowerment"], "implementation_terms": "bertahap",
        "start_date": TODAY, "end_date": "2028-01-01", "executor": "village_government",
        "rights": dict.fromkeys(ids, "ilmu"), "obligations": dict.fromkeys(ids, "hadir"),
        "funding_note": "bersama", "change_terms": "musyawarah", "dispute_terms": "musyawarah, lalu hukum",
        "clauses": clauses_of("pendidikan"),
    }  # fmt: skip
    agreements.write(campus, number, None, content)
    service.set_type_values(HEAD_NGEBEL, number, None, {"initiator_gives": "tempat", "receiver_gives": "ilmu"})
    record(number, "joint_visit", held_on=TODAY, place="balai", findings="siap")
    with pytest.raises(NotAllowed, match="Wakil yang berwenang"):
        steps.take_step(HEAD_NGEBEL, number, "finish_draft")
    record(number, "mandate", campus, partner, representative="Dewi", position="Dekan", number="7")
    steps.take_step(HEAD_NGEBEL, number, "finish_draft")
    for who, party in ((HEAD_NGEBEL, village), (campus, partner)):
        values = {"signer_name": "x", "signer_title": "y", "held_on": TODAY, "number": "1", "year": 2026}
        steps.record_gate(who, number, "signature", party, values, scan=scan())
    steps.take_step(HEAD_NGEBEL, number, "start")
    assert db.session.get_one(Partnership, number).status == "active"


def test_its_report_goes_to_the_council_and_the_regent_not_to_other_heads(organisation: int) -> None:
    partner = PartyChoice(organisation_id=organisation)
    running = service.RunningPartnership(
        "Lama", "bilateral", (PartyChoice(village_code=NGEBEL), partner), "air", "x", ("development",),
        date(2020, 1, 1), date(2020, 2, 1), None, "village_government",
    )  # fmt: skip
    number = service.enter_running(HEAD_NGEBEL, running).id
    steps.take_step(HEAD_NGEBEL, number, "open_report")
    record(number, "report", number="1", held_on=TODAY, summary="x", to_council_on=TODAY, to_regent_on=TODAY)
    steps.take_step(HEAD_NGEBEL, number, "submit_report")
    assert db.session.get_one(Partnership, number).status == "active"


def test_another_organisation_does_not_see_the_draft(organisation: int) -> None:
    number = begin(organisation)
    to_drafting(number, organisation)
    with pytest.raises(NotFound):
        service.partnership_for(actor_of(OfficeKind.THIRD_PARTY, organisation_id=organisation + 1), number)


def test_an_organisation_may_begin_with_a_village(organisation: int) -> None:
    campus = actor_of(OfficeKind.THIRD_PARTY, organisation_id=organisation)
    partnership = service.begin(campus, "bilateral", "Magang", "", "air", (PartyChoice(village_code=NGEBEL),))
    assert partnership.parties[0].organisation_id == organisation


def test_two_organisations_alone_are_no_village_cooperation(organisation: int) -> None:
    campus = actor_of(OfficeKind.THIRD_PARTY, organisation_id=organisation)
    blank = dict.fromkeys(villages.ORGANISATION_FIELDS, "")
    other = villages.create_organisation(ADMIN, {**blank, "kind": "ngo", "name": "Lain", "village_code": None}).id
    with pytest.raises(Exception, match="Sedikitnya satu pihak harus desa"):
        service.begin(campus, "bilateral", "x", "", "air", (PartyChoice(organisation_id=other),))
