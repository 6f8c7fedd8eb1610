"""The one search box, over all 83,762 villages."""

from __future__ import annotations

import time

import pytest
from flask import Flask

from portal.villages import search, spelling
from portal.villages.search import Match


def found(text: str, page: int = 1) -> list[tuple[str, str]]:
    """What is found, as (code, full name)."""
    return [(hit.place.code, hit.place.full) for hit in search.find(text, page).hits]


def first(text: str) -> tuple[str, str]:
    """The full name found first, and why."""
    hit = search.find(text).hits[0]
    return hit.place.full, hit.match


NGEBEL = "Ngebel, Kec. Ngebel, Kabupaten Ponorogo"
LAWEYAN = "Karangasem, Kec. Laweyan, Kota Surakarta"


@pytest.mark.parametrize(
    ("text", "name", "match"),
    [
        ("ngebel", NGEBEL, Match.EXACT),
        ("NGEBEL", NGEBEL, Match.EXACT),
        ("  Ngebel ", NGEBEL, Match.EXACT),
        ("ngebe", NGEBEL, Match.BEGINNING),
        ("ngebel ponorogo", NGEBEL, Match.WORDS),
        ("ponorogo ngebel", NGEBEL, Match.WORDS),
        ("desa ngebel, kec. ngebel, kab. ponorogo", NGEBEL, Match.WORDS),
        ("karangasem laweyan", LAWEYAN, Match.WORDS),
        ("laweyan karangasem", LAWEYAN, Match.WORDS),
        ("karang asem surakarta", LAWEYAN, Match.PART),
        ("3502192007", NGEBEL, Match.CODE),
        ("35.02.19.2007", NGEBEL, Match.CODE),
        ("35 02 19 2007", NGEBEL, Match.CODE),
        ('soka"an', 'Soka"an, Kec. Krejengan, Kabupaten Probolinggo', Match.EXACT),
        ("sokaan", 'Soka"an, Kec. Krejengan, Kabupaten Probolinggo', Match.EXACT),
        ("lubuk pakam i,ii", "Lubuk Pakam I,II, Kec. Lubuk Pakam, Kabupaten Deli Serdang", Match.EXACT),
        ("yoboi sentani", "Desa Adat Yoboi, Distrik Sentani, Kabupaten Jayapura", Match.WORDS),
        ("ngbel", NGEBEL, Match.SIMILAR),
        ("ngbel ponorogo", NGEBEL, Match.SIMILAR),
        ("tanjung merdka", "Tanjung Merdeka, Kec. Tamalate, Kota Makassar", Match.SIMILAR),
        ("bakonggan", "Keude Bakongan, Kec. Bakongan, Kabupaten Aceh Selatan", Match.SIMILAR),
    ],
)
def test_a_village_is_found_as_people_write_it(indonesia: Flask, text: str, name: str, match: Match) -> None:
    assert first(text) == (name, match)


@pytest.mark.parametrize(
    ("text", "name"), [("sukamjau", "sukamaju"), ("suka mjau", "sukamaju"), ("karangasm", "karangasem")]
)
def test_a_typing_mistake_is_put_right(indonesia: Flask, text: str, name: str) -> None:
    hits = search.find(text).hits
    assert len(hits) == 20
    assert all(name in hit.place.name.replace(" ", "").lower() for hit in hits)


def test_villages_of_one_name_are_told_apart(indonesia: Flask) -> None:
    hits = [hit for page in (1, 2) for hit in search.find("karangasem", page).hits if hit.place.name == "Karangasem"]
    assert len(hits) == 23
    assert len({hit.place.full for hit in hits}) > 20
    assert {hit.place.kind for hit in hits} == {"village", "ward"}


def test_one_word_or_two_is_the_same_name(indonesia: Flask) -> None:
    assert {code for code, _ in found("sukamaju")} == {code for code, _ in found("suka maju")}
    names = {name.split(",")[0] for _, name in found("sukamaju")}
    assert {"Sukamaju", "Suka Maju"} <= names


def test_a_code_prefix_finds_the_villages_of_a_district(indonesia: Flask) -> None:
    assert [code for code, _ in found("35.02.19")] == [f"35.02.19.200{number}" for number in range(1, 9)]
    assert found("350219") == found("35.02.19")


def test_a_district_finds_its_villages(indonesia: Flask) -> None:
    assert {code for code, _ in found("kecamatan ngebel")} >= {f"35.02.19.200{number}" for number in range(1, 9)}


def test_a_village_of_its_own_name_comes_before_one_that_begins_so(indonesia: Flask) -> None:
    places = [hit.place for hit in search.find("sukamaju bogor").hits]
    assert places and all(place.name == "Sukamaju" and place.regency == "Kabupaten Bogor" for place in places)


def test_short_words_are_searched_too(indonesia: Flask) -> None:
    assert search.find("ka").total == search.MOST
    assert all("I" in hit.place.name for hit in search.find("i lubuk pakam").hits)
    assert search.find("k").too_short
    assert search.find("").too_short


def test_no_more_than_a_hundred_are_shown_twenty_a_page(indonesia: Flask) -> None:
    pages = [found("karang", page) for page in range(1, 6)]
    assert [len(page) for page in pages] == [20] * 5
    assert len({code for page in pages for code, _ in page}) == 100
    assert search.find("karang", 1).has_more and not search.find("karang", 5).has_more
    assert found("karang", 999) == pages[4] and found("karang", -1) == pages[0]


@pytest.mark.parametrize(
    "text",
    ["\0", "%", '"', "';--", "a\0b", "😀", "ا ب ت", "x" * 1_000_000, '" OR "', "NEAR(a b)", "-ngebel", "*", "_" * 50]
    + ["words:ngebel", "{words}", "(((", "AND OR NOT", "9" * 100, "1" * 3, "a " * 5000, "%%%%", "\\", "ngebel*"],
)
def test_hostile_text_is_searched_safely(indonesia: Flask, text: str) -> None:
    results = search.find(text)
    assert len(results.hits) <= 20


def test_words_with_a_meaning_in_the_query_language_are_words(indonesia: Flask) -> None:
    assert first('"ngebel" ponorogo')[0] == NGEBEL
    assert first("ngebel* (ponorogo)")[0] == NGEBEL


def test_slips_are_counted_as_people_make_them() -> None:
    assert spelling.slips("sukamjau", "sukamaju", 2) == 1
    assert spelling.slips("ngbel", "ngebel", 2) == 1
    assert spelling.slips("purwokerto", "purwakarta", 3) == 3
    assert spelling.slips("ngebel", "ngebel", 2) == 0
    assert spelling.slips("ngebel", "laweyan", 2) == 3


@pytest.mark.sqlite
def test_search_is_quick_over_all_villages(indonesia: Flask) -> None:
    texts = ["ngebel", "karangasem", "sukamaju", "karangasem laweyan", "sukamjau", "35.02", "jawa timur", "utara", "ka"]
    times = []
    for text in texts * 2:
        begun = time.process_time()
        search.find(text)
        times.append(time.process_time() - begun)
    assert sorted(times)[len(times) // 2] < 0.1  # ten times what it takes, so that a busy machine does not fail it
