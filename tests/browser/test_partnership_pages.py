"""Partnership pages in a browser: usable by everyone, light, and right by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsers import LOOKS, Chromium, Served, carry_cookies, overflow, small_targets, violations
from flask import Flask
from partnership_walk import NGEBEL, SEMPU, Walk, actor_of
from playwright.sync_api import Page

from portal import testing
from portal.partnerships import service
from portal.partnerships.service import PartyChoice
from portal.permissions import OfficeKind

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]
LONG = "Kerja sama pembangunan, pemeliharaan, dan pembagian air irigasi dari hulu sampai hilir yang disepakati bersama"
# Pages in other states than `contracts/test_every_page.py` sees them in: a long name, and a partnership that runs.
PAGES = (
    "/kemitraan", "/kemitraan/1", "/kemitraan/1/naskah", "/kemitraan/1/naskah/1", "/kemitraan/1/riwayat",
    "/kemitraan/1/langkah/report", "/kemitraan/2", "/kemitraan/2/naskah/1", "/kemitraan/2/lanjut/end",
)  # fmt: skip


def walked(title: str, stage: str) -> None:
    heads = {code: actor_of(OfficeKind.VILLAGE_HEAD, code) for code in (NGEBEL, SEMPU)}
    partner = (PartyChoice(village_code=SEMPU),)
    getattr(Walk(service.begin(heads[NGEBEL], "bilateral", title, "air", "air", partner), heads), f"to_{stage}")()


@pytest.fixture
def filled(app: Flask) -> Flask:
    """One partnership that is being drafted, with a long name, and one that runs."""
    with app.app_context():
        walked(LONG, "drafting")
        walked("Saluran irigasi", "active")
    return app


@pytest.fixture
def signed_in(filled: Flask, site: Served, chromium: Chromium) -> Iterator[Page]:
    """The head of Ngebel at a phone."""
    client = filled.test_client()
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD, (NGEBEL,))
    with chromium.page() as page:
        carry_cookies(client, page.context, site.url)
        yield page


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_axe_finds_nothing_on_partnership_pages(
    signed_in: Page, site: Served, size: tuple[int, int], scheme: str
) -> None:
    signed_in.set_viewport_size({"width": size[0], "height": size[1]})
    signed_in.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    found = {}
    for path in PAGES:
        signed_in.goto(site.url + path)
        if problems := violations(signed_in):
            found[path] = problems
    assert found == {}


def test_axe_finds_nothing_when_a_form_has_errors(signed_in: Page, site: Served) -> None:
    for path in ("/kemitraan/baru", "/kemitraan/1/langkah/report"):
        signed_in.goto(site.url + path)
        signed_in.evaluate("document.querySelector('main form').noValidate = true")
        signed_in.locator("main form button[type=submit]").last.click()
        signed_in.locator(".error-summary").wait_for()
        assert violations(signed_in) == []


def test_nothing_is_wider_than_a_small_phone_and_targets_are_big_enough(signed_in: Page, site: Served) -> None:
    signed_in.set_viewport_size({"width": 320, "height": 640})
    wide, small = {}, {}
    for path in PAGES:
        signed_in.goto(site.url + path)
        if pixels := overflow(signed_in):
            wide[path] = pixels
        if found := small_targets(signed_in, 24):
            small[path] = found
    assert (wide, small) == ({}, {})


def test_P4_a_fragment_is_small(filled: Flask) -> None:
    client = filled.test_client()
    testing.sign_in(client, OfficeKind.VILLAGE_HEAD, (NGEBEL,))
    headers = {"Accept-Encoding": "br", "HX-Request": "true"}
    weights = {path: len(client.get(path, headers=headers).data) for path in ("/kemitraan/1", "/kemitraan/1/naskah")}
    assert {path: weight for path, weight in weights.items() if weight > 5_000} == {}


def test_a_form_saved_by_htmx_says_so_and_refreshes_the_panels(signed_in: Page, site: Served) -> None:
    signed_in.goto(site.url + "/kemitraan/1/rincian")
    signed_in.locator("[name=initiator_gives]").fill("Air 25 liter per detik")
    signed_in.locator("main form button[type=submit]").click()
    signed_in.get_by_text("Rincian tersimpan.").first.wait_for()
    signed_in.goto(site.url + "/kemitraan/1")
    assert "Air 25 liter per detik" in signed_in.locator("#panel-pertukaran").inner_text()


def test_a_record_is_made_with_the_keyboard_alone(signed_in: Page, site: Served) -> None:
    signed_in.goto(site.url + "/kemitraan/baru")
    signed_in.locator("[name=partner]").focus()
    signed_in.keyboard.type("35.02.19.2008")
    signed_in.keyboard.press("Tab")
    signed_in.keyboard.type("Jalan usaha tani")
    signed_in.keyboard.press("Tab")
    signed_in.keyboard.type("Pertanian")
    signed_in.keyboard.press("Tab")
    with signed_in.expect_navigation():
        signed_in.keyboard.press("Enter")
    assert "Jalan usaha tani" in signed_in.locator("h1").inner_text()
