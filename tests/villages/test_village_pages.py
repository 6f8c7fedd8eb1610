"""The public pages of areas and villages."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.db import db, transactional
from portal.permissions import Actor
from portal.villages import areas, sections
from portal.villages.models import Need, Potential, Village
from portal.villages.sections import Section

NGEBEL = "35.02.19.2007"


@transactional
def write(*rows: object) -> None:
    """Put records into the database."""
    db.session.add_all(rows)


def test_a_search_answers_a_whole_page_and_a_fragment_of_it(client: FlaskClient) -> None:
    whole = client.get("/desa?q=ngebel").text
    part = client.get("/desa?q=ngebel", headers={"HX-Request": "true"}).text
    assert "<html" in whole and "<html" not in part
    assert 'id="hasil"' in part and part.strip() in whole
    assert f'href="/desa/{NGEBEL}"' in part
    assert "Kec. Ngebel, Kabupaten Ponorogo, Jawa Timur" in part


def test_a_search_without_words_shows_examples_and_the_way_to_browse(client: FlaskClient) -> None:
    text = client.get("/desa").text
    assert "/desa?q=ngebel+ponorogo" in text or "/desa?q=ngebel%20ponorogo" in text
    assert 'href="/wilayah"' in text


def test_a_search_without_a_result_says_so_and_escapes_what_was_typed(client: FlaskClient) -> None:
    text = client.get("/desa?q=<script>zzqq</script>").text
    assert "Tidak ada yang cocok" in text
    assert "<script>zzqq" not in text


def test_a_kelurahan_is_marked_in_results_as_no_party(client: FlaskClient) -> None:
    text = client.get("/desa?q=karangasem+laweyan").text
    assert "Kelurahan" in text and "Bukan pihak kerja sama desa" in text


def test_more_results_are_one_page_further(client: FlaskClient) -> None:
    one, two = client.get("/desa?q=karangasem").text, client.get("/desa?q=karangasem&hal=2").text
    assert "Tampilkan lagi" in one and "hal=2" in one
    codes = re.compile(r'href="/desa/([\d.]{13})"')
    assert len(codes.findall(one)) == 20
    assert not set(codes.findall(one)) & set(codes.findall(two))


@pytest.mark.parametrize(
    "query",
    ["q=%FF%FE", "q=" + "a" * 5000, "q=%25", "q=%22", "q=%F0%9F%98%80", "hal=-1", "hal=abc", "hal=999999", "q[]=1"],
)
def test_hostile_queries_get_a_page(client: FlaskClient, query: str) -> None:
    assert client.get(f"/desa?{query}").status_code == 200


def test_browsing_leads_from_province_to_village(client: FlaskClient) -> None:
    assert 'href="/wilayah/35"' in client.get("/wilayah").text
    assert 'href="/wilayah/35.02"' in client.get("/wilayah/35").text
    assert 'href="/wilayah/35.02.19"' in client.get("/wilayah/35.02").text
    district = client.get("/wilayah/35.02.19").text
    assert f'href="/desa/{NGEBEL}"' in district
    assert "Kecamatan Ngebel" in district and "8 desa, 0 kelurahan" in district
    assert 'href="/wilayah/35.02"' in district


@pytest.mark.parametrize(
    ("asked", "official"),
    [
        ("/desa/3502192007", f"/desa/{NGEBEL}"),
        ("/desa/35-02-19-2007", f"/desa/{NGEBEL}"),
        ("/desa/35.02.19", "/wilayah/35.02.19"),
        ("/wilayah/3502", "/wilayah/35.02"),
        (f"/wilayah/{NGEBEL}", f"/desa/{NGEBEL}"),
    ],
)
def test_another_spelling_of_a_code_is_sent_to_the_official_one(client: FlaskClient, asked: str, official: str) -> None:
    answer = client.get(asked)
    assert (answer.status_code, answer.location) == (301, official)


@pytest.mark.parametrize("code", ["99.99.99.2001", "abc", "35.02.19.2099", "35.02.19.200", "%00", "..", "a" * 300])
def test_an_unknown_code_is_not_found(client: FlaskClient, code: str) -> None:
    assert client.get(f"/desa/{code}").status_code in (400, 404)
    assert client.get(f"/wilayah/{code}").status_code in (400, 404)


def test_a_village_without_a_profile_has_a_page(client: FlaskClient) -> None:
    text = client.get(f"/desa/{NGEBEL}").text
    assert "<h1>Desa Ngebel</h1>" in text
    assert "belum diisi" in text and "Belum ada potensi yang ditulis." in text


def test_a_kelurahan_page_says_why_it_cannot_be_a_party(client: FlaskClient) -> None:
    text = client.get("/desa/33.72.01.1011").text
    assert "<h1>Kelurahan Karangasem</h1>" in text
    assert "tidak dapat menjadi pihak kerja sama desa" in text
    assert "Potensi" not in text


def test_a_customary_village_keeps_its_name(client: FlaskClient) -> None:
    text = client.get("/desa/91.03.01.3007").text
    assert "<h1>Desa Adat Yoboi</h1>" in text and "Desa adat" in text


def test_a_village_page_shows_profile_potentials_and_needs(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        village = Village.blank(NGEBEL)
        village.head_name, village.population, village.about = "Suparman", 3241, "Di tepi telaga."
        village.index_class, village.index_year, village.index_kind = "advanced", 2025, "indeks_desa"
        write(village, Potential(village_code=NGEBEL, sector="air", title="Mata air", quantity=12, unit="liter/detik"))
        write(Need(village_code=NGEBEL, sector="sampah", title="Truk sampah", urgency="high"))
    text = client.get(f"/desa/{NGEBEL}").text
    for shown in ("Suparman", "3.241 jiwa", "Di tepi telaga.", "Maju", "Mata air", "12 liter/detik", "Mendesak"):
        assert shown in text
    assert "Air bersih dan irigasi" in text and "Sampah dan kebersihan" in text


def test_a_sector_whose_plugin_is_gone_stays_readable(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        write(Potential(village_code=NGEBEL, sector="perikanan_laut", title="Kapal"))
    assert "perikanan_laut" in client.get(f"/desa/{NGEBEL}").text


def test_no_text_of_a_village_becomes_markup(app: Flask, client: FlaskClient) -> None:
    evil = "<img src=x onerror=alert(1)>"
    with app.app_context():
        village = Village.blank(NGEBEL)
        village.head_name = village.about = evil
        village.terms = {"village_head": evil[:40]}
        write(village, Potential(village_code=NGEBEL, sector=evil[:40], title=evil, unit=evil, note=evil))
        write(Need(village_code=NGEBEL, sector="air", title=evil, urgency=evil[:10]))
    text = client.get(f"/desa/{NGEBEL}").text
    assert evil[:12] not in text
    assert "&lt;img src=x" in text


def test_a_village_whose_code_vanished_says_so(own_areas: Flask, release, edit, client: FlaskClient) -> None:  # type: ignore[no-untyped-def]
    edit("villages", lambda text: text.replace(f"{NGEBEL},35.02.19,Ngebel\n", ""))
    areas.load(release)
    db.session.remove()
    text = client.get(f"/desa/{NGEBEL}").text
    assert "tidak berlaku lagi" in text
    assert "Tidak berlaku lagi" in client.get("/wilayah/35.02.19").text
    assert f'href="/desa/{NGEBEL}"' in client.get(f"/desa?q={NGEBEL}").text


def test_rooms_above_show_their_part_on_a_village_page(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def provider(code: str, actor: Actor) -> Section:
        return Section(f"Bagian {code}", "knowledge/offline.html")

    monkeypatch.setitem(app.extensions, sections.VILLAGE, [provider, lambda code, actor: None])
    text = client.get(f"/desa/{NGEBEL}").text
    assert f"<h2>Bagian {NGEBEL}</h2>" in text


@pytest.mark.parametrize("url", ["/desa?q=karangasem", f"/desa/{NGEBEL}", "/wilayah", "/wilayah/35.02", "/organisasi"])
def test_a_page_takes_few_statements(app: Flask, client: FlaskClient, url: str) -> None:
    from sqlalchemy import event

    statements: list[str] = []

    def count(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if not statement.startswith(("PRAGMA", "BEGIN", "SET ")):
            statements.append(statement)

    with app.app_context():
        engine = db.engine
    client.get("/sehat")
    event.listen(engine, "before_cursor_execute", count)
    try:
        assert client.get(url).status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", count)
    assert 1 <= len(statements) <= 15, statements
