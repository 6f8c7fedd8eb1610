"""What the sector asks the text to settle holds up its freezing, in every way a text is frozen; annexes go with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from partnership_walk import LETTERS, NGEBEL, SEMPU, TODAY, Walk, actor_of, clauses_of
from sector.begun import BUILT_IN, started

from portal import testing
from portal.contracts import Annex
from portal.db import db
from portal.errors import NotAllowed
from portal.hookspecs import hookimpl
from portal.partnerships import agreements, service, steps
from portal.partnerships.models import Partnership
from portal.partnerships.rules import RECEIVER
from portal.partnerships.service import PartyChoice, RunningPartnership
from portal.permissions import OfficeKind
from portal.villages import service as villages

HEAD = actor_of(OfficeKind.VILLAGE_HEAD, NGEBEL)
MISSING = "Naskah belum memuat: Musim dan giliran."


def without(key: str) -> list[dict[str, str]]:
    """Everything that the water sector asks for but one."""
    return [item for item in clauses_of("air") if item["key"] != key]


def at_mad(walk: Walk, clauses: list[dict[str, str]]) -> None:
    """Walk to where the musyawarah antar desa has agreed, with these clauses in the text."""
    walk.to_drafting()
    walk.write(clauses=clauses)
    service.set_type_values(HEAD, walk.id, None, {"initiator_gives": "air", "receiver_gives": "lahan"})
    walk.step("open_consultation")
    walk.agree_in_meeting()


def test_a_joint_regulation_is_not_frozen_without_what_its_sector_asks_for(context: Flask) -> None:
    walk = started(type_code="bilateral")
    with pytest.raises(NotAllowed) as refused:
        at_mad(walk, without("season"))
    assert refused.value.reasons == (MISSING,)


def test_it_is_frozen_once_it_is_written_and_agreed_again(context: Flask) -> None:
    walk = started(type_code="bilateral")
    with pytest.raises(NotAllowed):
        at_mad(walk, without("season"))
    assert agreements.working_version(walk.partnership).sha256 is None
    walk.write()
    walk.step("mad_agreed")
    assert agreements.working_version(walk.partnership).sha256


def test_what_is_asked_for_only_if_needed_holds_nothing_up(context: Flask) -> None:
    walk = started(type_code="bilateral")
    at_mad(walk, without("source_protection"))
    frozen = json.loads(agreements.working_version(walk.partnership).frozen_text or "")
    assert [item["label"] for item in frozen["content"]["clauses"]] == [
        "Debit dan pembagian air", "Musim dan giliran", "Tarif atau iuran air", "Pemeliharaan",
    ]  # fmt: skip
    assert agreements.is_genuine(agreements.working_version(walk.partnership))


def test_an_agreement_with_a_third_party_waits_for_it_too(context: Flask) -> None:
    walk, partner, campus = with_campus()
    ids = [str(party.id) for party in walk.partnership.parties]
    walk.write(rights=dict.fromkeys(ids, "x"), obligations=dict.fromkeys(ids, "y"), clauses=without("season"))
    service.set_type_values(HEAD, walk.id, None, {"initiator_gives": "tempat", "receiver_gives": "ilmu"})
    walk.record("joint_visit", held_on=TODAY, place="balai", findings="siap")
    steps.record_gate(campus, walk.id, "mandate", partner, {"representative": "D", "position": "Dekan", "number": "7"})
    with pytest.raises(NotAllowed) as refused:
        walk.step("finish_draft")
    assert refused.value.reasons == (MISSING,)
    walk.write(clauses=clauses_of("air"))
    walk.step("finish_draft")
    assert walk.status == "signing"


def test_a_change_of_the_agreement_waits_for_it_too(context: Flask) -> None:
    walk = started(type_code="bilateral")
    walk.to_active()
    walk.record("amendment_basis", number="3/BA/2026", held_on=TODAY, reason="tarif naik")
    walk.step("propose_amendment")
    walk.write(clauses=without("season"))
    with pytest.raises(NotAllowed) as refused:
        walk.agree_in_meeting("amendment_agreed")
    assert refused.value.reasons == (MISSING,)


def test_a_partnership_of_another_sector_is_asked_for_what_that_one_needs(context: Flask) -> None:
    walk = started(type_code="bilateral", sector_code="sampah")
    with pytest.raises(NotAllowed) as refused:
        at_mad(walk, [])
    assert [reason.removeprefix("Naskah belum memuat: ") for reason in refused.value.reasons] == [
        "Biaya buang.", "Residu.", "Rute dan jadwal.", "Keamanan tempat pengolahan.",
    ]  # fmt: skip


def test_the_form_asks_with_help_and_an_example_and_says_whose_wish_it_is(client: FlaskClient) -> None:
    with client.application.app_context():
        number = started(type_code="bilateral").id
    testing.sign_in(client, "village_head")
    page = client.get(f"/kemitraan/{number}/naskah").text
    assert "Ketentuan sektor: Air bersih dan irigasi" in page
    assert "Bulan apa air dibagi bergiliran" in page and "Contoh: Juli sampai Oktober bergiliran" in page
    assert "Tidak termasuk delapan hal wajib menurut hukum" in page and "Wajib, belum terisi: Musim dan giliran" in page
    assert "0 dari 8 hal wajib termuat" in page


def test_what_is_written_there_is_kept_and_read_on_the_paper(client: FlaskClient) -> None:
    with client.application.app_context():
        number = started(type_code="bilateral").id
    testing.sign_in(client, "village_head")
    here = f"/kemitraan/{number}/naskah"
    sent = {"clause_air_season": "Juli sampai Oktober.", "scope": "saluran"}
    assert testing.post(client, here, sent).status_code == 303
    form, paper = client.get(here).text, client.get(here + "/1").text
    assert "Juli sampai Oktober.</textarea>" in form and "Wajib, belum terisi: Musim dan giliran" not in form
    assert "Pasal 9. Musim dan giliran" in paper and "Juli sampai Oktober." in paper
    assert "diminta oleh sektornya" in paper
    emptied = {"clause_air_season": " ", "scope": "saluran"}
    testing.post(client, here, emptied)
    assert "Pasal 9." not in client.get(here + "/1").text


def test_what_was_written_for_another_sector_stays_readable_until_it_is_emptied(client: FlaskClient) -> None:
    with client.application.app_context():
        walk = started(type_code="bilateral")
        agreements.write(HEAD, walk.id, None, {"clauses": without("season")})
        service.edit(HEAD, walk.id, None, {"title": "Sampah", "purpose": "x", "sector": "sampah"})
    testing.sign_in(client, "village_head")
    here = f"/kemitraan/{walk.id}/naskah"
    page = client.get(here).text
    assert "Biaya buang" in page and "diatur: tariff" in page
    kept = {f"clause_air_{key}": "" for key in ("rate", "maintenance", "source_protection")}
    testing.post(client, here, {**kept, "clause_air_tariff": "Rp1.000", "clause_sampah_route": "Senin"})
    paper = client.get(here + "/1").text
    assert "Tarif atau iuran air" in paper and "Rp1.000" in paper and "Senin" in paper
    assert "Debit dan pembagian air" not in paper


def test_two_versions_are_compared_in_their_clauses_too(client: FlaskClient) -> None:
    with client.application.app_context():
        walk = started(type_code="bilateral")
        walk.to_active()
        walk.record("amendment_basis", number="3/BA/2026", held_on=TODAY, reason="tarif naik")
        walk.step("propose_amendment")
        changed = [{**item, "text": "baru"} if item["key"] == "tariff" else item for item in clauses_of("air")]
        walk.write(clauses=changed)
    testing.sign_in(client, "village_head")
    page = client.get(f"/kemitraan/{walk.id}/naskah/banding").text
    row = page[page.index("Ketentuan sektor: Tarif") :]
    assert "berubah" in row[:120] and "diatur: tariff" in row and "baru" in row


def test_a_partnership_that_ran_on_paper_is_asked_for_nothing(context: Flask) -> None:
    day = date(2024, 3, 1)
    partner = PartyChoice(village_code=SEMPU)
    running = RunningPartnership(
        "Lama", "bilateral", (PartyChoice(village_code=NGEBEL), partner), "air", "saluran", ("development",), day, day,
        None, "village_government", {NGEBEL: ("1", 2024)},
    )  # fmt: skip
    partnership = service.enter_running(HEAD, running)
    assert partnership.status == "active" and "clauses" not in partnership.agreements[0].content


# annexes


class Sharing:
    """A plugin that adds to the text; `rows` None: it fails."""

    NAME = "bagi"

    def __init__(self) -> None:
        self.rows: Any = (("Ngebel", "60,00 persen"), ("Sempu", "40,00 persen"))

    @hookimpl
    def portal_agreement_annexes(self, partnership: Any) -> list[Annex]:
        return [Annex("hasil", "Pembagian hasil", self.rows)]


@pytest.fixture
def sharing(portal_with: Callable[..., Flask]) -> tuple[Flask, Sharing]:
    plugin = Sharing()
    return portal_with(*BUILT_IN, plugin), plugin


def test_an_annex_is_frozen_into_the_text_and_into_its_hash(sharing: tuple[Flask, Sharing]) -> None:
    with sharing[0].app_context():
        walk = started(type_code="bilateral")
        walk.to_signing()
        version = agreements.working_version(walk.partnership)
        rows = [["Ngebel", "60,00 persen"], ["Sempu", "40,00 persen"]]
        assert version.content["annexes"] == [{"key": "hasil", "title": "Pembagian hasil", "rows": rows}]
        assert "60,00 persen" in (version.frozen_text or "") and agreements.is_genuine(version)


def test_what_the_plugin_says_later_changes_nothing_that_is_frozen(sharing: tuple[Flask, Sharing]) -> None:
    app, plugin = sharing
    with app.app_context():
        walk = started(type_code="bilateral")
        walk.to_active()
        plugin.rows = (("Ngebel", "1 persen"),)
        walk.record("amendment_basis", number="3/BA/2026", held_on=TODAY, reason="bagian berubah")
        walk.step("propose_amendment")
        assert "annexes" not in agreements.working_version(walk.partnership).content
    client = app.test_client()
    paper = client.get(f"/kemitraan/{walk.id}/naskah/1").text
    assert "60,00 persen" in paper and "Lampiran 1. Pembagian hasil" in paper and ">1 persen<" not in paper
    testing.sign_in(client, "village_head")
    assert ">1 persen<" in client.get(f"/kemitraan/{walk.id}/naskah/2").text
    assert "Lampiran: Pembagian hasil" in client.get(f"/kemitraan/{walk.id}/naskah/banding").text


def test_writers_see_the_annex_before_it_is_frozen(sharing: tuple[Flask, Sharing]) -> None:
    app, _plugin = sharing
    with app.app_context():
        number = started(type_code="bilateral").id
    client = app.test_client()
    testing.sign_in(client, "village_head")
    assert "Lampiran yang ikut dibekukan" in client.get(f"/kemitraan/{number}/naskah").text


@pytest.mark.parametrize("rows", [None, (("satu", "dua", "tiga"),), 7])
def test_a_plugin_that_fails_stops_the_freezing_with_its_name(sharing: tuple[Flask, Sharing], rows: Any) -> None:
    app, plugin = sharing
    plugin.rows = rows
    with app.app_context():
        walk = started(type_code="bilateral")
        with pytest.raises(NotAllowed, match="Lampiran dari plugin bagi sedang bermasalah"):
            walk.to_signing()
        assert walk.status == "mad_held" and agreements.working_version(walk.partnership).sha256 is None
    client = app.test_client()
    testing.sign_in(client, "village_head", (SEMPU,))
    answer = testing.post(client, f"/kemitraan/{walk.id}/lanjut/mad_agreed")
    assert answer.status_code < 500 and "Lampiran dari plugin bagi sedang bermasalah" in answer.text
    page = client.get(f"/kemitraan/{walk.id}/naskah")
    assert page.status_code == 200 and "Lampiran dari plugin bagi sedang bermasalah" in page.text


def test_a_text_that_nobody_adds_to_is_kept_as_it_always_was(client: FlaskClient) -> None:
    with client.application.app_context():
        number = started(type_code="bilateral", sector_code="").id
    testing.sign_in(client, "village_head")
    testing.post(client, f"/kemitraan/{number}/naskah", {"scope": "saluran"})
    with client.application.app_context():
        content = agreements.working_version(db.session.get_one(Partnership, number)).content
    assert set(content) == {
        "scope_category", "scope", "fields", "implementation_terms", "executor", "start_date", "end_date",
        "renewal_terms", "rights", "obligations", "funding", "funding_note", "change_terms", "dispute_terms",
        "other_terms",
    }  # fmt: skip


def with_campus() -> tuple[Walk, int, Any]:
    """A village and a university that draft an agreement on water."""
    blank = dict.fromkeys(villages.ORGANISATION_FIELDS, "")
    values = {**blank, "kind": "university", "name": "Universitas Contoh", "village_code": None}
    organisation = villages.create_organisation(actor_of(OfficeKind.ADMINISTRATOR), values).id
    campus = actor_of(OfficeKind.THIRD_PARTY, organisation_id=organisation)
    choice = (PartyChoice(organisation_id=organisation),)
    begun = service.begin(HEAD, "bilateral", "Air kampus", "air", "air", choice)
    walk = Walk(begun, {NGEBEL: HEAD})
    walk.to_planned()
    walk.record("data_pack", NGEBEL, summary="x")
    walk.record("offer", number="1", held_on=TODAY, **LETTERS)
    walk.step("send_offer")
    partner = next(party.id for party in db.session.get_one(Partnership, walk.id).parties if party.role == RECEIVER)
    answer = {"decision": "accepted", "number": "9", "held_on": TODAY}
    steps.record_gate(campus, walk.id, "offer_answer", partner, answer)
    steps.take_step(campus, walk.id, "accept_offer")
    walk.step("start_drafting")
    return walk, partner, campus
