"""The second step: a code works once, and a lost phone locks nobody out."""

from __future__ import annotations

import re
from datetime import timedelta

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal import clock, testing

from .conftest import Travel

PASSWORD = testing.TEST_PASSWORD


def code_of(secret: str) -> str:
    """What the app on the phone shows now."""
    return pyotp.TOTP(secret).at(clock.now())


def turn_on(client: FlaskClient) -> tuple[str, list[str]]:
    """Turn the second step on; the secret and the recovery codes."""
    found = re.search(r"<code>([A-Z2-7]{32})</code>", client.get("/akun/dua-langkah").text)
    assert found
    done = testing.post(client, "/akun/dua-langkah", {"code": code_of(found.group(1))})
    codes = re.findall(r"<code>([a-z0-9-]{14})</code>", done.text)
    assert len(codes) == 10
    return found.group(1), codes


def password_given(app: Flask) -> FlaskClient:
    """A browser that has given the right password."""
    browser = app.test_client()
    answer = testing.post(browser, "/masuk", {"username": "kades", "password": PASSWORD, "next": "/akun/data"})
    assert answer.location == "/masuk/kode"
    assert browser.get("/akun").status_code == 303
    return browser


def test_the_picture_and_the_address_hold_the_secret(head: FlaskClient) -> None:
    shown = head.get("/akun/dua-langkah").text
    assert "<svg" in shown and "otpauth://totp/" in shown and "style=" not in shown.split("<main")[1]


def test_a_wrong_code_turns_nothing_on(head: FlaskClient) -> None:
    head.get("/akun/dua-langkah")
    answer = testing.post(head, "/akun/dua-langkah", {"code": "000000"})
    assert answer.status_code == 422 and "tidak cocok" in answer.text
    assert "menyala" not in head.get("/akun/dua-langkah").text


def test_signing_in_asks_for_the_code_and_goes_where_one_wanted(app: Flask, head: FlaskClient, travel: Travel) -> None:
    secret, codes = turn_on(head)
    travel(timedelta(seconds=60))
    browser = password_given(app)
    assert testing.post(browser, "/masuk/kode", {"code": "123456"}).status_code == 422
    assert testing.post(browser, "/masuk/kode", {"code": code_of(secret)}).location == "/akun/data"
    assert browser.get("/akun").status_code == 200


def test_a_code_works_once(app: Flask, head: FlaskClient, travel: Travel) -> None:
    secret, codes = turn_on(head)
    first = code_of(secret)
    assert testing.post(password_given(app), "/masuk/kode", {"code": first}).status_code == 422
    travel(timedelta(seconds=60))
    second = code_of(secret)
    assert testing.post(password_given(app), "/masuk/kode", {"code": second}).status_code == 303
    assert testing.post(password_given(app), "/masuk/kode", {"code": second}).status_code == 422


def test_a_recovery_code_works_once_in_any_spelling(app: Flask, head: FlaskClient) -> None:
    secret, codes = turn_on(head)
    spelled = codes[0].upper().replace("-", " ")
    assert testing.post(password_given(app), "/masuk/kode", {"code": spelled}).status_code == 303
    assert testing.post(password_given(app), "/masuk/kode", {"code": codes[0]}).status_code == 422
    assert testing.post(password_given(app), "/masuk/kode", {"code": codes[1]}).status_code == 303


def test_the_code_page_is_nothing_without_the_password(client: FlaskClient) -> None:
    assert client.get("/masuk/kode").location == "/masuk"
    assert testing.post(client, "/masuk/kode", {"code": "123456"}).location == "/masuk"


def test_a_half_done_sign_in_ends_after_ten_minutes_or_with_the_password(
    app: Flask, head: FlaskClient, travel: Travel
) -> None:
    secret, codes = turn_on(head)
    waiting = password_given(app)
    testing.post(head, "/akun/sandi", {"old_password": PASSWORD, "new_password": "perahu di telaga ngebel"})
    assert waiting.get("/masuk/kode").location == "/masuk"
    testing.post(head, "/akun/sandi", {"old_password": "perahu di telaga ngebel", "new_password": PASSWORD})
    waiting = password_given(app)
    travel(timedelta(minutes=11))
    assert waiting.get("/masuk/kode").location == "/masuk"


def test_guessing_codes_is_slowed_down(app: Flask, head: FlaskClient) -> None:
    turn_on(head)
    browser = password_given(app)
    answers = [testing.post(browser, "/masuk/kode", {"code": f"{n:06}"}).status_code for n in range(11)]
    assert answers == [422] * 10 + [429]


@pytest.mark.parametrize("password", ["salah sekali", ""])
def test_turning_it_off_needs_the_password(head: FlaskClient, password: str) -> None:
    turn_on(head)
    assert testing.post(head, "/akun/dua-langkah/matikan", {"password": password}).status_code == 422
    assert "Sudah menyala" in head.get("/akun/dua-langkah").text
    assert testing.post(head, "/akun/dua-langkah/matikan", {"password": PASSWORD}).location == "/akun"
    assert "Sudah menyala" not in head.get("/akun/dua-langkah").text


def test_an_administrator_helps_somebody_who_lost_everything(
    app: Flask, head: FlaskClient, administrator: FlaskClient
) -> None:
    turn_on(head)
    testing.post(administrator, "/admin/orang/1/dua-langkah")
    form = {"username": "kades", "password": PASSWORD}
    assert testing.post(app.test_client(), "/masuk", form).location == "/kemitraan"
