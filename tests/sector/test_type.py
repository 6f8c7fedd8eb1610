"""Parties that share one field: what their partnership asks of them, shows, and teaches."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from partnership_walk import NGEBEL, SEMPU, TODAY, Walk, actor_of
from sector.begun import BUILT_IN, started

from plugins.sector import SECTORS, SectorForm, summary
from plugins.sector.panels import expertise, lines_of
from portal import testing
from portal.contracts import ActivityTemplate, Clause, Indicator, Risk, Role, Sector
from portal.errors import Invalid, NotAllowed
from portal.hookspecs import hookimpl
from portal.partnerships import sector_values, service, steps
from portal.permissions import OfficeKind

HEAD = actor_of(OfficeKind.VILLAGE_HEAD, NGEBEL)
TALUN = "35.02.19.2004"
KNOWN = {"expertise": "Ngebel: pintu air\nSempu: kebun air", "standard": "Air 12 jam sehari."}


def known(walk: Walk) -> None:
    """Expertise and standard are written."""
    service.set_type_values(HEAD, walk.id, None, KNOWN)


def reviewed(walk: Walk) -> None:
    """Somebody who knows has looked."""
    walk.record("sector_review", held_on=TODAY, reviewer="Dinas PUPR", findings="Debit cukup.")


@pytest.mark.parametrize("codes", [(NGEBEL, SEMPU), (NGEBEL, SEMPU, TALUN)], ids=["two", "three"])
def test_villages_of_one_field_walk_to_a_running_partnership(context: Flask, codes: tuple[str, ...]) -> None:
    walk = started(*codes)
    walk.to_drafting()
    walk.write()
    known(walk)
    reviewed(walk)
    walk.step("open_consultation")
    walk.agree_in_meeting()
    walk.sign_all()
    walk.step("complete_signing")
    for number, code in enumerate(codes):
        walk.record("promulgation", code, number=str(number + 7), year=2026, held_on=TODAY, secretary="S")
    walk.step("start")
    assert walk.status == "active" and walk.partnership.is_public


def test_one_village_alone_shares_nothing(context: Flask) -> None:
    with pytest.raises((Invalid, NotAllowed)):
        walk = started(NGEBEL)
        walk.to_offered()


def test_nothing_is_offered_before_the_sector_is_chosen(context: Flask) -> None:
    walk = started(sector_code="")
    with pytest.raises(NotAllowed, match="Pilih dulu sektornya"):
        walk.to_offered()


def test_nothing_is_agreed_before_expertise_and_standard_are_written(context: Flask) -> None:
    walk = started()
    walk.to_drafting()
    walk.write()
    with pytest.raises(NotAllowed) as refused:
        walk.step("open_consultation")
    assert len(refused.value.reasons) == 2 and "keahlian" in refused.value.reasons[0]
    known(walk)
    walk.step("open_consultation")


def test_the_meeting_waits_for_somebody_who_knows_the_field(context: Flask) -> None:
    walk = started()
    walk.to_drafting()
    walk.write()
    known(walk)
    walk.step("open_consultation")
    with pytest.raises(NotAllowed, match="Telaah teknis"):
        walk.agree_in_meeting()
    reviewed(walk)
    walk.step("schedule_mad")


def test_other_types_are_asked_for_none_of_this(context: Flask) -> None:
    walk = started(type_code="bilateral", sector_code="")
    walk.to_offered()
    assert walk.status == "offered"


def test_its_form_comes_back_as_it_was_typed(context: Flask) -> None:
    stored = {**KNOWN, "learning_rhythm": "monthly", "standard_check": "each_other", "coordinator": "Desa Ngebel"}
    with context.test_request_context():
        form = SectorForm.from_json(stored)
        assert {name: form[name].data for name in stored} == stored
        assert SectorForm(formdata=None).validate()


def test_one_sentence_tells_of_it(context: Flask) -> None:
    walk = started()
    assert str(summary(walk.partnership)) == "air cukup"
    sector_values.set_sector_values(HEAD, walk.id, None, "air", {"flow": "40.5"})
    assert str(summary(walk.partnership)) == "debit pada musim kemarau 40,5 liter/detik"
    service.set_type_values(HEAD, walk.id, None, {"shared_interest": "Air 24 jam."})
    assert str(summary(walk.partnership)) == "Air 24 jam."


def test_what_each_brings_is_shown_to_the_public_and_how_they_learn_to_the_parties(client: FlaskClient) -> None:
    with client.application.app_context():
        walk = started()
        walk.to_drafting()
        service.set_type_values(HEAD, walk.id, None, {**KNOWN, "gaps": "Membaca meter", "learning_rhythm": "season"})
        reviewed(walk)
    testing.sign_in(client, "village_head")
    page = client.get(f"/kemitraan/{walk.id}").text
    for words in ("Keahlian dan standar", "Ngebel: pintu air", "Air 12 jam sehari.", "Belajar bersama", "Setiap musim",
                  "Membaca meter", "Dinas PUPR"):  # fmt: skip
        assert words in page, words


def test_forty_lines_of_expertise_are_cut_and_counted(context: Flask) -> None:
    walk = started()
    service.set_type_values(HEAD, walk.id, None, {"expertise": "\n".join(f"Desa {n}: air" for n in range(40))})
    shown = expertise(walk.partnership, HEAD)
    assert len(shown["lines"]) == 8 and shown["more"] == 32
    assert lines_of(" a \n\n b ") == ["a", "b"] and lines_of(None) == []


def test_the_technical_review_is_recorded_by_the_parties_only(context: Flask) -> None:
    walk = started()
    walk.to_offered()
    camat = actor_of(OfficeKind.DISTRICT_OFFICER, "35.02.19")
    with pytest.raises(NotAllowed):
        steps.record_gate(camat, walk.id, "sector_review", None, {"reviewer": "x"})


# the guide


def test_the_guide_leads_from_the_sectors_to_each_of_them(client: FlaskClient) -> None:
    page = client.get("/p/sector/panduan").text
    for sector in SECTORS:
        assert f'href="/p/sector/panduan/{sector.code}"' in page
        shown = client.get(f"/p/sector/panduan/{sector.code}").text
        with client.application.test_request_context():
            parts = [*sector.roles, *sector.risks, *sector.activities, *sector.indicators, *sector.clauses]
            missing = [str(part.label) for part in parts if str(part.label) not in shown]
        assert missing == [] and "SDGs Desa" in shown
    assert client.get("/p/sector/panduan/tidak_ada").status_code == 404


class Fishery:
    """A third party's sector."""

    NAME = "perikanan"

    @hookimpl
    def portal_sectors(self) -> list[Sector]:
        return [
            Sector(
                "perikanan", "Perikanan", "Kapal dan tambak.",
                indicators=(Indicator("catch", "Tangkapan", "ton", definition="Ikan yang ditimbang."),),
                activities=(ActivityTemplate("ice", "Pabrik es"),),
                roles=(Role("Nakhoda", "Mencatat hasil."),),
                risks=(Risk("Badai", "Pulang lebih awal."),),
                clauses=(Clause("season", "Musim tangkap", "Bulan apa boleh menangkap."),),
                icon="M2 12c4-6 12-6 16 0-4 6-12 6-16 0z",
            )
        ]  # fmt: skip


def test_a_third_partys_sector_has_its_guide_too(portal_with: Callable[..., Flask]) -> None:
    client = portal_with(*BUILT_IN, Fishery()).test_client()
    assert "Perikanan" in client.get("/p/sector/panduan").text
    page = client.get("/p/sector/panduan/perikanan").text
    for words in ("Tangkapan", "Pabrik es", "Nakhoda", "Badai", "Musim tangkap", "M2 12c4-6 12-6 16 0-4 6-12 6-16 0z"):
        assert words in page


def test_the_guide_of_a_partnership_stands_on_its_own_page(client: FlaskClient) -> None:
    with client.application.app_context():
        number = started(type_code="bilateral", sector_code="energi").id
    testing.sign_in(client, "village_head")
    page = client.get(f"/kemitraan/{number}/sektor/panduan")
    assert page.status_code == 200 and "Yang perlu diatur dalam naskah" in page.text and "Kepemilikan" in page.text
