"""H1: every answer carries the headers, whatever its status; public pages leave no trace of a session."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from flask.testing import FlaskClient

from portal import testing

WANTED = (
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Permissions-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "X-Frame-Options",
    "Content-Security-Policy",
)
STATUSES = ("400", "403", "404", "405", "409", "413", "422", "429", "500", "503", "507")


@pytest.mark.parametrize("address", ["/", "/tentang", "/static/portal.js", "/sw.js", "/sehat", "/tidak-ada"])
def test_H1_pages_and_files_carry_every_header(odd: FlaskClient, address: str) -> None:
    answer = odd.get(address, buffered=True)
    assert [name for name in WANTED if name not in answer.headers] == []


@pytest.mark.parametrize("status", STATUSES)
def test_H1_errors_carry_every_header(odd: FlaskClient, status: str) -> None:
    answer = odd.get(f"/uji/galat/{status}")
    assert answer.status_code == int(status)
    assert [name for name in WANTED if name not in answer.headers] == []


def test_a_redirect_and_a_refused_form_carry_every_header(odd: FlaskClient) -> None:
    for answer in (odd.get("/bahasa/en"), odd.post("/uji/catatan")):
        assert [name for name in WANTED if name not in answer.headers] == []


def test_the_policy_allows_exactly_the_stylesheet_of_the_page(odd: FlaskClient) -> None:
    answer = odd.get("/")
    (style,) = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = answer.headers["Content-Security-Policy"]
    assert f"style-src 'self' 'sha256-{digest}'" in policy
    assert "unsafe" not in policy and "*" not in policy


def test_a_visitors_page_touches_no_session(odd: FlaskClient) -> None:
    for address in ("/", "/tentang", "/privasi", "/luring", "/tidak-ada"):
        answer = odd.get(address)
        assert "Set-Cookie" not in answer.headers, address
        assert answer.headers["Cache-Control"] == "no-cache", address


def test_a_page_with_a_form_is_kept_by_nobody(odd: FlaskClient) -> None:
    assert odd.get("/uji/catatan").headers["Cache-Control"] == "no-store"


def test_a_page_for_somebody_signed_in_is_kept_by_nobody(client: FlaskClient) -> None:
    testing.sign_in(client, "village_head")
    answer = client.get("/")
    assert answer.headers["Cache-Control"] == "no-store"
    assert 'hx-history="false"' in answer.text


def test_static_files_live_a_year_under_an_address_that_changes_with_them(odd: FlaskClient) -> None:
    (address,) = set(re.findall(r'src="(/static/portal\.js\?v=[0-9a-f]+)"', odd.get("/").text))
    assert "immutable" in odd.get(address, buffered=True).headers["Cache-Control"]
    assert "immutable" not in odd.get("/static/portal.js", buffered=True).headers["Cache-Control"]
