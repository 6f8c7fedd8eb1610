"""The way to a type of partnership: sensible answers to sensible questions, and an answer to every combination."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from browsers import PHONE, Chromium, overflow, serve, small_targets, violations
from flask import Flask
from flask.testing import FlaskClient

from portal import create_app, testing
from portal.contracts import Advice, Answers, PartnershipType, say
from portal.hookspecs import hookimpl
from portal.partnerships import choosing
from portal.permissions import OfficeKind
from portal.plugin import installed_plugins, module_plugin

PLAIN = {"pihak": "2", "lembaga": "tidak", "bidang": "satu", "sektor": "air", "bersama": "tidak", "tenaga": "cukup"}
PLAIN |= {"lama": "sebentar"}
CASES = {
    "two villages with one spring are best off with an agreement of two": ({}, "bilateral"),
    "two villages with much to share stay an agreement of two": (
        {"bersama": "ya", "lama": "menetap", "bidang": "beberapa"}, "bilateral",
    ),
    "a village and a campus begin as two": ({"lembaga": "ya"}, "bilateral"),
    "four villages that learn one craft from each other share a sector": ({"pihak": "3-5"}, "sector"),
    "four villages that pool a machine need a body": ({"pihak": "3-5", "bersama": "ya"}, "multilateral"),
    "four villages with a lasting work need a body": ({"pihak": "3-5", "lama": "menetap"}, "multilateral"),
    "eight villages with several fields need one table": ({"pihak": "6", "bidang": "beberapa"}, "multilateral"),
    "few hands do not change what four villages with a shared machine need": (
        {"pihak": "3-5", "bersama": "ya", "tenaga": "terbatas"}, "multilateral",
    ),
}  # fmt: skip


def way(**changes: str) -> str:
    """The address of a way with these answers."""
    answers = {**PLAIN, **changes}
    if answers["bidang"] != "satu":
        answers.pop("sektor")
    return "/kemitraan/pilih?" + urlencode(answers)


def every_way() -> Iterator[dict[str, str]]:
    """Every combination of answers to the questions that everybody is asked."""
    names = [question.name for question in choosing.QUESTIONS]
    values = [[choice.value for choice in question.choices] for question in choosing.QUESTIONS]
    for chosen in itertools.product(*values):
        yield dict(zip(names, chosen, strict=True))


def advised(app: Flask, chosen: dict[str, str]) -> list[Advice]:
    found: list[Advice] = app.extensions["portal.registry"].advice(choosing.answers_of(chosen))
    return found


@pytest.mark.parametrize("case", CASES)
def test_it_recommends(app: Flask, case: str) -> None:
    changes, expected = CASES[case]
    with app.test_request_context():
        assert advised(app, {**PLAIN, **changes})[0].type_code == expected


def test_every_combination_of_answers_gets_reasons_and_what_it_asks_of_them(app: Flask) -> None:
    with app.test_request_context():
        for chosen in every_way():
            best = advised(app, chosen)[0]
            kind = app.extensions["portal.registry"].types[best.type_code]
            assert best.fit >= 45 and best.reasons and best.demands, chosen
            assert not choosing.limit_of(kind, choosing.PARTIES[chosen["pihak"]]), f"{chosen}: it cannot be begun"


def test_with_a_third_party_the_paper_is_a_joint_agreement_in_every_advice(app: Flask) -> None:
    with app.test_request_context():
        for chosen in every_way():
            told = " ".join(str(text) for text in advised(app, chosen)[0].demands)
            assert ("Perjanjian Bersama, bukan" in told or "Perjanjian Bersama dengan" in told) == (
                chosen["lembaga"] == "ya"
            ), chosen


def test_with_few_hands_every_advice_says_to_begin_small_with_a_companion(app: Flask) -> None:
    with app.test_request_context():
        for chosen in every_way():
            told = " ".join(str(text) for text in advised(app, chosen)[0].demands)
            assert ("pendamping" in told) == (chosen["tenaga"] == "terbatas"), chosen


def test_one_question_is_asked_at_a_time_and_what_was_answered_can_be_changed(client: FlaskClient) -> None:
    first = client.get("/kemitraan/pilih").text
    assert "Berapa pihak" in first and "Adakah pihak yang bukan desa" not in first
    second = client.get("/kemitraan/pilih?pihak=3-5").text
    assert "Adakah pihak yang bukan desa" in second and "Tiga sampai lima" in second
    again = client.get("/kemitraan/pilih?lembaga=ya").text
    assert "Berapa pihak" in again and "Ya, ada" in again, "an answer taken back is asked for anew, the others stay"


def test_the_whole_way_can_be_sent_as_an_address_and_ends_with_the_right_form(client: FlaskClient) -> None:
    shown = client.get(way(pihak="3-5", bersama="ya")).text
    assert shown.index("Kemitraan banyak desa") < shown.index("Kemitraan dua pihak")
    assert "/kemitraan/baru?jenis=multilateral&amp;sektor=air" in shown


def test_the_form_opens_with_the_type_and_the_sector_that_were_found(client: FlaskClient) -> None:
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD)
    shown = client.get("/kemitraan/baru?jenis=multilateral&sektor=air").text
    assert 'name="type_code" value="multilateral"' in shown and "satu baris satu desa" in shown
    assert re.search(r'<option selected value="air"', shown)


def test_somebody_who_does_not_know_the_field_yet_comes_to_an_answer_too(client: FlaskClient) -> None:
    shown = client.get(way(sektor="belum")).text
    assert (
        "Jenis yang cocok" in shown and "jenis=bilateral" in shown and "sektor=belum" not in shown.split("Jawaban")[0]
    )


def test_nonsense_in_the_address_is_asked_for_again(client: FlaskClient) -> None:
    assert "Berapa pihak" in client.get("/kemitraan/pilih?pihak=seribu&sektor=%3Cb%3E&x=1").text


def test_a_type_for_two_says_so_to_four(client: FlaskClient) -> None:
    assert "paling banyak untuk 2 pihak" in client.get(way(pihak="3-5")).text


def test_an_official_reads_the_advice_and_is_offered_no_form_that_is_not_theirs(client: FlaskClient) -> None:
    testing.sign_in(client, OfficeKind.DISTRICT_OFFICER, ("35.02.19",))
    shown = client.get(way()).text
    assert "Jenis yang cocok" in shown and "Mulai dengan jenis ini" not in shown


class Broken:
    @hookimpl
    def portal_partnership_types(self, sectors: Any) -> list[PartnershipType]:
        return [PartnershipType("tukar", say("Pertukaran"), say("Saling berkunjung."), (2, None))]

    @hookimpl
    def portal_advice(self, answers: Answers) -> list[Advice]:
        raise RuntimeError("rusak")


def test_a_plugin_that_fails_gives_no_advice_and_its_type_is_still_shown(app: Flask) -> None:
    settings = app.extensions["portal.settings"]
    own = create_app(settings, [*installed_plugins(), module_plugin("tukar", Broken())])
    shown = own.test_client().get(way()).text
    assert "Pertukaran" in shown and "Kemitraan dua pihak" in shown


def test_when_no_plugin_advises_it_is_said_and_every_type_is_shown(app: Flask) -> None:
    own = create_app(app.extensions["portal.settings"], [module_plugin("tukar", Broken())])
    shown = own.test_client().get(
        "/kemitraan/pilih?pihak=2&lembaga=tidak&bidang=beberapa&bersama=ya&tenaga=cukup&lama=menetap"
    )
    assert "Belum ada saran untuk jawaban ini" in shown.text and "Pertukaran" in shown.text
    assert "jenis=tukar" in shown.text


def test_it_stands_on_the_home_page_in_the_list_and_at_the_form(client: FlaskClient) -> None:
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD)
    for address in ("/", "/kemitraan", "/kemitraan/baru"):
        assert 'href="/kemitraan/pilih"' in client.get(address).text, address


@pytest.mark.browser
@pytest.mark.sqlite
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_the_way_is_walked_by_keyboard_alone_on_a_small_phone(app: Flask, chromium: Chromium, scripts: bool) -> None:
    with serve(app) as site, chromium.page(PHONE, java_script_enabled=scripts) as page:
        page.goto(site.url + "/kemitraan/pilih")
        for answer in ("Tiga sampai lima", "Tidak, semuanya desa", "Beberapa bidang sekaligus", "Ya", "Ada, cukup"):
            _press(page, answer)
        _press(page, "Bertahun-tahun, dengan badan dan aturan tetap")
        page.get_by_role("heading", name="Jenis yang cocok").wait_for()
        assert page.locator("article h3").first.inner_text() == "Kemitraan banyak desa"
        assert "lama=menetap" in page.url, "the way can be sent to somebody"
        assert overflow(page) == 0
        if scripts:
            assert page.evaluate("document.activeElement.id") == "saran"
            assert violations(page) + small_targets(page, 24) == []


def _press(page: Any, name: str) -> None:
    """Go to a link with the tabulator and press Enter."""
    link = page.get_by_role("link", name=name, exact=True)
    link.wait_for()
    for _turn in range(60):
        page.keyboard.press("Tab")
        if link.evaluate("e => e === document.activeElement"):
            break
    else:
        raise AssertionError(f"{name} cannot be reached by keyboard")
    page.keyboard.press("Enter")
    link.wait_for(state="detached")
