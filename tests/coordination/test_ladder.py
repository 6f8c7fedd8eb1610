"""Stepping up: who is called in and reads from then on, what is skipped with a reason, what the official settled."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from coordination.bodies import BODY
from coordination.differing import BUPATI, CAMAT, FAR_CAMAT, TODAY, Difference
from flask import Flask, current_app
from partnership_walk import HEAD_NGEBEL, HEAD_SEMPU, NGEBEL, SEMPU, Walk, scan

from portal import events
from portal.accounts import service as accounts
from portal.coordination.governance import service as bodies
from portal.coordination.interests import reading, rules
from portal.coordination.ladder import calendar, service
from portal.coordination.ladder import rules as rungs
from portal.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.partnerships import service as partnerships
from portal.partnerships import steps
from portal.partnerships.service import PartyChoice
from portal.permissions import OfficeKind
from portal.web.waiting import waiting_for


@pytest.fixture
def water(context: Flask) -> Difference:
    """A matter that only the parties read, in a partnership with a BKAD."""
    found = Difference.opened()
    bodies.form_body(found.ngebel, found.walk.id, "bkad", BODY)
    return found


def test_a_rung_is_left_out_only_with_a_reason(water: Difference) -> None:
    with pytest.raises(Invalid) as refused:
        water.begin("district")
    assert "skip_reason" in refused.value.errors
    water.begin("district", skip_reason="tanggul hampir jebol")
    climbed = service.climbed_of(water.matter_id)
    assert [(rung.kind, rung.state) for rung in climbed] == [
        ("musyawarah", rungs.SKIPPED), ("bkad", rungs.SKIPPED), ("district", rungs.OPEN),
    ]  # fmt: skip
    assert climbed[0].skip_reason == "tanggul hampir jebol" and not climbed[2].skip_reason
    with pytest.raises(NotAllowed):
        water.begin("musyawarah")


def test_the_office_of_a_rung_reads_from_then_on_and_nobody_else_does(water: Difference) -> None:
    camat_office = accounts.ensure_office(OfficeKind.DISTRICT_OFFICER, ("35.02.19",)).id
    partnership = water.walk.partnership

    def readers() -> list[bool]:
        return [
            bool(reading.matter_for(who, partnership, water.matter_id))
            for who in (water.bkad, CAMAT, BUPATI, FAR_CAMAT)
        ]

    first = water.begin("musyawarah")
    assert readers() == [False, False, False, False]
    water.end(first)
    second = water.begin("bkad")
    assert readers() == [True, False, False, False]
    water.end(second, actor=water.bkad)
    water.begin("district")
    assert readers() == [True, True, False, False]
    with pytest.raises(NotAllowed):
        water.end(service.climbed_of(water.matter_id)[-1], actor=water.bkad)
    told = json.loads(events.history("matter", water.matter_id)[0].after)["office_ids"]
    assert camat_office in told
    assert not reading.sees_talks(CAMAT, partnership, water.matter), "the talks stay the parties'"
    seen = service.read_by(CAMAT, partnership, water.matter, service.climbed_of(water.matter_id))
    assert [rung.kind for rung in seen] == ["district"], "from its own rung on"
    with pytest.raises(NotFound):
        service.rung_of(water.matter, 99)


def test_what_waits_and_falls_due_is_told_to_the_office_in_its_own_area(water: Difference) -> None:
    with current_app.test_request_context():
        water.begin("district", skip_reason="mendesak", due_on=TODAY + timedelta(days=30))
        asked = [str(item.sentence) for item in waiting_for(CAMAT) if "/tangga" in item.url]
        assert len(asked) == 1 and "Giliran air kemarau" in asked[0]
        assert not [item for who in (BUPATI, FAR_CAMAT) for item in waiting_for(who) if "/tangga" in item.url]
        due = calendar.dates(CAMAT, TODAY, TODAY + timedelta(days=60), water.walk.id)
        assert [item.day for item in due] == [TODAY + timedelta(days=30)]
        assert not calendar.dates(BUPATI, TODAY, TODAY + timedelta(days=60), None)
        water.close(water.ngebel, rules.DROPPED)
        (ended,) = calendar.dates(CAMAT, TODAY, TODAY + timedelta(days=60), water.walk.id)
        assert not ended.is_open and ended.version > due[0].version, "it rings no more once the matter is closed"


def test_a_result_has_its_minutes_and_settles_the_matter(water: Difference) -> None:
    rung = water.begin("musyawarah")
    with pytest.raises(Invalid):
        water.end(rung, "settled")
    with pytest.raises(Invalid) as refused:
        water.end(rung, "settled", minutes_number="4", minutes_on=TODAY - timedelta(days=3))
    assert "minutes_on" in refused.value.errors
    with pytest.raises(NotAllowed):
        water.end(rung, actor=CAMAT)
    with pytest.raises(Invalid):
        water.close(water.ngebel, rules.SETTLED)
    water.end(rung, "settled", minutes_number="4", minutes_on=TODAY, signers="Kedua kepala desa")
    with pytest.raises(Conflict):
        water.end(rung)
    with pytest.raises(NotAllowed):
        water.begin("bkad")
    assert water.close(water.ngebel, rules.SETTLED).outcome == rules.SETTLED


def test_before_the_partnership_runs_the_camats_minutes_are_put_on_record_here(water: Difference) -> None:
    rung = water.begin("district", skip_reason="naskah tidak maju")
    assert not service.is_on_path(water.walk.partnership, rung)
    ended = water.end(rung, "settled", minutes_number="7", minutes_on=TODAY, signers="Kedua kepala desa, Camat Ngebel")
    assert ended.state == "settled" and water.matter.is_settled


def test_what_the_camat_settled_on_the_lawful_path_is_taken_over(context: Flask) -> None:
    heads = {NGEBEL: HEAD_NGEBEL, SEMPU: HEAD_SEMPU}
    begun = partnerships.begin(HEAD_NGEBEL, "bilateral", "Irigasi", "air", "air", (PartyChoice(village_code=SEMPU),))
    walk = Walk(begun, heads)
    walk.to_active()
    water = Difference.opened(walk)
    rung = water.begin("district", skip_reason="musyawarah sudah tercatat di kertas")
    with current_app.test_request_context():
        assert any("Menunggu pihak menyampaikan" in str(item.sentence) for item in waiting_for(CAMAT))
    place = (walk.id, water.matter_id, rung.id)
    with pytest.raises(NotAllowed):
        water.end(rung, "settled", minutes_number="4", minutes_on=TODAY)
    steps.record_gate(water.ngebel, walk.id, "dispute", None, {"held_on": "2026-11-24", "facts": water.matter.about})
    steps.take_step(water.ngebel, walk.id, "raise_dispute")
    settled = {"outcome": "continue", "number": "9/2026", "held_on": "2026-11-24", "official": "Camat Ngebel"}
    settled["decision"] = "Air bergilir tiga hari."
    steps.record_gate(CAMAT, walk.id, "settlement", None, settled)
    with pytest.raises(NotAllowed):
        service.take_over(water.ngebel, *place)
    steps.record_gate(CAMAT, walk.id, "settlement", None, settled, scan=scan("berita-acara"))
    taken = service.take_over(water.ngebel, *place)
    assert (taken.state, taken.minutes_number, taken.result) == ("settled", "9/2026", "Air bergilir tiga hari.")
    assert water.matter.is_settled
