"""The pages of this room in a real browser: axe finds nothing, nothing overflows, and all works without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsers import LOOKS, NO_SCRIPTS, Chromium, Served, carry_cookies, overflow, serve, small_targets, violations
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page

from portal import testing

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]

# Pages in other states than `contracts/test_every_page.py` sees them in: much on them, nothing, long names.
BUSY = ["/akun", "/undangan", "/admin/orang", "/admin/orang/1", "/admin/orang?q=tidak-ada-orang", "/admin/jabatan/2"]
LONG_NAME = "Raden Ayu Siti Aminah Kusumawardhani Wijayakusuma Tirtonegoro-Hadiningrat"


@pytest.fixture
def site(app: Flask) -> Iterator[Served]:
    with serve(app) as served:
        yield served


@pytest.fixture
def busy_administrator(app: Flask, administrator: FlaskClient) -> FlaskClient:
    """An administrator of several offices, among people, seats, links in every state and long names."""
    testing.sign_in(app.test_client(), "village_head", username="kades")
    for kind in ("village_head", "village_operator"):
        testing.sign_in(administrator, kind, username="admin.portal")
    testing.sign_in(administrator, "facilitator", ("35.02.19",), username="admin.portal")
    testing.sign_in(administrator, "system_admin", username="admin.portal")
    testing.post(administrator, "/akun/data", {"name": LONG_NAME, "email": "", "phone": "", "_versi": "1"})
    for _number in range(3):
        testing.post(administrator, "/undangan/buat", {"kind": "village_operator", "scope_code": testing.NGEBEL})
    testing.post(administrator, "/undangan/1/tarik")
    testing.post(administrator, "/undangan/atur-ulang/2")
    return administrator


def faults(page: Page) -> list[str]:
    """Everything wrong with the page that is open."""
    found = violations(page)
    if overflow(page) > 0:
        found.append(f"overflow {overflow(page)}")
    return found + [f"small target {target}" for target in small_targets(page, 24)]


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_axe_finds_nothing_and_nothing_overflows(
    chromium: Chromium, site: Served, busy_administrator: FlaskClient, size: tuple[int, int], scheme: str
) -> None:
    wrong = {}
    with chromium.page(size, color_scheme=scheme) as page:
        page.goto(site.url + "/undangan/tidak-ada")
        wrong["a link that is none"] = faults(page)
        page.goto(site.url + "/masuk")
        page.fill("#username", "siapa")
        page.fill("#password", "salah sekali")
        page.get_by_role("button", name="Masuk", exact=True).click()
        page.wait_for_selector(".error-summary")
        wrong["/masuk with an error"] = faults(page)
        carry_cookies(busy_administrator, page.context, site.url)
        for url in BUSY:
            page.goto(site.url + url)
            wrong[url] = faults(page)
    assert {url: found for url, found in wrong.items() if found} == {}


@pytest.mark.parametrize("javascript", NO_SCRIPTS)
def test_a_head_invites_and_a_newcomer_joins_in_a_browser(
    app: Flask, chromium: Chromium, site: Served, head: FlaskClient, javascript: bool
) -> None:
    with chromium.page(java_script_enabled=javascript) as page:
        page.goto(site.url + "/masuk?next=/undangan/buat")
        page.fill("#username", "kades")
        page.fill("#password", testing.TEST_PASSWORD)
        page.get_by_role("button", name="Masuk", exact=True).click()
        page.wait_for_url("**/undangan/buat")
        page.select_option("#kind", "village_operator")
        page.get_by_role("button", name="Buat tautan").click()
        link = page.input_value("#tautan").split()[-1]
        assert not javascript or faults(page) == []
    with chromium.page(java_script_enabled=javascript) as page:
        page.goto(link)
        page.fill("#name", "Budi Santoso")
        page.fill("#username", "budi.ngebel")
        page.fill("#password", "bismillah")
        page.get_by_role("button", name="Buat akun dan masuk").click()
        page.get_by_text("mudah ditebak").first.wait_for()
        assert page.input_value("#name") == "Budi Santoso"
        assert not javascript or faults(page) == []
        page.fill("#password", "perahu di telaga ngebel")
        page.get_by_role("button", name="Buat akun dan masuk").click()
        page.wait_for_url("**/kemitraan")
        page.goto(site.url + "/akun")
        assert "Operator Desa Ngebel" in (page.text_content("main") or "")
        page.get_by_role("button", name="Keluar", exact=True).click()
        page.wait_for_url("**/masuk")
        page.goto(site.url + "/akun")
        assert page.url.endswith("/masuk?next=/akun")


def test_a_picture_for_the_phone_can_be_read_in_the_dark_too(
    chromium: Chromium, site: Served, head: FlaskClient
) -> None:
    with chromium.page(color_scheme="dark") as page:
        carry_cookies(head, page.context, site.url)
        page.goto(site.url + "/akun/dua-langkah")
        box = page.locator(".qr svg").bounding_box()
        assert box is not None and 160 <= box["width"] <= 328 and abs(box["width"] - box["height"]) < 2
