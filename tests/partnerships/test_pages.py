"""The pages of partnerships, as a browser asks for them."""

from __future__ import annotations

import io

from flask import Flask
from flask.testing import FlaskClient
from partnership_walk import NGEBEL, SEMPU, TODAY, Walk, actor_of
from PIL import Image

from portal import testing
from portal.partnerships import service
from portal.partnerships.service import PartyChoice
from portal.permissions import OfficeKind
from portal.villages import service as villages


def a_walk(app: Flask) -> Walk:
    """A partnership of Ngebel and Sempu; used within an app context of its own."""
    heads = {code: actor_of(OfficeKind.VILLAGE_HEAD, code) for code in (NGEBEL, SEMPU)}
    partner = (PartyChoice(village_code=SEMPU),)
    return Walk(service.begin(heads[NGEBEL], "bilateral", "Saluran irigasi", "air", "air", partner), heads)


def at(app: Flask, stage: str = "") -> int:
    """A partnership walked to a stage; its id."""
    with app.app_context():
        walk = a_walk(app)
        if stage:
            getattr(walk, f"to_{stage}")()
        return walk.id


def sign_in(client: FlaskClient, kind: OfficeKind = OfficeKind.VILLAGE_HEAD, code: str = NGEBEL) -> None:
    testing.sign_in(client, kind, (code,))


def test_three_fields_begin_a_partnership(client: FlaskClient) -> None:
    sign_in(client)
    answer = testing.post(
        client, "/kemitraan/baru", {"partner": SEMPU, "title": "Air bersama", "sector": "air", "type_code": "bilateral"}
    )
    assert answer.status_code == 303
    shown = client.get(answer.location).text
    assert "Air bersama" in shown and "Sempu" in shown and "Gagasan" in shown


def test_a_name_that_several_villages_have_offers_a_choice_and_keeps_what_was_typed(client: FlaskClient) -> None:
    sign_in(client)
    answer = testing.post(
        client,
        "/kemitraan/baru",
        {"partner": "Karangasem", "title": "Air bersama", "sector": "air", "type_code": "bilateral"},
    )
    assert answer.status_code == 422
    assert answer.text.count('name="chosen"') > 1
    assert 'value="Air bersama"' in answer.text


def test_a_village_cannot_partner_with_itself(client: FlaskClient) -> None:
    sign_in(client)
    answer = testing.post(
        client, "/kemitraan/baru", {"partner": NGEBEL, "title": "x", "sector": "air", "type_code": "bilateral"}
    )
    assert answer.status_code == 422
    assert "Ini desa Anda sendiri" in answer.text


def test_every_page_of_a_partnership_opens_for_its_parties(app: Flask, client: FlaskClient) -> None:
    number = at(app, "active")
    sign_in(client)
    base = f"/kemitraan/{number}"
    for path in (
        "",
        "/ubah",
        "/rincian",
        "/riwayat",
        "/penawaran",
        "/naskah",
        "/naskah/1",
        "/panel/pertukaran",
        "/langkah/offer/cetak",
        "/langkah/report",
        "/lanjut/open_report",
    ):
        assert client.get(base + path).status_code == 200, path


def test_the_paper_of_every_gate_prints_filled_and_empty(app: Flask, client: FlaskClient) -> None:
    number = at(app, "active")
    sign_in(client)
    with app.app_context():
        from portal.partnerships import queries, rules
        from portal.partnerships.cases import case_of, gates_of

        partnership = queries.whole(number)
        assert partnership is not None
        case = case_of(partnership)
        urls = [
            f"/kemitraan/{number}/langkah/{gate.code}" + (f"/{party.id}" if party else "") + "/cetak"
            for gate in gates_of(partnership).values()
            for party in rules.parties_of(gate, case)
        ]
    assert len(urls) > 25
    for url in urls:
        assert "…………" in client.get(url + "?kosong=1").text, url
        assert client.get(url).status_code == 200, url


def test_the_public_sees_an_agreed_partnership_but_not_its_papers(app: Flask, client: FlaskClient) -> None:
    number = at(app, "active")
    shown = client.get(f"/kemitraan/{number}")
    assert shown.status_code == 200
    assert "Saluran irigasi" in shown.text
    for path in ("/riwayat", "/penawaran", "/langkah/offer/cetak"):
        assert client.get(f"/kemitraan/{number}{path}").status_code == 404, path
    assert client.get(f"/kemitraan/{number}/naskah/1").status_code == 200


def test_a_draft_is_not_there_for_strangers(app: Flask, client: FlaskClient) -> None:
    number = at(app)
    assert client.get(f"/kemitraan/{number}").status_code == 404
    sign_in(client, code="35.02.19.2001")
    for path in ("", "/ubah", "/naskah", "/naskah/1", "/panel/pertukaran", "/lanjut/cancel", "/langkah/offer"):
        assert client.get(f"/kemitraan/{number}{path}").status_code == 404, path
    assert "Saluran irigasi" not in client.get("/kemitraan").text


def photo() -> io.BytesIO:
    made = io.BytesIO()
    image = Image.new("RGB", (400, 300), "green")
    exif = image.getexif()
    exif[0x010F] = "KameraRahasia"
    image.save(made, "JPEG", exif=exif)
    made.seek(0)
    return made


def test_a_photo_of_the_paper_is_kept_without_its_hidden_data(app: Flask, client: FlaskClient) -> None:
    number = at(app)
    sign_in(client)
    party = _party(app, number, NGEBEL)
    url = f"/kemitraan/{number}/langkah/priority_list/{party}"
    answer = testing.post(
        client,
        url,
        {"items": "air", "held_on": TODAY, "_versi": "0", "scan": (photo(), "../../daftar.jpg")},
        content_type="multipart/form-data",
    )
    assert answer.status_code == 303
    page = client.get(f"/kemitraan/{number}").text
    link = page.split('href="/berkas/')[1].split('"')[0]
    with client.get(f"/berkas/{link}") as file:
        content = file.data
    assert file.mimetype == "image/jpeg"
    assert b"KameraRahasia" not in content
    assert "sandbox" in file.headers["Content-Security-Policy"]
    assert app.test_client().get(f"/berkas/{link}").status_code == 404


def test_a_file_that_is_not_what_it_claims_is_refused_and_the_form_kept(app: Flask, client: FlaskClient) -> None:
    number = at(app)
    sign_in(client)
    url = f"/kemitraan/{number}/langkah/priority_list/{_party(app, number, NGEBEL)}"
    fake = (io.BytesIO(b"<svg onload=alert(1)>"), "foto.jpg")
    answer = testing.post(
        client,
        url,
        {"items": "air dan jalan", "held_on": TODAY, "_versi": "0", "scan": fake},
        content_type="multipart/form-data",
    )
    assert answer.status_code == 422
    assert "bukan foto" in answer.text and "air dan jalan" in answer.text


def test_a_stale_form_shows_both_versions(app: Flask, client: FlaskClient) -> None:
    number = at(app)
    sign_in(client)
    url = f"/kemitraan/{number}/langkah/priority_list/{_party(app, number, NGEBEL)}"
    testing.post(client, url, {"items": "air", "held_on": TODAY, "_versi": "0"})
    answer = testing.post(client, url, {"items": "jalan", "held_on": TODAY, "_versi": "0"})
    assert answer.status_code == 409
    assert "air" in answer.text and "jalan" in answer.text


def test_a_double_click_begins_one_partnership(client: FlaskClient) -> None:
    sign_in(client)
    data = {"partner": SEMPU, "title": "Sekali saja", "sector": "air", "type_code": "bilateral", "_kirim": "a" * 32}
    first = testing.post(client, "/kemitraan/baru", data)
    second = testing.post(client, "/kemitraan/baru", data)
    assert first.location == second.location
    assert client.get("/kemitraan?milik=saya").text.count("<h2><a") == 1


def test_a_running_partnership_is_entered_from_its_papers(client: FlaskClient) -> None:
    sign_in(client)
    answer = testing.post(
        client,
        "/kemitraan/berjalan",
        {
            "partner": SEMPU,
            "title": "Pasar bersama",
            "sector": "pasar",
            "fields": ["development"],
            "scope": "pasar",
            "own_number": "3",
            "partner_number": "4",
            "signed_on": "2016-01-05",
            "start_date": "2016-02-01",
            "end_date": "",
            "executor": "bkad",
            "type_code": "bilateral",
        },
    )
    assert answer.status_code == 303, answer.text
    assert "/langkah/signature/" in answer.location
    sign_in(client, code=SEMPU)
    base = answer.location.split("/langkah/")[0]
    shown = client.get(base).text
    assert "Berjalan" in shown and "dicatat belakangan" in shown and "No. 4" in shown
    assert client.application.test_client().get(base).status_code == 404
    assert "Benarkan catatan kerja sama ini." in client.get("/kemitraan").text
    assert testing.post(client, base + "/benar").status_code == 303
    assert client.application.test_client().get(base).status_code == 200


def test_dates_out_of_order_are_named_beside_the_field(client: FlaskClient) -> None:
    sign_in(client)
    answer = testing.post(
        client,
        "/kemitraan/berjalan",
        {
            "partner": SEMPU,
            "title": "Pasar",
            "sector": "pasar",
            "fields": ["development"],
            "scope": "pasar",
            "own_number": "3",
            "signed_on": "2016-01-05",
            "start_date": "2015-02-01",
            "executor": "bkad",
            "type_code": "bilateral",
        },
    )
    assert answer.status_code == 422
    assert "tidak boleh sebelum ditandatangani" in answer.text


def test_a_step_is_taken_with_one_press_and_refused_with_sentences(app: Flask, client: FlaskClient) -> None:
    number = at(app)
    sign_in(client)
    url = f"/kemitraan/{number}/lanjut/convene_deliberation"
    refused = testing.post(client, url, {})
    assert refused.status_code == 403
    assert "Daftar potensi dan prioritas belum dicatat untuk Ngebel." in refused.text
    record = f"/kemitraan/{number}/langkah/priority_list/{_party(app, number, NGEBEL)}"
    testing.post(client, record, {"items": "air", "held_on": TODAY, "_versi": "0"})
    assert testing.post(client, url, {}).status_code == 303
    assert "Musyawarah Desa" in client.get(f"/kemitraan/{number}").text


def test_the_text_is_written_together_and_counts_what_is_there(app: Flask, client: FlaskClient) -> None:
    number = at(app, "drafting")
    sign_in(client)
    page = client.get(f"/kemitraan/{number}/naskah").text
    version = page.split('name="_versi" value="')[1].split('"')[0]
    answer = testing.post(
        client,
        f"/kemitraan/{number}/naskah",
        {
            "scope": "saluran",
            "fields": ["development"],
            "_versi": version,
            "funding-0-amount": "1.250.000",
            "funding-0-year": "2027",
            "funding-0-source": "village_budget",
            "funding-0-party": str(_party(app, number, NGEBEL)),
        },
        htmx=True,
    )
    assert answer.status_code == 200
    assert "partnership-changed" in answer.headers["HX-Trigger"]
    assert "Rp1.250.000" in client.get(f"/kemitraan/{number}/naskah/1").text.replace("\xa0", "")


def test_what_waits_for_the_office_is_on_its_list(app: Flask, client: FlaskClient) -> None:
    at(app, "offered")
    sign_in(client, code=SEMPU)
    shown = client.get("/kemitraan").text
    assert "Yang menunggu Anda" in shown
    assert "Surat jawaban belum dicatat untuk Sempu." in shown


def test_a_fragment_is_the_part_of_the_page(app: Flask, client: FlaskClient) -> None:
    number = at(app, "active")
    whole = client.get(f"/kemitraan/{number}").text
    part = client.get(f"/kemitraan/{number}", headers={"HX-Request": "true"}).text
    assert part.strip().startswith("<section") and part.strip() in whole


def _party(app: Flask, number: int, code: str) -> int:
    from portal.db import db
    from portal.partnerships.models import Party

    with app.app_context():
        found = db.session.query(Party).filter_by(partnership_id=number, village_code=code).one()
        return found.id


def test_the_history_speaks_in_words(app: Flask, client: FlaskClient) -> None:
    number = at(app, "planned")
    sign_in(client)
    shown = client.get(f"/kemitraan/{number}/riwayat").text
    assert "Catat: musyawarah sepakat" in shown and "Masuk rencana" in shown
    for code in ("step.", "gate.", "village_deliberation", "plan_entry"):
        assert code not in shown, code


def test_an_old_version_keeps_its_own_numbers_and_title(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        walk = a_walk(app)
        walk.to_active()
        walk.record("amendment_basis", number="2", held_on=TODAY, reason="debit turun")
        walk.step("propose_amendment")
        number = walk.id
    shown = client.get(f"/kemitraan/{number}/naskah/1").text
    assert "Nomor 1 Tahun 2026" in shown and "Berita Desa Tahun 2026 Nomor 7" in shown


def test_a_step_that_is_not_yours_has_no_button(app: Flask, client: FlaskClient) -> None:
    number = at(app, "offered")
    sign_in(client, OfficeKind.COUNCIL_MEMBER)
    answer = client.get(f"/kemitraan/{number}/lanjut/cancel")
    assert answer.status_code == 403


def test_what_is_typed_anew_beats_what_was_chosen_before(client: FlaskClient) -> None:
    sign_in(client)
    data = {"partner": SEMPU, "chosen": "desa:35.02.19.2001", "offered_for": "Ngrogung", "title": "x", "sector": "air"}
    answer = testing.post(client, "/kemitraan/baru", {**data, "type_code": "bilateral"})
    assert answer.status_code == 303
    assert "Sempu" in client.get(answer.location).text


def test_an_organisations_page_shows_its_partnerships(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        blank = dict.fromkeys(villages.ORGANISATION_FIELDS, "")
        values = {**blank, "kind": "ngo", "name": "Sahabat Desa", "village_code": None}
        organisation = villages.create_organisation(actor_of(OfficeKind.ADMINISTRATOR), values).id
        service.begin(
            actor_of(OfficeKind.VILLAGE_HEAD, NGEBEL), "bilateral", "Belajar bersama", "", "air",
            (PartyChoice(organisation_id=organisation),),
        )  # fmt: skip
    assert "Belajar bersama" not in client.get(f"/organisasi/{organisation}").text
    sign_in(client)
    assert "Belajar bersama" in client.get(f"/organisasi/{organisation}").text


def test_a_file_attached_by_mistake_is_taken_back_by_who_attached_it(app: Flask, client: FlaskClient) -> None:
    number = at(app)
    sign_in(client)
    url = f"/kemitraan/{number}/langkah/priority_list/{_party(app, number, NGEBEL)}"
    values = {"items": "air", "held_on": TODAY, "_versi": "0", "scan": (photo(), "ktp.jpg")}
    testing.post(client, url, values, content_type="multipart/form-data")
    link = client.get(url).text.split('href="/berkas/')[1].split('"')[0]
    assert testing.post(client, f"/berkas/{link}/tarik", {"reason": ""}).status_code == 422
    assert testing.post(client, f"/berkas/{link}/tarik", {"reason": "salah berkas"}).status_code == 303
    assert client.get(f"/berkas/{link}").status_code == 404
    assert "salah berkas" in client.get(f"/kemitraan/{number}/riwayat").text


def test_the_public_reads_the_types_one_sentence_first(app: Flask, client: FlaskClient) -> None:
    number = at(app, "active")
    with app.app_context():
        head = actor_of(OfficeKind.VILLAGE_HEAD, NGEBEL)
        service.set_type_values(head, number, None, {"shared_interest": "Air cukup sampai panen kedua."})
    assert '<p class="lead">Air cukup sampai panen kedua.</p>' in client.get(f"/kemitraan/{number}").text
