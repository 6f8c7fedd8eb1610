"""Organisations: who registers and edits them, what is refused, the list, the archive."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal import testing
from portal.db import db
from portal.permissions import OfficeKind
from portal.villages import queries
from portal.villages.models import Organisation

NGEBEL, PUPUS = "35.02.19.2007", "35.02.19.2006"
BUM_DESA = {"kind": "bum_desa", "name": "BUM Desa Telaga Jaya", "village_code": NGEBEL, "website": "telaga.id"}


def organisation(app: Flask, number: int = 1) -> Organisation | None:
    """The record as it is in the database."""
    with app.app_context():
        return db.session.get(Organisation, number)


@pytest.fixture
def administrator(app: Flask) -> FlaskClient:
    """The administrator's browser."""
    browser = app.test_client()
    testing.sign_in(browser, "system_admin")
    return browser


def test_a_village_registers_its_bum_desa(app: Flask, operator: FlaskClient) -> None:
    assert f'value="{NGEBEL}"' in operator.get("/organisasi/baru").text
    answer = testing.post(operator, "/organisasi/baru", {**BUM_DESA, "village_code": "3502192007"})
    assert (answer.status_code, answer.location) == (303, "/organisasi/1")
    text = app.test_client().get("/organisasi/1").text
    assert "BUM Desa Telaga Jaya" in text and "Ngebel, Kec. Ngebel, Kabupaten Ponorogo" in text
    assert "BUM Desa Telaga Jaya" in app.test_client().get(f"/desa/{NGEBEL}").text


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": ""}, "wajib"),
        ({"kind": "sekte"}, "Pilih salah satu"),
        ({"name": "  "}, "wajib"),
        ({"name": "a" * 161}, "160"),
        ({"village_code": ""}, "BUM Desa berkedudukan di satu desa"),
        ({"village_code": "35.02.19"}, "10 angka"),
        ({"village_code": PUPUS}, "hanya dapat memilih desa Anda sendiri"),
        ({"website": "javascript:alert(1)"}, "situs"),
        ({"legal_number": "a" * 81}, "80"),
    ],
)
def test_what_is_wrong_is_said(app: Flask, operator: FlaskClient, change: dict[str, str], told: str) -> None:
    answer = testing.post(operator, "/organisasi/baru", {**BUM_DESA, **change})
    assert answer.status_code == 422 and told in answer.text
    assert organisation(app) is None


def test_an_unknown_seat_is_refused(app: Flask, administrator: FlaskClient) -> None:
    answer = testing.post(administrator, "/organisasi/baru", {**BUM_DESA, "village_code": "35.02.19.2099"})
    assert answer.status_code == 422 and "Tidak ada desa" in answer.text


def test_the_same_organisation_is_not_registered_twice(app: Flask, operator: FlaskClient) -> None:
    testing.post(operator, "/organisasi/baru", BUM_DESA)
    answer = testing.post(operator, "/organisasi/baru", {**BUM_DESA, "name": "bum desa telaga jaya"})
    assert answer.status_code == 422 and "sudah terdaftar" in answer.text
    assert organisation(app, 2) is None


@pytest.mark.parametrize(
    ("office", "scope", "own", "answer"),
    [
        (OfficeKind.VILLAGE_HEAD, (NGEBEL,), False, 303),
        (OfficeKind.VILLAGE_SECRETARY, (NGEBEL,), False, 303),
        (OfficeKind.THIRD_PARTY, None, True, 303),
        (OfficeKind.ADMINISTRATOR, (), False, 303),
        (OfficeKind.VILLAGE_OPERATOR, (PUPUS,), False, 403),
        (OfficeKind.COUNCIL_MEMBER, (NGEBEL,), False, 403),
        (OfficeKind.REGENCY_OFFICER, ("35.02",), False, 403),
        (OfficeKind.DISTRICT_OFFICER, ("35.02.19",), False, 403),
    ],
)
def test_an_organisation_is_edited_by_its_own_its_seat_and_the_administrator(
    app: Flask,
    operator: FlaskClient,
    client: FlaskClient,
    office: OfficeKind,
    scope: tuple[str, ...] | None,
    own: bool,
    answer: int,
) -> None:
    testing.post(operator, "/organisasi/baru", BUM_DESA)
    testing.sign_in(client, office, scope, organisation_id=1 if own else None)
    changed = {**BUM_DESA, "head_name": "Sumarni", "_versi": "1"}
    assert testing.post(client, "/organisasi/1/ubah", changed).status_code == answer
    kept = organisation(app)
    assert kept is not None and kept.head_name == ("Sumarni" if answer == 303 else "")
    assert client.get("/organisasi/1/riwayat").status_code == (200 if answer == 303 else answer)


def test_the_officer_of_another_organisation_may_not(app: Flask, operator: FlaskClient, client: FlaskClient) -> None:
    testing.post(operator, "/organisasi/baru", BUM_DESA)
    testing.post(operator, "/organisasi/baru", {**BUM_DESA, "kind": "cooperative", "name": "Koperasi"})
    testing.sign_in(client, "third_party", (), organisation_id=2)
    assert testing.post(client, "/organisasi/1/ubah", {**BUM_DESA, "_versi": "1"}).status_code == 403


@pytest.mark.parametrize("office", [OfficeKind.COUNCIL_MEMBER, OfficeKind.DISTRICT_OFFICER])
def test_who_may_not_register_one_is_refused(client: FlaskClient, office: OfficeKind) -> None:
    testing.sign_in(client, office, (NGEBEL,) if office is OfficeKind.COUNCIL_MEMBER else ("35.02.19",))
    assert client.get("/organisasi/baru").status_code == 403
    assert testing.post(client, "/organisasi/baru", BUM_DESA).status_code == 403


def test_C3_a_lost_update_is_refused_with_both_versions(operator: FlaskClient, administrator: FlaskClient) -> None:
    testing.post(operator, "/organisasi/baru", BUM_DESA)
    testing.post(administrator, "/organisasi/1/ubah", {**BUM_DESA, "head_name": "Satu", "_versi": "1"})
    answer = testing.post(operator, "/organisasi/1/ubah", {**BUM_DESA, "head_name": "Dua", "_versi": "1"})
    assert answer.status_code == 409 and "Satu" in answer.text and "Dua" in answer.text


def test_an_archived_organisation_leaves_the_lists_and_comes_back(app: Flask, operator: FlaskClient) -> None:
    testing.post(operator, "/organisasi/baru", BUM_DESA)
    assert testing.post(operator, "/organisasi/1/arsip", {"reason": ""}).status_code == 422
    testing.post(operator, "/organisasi/1/arsip", {"reason": "Sudah bubar"})
    visitor = app.test_client()
    assert "BUM Desa Telaga Jaya" not in visitor.get("/organisasi").text
    assert "Sudah bubar" in visitor.get("/organisasi/1").text
    with app.app_context():
        assert db.session.scalars(queries.organisations("telaga")).all() == []
        assert queries.organisation(1) is not None
    assert testing.post(operator, "/organisasi/1/arsip", {"reason": "Lagi"}).status_code == 409
    testing.post(operator, "/organisasi/1/pulihkan")
    assert "BUM Desa Telaga Jaya" in visitor.get("/organisasi").text
    text = operator.get("/organisasi/1/riwayat").text
    for told in ("Lembaga didaftarkan", "Lembaga diarsipkan", "Alasan: Sudah bubar", "Lembaga dipulihkan"):
        assert told in text


def test_the_list_is_filtered_by_kind_and_words(app: Flask, administrator: FlaskClient, client: FlaskClient) -> None:
    for kind, name in (("cooperative", "Koperasi Tani 100%"), ("university", "Universitas Ponorogo")):
        testing.post(administrator, "/organisasi/baru", {"kind": kind, "name": name, "village_code": ""})
    both, one = client.get("/organisasi").text, client.get("/organisasi?jenis=cooperative").text
    assert "Koperasi Tani" in both and "Universitas Ponorogo" in both
    assert "Koperasi Tani" in one and "Universitas Ponorogo" not in one
    assert "Universitas Ponorogo" in client.get("/organisasi?q=PONOROGO").text
    assert "Koperasi Tani" in client.get("/organisasi?q=100%25").text
    assert "Universitas" not in client.get("/organisasi?q=%25%25").text
    assert "Tidak ada lembaga yang cocok" in client.get("/organisasi?q=zzz&jenis=ngo").text
    part = client.get("/organisasi?q=tani", headers={"HX-Request": "true"}).text
    assert "<html" not in part and 'id="hasil"' in part and "Koperasi Tani" in part


@pytest.mark.parametrize("key", ["0", "2", "abc", "99999999999999999999", "1.5", "-1", "１"])
def test_an_unknown_organisation_is_not_found(client: FlaskClient, key: str) -> None:
    assert client.get(f"/organisasi/{key}").status_code == 404


def test_no_text_of_an_organisation_becomes_markup(app: Flask, administrator: FlaskClient, client: FlaskClient) -> None:
    evil = "<svg onload=alert(1)>"
    values = {"kind": "ngo", "name": evil, "about": evil, "head_name": evil, "legal_number": evil, "village_code": ""}
    testing.post(administrator, "/organisasi/baru", values)
    for url in ("/organisasi", "/organisasi/1"):
        assert evil[:8] not in client.get(url).text.replace('<svg class="icon"', "")
    assert evil[:8] not in administrator.get("/organisasi/1/riwayat").text.replace('<svg class="icon"', "")
