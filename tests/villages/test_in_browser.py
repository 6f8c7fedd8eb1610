"""The villages' pages in real Chromium: accessible at every width, as one types, and with JavaScript off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsers import LOOKS, Chromium, Served, carry_cookies, overflow, serve, small_targets, until, violations
from flask import Flask
from flask.testing import FlaskClient

from portal import testing

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]
NGEBEL = "/desa/35.02.19.2007"
LONG = "Kelompok pengelola air bersih dan irigasi tersier dusun Kucur " * 2
# Pages in other states than `contracts/test_every_page.py` sees them in: many hits, none, a kelurahan, long words.
PUBLIC = ["/desa?q=karangasem", "/desa?q=zzqqzz", "/desa/33.72.01.1011", NGEBEL, "/organisasi", "/organisasi/1"]
SIGNED_IN = [f"{NGEBEL}/ubah", f"{NGEBEL}/riwayat", f"{NGEBEL}/potensi", f"{NGEBEL}/potensi/1", "/organisasi/1/ubah"]


@pytest.fixture
def served(app: Flask, operator: FlaskClient) -> Iterator[Served]:
    """The portal with a village that wrote something, at length."""
    testing.post(operator, f"{NGEBEL}/ubah", {"head_name": LONG[:120], "about": LONG * 5, "website": "a" * 90 + ".id"})
    values = {"sector": "air", "title": LONG, "quantity": "999999999,5", "unit": "liter/detik", "note": "a" * 300}
    testing.post(operator, f"{NGEBEL}/potensi", values)
    testing.post(operator, f"{NGEBEL}/potensi", {**values, "title": "Untuk arsip"})
    testing.post(operator, f"{NGEBEL}/potensi/2/arsip", {"reason": LONG})
    testing.post(operator, f"{NGEBEL}/kebutuhan", {"sector": "sampah", "title": LONG, "urgency": "high"})
    organisation = {"kind": "bum_desa", "name": f"BUM Desa {'Telaga' * 20}", "village_code": "3502192007"}
    testing.post(operator, "/organisasi/baru", organisation)
    operator.get(NGEBEL)  # takes the waiting messages
    with serve(app) as running:
        yield running


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_long_words_and_empty_lists_are_accessible(
    chromium: Chromium, served: Served, operator: FlaskClient, size: tuple[int, int], scheme: str
) -> None:
    found: dict[str, list[str]] = {}
    with chromium.page(size, color_scheme=scheme) as page:
        for urls in (PUBLIC, SIGNED_IN):
            for url in urls:
                page.goto(served.url + url)
                faults = violations(page) + small_targets(page, 24)
                if faults or overflow(page) > 0:
                    found[url] = [*faults, f"overflow {overflow(page)}"]
            carry_cookies(operator, page.context, served.url)
    assert found == {}


def test_a_form_with_errors_is_accessible(chromium: Chromium, served: Served, operator: FlaskClient) -> None:
    with chromium.page() as page:
        carry_cookies(operator, page.context, served.url)
        page.goto(f"{served.url}{NGEBEL}/ubah")
        page.fill("#population", "banyak")
        page.fill("#latitude", "-7,8")
        page.click("form#profil button")
        until(page, "document.activeElement.className === 'error-summary'")
        assert violations(page) == []
        assert page.input_value("#population") == "banyak"


def test_results_come_as_one_types(chromium: Chromium, served: Served) -> None:
    with chromium.page() as page:
        page.goto(f"{served.url}/desa")
        page.evaluate("jumlah.same = true")
        page.locator("#q").press_sequentially("ngebel pono", delay=20)
        until(page, "document.querySelector('#hasil h2 a')?.textContent === 'Ngebel'")
        assert page.evaluate("document.activeElement.id") == "q"
        assert page.evaluate("jumlah.same") and "cocok" in page.inner_text("#jumlah")  # a live region that stays
        assert page.url.endswith("/desa?q=ngebel+pono") or page.url.endswith("/desa?q=ngebel%20pono")


def test_without_javascript_search_and_adding_work(chromium: Chromium, served: Served, operator: FlaskClient) -> None:
    with chromium.page(java_script_enabled=False) as page:
        carry_cookies(operator, page.context, served.url)
        page.goto(f"{served.url}/desa")
        page.fill("#q", "ngebel ponorogo")
        page.click("main form.search button")
        page.click("#hasil h2 a")
        assert page.url == served.url + NGEBEL
        page.click("text=Tambah atau ubah kebutuhan")
        page.select_option("#sector", "energi")
        page.fill("#title", "Panel surya")
        page.click("#daftar form button")
        assert "“Panel surya” ditambahkan." in page.inner_text("#pesan")
        assert page.inner_text("#daftar h3:text('Panel surya')") == "Panel surya"


def test_adding_one_after_the_other_stays_on_the_page(
    chromium: Chromium, served: Served, operator: FlaskClient
) -> None:
    with chromium.page() as page:
        carry_cookies(operator, page.context, served.url)
        page.goto(f"{served.url}{NGEBEL}/kebutuhan")
        for title in ("Panel surya", "Genset"):
            page.select_option("#sector", "energi")
            page.fill("#title", title)
            page.click("#daftar form button")
            until(page, f"[...document.querySelectorAll('h3')].some(h => h.textContent === '{title}')")
            assert page.input_value("#title") == ""
        assert page.url == f"{served.url}{NGEBEL}/kebutuhan"
        assert "“Genset” ditambahkan." in page.inner_text("#pesan")
