"""An error says what happened, what was kept and what to do next, and is never a dead end."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from portal import testing

STATUSES = ("400", "403", "404", "405", "409", "413", "422", "429", "500", "503", "507")


@pytest.mark.parametrize("status", STATUSES)
def test_an_error_page_has_one_heading_and_a_way_home(odd: FlaskClient, status: str) -> None:
    text = odd.get(f"/uji/galat/{status}").text
    assert len(re.findall("<h1>", text)) == 1
    assert 'href="/"' in text
    assert 'class="error-message' in text


@pytest.mark.parametrize("status", STATUSES)
def test_an_error_under_htmx_is_a_fragment_of_that_page(odd: FlaskClient, status: str) -> None:
    answer = odd.get(f"/uji/galat/{status}", headers={"HX-Request": "true"})
    assert answer.status_code == int(status)
    assert "<html" not in answer.text and "<h1" not in answer.text
    assert 'class="error-message' in answer.text


def test_a_refusal_gives_its_reasons(odd: FlaskClient) -> None:
    assert "BPD Desa Sempu belum memutuskan." in odd.get("/uji/galat/403").text


def test_a_conflict_shows_both_versions(odd: FlaskClient) -> None:
    text = odd.get("/uji/galat/409").text
    assert text.index("Suparman") < text.index("Sutrisno")


def test_a_fault_shows_its_code_and_nothing_of_the_inside(odd: FlaskClient) -> None:
    text = odd.get("/uji/galat/500").text
    assert re.search(r"Kode kejadian: [0-9a-f]{12}", text)
    assert "rahasia dapur" not in text and "Traceback" not in text


def test_a_busy_portal_says_when_to_come_back(odd: FlaskClient) -> None:
    assert odd.get("/uji/galat/503").headers["Retry-After"] == "5"


def test_a_wrong_method_names_the_right_ones(odd: FlaskClient) -> None:
    answer = odd.get("/uji/pindah")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_an_expired_form_shows_what_was_typed_but_no_secrets(odd: FlaskClient) -> None:
    answer = odd.post(
        "/uji/catatan",
        data={"text": "saluran <air>", "password": "durian", "kata_sandi": "manggis", "csrf_token": "basi"},
        headers={"Referer": "http://localhost/uji/catatan?a=1"},
    )
    assert answer.status_code == 400
    assert "saluran &lt;air&gt;" in answer.text
    assert "durian" not in answer.text and "manggis" not in answer.text and "basi" not in answer.text
    assert 'href="/uji/catatan?a=1"' in answer.text


@pytest.mark.parametrize("status", ["403", "409", "429", "500", "503", "507"])
def test_a_form_that_fails_shows_what_was_typed(odd: FlaskClient, status: str) -> None:
    answer = testing.post(odd, f"/uji/galat/{status}", {"text": "saluran air"})
    assert ("saluran air" in answer.text) == (status != "409")  # a conflict brings its own two versions


def test_a_session_that_ends_in_mid_form_loses_nothing(client: FlaskClient) -> None:
    testing.sign_in(client, "village_head")
    token = testing.csrf_token(client)
    with client.session_transaction() as cookie:
        cookie["login"] = "berakhir"
    answer = client.post("/keluar-semua", data={"csrf_token": token, "text": "saluran air"})
    assert answer.status_code == 401
    assert "saluran air" in answer.text
    assert 'href="/masuk' in answer.text


def test_a_form_of_a_browser_that_lost_its_session_shows_every_line_typed(client: FlaskClient) -> None:
    client.get("/masuk")
    answer = testing.post(client, "/keluar-semua", {"text": ["baris satu", "baris dua"]})
    assert answer.status_code == 401
    assert "baris satu" in answer.text and "baris dua" in answer.text


def test_a_page_of_another_site_is_never_offered_as_the_way_back(odd: FlaskClient) -> None:
    text = odd.get("/tidak-ada", headers={"Referer": "http://jahat.example/umpan"}).text
    assert "jahat" not in text and "umpan" not in text


def test_an_unknown_host_is_refused(odd: FlaskClient) -> None:
    assert odd.get("/", headers={"Host": "jahat.example"}).status_code == 400
