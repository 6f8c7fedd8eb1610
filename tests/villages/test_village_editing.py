"""A village's profile: who may write it, what is refused, and what happens when two write at once."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal import events, testing
from portal.db import db
from portal.errors import Conflict, NotAllowed
from portal.events import Event
from portal.permissions import Actor, HeldOffice, OfficeKind
from portal.villages import service
from portal.villages.models import Village

NGEBEL, PUPUS = "35.02.19.2007", "35.02.19.2006"
URL = f"/desa/{NGEBEL}"
PROFILE = {
    "head_name": "Suparman, S.Sos.",
    "public_phone": "(0352) 123-456",
    "public_email": "desa@ngebel.desa.id",
    "website": "ngebel.desa.id",
    "population": "3.241",
    "area_km2": "12,5",
    "latitude": "-7,8421",
    "longitude": "111.6413",
    "index_class": "advanced",
    "index_kind": "indeks_desa",
    "index_year": "2025",
    "about": "Di tepi Telaga Ngebel.",
    "term_village_head": "Lurah",
    "_versi": "0",
}


def village(app: Flask, code: str = NGEBEL) -> Village | None:
    """The record as it is in the database."""
    with app.app_context():
        return db.session.get(Village, code)


def test_an_operator_writes_the_profile_of_the_own_village(app: Flask, operator: FlaskClient) -> None:
    answer = testing.post(operator, f"{URL}/ubah", PROFILE)
    assert (answer.status_code, answer.location) == (303, URL)
    text = operator.get(URL).text
    for shown in ("Suparman, S.Sos.", "3.241 jiwa", "12,5 km²", "-7,8421, 111,6413", "Maju", "ngebel.desa.id", "Lurah"):
        assert shown in text
    assert 'href="https://ngebel.desa.id"' in text and 'href="geo:-7.842100,111.641300"' in text


def test_every_field_may_be_empty(app: Flask, operator: FlaskClient) -> None:
    testing.post(operator, f"{URL}/ubah", PROFILE)
    assert testing.post(operator, f"{URL}/ubah", {**dict.fromkeys(PROFILE, ""), "_versi": "1"}).status_code == 303
    kept = village(app)
    assert kept is not None and kept.population is None and kept.head_name == "" and kept.terms == {}


def test_a_form_shown_and_saved_again_changes_nothing(app: Flask, operator: FlaskClient) -> None:
    testing.post(operator, f"{URL}/ubah", PROFILE)
    page = operator.get(f"{URL}/ubah").text
    for name, value in (("area_km2", "12,5"), ("latitude", "-7,8421"), ("population", "3241")):
        assert f'name="{name}" type="text" value="{value}"' in page
    again = {**PROFILE, "population": "3241", "longitude": "111,6413", "website": "https://ngebel.desa.id"}
    testing.post(operator, f"{URL}/ubah", {**again, "_versi": "1"})
    kept = village(app)
    assert kept is not None and kept.version == 1


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("population", "banyak", "Tulis bilangan bulat, misalnya 3.241."),
        ("population", "12,5", "bilangan bulat"),
        ("population", "-5", "antara"),
        ("population", "99999999", "Angka harus antara 0 dan 1.000.000."),
        ("area_km2", "1,2345", "3 angka di belakang koma"),
        ("area_km2", "9" * 500, "antara"),
        ("latitude", "50", "antara"),
        ("latitude", "1e9", "derajat desimal"),
        ("longitude", "NaN", "derajat desimal"),
        ("longitude", "", "Isi juga bujurnya"),
        ("index_year", "1900", "2016"),
        ("index_year", "9999", "2016"),
        ("index_year", "abc", "Tulis bilangan bulat"),
        ("index_class", "hebat", "Pilih salah satu"),
        ("public_email", "bukan surel", "surel"),
        ("public_phone", "telepon saja", "telepon"),
        ("website", "javascript:alert(1)", "situs"),
        ("website", "https://a b", "situs"),
        ("head_name", "a" * 121, "120"),
        ("about", "a" * 4001, "4000"),
        ("term_village", "a" * 41, "40"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(
    app: Flask, operator: FlaskClient, field: str, value: str, told: str
) -> None:
    answer = testing.post(operator, f"{URL}/ubah", {**PROFILE, field: value})
    assert answer.status_code == 422
    assert told in answer.text
    assert 'role="alert"' in answer.text and f'id="{"latitude" if not value else field}-error"' in answer.text
    assert "Suparman, S.Sos." in answer.text or field == "head_name"
    assert village(app) is None


def test_a_session_that_ends_in_mid_form_shows_what_was_typed_in_words(operator: FlaskClient) -> None:
    with operator.session_transaction() as cookie:
        cookie["login"] = "berakhir"
    answer = testing.post(operator, f"{URL}/ubah", {**PROFILE, "index_class": "advanced", "about": "satu\ndua"})
    assert answer.status_code == 401
    assert ">Maju<" in answer.text and "satu\ndua" in answer.text


def test_usual_words_for_offices_are_folded_away_until_one_is_unusual(operator: FlaskClient) -> None:
    form = operator.get(f"{URL}/ubah").text
    assert "<details><summary>Sebutan setempat" in form and "(boleh kosong)" not in form
    wrong = testing.post(operator, f"{URL}/ubah", {**PROFILE, "term_village": "a" * 41})
    assert "<details open><summary>Sebutan setempat" in wrong.text


def test_with_htmx_errors_come_as_the_form_alone(operator: FlaskClient) -> None:
    answer = testing.post(operator, f"{URL}/ubah", {**PROFILE, "population": "x"}, htmx=True)
    assert answer.status_code == 422
    assert answer.text.lstrip().startswith('<form id="profil"')


@pytest.mark.parametrize(
    ("office", "scope", "answer"),
    [
        (OfficeKind.VILLAGE_OPERATOR, (NGEBEL,), 303),
        (OfficeKind.VILLAGE_HEAD, (NGEBEL,), 303),
        (OfficeKind.VILLAGE_SECRETARY, (NGEBEL,), 303),
        (OfficeKind.COUNCIL_MEMBER, (NGEBEL,), 403),
        (OfficeKind.VILLAGE_OPERATOR, (PUPUS,), 403),
        (OfficeKind.VILLAGE_HEAD, (PUPUS,), 403),
        (OfficeKind.DISTRICT_OFFICER, ("35.02.19",), 403),
        (OfficeKind.REGENCY_OFFICER, ("35.02",), 403),
        (OfficeKind.ADMINISTRATOR, (), 403),
    ],
)
def test_only_the_own_offices_write_a_village(
    app: Flask, client: FlaskClient, office: OfficeKind, scope: tuple[str, ...], answer: int
) -> None:
    testing.sign_in(client, office, scope)
    assert client.get(f"{URL}/ubah").status_code == (200 if answer == 303 else answer)
    assert client.get(f"{URL}/riwayat").status_code == (200 if answer == 303 else answer)
    assert testing.post(client, f"{URL}/ubah", PROFILE).status_code == answer
    assert (village(app) is not None) is (answer == 303)


def test_a_visitor_is_asked_to_sign_in(client: FlaskClient) -> None:
    answer = client.get(f"{URL}/ubah")
    assert answer.status_code == 303 and answer.location.startswith("/masuk?next=")


def test_a_kelurahan_has_no_profile_to_write(context: Flask) -> None:
    ward = "33.72.01.1011"
    actor = Actor(1, "Lurah", HeldOffice(1, OfficeKind.VILLAGE_HEAD, "Lurah", (ward,)))
    with pytest.raises(NotAllowed, match="Kelurahan"):
        service.edit_village(actor, ward, {"terms": {}}, 0)


def test_C3_a_lost_update_is_refused_with_both_versions(app: Flask, operator: FlaskClient) -> None:
    head = app.test_client()
    testing.sign_in(head, "village_head")
    testing.post(operator, f"{URL}/ubah", PROFILE)
    testing.post(head, f"{URL}/ubah", {**PROFILE, "head_name": "Sutrisno", "index_class": "independent", "_versi": "1"})
    answer = testing.post(operator, f"{URL}/ubah", {**PROFILE, "head_name": "Sumarni", "_versi": "1"})
    assert answer.status_code == 409
    assert "Sutrisno" in answer.text and "Sumarni" in answer.text
    assert "Mandiri" in answer.text and "Maju" in answer.text
    kept = village(app)
    assert kept is not None and kept.head_name == "Sutrisno" and kept.version == 2


def test_C3_two_who_write_the_first_profile_do_not_overwrite_each_other(app: Flask, operator: FlaskClient) -> None:
    head = app.test_client()
    testing.sign_in(head, "village_head")
    testing.post(head, f"{URL}/ubah", PROFILE)
    assert testing.post(operator, f"{URL}/ubah", {**PROFILE, "head_name": "Lain"}).status_code == 409


def test_a_save_without_a_change_is_no_event(app: Flask, operator: FlaskClient) -> None:
    testing.post(operator, f"{URL}/ubah", PROFILE)
    testing.post(operator, f"{URL}/ubah", {**PROFILE, "_versi": "1"})
    with app.app_context():
        kinds = [event.kind for event in db.session.scalars(select(Event)) if event.subject_kind == "village"]
        assert kinds == ["village.edited"]
        assert events.verify().intact


def test_the_history_tells_who_changed_what_from_what_to_what(app: Flask, operator: FlaskClient) -> None:
    testing.post(operator, f"{URL}/ubah", PROFILE)
    testing.post(
        operator, f"{URL}/ubah", {**PROFILE, "index_class": "independent", "head_name": "Sutrisno", "_versi": "1"}
    )
    text = operator.get(f"{URL}/riwayat").text
    assert "Profil desa diperbarui" in text
    assert "Operator Ngebel sebagai" in text
    assert "<del>Suparman, S.Sos.</del> → Sutrisno" in text
    assert "<del>Maju</del> → Mandiri" in text
    assert "WIB" in text


def test_the_history_is_paged(app: Flask, operator: FlaskClient) -> None:
    with app.app_context():
        actor = testing.sign_in(operator, "village_operator", username="operator.ngebel")
        for number in range(1, 26):
            values: dict[str, Any] = {**dict.fromkeys(service.VILLAGE_FIELDS, None), "terms": {}, "population": number}
            values |= dict.fromkeys(("head_name", "public_phone", "public_email", "website", "about"), "")
            service.edit_village(actor, NGEBEL, values, None)
    one, two = operator.get(f"{URL}/riwayat").text, operator.get(f"{URL}/riwayat?halaman=2").text
    assert one.count("Profil desa diperbarui") == 20 and two.count("Profil desa diperbarui") == 5


def test_a_stale_version_is_a_conflict_for_services_too(context: Flask) -> None:
    actor = testing.sign_in(context.test_client(), "village_operator")
    values: dict[str, Any] = {**dict.fromkeys(service.VILLAGE_FIELDS, None), "terms": {}}
    values |= dict.fromkeys(("head_name", "public_phone", "public_email", "website", "about"), "")
    service.edit_village(actor, NGEBEL, {**values, "population": 1}, 0)
    with pytest.raises(Conflict) as conflict:
        service.edit_village(actor, NGEBEL, {**values, "population": 2}, 0)
    assert (conflict.value.theirs, conflict.value.yours) == ({"population": "1"}, {"population": "2"})
