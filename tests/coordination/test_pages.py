"""The pages of a body, as browsers ask for them."""

from __future__ import annotations

from datetime import date

import pytest
from coordination.bodies import Bkad, begun, set_party
from flask import Flask
from flask.testing import FlaskClient
from partnership_walk import NGEBEL, SEMPU
from sqlalchemy import select

from portal import create_app, testing
from portal.db import db, transactional
from portal.partnerships.models import Partnership
from portal.permissions import OfficeKind
from portal.testing import statements
from portal.villages.models import Area
from portal.villages.rules import is_party_village

MOST_BYTES = 14_000


@pytest.fixture
def place(app: Flask) -> str:
    """The address of a BKAD with a ketua from Ngebel."""
    with app.app_context():
        bkad = Bkad.formed()
        bkad.seat(office="chair", gender="woman", element="community_figure")
        return address(bkad)


def address(bkad: Bkad) -> str:
    return f"/kemitraan/{bkad.walk.id}/badan/{bkad.body_id}"


@transactional
def publish(partnership_id: int) -> None:
    found = db.session.get(Partnership, partnership_id)
    assert found is not None
    found.is_public = True


def head(client: FlaskClient, code: str = NGEBEL) -> None:
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD, (code,))


def test_a_seat_is_filled_and_the_form_stays_open_for_the_next(client: FlaskClient, place: str) -> None:
    head(client)
    answer = testing.post(client, place + "/kursi", {"person_name": "Budi", "office": "secretary"}, htmx=True)
    assert answer.status_code == 200
    assert "Budi" in answer.text and "Tambah lagi" in answer.text and "<html" not in answer.text
    assert 'value="Budi"' not in answer.text, "the form begins anew"


def test_a_seat_that_does_not_fit_comes_back_with_what_was_typed(client: FlaskClient, place: str) -> None:
    head(client)
    answer = testing.post(client, place + "/kursi", {"person_name": "Budi", "office": "chair"})
    assert answer.status_code == 422
    assert "masih dijabat Sri Wahyuni" in answer.text and 'value="Budi"' in answer.text


def test_the_public_reads_who_sits_for_whom_once_the_partnership_is_public_and_nothing_more(
    app: Flask, client: FlaskClient, place: str
) -> None:
    assert client.get(place).status_code == 404
    with app.app_context():
        publish(int(place.split("/")[2]))
    shown = client.get(place).text
    assert "Sri Wahyuni" in shown and "Ngebel" in shown and "Tokoh masyarakat" in shown
    assert "Isi kursi" not in shown and "Bubarkan" not in shown and "Akhiri" not in shown
    assert client.get(place + "/aturan").status_code == 200
    assert "Catat aturan" not in client.get(place + "/aturan").text


def test_why_a_seat_ended_is_for_insiders(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        bkad = Bkad.formed()
        bkad.end(bkad.seat(), bkad.head(), reason="sakit keras")
        publish(bkad.walk.id)
        place = address(bkad)
    assert "sakit keras" not in client.get(place).text
    head(client, SEMPU)
    assert "sakit keras" in client.get(place).text


def test_a_rule_adopted_on_the_page_replaces_the_setting_and_the_earlier_version_stays_readable(
    client: FlaskClient, place: str
) -> None:
    head(client)
    assert client.get(place + "/aturan").text.count("setelan portal</span>") == 5
    rule = {
        "topic": "general", "method": "majority", "quorum": "3/4", "fallback": "adjourn",
        "minutes_number": "2/MAD/2026", "minutes_on": "2026-11-10", "in_force_from": "2026-11-11",
    }  # fmt: skip
    first = testing.post(client, place + "/aturan", rule, htmx=True)
    assert first.status_code == 200 and "2/MAD/2026" in first.text
    testing.post(client, place + "/aturan", {**rule, "method": "two_thirds", "minutes_number": "5/MAD/2026"})
    shown = client.get(place + "/aturan").text
    assert "2/MAD/2026" in shown and "5/MAD/2026" in shown
    assert shown.count("setelan portal</span>") == 4


def test_the_panel_says_in_three_lines_who_leads_who_is_missing_and_how_it_decides(
    client: FlaskClient, place: str
) -> None:
    head(client)
    base = place.rpartition("/badan")[0]
    answer = client.get(base + "/panel/musyawarah", headers={"HX-Request": "true"})
    inner = answer.text[answer.text.index("</h2>") + 5 :].replace("</section>", "")
    assert "Ketua: Sri Wahyuni" in inner and "1 dari 2 pihak belum punya wakil" in inner and "Mufakat" in inner
    said, _links, ways_on = inner.partition('<p class="cluster">')  # the ways on grow with the room's subjects
    assert ways_on and len(" ".join(said.split()).encode()) <= 400
    rule = {
        "topic": "general", "quorum": "3/4", "fallback": "adjourn", "minutes_number": "2/MAD/2026",
        "minutes_on": "2026-11-10",
    }  # fmt: skip
    for method, day in (("all", "2026-11-10"), ("majority", "2026-11-11"), ("two_thirds", "2099-01-01")):
        testing.post(client, place + "/aturan", {**rule, "method": method, "in_force_from": day})
    assert "Suara terbanyak" in client.get(base + "/panel/musyawarah").text, "the newest that is in force"


def test_the_panel_shows_nothing_to_the_public_before_there_is_a_body(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        number = begun().id
        publish(number)
    assert "Belum ada BKAD" not in client.get(f"/kemitraan/{number}").text
    head(client)
    assert "Belum ada BKAD" in client.get(f"/kemitraan/{number}").text


def test_the_structure_is_printed_with_a_place_for_every_head_to_sign(client: FlaskClient, place: str) -> None:
    head(client)
    paper = client.get(place + "/cetak").text
    assert "188/7/2026" in paper and "Sri Wahyuni" in paper
    assert "Kepala Desa Ngebel" in paper and "Kepala Desa Sempu" in paper


def test_a_dissolved_body_opens_no_form_any_more(client: FlaskClient, place: str) -> None:
    head(client)
    gone = {"dissolved_on": "2026-11-20", "dissolution_number": "9/2026", "reason": "tujuan tercapai"}
    assert testing.post(client, place + "/bubarkan", gone).status_code == 303
    assert "dibubarkan" in client.get(place).text
    for page in ("/kursi", "/ubah", "/bubarkan"):
        assert client.get(place + page).status_code == 403, page


def test_a_body_is_not_found_under_another_partnership(client: FlaskClient, app: Flask, place: str) -> None:
    with app.app_context():
        other = begun().id
    head(client)
    assert client.get(f"/kemitraan/{other}/badan/{place.rpartition('/')[2]}").status_code == 404


def test_the_bkad_is_there_without_any_plugin(app: Flask) -> None:
    bare = create_app(app.extensions["portal.settings"], plugins=())
    registry = bare.extensions["portal.registry"]
    assert "coordination" in [plugin.name for plugin in registry.plugins] and registry.installed == []
    assert "governance.show" in bare.view_functions


def test_a_bkad_of_forty_villages_fits_a_page_and_costs_as_many_statements_as_one_of_ten(
    app: Flask, client: FlaskClient
) -> None:
    head(client)
    costs = []
    for number in (10, 40):
        with app.app_context():
            place = address(_large(number))
        client.get(place)
        with statements(app) as counted:
            answer = client.get(place, headers={"Accept-Encoding": "br"})
        costs.append(len(counted))
        assert len(answer.get_data()) <= MOST_BYTES
    assert costs[0] == costs[1] <= 15


def _large(number: int) -> Bkad:
    """A BKAD of many villages, each with two people in it; the first has a suspended neighbour."""
    codes = [code for code in db.session.scalars(select(Area.code).order_by(Area.code)) if is_party_village(code)]
    chosen = [NGEBEL, *(code for code in codes if code != NGEBEL)][:number]
    assert len(chosen) == number
    bkad = Bkad.formed(*chosen)
    for code in chosen:
        for name in ("Sri Wahyuni", "Budi Santoso"):
            more = {"mandate_number": f"141/{code}/2026", "ends_on": date(2027, 1, 1), "element": "village_council"}
            bkad.seat(code, person_name=f"{name} {code}", **more)
    set_party(bkad.party(chosen[1]).id, state="suspended")
    return bkad
