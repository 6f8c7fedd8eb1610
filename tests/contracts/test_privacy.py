"""What one may not know of cannot be found out: not by guessing numbers (A3), not in any list (A4)."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

import pytest
from contracts.pages import crawl
from contracts.routes import PARTNERSHIP_SCOPES, routes
from contracts.world import SECRET, SECRET_PHONE, World

from portal import testing

MISSING = 2_000_000_001
LONG = pytest.mark.long
OUTSIDERS = ("anonymous", "head", "third_party", "stranger_operator", "bkad", "regency")
_CHANGING = re.compile(r'[0-9a-f]{32}|value="[^"]{60,}"|"X-CSRFToken":"[^"]*"|kembali=[^"&]*|next=[^"&]*')


def first_two(*roles: str) -> list[Any]:
    """The first two of these roles; all of them with `make torture-pages` alone."""
    return [*roles[:2], *(pytest.param(role, marks=LONG) for role in roles[2:])]


def plain(text: str, address: str) -> str:
    """A page without what differs from request to request."""
    for spelling in (address, quote(address), quote(address, safe="")):
        text = text.replace(spelling, "ALAMAT")
    return _CHANGING.sub("…", text)


@pytest.mark.sqlite  # no answer there depends on the database
@pytest.mark.parametrize("role", first_two("operator", "district", "third_party", "anonymous"))
def test_A3_a_strangers_partnership_answers_exactly_like_one_that_is_not_there(world: World, role: str) -> None:
    browser, differing = world.client(role), []
    world.ids["missing"] = world.ids["other"] | {"partnership_id": MISSING, "attachment_id": MISSING}
    for route in routes(world.app):
        if route.scopes != PARTNERSHIP_SCOPES:
            continue
        answers = []
        for scope in ("other", "missing"):
            address = route.address(world, scope)
            ask = browser.get if route.method == "GET" else lambda url: testing.post(browser, url)
            answer = ask(address)
            answers.append((answer.status_code, plain(answer.text, address)))
        if answers[0] != answers[1]:
            differing.append(route.name)
    assert differing == []


def test_A3_anothers_link_and_sign_in_answer_like_missing_ones(world: World) -> None:
    browser = world.client("head")
    for route in routes(world.app):
        if {"invitation_id", "session_id"} & route.rule.arguments:
            theirs = route.address(world, "other")
            missing = re.sub(r"\d+", str(MISSING), theirs)
            answers = [testing.post(browser, address) for address in (theirs, missing)]
            assert [answer.status_code for answer in answers] == [404, 404], route.name
            assert plain(answers[0].text, theirs) == plain(answers[1].text, missing)


@pytest.mark.parametrize("role", first_two(*OUTSIDERS))
def test_A4_nothing_of_strangers_is_shown_in_any_page_list_search_or_fragment(world: World, role: str) -> None:
    browser = world.client(role)
    part = SECRET[:-2]
    starts = (
        f"/desa?q={part}", f"/kemitraan?cari={part}", f"/organisasi?q={part}", f"/desa/{world.ids['other']['village']}",
        "/", "/kemitraan", "/kemitraan?milik=saya", "/kemitraan?keadaan=drafting", "/kemitraan?sektor=air", "/akun",
        *addresses(world),
    )  # fmt: skip
    leaking = [page.address for page, _answer in crawl(browser, starts) if leaks(page.raw)]
    for address in starts:
        answer = browser.get(address, headers={"HX-Request": "true"})
        if leaks(page_text(answer)):
            leaking.append(f"{address} (htmx)")
        answer.close()
    assert leaking == []


def test_A4_the_far_villages_themselves_see_what_the_others_must_not(world: World) -> None:
    browser = world.app.test_client()
    testing.sign_in(browser, "village_head", (world.ids["other"]["village"],))
    number = world.ids["other"]["partnership_id"]
    for address in (f"/kemitraan/{number}", f"/kemitraan?cari={SECRET[:-2]}", f"/kemitraan/{number}/riwayat"):
        assert SECRET in browser.get(address).text, address


def test_A4_a_search_for_what_is_hidden_answers_like_one_for_what_is_not_there(world: World) -> None:
    for role in OUTSIDERS:
        shown = []
        for word in (SECRET[:-2], "penandakosonga"):
            address = f"/kemitraan?cari={word}"
            shown.append(plain(world.client(role).get(address).text, address).replace(word, "KATA"))
        assert shown[0] == shown[1], role


@pytest.mark.parametrize("role", first_two(*OUTSIDERS))
def test_A4_no_list_that_is_taken_along_holds_what_strangers_must_not_see(world: World, role: str) -> None:
    browser = world.client(role)
    places = [f"/kemitraan/{world.ids[scope]['partnership_id']}" for scope in ("other", "public")]
    for of_partnership, code in world.app.extensions["portal.listings"]:
        for place in places if of_partnership else ("",):
            answer = browser.get(f"{place}/unduh/{code}.json")
            assert answer.status_code in (200, 303, 403, 404)
            assert not leaks(answer.text), (place, code)


def addresses(world: World) -> list[str]:
    """Every GET page of the far villages' things."""
    return [
        route.address(world, scope)
        for route in routes(world.app)
        if route.method == "GET" and "token" not in route.rule.arguments
        for scope in ("other", "public")
        if scope in route.scopes
    ]


def page_text(answer: object) -> str:
    """The answer as text, whatever it is."""
    return answer.get_data().decode("utf-8", "replace") + str(answer.headers)  # type: ignore[attr-defined]


def leaks(text: str) -> bool:
    """Whether something stands there that is the far villages' alone."""
    return SECRET in text or SECRET_PHONE in text
