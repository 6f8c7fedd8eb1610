"""What is kept about a person: seen, corrected and taken along by that person alone (UU PDP 27/2022)."""

from __future__ import annotations

import json

from flask import Flask
from flask.testing import FlaskClient

from portal import testing


def test_a_person_takes_along_everything_that_is_kept_without_secrets(head: FlaskClient) -> None:
    answer = head.get("/akun/data/unduh")
    kept = json.loads(answer.text)
    assert "attachment" in answer.headers["Content-Disposition"]
    assert kept["username"] == "kades" and len(kept["offices"]) == 1 and len(kept["sign_ins"]) == 1
    assert "argon2" not in answer.text and "hash" not in answer.text and "secret" not in answer.text


def test_a_person_corrects_name_email_and_phone(head: FlaskClient) -> None:
    form = {"name": "  Siti   Aminah ", "email": "SITI@contoh.id", "phone": "0812 3456 7890", "_versi": "1"}
    assert testing.post(head, "/akun/data", form).status_code == 303
    shown = head.get("/akun/data").text
    assert "Siti Aminah" in shown and "siti@contoh.id" in shown and "0812 3456 7890" in shown


def test_a_correction_made_on_an_old_page_is_not_lost_but_told(head: FlaskClient) -> None:
    testing.post(head, "/akun/data", {"name": "Siti Aminah", "_versi": "1"})
    late = testing.post(head, "/akun/data", {"name": "Nama Lain", "_versi": "1"})
    assert late.status_code == 409 and "Nama Lain" in late.text
    assert "Siti Aminah" in head.get("/akun").text


def test_two_people_cannot_have_one_email(app: Flask, head: FlaskClient) -> None:
    testing.post(head, "/akun/data", {"name": "Siti", "email": "kantor@contoh.id", "_versi": "1"})
    other = app.test_client()
    testing.sign_in(other, "village_operator", username="budi")
    answer = testing.post(other, "/akun/data", {"name": "Budi", "email": "Kantor@contoh.id", "_versi": "1"})
    assert answer.status_code == 422 and "sudah dipakai akun lain" in answer.text


def test_A6_fields_that_are_not_in_the_form_change_nothing(head: FlaskClient, administrator: FlaskClient) -> None:
    form = {"name": "Siti", "_versi": "1", "username": "admin", "is_active": "0", "id": "99", "password_hash": "x"}
    testing.post(head, "/akun/data", {**form, "totp_secret": "A" * 32, "kind": "system_admin"})
    shown = administrator.get("/admin/orang/1").text
    assert "kades" in shown and "mati" in shown
    assert head.get("/admin").status_code == 403
