"""Where signing in leads, and a form that was posted after the session ended."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal import testing

HOSTILE = [
    "http://jahat.example/",
    "https://jahat.example/akun",
    "//jahat.example",
    "///jahat.example",
    "////jahat.example/akun",
    "/\\jahat.example",
    "\\\\jahat.example",
    "\\/jahat.example",
    "/%5cjahat.example",
    "/%2f%2fjahat.example",
    "/%2fjahat.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,hai",
    "vbscript:x",
    "http:jahat.example",
    "http:/jahat.example",
    "http:///jahat.example",
    "https:\\\\jahat.example",
    "jahat.example",
    "jahat.example/akun",
    "@jahat.example",
    "http://localhost@jahat.example/",
    "http://localhost/akun",
    "//localhost/akun",
    "/\tjahat.example",
    "\t//jahat.example",
    " //jahat.example",
    " /akun",
    "/\n/jahat.example",
    "/akun\r\nLocation: http://jahat.example",
    "/akun\r\n\r\n<script>",
    "/keluar",
    "/tidak-ada",
    "/akun/../../jahat",
    "?next=http://jahat.example",
    "#//jahat.example",
    "/\u2028//jahat.example",
    "／／jahat.example",
    "/.//jahat.example",
    "ftp://jahat.example",
    "",
]


@pytest.mark.parametrize("target", HOSTILE)
def test_H8_a_hostile_next_leads_to_the_own_start_page(app: Flask, head: FlaskClient, target: str) -> None:
    browser = app.test_client()
    form = {"username": "kades", "password": testing.TEST_PASSWORD, "next": target}
    assert testing.post(browser, "/masuk", form).location == "/kemitraan"


@pytest.mark.parametrize("target", ["/akun/data", "/admin/orang?q=budi&halaman=2", "/undangan"])
def test_a_page_of_our_own_is_gone_back_to(app: Flask, head: FlaskClient, target: str) -> None:
    browser = app.test_client()
    form = {"username": "kades", "password": testing.TEST_PASSWORD, "next": target}
    assert testing.post(browser, "/masuk", form).location == target


def test_a_form_posted_after_the_session_ended_shows_what_was_typed(app: Flask, head: FlaskClient) -> None:
    token = testing.csrf_token(head)
    testing.post(head, "/akun/sesi/1/akhiri")
    typed = {"name": "Siti Aminah yang panjang", "phone": "0812", "csrf_token": token, "_versi": "1"}
    with head.session_transaction() as cookie:
        cookie["login"] = "sudah berakhir"
    answer = head.post("/akun/data", data=typed, headers={"Referer": "http://localhost/akun/data"})
    assert answer.status_code == 401
    assert "Siti Aminah yang panjang" in answer.text and "/masuk?next=/akun/data" in answer.text


def test_a_password_typed_into_a_form_of_an_ended_session_is_not_shown(head: FlaskClient) -> None:
    with head.session_transaction() as cookie:
        cookie["login"] = "sudah berakhir"
    typed = {
        "old_password": "kata sandi lama 55",
        "new_password": "kata sandi baru 77",
        "password": "kata sandi 33",
        "_sandi": "rahasia 11",
    }
    answer = testing.post(head, "/akun/sandi", typed)
    assert not any(secret in answer.text for secret in typed.values())


def test_an_htmx_request_after_the_session_ended_leads_to_the_sign_in_page(head: FlaskClient) -> None:
    with head.session_transaction() as cookie:
        cookie["login"] = "sudah berakhir"
    answer = testing.post(
        head, "/akun/data", {"name": "Siti"}, htmx=True, headers={"Referer": "http://localhost/akun/data"}
    )
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/masuk?next=/akun/data&sebab=isian")
    assert "isian Anda masih ada di peranti ini" in head.get(answer.headers["HX-Redirect"]).text
    assert "<form" not in answer.text


def test_A5_a_form_without_its_token_does_nothing_and_keeps_the_text(head: FlaskClient) -> None:
    answer = head.post("/akun/data", data={"name": "Nama Baru Sekali", "_versi": "1"})
    assert answer.status_code == 400 and "Nama Baru Sekali" in answer.text
    assert "Nama Baru Sekali" not in head.get("/akun").text


def test_A5_the_token_of_another_session_does_nothing(app: Flask, head: FlaskClient) -> None:
    stranger = app.test_client()
    testing.sign_in(stranger, "village_operator", username="orang.lain")
    answer = head.post("/akun/data", data={"name": "Nama Baru", "csrf_token": testing.csrf_token(stranger)})
    assert answer.status_code == 400
