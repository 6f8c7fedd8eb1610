"""What the script adds in a real browser: errors said aloud, focus kept, drafts, one submission a click."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsers import Chromium, Served, carry_cookies, until
from playwright.sync_api import Page, expect

from portal import testing
from portal.web.assets import STATIC
from portal.web.htmx_copy import make_local_copy

pytestmark = [pytest.mark.browser, pytest.mark.sqlite]


@pytest.fixture
def page(chromium: Chromium, site: Served) -> Iterator[Page]:
    make_local_copy(STATIC)
    with chromium.page() as page:
        yield page


@pytest.fixture
def signed_in(page: Page, site: Served) -> Page:
    client = site.app.test_client()
    testing.sign_in(client, "system_admin")
    carry_cookies(client, page.context, site.url)
    return page


def note(page: Page, site: Served) -> Page:
    """The page with the htmx form, ready, with a mark that a full page load would wipe out."""
    page.goto(f"{site.url}/uji/catatan")
    until(page, "window.htmx && !!document.getElementById('catatan')['htmx-internal-data']")
    page.evaluate("window.mark = 1")
    return page


def test_saving_swaps_the_form_and_says_so(page: Page, site: Served) -> None:
    note(page, site).fill("#text", "air")
    page.click("text=Simpan")
    expect(page.locator("#pesan")).to_contain_text("Dicatat.")
    assert page.evaluate("window.mark") == 1
    assert page.evaluate("document.activeElement !== document.body")


def test_errors_get_the_focus(page: Page, site: Served) -> None:
    note(page, site).click("text=Simpan")
    expect(page.locator(".error-summary")).to_be_focused()
    assert page.evaluate("window.mark") == 1


def test_H_a_lost_connection_is_said_at_once_and_nothing_typed_is_lost(page: Page, site: Served) -> None:
    note(page, site).fill("#text", "saluran air")
    page.context.set_offline(True)
    page.click("text=Simpan")
    expect(page.locator("#pesan")).to_contain_text("sambungan terputus", timeout=2_000)
    expect(page.locator("#pesan")).to_be_focused()
    assert page.input_value("#text") == "saluran air"
    page.context.set_offline(False)
    page.click("text=Simpan")
    expect(page.locator("#pesan")).to_contain_text("Dicatat.")


def test_a_server_fault_is_said_in_the_servers_words_and_nothing_is_lost(page: Page, site: Served) -> None:
    note(page, site).fill("#text", "saluran air")
    page.evaluate("document.getElementById('catatan').setAttribute('hx-post', '/uji/galat/507')")
    page.evaluate("htmx.process(document.getElementById('catatan'))")
    page.click("text=Simpan")
    expect(page.locator("#pesan")).to_contain_text("Ruang penyimpanan penuh")
    expect(page.locator("#pesan")).to_be_focused()
    assert page.input_value("#text") == "saluran air"


def test_an_answer_that_is_no_page_of_ours_still_gives_a_sentence(page: Page, site: Served) -> None:
    note(page, site).route("**/uji/catatan", lambda route: route.fulfill(status=502, body="Bad gateway"))
    page.fill("#text", "x")
    page.click("text=Simpan")
    expect(page.locator("#pesan")).to_contain_text("gangguan di server")


def test_a_double_click_submits_once(page: Page, site: Served) -> None:
    page.goto(f"{site.url}/uji/biasa")
    page.evaluate("""document.querySelector('main form').addEventListener('submit', e => {
      window.sent = (window.sent || 0) + 1; e.target.target = 'lain'; })""")
    page.dblclick("text=Kirim")
    assert page.evaluate("window.sent") == 1
    assert page.is_disabled("main button")


def test_a_draft_is_offered_again_without_its_password(signed_in: Page, site: Served) -> None:
    page = signed_in
    page.goto(f"{site.url}/uji/biasa")
    page.fill("#isi-biasa", "saluran air")
    page.check("[name=setuju]")
    page.fill("#sandi", "durian")
    page.reload()
    page.click("text=Pulihkan isian")
    assert page.input_value("#isi-biasa") == "saluran air"
    assert page.is_checked("[name=setuju]")
    assert page.input_value("#sandi") == ""
    assert "durian" not in page.evaluate("JSON.stringify(sessionStorage)")


def test_a_draft_ends_when_the_server_has_confirmed(signed_in: Page, site: Served) -> None:
    page = signed_in
    page.goto(f"{site.url}/uji/biasa")
    page.fill("#isi-biasa", "saluran air")
    page.click("text=Kirim")
    page.wait_for_url("**/tentang")
    expect(page.locator("#pesan")).to_contain_text("Sudah pindah.")
    assert "saluran" not in page.evaluate("JSON.stringify(sessionStorage)")
    page.goto(f"{site.url}/uji/biasa")
    assert page.locator("text=Pulihkan isian").count() == 0


def test_a_draft_survives_a_refused_form(signed_in: Page, site: Served) -> None:
    page = signed_in
    page.goto(f"{site.url}/uji/biasa")
    page.fill("#isi-biasa", "saluran air")
    page.evaluate("document.querySelector('[data-draft]').action = '/uji/galat/503'")
    page.click("text=Kirim")
    expect(page.locator("h1")).to_contain_text("sibuk")
    page.goto(f"{site.url}/uji/biasa")
    page.click("text=Pulihkan isian")
    assert page.input_value("#isi-biasa") == "saluran air"


def test_a_draft_that_is_thrown_away_is_gone(signed_in: Page, site: Served) -> None:
    page = signed_in
    page.goto(f"{site.url}/uji/biasa")
    page.fill("#isi-biasa", "saluran air")
    page.reload()
    page.click("text=Buang")
    page.reload()
    assert page.locator("text=Pulihkan isian").count() == 0


def test_H13_nothing_personal_outlives_the_tab(signed_in: Page, site: Served) -> None:
    page = signed_in
    page.goto(f"{site.url}/uji/biasa")
    page.fill("#isi-biasa", "saluran air")
    assert page.evaluate("localStorage.length") == 0


def test_a_visitor_leaves_no_draft(page: Page, site: Served) -> None:
    page.goto(f"{site.url}/uji/biasa")
    page.fill("#isi-biasa", "saluran air")
    assert "saluran" not in page.evaluate("JSON.stringify(sessionStorage)")


def test_P1_a_cold_visit_makes_three_requests(page: Page, site: Served) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.startswith("http") else None)
    page.goto(f"{site.url}/tentang", wait_until="networkidle")
    assert len(asked) == 3, asked


def test_P13_nothing_moves_while_the_page_comes_up(page: Page, site: Served) -> None:
    page.goto(f"{site.url}/", wait_until="networkidle")
    shift = page.evaluate(
        """() => new Promise(done => { let sum = 0;
        new PerformanceObserver(list => list.getEntries().forEach(e => sum += e.value))
          .observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(sum), 300); })"""
    )
    assert shift <= 0.01


def test_the_skip_link_leads_past_the_menu(page: Page, site: Served) -> None:
    page.goto(f"{site.url}/tentang")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "isi"
