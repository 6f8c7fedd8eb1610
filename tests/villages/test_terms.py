"""Local names: the installation's, the province's usual ones, the village's own."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal import testing
from portal.villages import queries
from portal.villages.terms import BY_PROVINCE, terms_for, usual_terms

NGEBEL = "35.02.19.2007"


@pytest.mark.parametrize(
    ("code", "village", "head", "council"),
    [
        (NGEBEL, "Desa", "Kepala Desa", "BPD"),
        ("13.06.01.2001", "Nagari", "Wali Nagari", "Bamus Nagari"),
        ("11.01.01.2001", "Gampong", "Keuchik", "Tuha Peuet"),
        ("34.04.01.2001", "Kalurahan", "Lurah", "Bamuskal"),
        ("51.04.05.2001", "Desa", "Perbekel", "BPD"),
        ("91.03.01.2001", "Kampung", "Kepala Kampung", "Bamuskam"),
        ("91.03.01.3007", "Desa", "Kepala Desa", "BPD"),
    ],
)
def test_the_usual_names_follow_the_province(context: Flask, code: str, village: str, head: str, council: str) -> None:
    terms = terms_for(code)
    assert (terms.village, terms.village_head, terms.village_council) == (village, head, council)


def test_without_a_village_the_names_are_the_installations(context: Flask) -> None:
    assert terms_for(None) == context.extensions["portal.settings"].terms


def test_a_village_writes_its_own_names(app: Flask, operator: FlaskClient) -> None:
    testing.post(operator, f"/desa/{NGEBEL}/ubah", {"term_village": "Kampung", "term_village_head": "Petinggi"})
    text = app.test_client().get(f"/desa/{NGEBEL}").text
    assert "<h1>Kampung Ngebel</h1>" in text and "<dt>Petinggi</dt>" in text
    with app.app_context():
        assert terms_for(NGEBEL).village_council == "BPD"
        assert usual_terms(NGEBEL).village == "Desa"


def test_pages_of_a_province_use_its_names(client: FlaskClient) -> None:
    assert "<h1>Kapanewon Gamping</h1>" in client.get("/wilayah/34.04.01").text
    assert "<h1>Nagari " in client.get("/desa/13.06.01.2001").text


def test_suggested_names_fit_where_they_are_kept(context: Flask) -> None:
    from portal.contracts import Terms

    for names in BY_PROVINCE.values():
        assert set(names) <= set(Terms.names())
        assert all(len(name) <= 40 for name in names.values())


def test_a_place_is_named_so_that_it_can_be_told_apart(context: Flask) -> None:
    places = queries.place_names([NGEBEL, "35.02.19", "35.02", "35", "35.02.19.2099", "bukan kode"])
    assert [place.full for place in places.values()] == [
        "Ngebel, Kec. Ngebel, Kabupaten Ponorogo",
        "Ngebel, Kabupaten Ponorogo",
        "Kabupaten Ponorogo, Jawa Timur",
        "Jawa Timur",
    ]
    elsewhere = queries.place_names(["91.03.01.3007", "34.04.01.2001"])
    assert [place.full for place in elsewhere.values()] == [
        "Desa Adat Yoboi, Distrik Sentani, Kabupaten Jayapura",
        "Balecatur, Kapanewon Gamping, Kabupaten Sleman",
    ]
    assert places[NGEBEL].where == "Kec. Ngebel, Kabupaten Ponorogo, Jawa Timur"
