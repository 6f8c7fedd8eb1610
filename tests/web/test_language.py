"""The reader's language, and the way back after choosing it: never to another site."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.web.i18n import format_span
from portal.web.links import local_target

HOSTILE = (
    "http://jahat.example/",
    "https://jahat.example",
    "//jahat.example/",
    "///jahat.example/",
    "////jahat.example",
    "/\\jahat.example",
    "\\/jahat.example",
    "\\\\jahat.example",
    "/\t/jahat.example",
    "/\n/jahat.example",
    "\t//jahat.example",
    " //jahat.example",
    "http:jahat.example",
    "http:/jahat.example",
    "https:jahat.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "jahat.example",
    "jahat.example/tentang",
    "tentang",
    "./tentang",
    "../tentang",
    "?kembali=/",
    "#isi",
    "",
    "/tentang\r\nSet-Cookie: x=1",
    "/tentang\0",
    "/%0d%0aSet-Cookie:x=1",
    "/%2f%2fjahat.example",
    "/%5cjahat.example",
    "/.//jahat.example",
    "/..//jahat.example",
    "/tentang@jahat.example",
    "/@jahat.example",
    "//localhost@jahat.example/",
    "http://localhost@jahat.example/",
    "http://localhost:80@jahat.example/tentang",
    "ftp://jahat.example",
    "blob:http://jahat.example/1",
    "/tidak-ada",
    "/keluar",
)


@pytest.mark.parametrize("target", HOSTILE)
def test_a_way_back_that_is_not_ours_leads_home(client: FlaskClient, target: str) -> None:
    answer = client.get("/bahasa/en", query_string={"kembali": target})
    assert answer.status_code in (303, 400)
    assert answer.headers.get("Location", "/") == "/"


@pytest.mark.parametrize("target", ["/", "/tentang", "/privasi?a=1&b=%2F", "/desa?q=durian"])
def test_a_way_back_within_the_portal_is_kept(app: Flask, target: str) -> None:
    with app.test_request_context("/"):
        assert local_target(target) == target


def test_the_choice_is_remembered_on_the_device(client: FlaskClient) -> None:
    answer = client.get("/bahasa/en?kembali=/tentang")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/tentang")
    cookie = answer.headers["Set-Cookie"]
    assert "bahasa=en" in cookie and "HttpOnly" in cookie and "SameSite=Lax" in cookie
    assert '<html lang="en">' in client.get("/tentang").text


def test_an_unknown_language_is_no_page(client: FlaskClient) -> None:
    assert client.get("/bahasa/xx").status_code == 404


def test_a_forged_choice_is_indonesian(client: FlaskClient) -> None:
    client.set_cookie("bahasa", "../../etc")
    assert '<html lang="id">' in client.get("/").text


@pytest.mark.parametrize(
    ("first", "shown"),
    [
        (None, "17 Agu 2026"),
        (date(2026, 8, 17), "17 Agu 2026"),
        (date(2026, 8, 1), "1–17 Agu 2026"),
        (date(2026, 7, 25), "25 Jul – 17 Agu 2026"),
        (date(2025, 8, 1), "1 Agu 2025 – 17 Agu 2026"),
    ],
)
def test_a_span_of_days_says_each_month_and_year_once(app: Flask, first: date | None, shown: str) -> None:
    with app.test_request_context():
        assert format_span(date(2026, 8, 17), first) == shown
