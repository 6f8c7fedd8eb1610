"""Every page of this room opens for those it is for, and for nobody else."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_login import current_user
from sqlalchemy import event

from portal import testing
from portal.accounts import words
from portal.db import db
from portal.permissions import Action, OfficeKind

ADMIN_PAGES = ["/admin", "/admin/orang", "/admin/jabatan", "/admin/plugin", "/admin/peran"]
OWN_PAGES = ["/akun", "/akun/sandi", "/akun/dua-langkah", "/akun/data", "/akun/data/unduh", "/akun/konfirmasi"]


@pytest.mark.parametrize("url", ["/masuk", "/masuk/lupa"])
def test_a_visitor_can_open_the_way_in(client: FlaskClient, url: str) -> None:
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("url", OWN_PAGES + ADMIN_PAGES + ["/undangan", "/undangan/buat"])
def test_a_visitor_is_asked_to_sign_in_and_comes_back(client: FlaskClient, url: str) -> None:
    answer = client.get(url)
    assert (answer.status_code, answer.location) == (303, f"/masuk?next={url}")


@pytest.mark.parametrize("url", OWN_PAGES)
def test_everybody_signed_in_can_open_their_own_pages(client: FlaskClient, url: str) -> None:
    testing.sign_in(client, OfficeKind.COUNCIL_MEMBER)
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("url", ADMIN_PAGES + ["/admin/orang/1", "/admin/jabatan/1", "/undangan", "/undangan/buat"])
def test_an_administrator_can_open_every_page_of_management(client: FlaskClient, url: str) -> None:
    testing.sign_in(client, OfficeKind.ADMINISTRATOR)
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("url", ADMIN_PAGES + ["/admin/orang/1", "/admin/jabatan/1"])
@pytest.mark.parametrize("kind", [OfficeKind.VILLAGE_HEAD, OfficeKind.VILLAGE_OPERATOR])
def test_management_is_closed_to_village_officers(client: FlaskClient, kind: OfficeKind, url: str) -> None:
    testing.sign_in(client, kind)
    assert client.get(url).status_code == 403


def test_a_missing_person_or_office_is_not_found(client: FlaskClient) -> None:
    testing.sign_in(client, OfficeKind.ADMINISTRATOR)
    for url in ("/admin/orang/999", "/admin/jabatan/999", "/admin/jabatan/masa/999/akhiri"):
        assert client.get(url).status_code == 404


def test_an_operator_cannot_invite(client: FlaskClient) -> None:
    testing.sign_in(client, OfficeKind.VILLAGE_OPERATOR)
    assert client.get("/undangan").status_code == 403


def test_people_are_found_by_name_office_and_state(app: Flask, client: FlaskClient) -> None:
    testing.sign_in(app.test_client(), OfficeKind.VILLAGE_HEAD, username="siti.ngebel")
    testing.sign_in(app.test_client(), OfficeKind.VILLAGE_OPERATOR, username="budi.ngebel")
    testing.sign_in(client, OfficeKind.ADMINISTRATOR)
    assert "budi.ngebel" not in client.get("/admin/orang?q=SITI").text
    assert "siti.ngebel" in client.get("/admin/orang?q=SITI").text
    assert "siti.ngebel" not in client.get("/admin/orang?jabatan=village_operator").text
    assert "siti.ngebel" not in client.get("/admin/orang?aktif=tidak").text
    assert "Tidak ada orang" in client.get("/admin/orang?q=%25").text


def test_the_roles_page_shows_the_rules_that_are_used(client: FlaskClient) -> None:
    testing.sign_in(client, OfficeKind.ADMINISTRATOR)
    shown = client.get("/admin/peran").text
    assert "partnership:sign" in shown and "Kepala Desa" in shown


def test_the_plugin_page_says_what_is_wrong_with_a_faulty_plugin(tmp_path_factory: pytest.TempPathFactory) -> None:
    def broken() -> object:
        raise ImportError("modul tidak ada")

    app = testing.make_app(tmp_path_factory.mktemp("faulty"), plugins=[("rusak", "1.2", broken)])
    testing.create_schema(app)
    client = app.test_client()
    testing.sign_in(client, OfficeKind.ADMINISTRATOR)
    shown = client.get("/admin/plugin").text
    assert "rusak" in shown and "modul tidak ada" in shown and "kuasa penuh" in shown
    testing.close_database(app)


def test_every_action_of_the_rules_has_words() -> None:
    assert set(Action) <= set(words.ACTIONS)


def test_knowing_who_acts_costs_one_statement_and_a_visitor_none(app: Flask, client: FlaskClient) -> None:
    asked: list[str] = []
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD)

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        asked.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        app.test_client().get("/sehat")
        assert asked == []
        client.get("/sehat")
        assert len([statement for statement in asked if statement.startswith("SELECT")]) == 1
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_extensions_that_use_flask_login_see_who_is_signed_in(app: Flask, client: FlaskClient) -> None:
    actor = testing.sign_in(client, OfficeKind.VILLAGE_HEAD)
    cookie = client.get_cookie("portal")
    assert cookie is not None
    with app.test_request_context("/sehat"):
        app.preprocess_request()
        assert not current_user.is_authenticated
    with app.test_request_context("/sehat", headers={"Cookie": f"portal={cookie.value}"}):
        app.preprocess_request()
        assert current_user.is_authenticated and current_user.id == actor.person_id
