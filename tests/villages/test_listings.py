"""Potentials and needs: three fields to add one, stay to add the next, edit, archive with a reason, bring back."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portal import testing
from portal.db import db, transactional
from portal.villages import listings, owners
from portal.villages.models import Need, Organisation, Potential

NGEBEL, PUPUS = "35.02.19.2007", "35.02.19.2006"
POTENTIAL = {"sector": "air", "title": "Mata air Kucur", "quantity": "12,5", "unit": "liter/detik", "note": ""}
NEED = {"sector": "sampah", "title": "Truk sampah", "urgency": "high", "quantity": "", "unit": "", "note": ""}


@pytest.fixture(params=["village", "organisation"])
def base(request: pytest.FixtureRequest, app: Flask, operator: FlaskClient) -> str:
    """The address of an owner that Ngebel's operator may edit: the village, or an organisation seated there."""
    if request.param == "village":
        return f"/desa/{NGEBEL}"
    made = testing.post(
        operator, "/organisasi/baru", {"kind": "bum_desa", "name": "BUM Desa Telaga", "village_code": NGEBEL}
    )
    return str(made.location)


def rows(app: Flask, model: Any) -> list[Any]:
    """What is in the database."""
    with app.app_context():
        return list(db.session.scalars(select(model).order_by(model.id)))


@pytest.mark.parametrize(("what", "values", "model"), [("potensi", POTENTIAL, Potential), ("kebutuhan", NEED, Need)])
def test_one_is_added_and_the_person_stays(
    app: Flask, operator: FlaskClient, base: str, what: str, values: dict[str, str], model: Any
) -> None:
    answer = testing.post(operator, f"{base}/{what}", values)
    assert (answer.status_code, answer.location) == (303, f"{base}/{what}")
    assert [item.title for item in rows(app, model)] == [values["title"]]
    page = operator.get(f"{base}/{what}").text
    assert values["title"] in page and "ditambahkan" in page
    assert values["title"] in operator.get(base).text


def test_with_htmx_the_list_is_refreshed_and_the_form_is_empty_again(operator: FlaskClient, base: str) -> None:
    answer = testing.post(operator, f"{base}/potensi", POTENTIAL, htmx=True)
    assert answer.status_code == 200 and answer.text.startswith('<div id="daftar"')
    assert "saved" in answer.headers["HX-Trigger"]
    assert "<h3>Mata air Kucur</h3>" in answer.text
    assert 'name="title" required type="text" value=""' in answer.text
    assert '<option selected value="air">' in answer.text


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("sector", "", "wajib"),
        ("sector", "sihir", "Pilih salah satu"),
        ("title", "", "wajib"),
        ("title", "   ", "wajib"),
        ("title", "a" * 161, "160"),
        ("quantity", "banyak", "Tulis angka"),
        ("quantity", "-1", "antara"),
        ("quantity", "1,2345", "2 angka di belakang koma"),
        ("quantity", "9" * 30, "antara"),
        ("unit", "a" * 31, "30"),
        ("note", "a" * 1001, "1000"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    app: Flask, operator: FlaskClient, field: str, value: str, told: str
) -> None:
    answer = testing.post(operator, f"/desa/{NGEBEL}/potensi", {**POTENTIAL, field: value})
    assert answer.status_code == 422 and told in answer.text
    assert field == "quantity" or 'value="12,5"' in answer.text
    assert field == "unit" or "liter/detik" in answer.text
    assert rows(app, Potential) == []


def test_an_urgency_must_be_chosen(app: Flask, operator: FlaskClient) -> None:
    answer = testing.post(operator, f"/desa/{NGEBEL}/kebutuhan", {**NEED, "urgency": "sekali"})
    assert answer.status_code == 422 and rows(app, Need) == []


def test_one_is_edited(app: Flask, operator: FlaskClient, base: str) -> None:
    testing.post(operator, f"{base}/potensi", POTENTIAL)
    assert 'value="12,5"' in operator.get(f"{base}/potensi/1").text
    answer = testing.post(operator, f"{base}/potensi/1", {**POTENTIAL, "quantity": "1.250", "_versi": "1"})
    assert answer.location == f"{base}/potensi"
    (item,) = rows(app, Potential)
    assert item.quantity == 1250 and item.version == 2
    assert "1.250 liter/detik" in operator.get(base).text


def test_C3_a_lost_update_of_a_potential_is_refused(app: Flask, operator: FlaskClient, base: str) -> None:
    testing.post(operator, f"{base}/potensi", POTENTIAL)
    testing.post(operator, f"{base}/potensi/1", {**POTENTIAL, "title": "Mata air Lama", "_versi": "1"})
    answer = testing.post(operator, f"{base}/potensi/1", {**POTENTIAL, "title": "Mata air Baru", "_versi": "1"})
    assert answer.status_code == 409 and "Mata air Lama" in answer.text and "Mata air Baru" in answer.text


def test_one_is_archived_with_a_reason_and_brought_back(app: Flask, operator: FlaskClient, base: str) -> None:
    testing.post(operator, f"{base}/potensi", POTENTIAL)
    assert testing.post(operator, f"{base}/potensi/1/arsip", {"reason": " "}).status_code == 422
    testing.post(operator, f"{base}/potensi/1/arsip", {"reason": "Sudah kering"})
    assert "Mata air Kucur" not in app.test_client().get(base).text
    assert "Sudah kering" in operator.get(f"{base}/potensi").text
    assert "Sudah kering" not in app.test_client().get(f"{base}/potensi").text
    (item,) = rows(app, Potential)
    assert item.archived_at is not None and item.archive_reason == "Sudah kering"
    testing.post(operator, f"{base}/potensi/1/pulihkan")
    assert "Mata air Kucur" in app.test_client().get(base).text


def test_the_history_names_what_was_added_changed_and_archived(operator: FlaskClient, base: str) -> None:
    testing.post(operator, f"{base}/potensi", POTENTIAL)
    testing.post(operator, f"{base}/potensi/1", {**POTENTIAL, "quantity": "20", "_versi": "1"})
    testing.post(operator, f"{base}/potensi/1/arsip", {"reason": "Sudah kering"})
    text = operator.get(f"{base}/riwayat").text
    for told in ("Potensi ditambahkan", "Potensi diperbarui", "Potensi diarsipkan", "Alasan: Sudah kering"):
        assert told in text
    assert text.count("Mata air Kucur</dd>") == 3 and "<del>12,5</del> → 20" in text


def test_the_same_submission_is_applied_once(app: Flask, operator: FlaskClient) -> None:
    twice = {**POTENTIAL, "_kirim": "a" * 32}
    testing.post(operator, f"/desa/{NGEBEL}/potensi", twice)
    answer = testing.post(operator, f"/desa/{NGEBEL}/potensi", twice)
    assert (answer.status_code, answer.location) == (303, f"/desa/{NGEBEL}")
    assert len(rows(app, Potential)) == 1


def test_others_cannot_change_what_is_not_theirs(
    app: Flask, operator: FlaskClient, neighbour: FlaskClient, base: str
) -> None:
    testing.post(operator, f"{base}/potensi", POTENTIAL)
    for url, values in (
        (f"{base}/potensi", POTENTIAL),
        (f"{base}/potensi/1", POTENTIAL),
        (f"{base}/potensi/1/arsip", {"reason": "iri"}),
        (f"{base}/potensi/1/pulihkan", {}),
    ):
        assert testing.post(neighbour, url, values).status_code == 403
    assert neighbour.get(f"{base}/potensi/1").status_code == 403
    assert "Tambah potensi" not in neighbour.get(f"{base}/potensi").text
    (item,) = rows(app, Potential)
    assert item.version == 1


def test_one_owners_address_does_not_reach_anothers(operator: FlaskClient, neighbour: FlaskClient) -> None:
    testing.post(operator, f"/desa/{NGEBEL}/potensi", POTENTIAL)
    assert neighbour.get(f"/desa/{PUPUS}/potensi/1").status_code == 404
    assert testing.post(neighbour, f"/desa/{PUPUS}/potensi/1", POTENTIAL).status_code == 404
    assert operator.get(f"/desa/{NGEBEL}/kebutuhan/1").status_code == 404
    assert operator.get(f"/desa/{NGEBEL}/potensi/999999999999").status_code == 404


def test_a_long_list_is_paged(app: Flask, client: FlaskClient) -> None:
    @transactional
    def write() -> None:
        db.session.add_all(Potential(village_code=NGEBEL, sector="air", title=f"Sumur {n:02}") for n in range(25))

    with app.app_context():
        write()
    assert client.get(f"/desa/{NGEBEL}/potensi").text.count("<h3>Sumur") == 20
    assert client.get(f"/desa/{NGEBEL}/potensi?halaman=2").text.count("<h3>Sumur") == 5
    assert client.get(f"/desa/{NGEBEL}").text.count("<h3>Sumur") == 8


def test_a_potential_has_one_owner_and_only_one(context: Flask) -> None:
    @transactional
    def write(**owner: Any) -> None:
        db.session.add(Potential(sector="air", title="Tanpa pemilik", **owner))

    with pytest.raises(IntegrityError):
        write()


def test_the_potentials_of_an_archived_organisation_are_left_alone(context: Flask) -> None:
    @transactional
    def write() -> None:
        db.session.add(Organisation(kind="bum_desa", name="BUM Desa", village_code=NGEBEL))

    from portal.errors import NotAllowed
    from portal.villages import service

    write()
    actor = testing.sign_in(context.test_client(), "village_operator")
    service.archive_organisation(actor, 1, "Bubar")
    owner = owners.organisation_owner("1")
    values = {"sector": "air", "title": "Mata air", "quantity": None, "unit": "", "note": ""}
    with pytest.raises(NotAllowed):
        listings.add(actor, owner, Potential, values)
