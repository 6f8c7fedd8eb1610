"""The public face: home, about, privacy, and the pages for when the network is gone."""

from __future__ import annotations

import re

from flask.testing import FlaskClient

from portal import testing


def test_home_tells_what_this_is_and_lets_a_villager_search(client: FlaskClient) -> None:
    text = client.get("/").text
    assert len(re.findall("<h1", text)) == 1
    assert len(re.findall('role="search"', text)) == 1
    assert 'action="/desa" method="get"' in text
    assert len(re.findall(r"<li class=\"card\">\s*<h3>", text)) >= 3


def test_home_without_partnerships_says_what_to_do_first(client: FlaskClient) -> None:
    assert 'class="empty"' in client.get("/").text


def test_home_offers_a_start_to_those_who_may(client: FlaskClient) -> None:
    assert "Mulai kerja sama" not in client.get("/").text
    testing.sign_in(client, "village_head")
    text = client.get("/").text
    assert "Mulai kerja sama" in text and "Catat yang sudah berjalan" in text
    testing.sign_in(client, "system_admin")
    assert "Mulai kerja sama" not in client.get("/").text


def test_about_shows_the_lawful_path_and_what_it_rests_on(client: FlaskClient) -> None:
    text = client.get("/tentang").text
    assert text.count("<li><h3>") == 6 and "(nanti)" not in text  # an explanation; nothing is left to do
    assert "Permendagri 96/2017" in text


def test_the_privacy_page_names_whom_to_ask(client: FlaskClient, tmp_path) -> None:  # type: ignore[no-untyped-def]
    assert "kantor desa" in client.get("/privasi").text
    app = testing.make_app(tmp_path, privacy_contact="data@ponorogo.example")
    assert "data@ponorogo.example" in app.test_client().get("/privasi").text


def test_the_privacy_page_names_the_cdn_only_when_it_is_used(client: FlaskClient, tmp_path) -> None:  # type: ignore[no-untyped-def]
    assert "jsDelivr" not in client.get("/privasi").text
    app = testing.make_app(tmp_path, htmx_source="cdn")
    assert "jsDelivr" in app.test_client().get("/privasi").text


def test_every_page_names_where_the_area_data_come_from(client: FlaskClient) -> None:
    assert "ODbL" in client.get("/tentang").text


def test_a_demo_says_so_on_every_page(client: FlaskClient, tmp_path) -> None:  # type: ignore[no-untyped-def]
    app = testing.make_app(tmp_path, demo=True)
    assert "portal contoh" in app.test_client().get("/tentang").text
    assert "portal contoh" not in client.get("/tentang").text


def test_local_terms_are_on_the_home_page(tmp_path) -> None:  # type: ignore[no-untyped-def]
    from portal.contracts import Terms

    app = testing.make_app(tmp_path, terms=Terms(village="Nagari"))
    testing.create_schema(app)
    text = app.test_client().get("/").text
    testing.close_database(app)
    assert "nagari dengan profil" in text


def test_the_service_worker_is_served_from_the_root_and_knows_its_files(client: FlaskClient) -> None:
    answer = client.get("/sw.js")
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert '"offline": "/luring"' in answer.text and "/static/portal.js?v=" in answer.text


def test_search_engines_are_kept_from_forms(client: FlaskClient) -> None:
    assert "Disallow: /masuk" in client.get("/robots.txt").text


def test_somebody_signed_in_sees_as_which_office_they_act(client: FlaskClient) -> None:
    actor = testing.sign_in(client, "village_head")
    text = client.get("/tentang").text
    assert actor.office and f"sebagai {actor.office.label}" in text
    assert 'href="/akun"' in text and 'href="/masuk"' not in text
